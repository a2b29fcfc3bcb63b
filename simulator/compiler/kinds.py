"""The kinds of value that the format is made of: descriptions only, no reading.

From one description come validation (`values.py`), the JSON Schema (`schema.py`) and the reference tables
(`reference.py`). So a kind says what it is in words, and holds nothing that only one of the three needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Text(NamedTuple):
    """Words for people. A label (a name, a title) may be followed by a comment; prose may not."""

    label: bool = False
    may_be_empty: bool = False


class Word(NamedTuple):
    """One of some words. `noun` is what messages call it; `values` gives each its meaning."""

    noun: str
    values: Mapping[str, Any]


class YesNo(NamedTuple):
    """`yes` or `no`."""


class Number(NamedTuple):
    """A whole number in a range."""

    least: int
    most: int


class Name(NamedTuple):
    """The id of a `promise`, a `truth`, …, defined elsewhere; `role` says what is done with it."""

    of: str
    role: str = ""


class NewName(NamedTuple):
    """An id that is defined here."""

    of: str


class Nested(NamedTuple):
    """A record, by its name: the way in which records can stand within themselves."""

    record: str


class Some(NamedTuple):
    """One value, or a list of such values."""

    item: Kind


class ListOf(NamedTuple):
    """A list, of one or more."""

    item: Kind


class Pairs(NamedTuple):
    """Keys of one kind with values of one kind: `{honest: shown}`."""

    key: Word | Name | NewName
    value: Kind


class Choice(NamedTuple):
    """Different kinds by the way in which it is written: words, keys of its own, or a list."""

    words: Kind | None = None
    keys: Kind | None = None
    items: Kind | None = None


Kind = Text | Word | YesNo | Number | Name | NewName | Nested | Some | ListOf | Pairs | Choice


class Key(NamedTuple):
    """One key of a record. `default` and `example` are as a file writes them; `doc` is for its author."""

    name: str
    kind: Kind
    doc: str
    required: bool = False
    default: str = ""
    example: str = ""


class Record:
    """Something with keys of its own. `noun` is what messages call it, `title` what the reference does."""

    __slots__ = ("doc", "keys", "name", "noun", "required", "title")

    def __init__(self, name: str, noun: str, title: str, doc: str, keys: tuple[Key, ...]) -> None:
        self.name = name
        self.noun = noun
        self.title = title
        self.doc = doc
        self.keys: dict[str, Key] = {key.name: key for key in keys}
        self.required = tuple(key.name for key in keys if key.required)


class KeyKinds(NamedTuple):
    """The keys of the format whose value is text, and those whose value is a list and nothing else."""

    text: frozenset[str]
    lists: frozenset[str]


def within(kind: Kind) -> Iterator[Kind]:
    """A kind, and every kind that it is made of, records excepted."""
    yield kind
    if isinstance(kind, Some | ListOf):
        yield from within(kind.item)
    elif isinstance(kind, Pairs):
        yield from within(kind.key)
        yield from within(kind.value)
    elif isinstance(kind, Choice):
        for part in kind:
            if part is not None:
                yield from within(part)
