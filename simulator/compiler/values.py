"""Nodes to plain values, as the format's kinds want them; each value that does not fit is reported once.

A value that is wrong comes back as `BAD`, and the words below it count as lost: so nothing that only follows
from one mistake is reported as another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from simulator.compiler import misfit
from simulator.compiler.diagnostic import Problems
from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import (
    Choice,
    Kind,
    ListOf,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Record,
    Some,
    Text,
    Word,
    YesNo,
)
from simulator.compiler.names import Names, Use
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, is_poison, span_of, words_in
from simulator.compiler.rules import form_keys, form_yaml
from simulator.compiler.source import POISON


class Bad:
    """The type of `BAD`."""


BAD = Bad()
"""The value of something that was reported already."""

GRAPH = frozenset({"start", "states", "endings", "replies", "to", "go"})
"""Keys without which the graph of the conversation has gaps, so that nothing can be said about it."""

ID = re.compile(r"[^\W\d][\w-]*\Z")
HASH = re.compile(r"\s*#( ?)")
"""A comment behind a text; the group is empty if it looks more like a part of the text, as in `#1`."""

DIGITS = re.compile(r"[0-9]{1,9}\Z")

Make = Callable[[dict[str, Any], Mapping], Any]
"""Makes what the core knows of the values of a record."""


class Values:
    """Reads the values of one file. `gaps` says that a part of the conversation's graph could not be read."""

    def __init__(self, lines: tuple[str, ...], problems: Problems, names: Names) -> None:
        self.lines = lines
        self.problems = problems
        self.names = names
        self.makers: dict[str, Make] = {}
        self.gaps = False
        self._readers: dict[type, Callable[[Any, Node, Scalar], Any]] = {
            Text: self._text,
            Word: self._word,
            YesNo: self._yes_no,
            Number: self._number,
            Name: self._name,
            NewName: self._new_name,
            Nested: self._nested,
            Some: self._some,
            ListOf: self._list_of,
            Pairs: self._pairs,
            Choice: self._choice,
        }

    def record(self, record: Record, node: Mapping, key: Scalar | None) -> dict[str, Any]:
        """The values of a record, by key; those that are wrong are left out."""
        keys, readers = record.keys, self._readers
        found: dict[str, Any] = {}
        some_bad = False
        flat = node.flat
        for at in range(0, len(flat), 2):
            name_node = flat[at]
            if type(name_node) is not Scalar or (known := keys.get(name_node.value)) is None:
                self._unknown_key(record, name_node, flat[at + 1])
            elif known.name in found:
                self._again(name_node, node)
            else:
                kind = known.kind
                value = readers[type(kind)](kind, flat[at + 1], name_node)
                some_bad = some_bad or value is BAD
                found[known.name] = value
        for name in record.required:
            if name not in found:
                self._missing(record, name, node, key)
        return (
            {name: value for name, value in found.items() if value is not BAD}
            if some_bad
            else found
        )

    def _missing(self, record: Record, name: str, node: Mapping, key: Scalar | None) -> None:
        if name in GRAPH:
            self.gaps = True
        if name == "format" and name not in self.names.lost:
            self.problems.add(form_keys.format_missing, span_of(node))
        else:
            self.missing((name,), record, node, key)

    def missing(
        self, names: tuple[str, ...], record: Record, node: Mapping, key: Scalar | None = None
    ) -> None:
        """Report that a record lacks a key; at the key above it, or at the beginning of an item of a list."""
        if any(name in self.names.lost for name in names):
            return
        before = self.lines[node.start.line][: node.start.column].rstrip()
        at = node if key is None or before.endswith(("-", "[", ",")) else key
        mend = misfit.swallowed(names[0], node)
        example = record.keys[names[0]].example
        self.problems.add(form_keys.missing_key, span_of(at), names, record.noun, example, mend)

    def lose(self, words: Iterable[str]) -> None:
        """Note names that were not read, for a reason that has been reported."""
        self.names.lost.update(words)

    def _unknown_key(self, record: Record, key: Node, value: Node) -> None:
        self.lose(words_in(value))
        if type(key) is not Scalar:
            self.problems.add(form_yaml.key_is_no_word, span_of(key))
        elif self._is_glued(key, value):
            self.gaps = True
        elif key.value == "<<":
            self.problems.add(form_yaml.merge_key, span_of(key))
        elif not is_poison(key):
            mend, meant = misfit.of_unknown_key(
                record, key.value, self.problems.room_for_suggestions
            )
            self.problems.add(form_keys.unknown_key, span_of(key), key.value, record.noun, mend)
            if meant:
                self.names.lost.add(meant)
                self.gaps = self.gaps or meant in GRAPH

    def _is_glued(self, key: Scalar, value: Node) -> bool:
        """Report a key and value that are one word to YAML, because no space parts them."""
        word, colon, rest = key.value.partition(":")
        if not (colon and rest and isinstance(value, Scalar) and not value.value):
            return False
        self.problems.add(form_yaml.no_space_after_colon, span_of(key), word)
        self.names.lost.add(word)
        return True

    def _again(self, key: Scalar, node: Mapping) -> None:
        first = next(
            one for one in node.flat[::2] if isinstance(one, Scalar) and one.value == key.value
        )
        self.problems.add(form_yaml.duplicate_key, span_of(key), key.value, span_of(first).line)

    def _misfit(self, kind: Kind, node: Node, key: Scalar) -> Any:
        """What does not fit is lost. It is reported, unless it stands for something reported already."""
        if key.value in GRAPH or type(kind) is Nested:
            self.gaps = True
        self.lose(words_in(node))
        if not is_poison(node) and key.end_mark.line + 1 not in self.names.left_out:
            misfit.report(kind, node, key, self.problems)
        return BAD

    def _text(self, kind: Text, node: Node, key: Scalar) -> Any:
        if type(node) is not Scalar:
            return self._misfit(kind, node, key)
        value = node.value
        if not node.style:
            mark = node.end_mark
            hash_at = HASH.match(self.lines[mark.line], mark.column)
            if hash_at and not (kind.label and value and hash_at[1]):
                misfit.report_cut(mark.line, hash_at.end() - 1 - len(hash_at[1]), self.problems)
                return BAD
        value = value.strip()
        if (not value and not kind.may_be_empty) or value == POISON:
            return self._misfit(kind, node, key)
        return value.replace("\t", " ") if "\t" in value else value

    def _word(self, kind: Word, node: Node, key: Scalar) -> Any:
        if type(node) is not Scalar or not node.value or node.value == POISON:
            return self._misfit(kind, node, key)
        if node.value in kind.values:
            return kind.values[node.value]
        mend = misfit.of_unknown_word(node.value, kind, self.problems.room_for_suggestions)
        words = tuple(kind.values)
        self.problems.add(form_keys.not_one_of, span_of(node), node.value, kind.noun, words, mend)
        return BAD

    def _yes_no(self, kind: YesNo, node: Node, key: Scalar) -> Any:
        if type(node) is Scalar:
            if node.value == "yes":
                return True
            if node.value == "no":
                return False
        return self._misfit(kind, node, key)

    def _number(self, kind: Number, node: Node, key: Scalar) -> Any:
        if (
            type(node) is Scalar
            and DIGITS.match(node.value)
            and kind.least <= int(node.value) <= kind.most
        ):
            return int(node.value)
        return self._misfit(kind, node, key)

    def _name(self, kind: Name, node: Node, key: Scalar) -> Any:
        if type(node) is not Scalar or not node.value or node.value == POISON:
            return self._misfit(kind, node, key)
        name = _normal(node.value)
        self.names.uses.append(Use(kind, name, node))
        return name

    def _new_name(self, kind: NewName, node: Node, key: Scalar) -> Any:
        if type(node) is not Scalar or not node.value or node.value == POISON:
            return self._misfit(kind, node, key)
        name = _normal(node.value)
        if not (ID.match(name) or _is_id(name)):
            self.problems.add(form_keys.not_an_id, span_of(node), name)
            self.names.lost.add(name)
        self.names.define(kind.of, name, node)
        return name

    def _nested(self, kind: Nested, node: Node, key: Scalar) -> Any:
        if type(node) is not Mapping:
            return self._misfit(kind, node, key)
        return self.makers[kind.record](self.record(RECORDS[kind.record], node, key), node)

    def _some(self, kind: Some, node: Node, key: Scalar) -> Any:
        if type(node) is Sequence:
            if node.flow and misfit.is_bracketed_text(kind.item, node):
                return self._misfit(kind.item, node, key)
            return self._items(kind.item, node, key)
        value = self._readers[type(kind.item)](kind.item, node, key)
        return value if value is BAD else (value,)

    def _list_of(self, kind: ListOf, node: Node, key: Scalar) -> Any:
        return (
            self._items(kind.item, node, key)
            if type(node) is Sequence
            else self._misfit(kind, node, key)
        )

    def _items(self, kind: Kind, node: Sequence, key: Scalar) -> Any:
        if not node.flat:
            return self._misfit(kind, node, key)
        read = self._readers[type(kind)]
        found = [value for item in node.flat if (value := read(kind, item, key)) is not BAD]
        if len(found) > 1 and (
            type(kind) in (Word, Text) or (type(kind) is Name and kind.of != "reply")
        ):
            self._listed_twice(node, key)
        return tuple(found)

    def _listed_twice(self, node: Sequence, key: Scalar) -> None:
        seen: set[str] = set()
        for item in node.flat:
            if type(item) is Scalar and not is_poison(item):
                if item.value in seen:
                    self.problems.add(form_keys.listed_twice, span_of(item), item.value, key.value)
                seen.add(item.value)

    def _pairs(self, kind: Pairs, node: Node, key: Scalar) -> Any:
        if type(node) is not Mapping or not node.flat:
            return self._misfit(kind, node, key)
        found = []
        seen: set[str] = set()
        bodies = kind.key.of if type(kind.key) is NewName else None
        read_key, read_value = self._readers[type(kind.key)], self._readers[type(kind.value)]
        for name_node, value_node in node.pairs:
            if type(name_node) is not Scalar:
                self.problems.add(form_yaml.key_is_no_word, span_of(name_node))
                self.lose(words_in(value_node))
                continue
            if name_node.value in seen:
                self._again(name_node, node)
                continue
            seen.add(name_node.value)
            if ":" in name_node.value and self._is_glued(name_node, value_node):
                continue
            name = read_key(kind.key, name_node, key)
            value = read_value(kind.value, value_node, name_node)
            if bodies and name is not BAD:
                self.names.bodies[bodies, name] = value_node
            if name is not BAD and value is not BAD:
                found.append((name, value))
        return tuple(found)

    def _choice(self, kind: Choice, node: Node, key: Scalar) -> Any:
        if type(node) is Scalar:
            part = kind.words
        elif type(node) is Mapping:
            part = kind.keys
            if (
                part is not None
                and type(kind.words) is Text
                and misfit.was_text(part, node, self.problems)
            ):
                self.lose(words_in(node))
                return BAD
        else:
            part = kind.items
        if part is None:
            return self._misfit(kind, node, key)
        return self._readers[type(part)](part, node, key)


def _normal(name: str) -> str:
    """Names that look the same are the same, however an editor writes an accent."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _is_id(name: str) -> bool:
    """Whether a name of a script that writes vowels as marks is an id."""
    bare = "".join(letter for letter in name if not unicodedata.category(letter).startswith("M"))
    return bool(ID.match(bare)) and name[0] == bare[0]
