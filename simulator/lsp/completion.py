"""What can be written at the cursor: keys with what they mean, words of the format, and names of the file.

All of it comes from the definition of the format. Names are those of the current text, and where that
cannot be read, those of the last good reading as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from simulator.compiler.diagnostic import Span
from simulator.compiler.edits import Edit
from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import (
    Choice,
    Key,
    Kind,
    ListOf,
    Name,
    Nested,
    Number,
    Pairs,
    Record,
    Some,
    Text,
    Word,
    YesNo,
)
from simulator.compiler.reference import values
from simulator.lsp.document import Document, Point
from simulator.lsp.meanings import meaning_of, name_meaning, noun
from simulator.lsp.place import Place, mapping_of, place_at, word_end

FEW = 9
"""Numbers of a range that is no larger are offered one by one."""


class Sort(StrEnum):
    """What an option is, for the sign that an editor shows beside it."""

    KEY = "key"
    WORD = "word"
    NAME = "name"
    EXAMPLE = "example"


class Option(NamedTuple):
    """One thing that can be written. `detail` is a few words, `doc` a sentence or two."""

    label: str
    sort: Sort
    edit: Edit
    detail: str = ""
    doc: str = ""


class _Offer(NamedTuple):
    label: str
    sort: Sort
    detail: str = ""
    doc: str = ""
    behind: str = ""
    """What is written behind the label."""


def completion(document: Document, point: Point) -> list[Option]:
    """What can be written at a point, in the order of the format or of the file."""
    place = place_at(document.lines, point)
    if place is None:
        return []
    offers: dict[str, _Offer] = {}
    if place.takes_key:
        offers |= {one.label: one for one in _keys(document, place)}
    if place.takes_value:
        offers |= {one.label: one for one in _values(document, place.kind)}
    end = word_end(document.lines, point)
    span = Span(point.line, point.column - len(place.typed), end.line, end.column)
    rest = document.lines[point.line - 1][end.column - 1 :].lstrip()
    space = " " if place.needs_space else ""
    return [
        Option(
            one.label,
            one.sort,
            Edit(span, space + one.label + ("" if rest.startswith(":") else one.behind)),
            one.detail,
            one.doc,
        )
        for one in offers.values()
    ]


def key_doc(key: Key) -> str:
    """What a key means, what it takes, and how it looks."""
    notes = [key.doc]
    if key.default:
        notes.append(f"Default: {key.default}.")
    if key.example:
        notes.append(f"Example: {key.name}: {key.example}")
    return "\n".join(notes)


def takes(key: Key) -> str:
    """What a key takes, in a few words: ``"text (required)"``."""
    words = values(key.kind).replace("`", "")
    plain = "keys of its own" if words.startswith("[") else words
    return plain + (" (required)" if key.required else "")


def _keys(document: Document, place: Place) -> Iterator[_Offer]:
    held = mapping_of(place.kind)
    if isinstance(held, Nested):
        record: Record = RECORDS[held.record]
        for key in record.keys.values():
            if key.name not in place.present:
                behind = ":" if _has_lines(key.kind) and not place.in_brackets else ": "
                yield _Offer(key.name, Sort.KEY, takes(key), key_doc(key), behind)
    elif isinstance(held, Pairs):
        for one in _values(document, held.key):
            if one.label not in place.present:
                yield one._replace(behind=": ")


def _has_lines(kind: Kind) -> bool:
    """Whether a value usually stands on the lines below its key."""
    match kind:
        case Nested(record):
            return record not in ("condition", "needs")
        case ListOf():
            return True
        case Some(item):
            return isinstance(item, Nested)
        case Pairs(value=value):
            return isinstance(value, Nested)
    return False


def _values(document: Document, kind: Kind) -> Iterator[_Offer]:
    match kind:
        case Word(_, words):
            for word, value in words.items():
                yield _Offer(word, Sort.WORD, meaning_of(value))
        case YesNo():
            yield from (_Offer(word, Sort.WORD) for word in ("yes", "no"))
        case Number(least, most) if most - least < FEW:
            yield from (_Offer(str(number), Sort.WORD) for number in range(least, most + 1))
        case Name(of):
            yield from _names(document, of)
        case Some(item):
            yield from _values(document, item)
        case Choice(words, keys, _):
            if words is not None:
                yield from _values(document, words)
            if isinstance(keys, Pairs):
                yield from _values(document, keys)
        case Text(label) if not label:
            yield _Offer(">", Sort.EXAMPLE, "the text, on lines of its own")
        case Nested() | Pairs():
            yield from _examples(kind)


def _names(document: Document, of: str) -> Iterator[_Offer]:
    for name in document.known(of):
        meaning = name_meaning(document.scenario, of, name)
        if not meaning and document.good is not None:
            meaning = name_meaning(document.good.scenario, of, name)
        what = "a state or ending" if of == "target" else noun(of)
        yield _Offer(name, Sort.NAME, what, meaning)


def _examples(kind: Kind) -> Iterator[_Offer]:
    """How a value in braces looks, where some key of that kind has an example."""
    keys = (key for record in RECORDS.values() for key in record.keys.values())
    shown = {key.example for key in keys if key.kind == kind and key.example.startswith("{")}
    yield from (_Offer(example, Sort.EXAMPLE, "an example") for example in sorted(shown))
