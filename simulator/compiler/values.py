"""Nodes to plain values, as the format's kinds want them: records, lists and pairs of single values.

A record is read by its keys in the order of the file. What is wrong is left out, and has been reported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.compiler import misfit
from simulator.compiler.diagnostic import MOST_PROBLEMS, Problems, Span
from simulator.compiler.format import EVERY_RECORD
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
from simulator.compiler.names import Names
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, is_poison, span_of, words_in
from simulator.compiler.rules import form_keys, form_yaml
from simulator.compiler.singles import BAD, GRAPH, Singles


class Values(Singles):
    """Reads the values of one file."""

    def __init__(
        self, lines: tuple[str, ...], problems: Problems, names: Names, makers: dict[str, Make]
    ) -> None:
        super().__init__(lines, problems, names)
        self.makers = makers
        self._lacking: list[tuple[tuple[str, ...], Span, str, str, str | None]] = []

    def record(self, record: Record, node: Mapping, key: Scalar | None) -> dict[str, Any]:
        """The values of a record, by key; those that are wrong are left out."""
        keys, readers = record.keys, READERS
        found: dict[str, Any] = {}
        some_bad = False
        flat = node.flat
        for at in range(0, len(flat), 2):
            name_node = flat[at]
            if type(name_node) is not Scalar or (known := keys.get(name_node.value)) is None:
                self._unknown_key(record, node, name_node, flat[at + 1])
            elif known.name in found:
                self._again(name_node, node)
            else:
                kind = known.kind
                value = readers[type(kind)](self, kind, flat[at + 1], name_node)
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
        if name == "format" and not self._was_tried((name,), node):
            self.problems.add(form_keys.format_missing, span_of(node))
        else:
            self.missing((name,), record, node, key)

    def missing(
        self, names: tuple[str, ...], record: Record, node: Mapping, key: Scalar | None = None
    ) -> None:
        """Note that a record lacks a key; at the key above it, or where it begins as an item of a list."""
        if len(self._lacking) > MOST_PROBLEMS or self._was_tried(names, node):
            return
        before = self.lines[node.start.line][: node.start.column].rstrip()
        at = node if key is None or before.endswith(("-", "[", ",")) else key
        mend = misfit.swallowed(names[0], node)
        example = record.keys[names[0]].example
        self._lacking.append((names, span_of(at), record.noun, example, mend))

    def report_missing(self) -> None:
        """Report the keys that were missing, now that it is known which keys stand in a wrong place."""
        for names, span, noun, example, mend in self._lacking:
            if self.names.displaced.isdisjoint(names):
                self.problems.add(form_keys.missing_key, span, names, noun, example, mend)

    def _was_tried(self, names: tuple[str, ...], node: Mapping) -> bool:
        """Whether one of these keys is there, but misspelt or in lines that could not be read."""
        tried = self.meant.get(id(node), set())
        if self.names.was_left_out(node):
            tried = tried | self.names.lost
        return not tried.isdisjoint(names)

    def _unknown_key(self, record: Record, node: Mapping, key: Node, value: Node) -> None:
        self.lose(words_in(value))
        if type(key) is not Scalar:
            self.problems.add(form_yaml.key_is_no_word, span_of(key))
        elif word := self._glued(key, value):
            self._note_meant(record, node, word)
        elif key.value == "<<":
            self.problems.add(form_yaml.merge_key, span_of(key))
        elif not is_poison(key):
            mend, meant = misfit.of_unknown_key(
                record, key.value, self.problems.room_for_suggestions
            )
            self.problems.add(form_keys.unknown_key, span_of(key), key.value, record.noun, mend)
            if meant:
                self._note_meant(record, node, meant)

    def _note_meant(self, record: Record, node: Mapping, key: str) -> None:
        """What was meant by a key is neither missing here nor, if it belongs elsewhere, there."""
        self.gaps = self.gaps or key in GRAPH
        if key in record.keys:
            self.meant.setdefault(id(node), set()).add(key)
        else:
            self.names.displaced.add(key)

    def _glued(self, key: Scalar, value: Node) -> str | None:
        """Report a key and value that are one word to YAML, for no space parts them; and give the key."""
        word, colon, rest = key.value.partition(":")
        if not (colon and rest and isinstance(value, Scalar) and not value.value):
            return None
        self.problems.add(form_yaml.no_space_after_colon, span_of(key), word)
        return word

    def _again(self, key: Scalar, node: Mapping) -> None:
        if self.problems.is_full:
            return
        first = next(
            one for one in node.flat[::2] if isinstance(one, Scalar) and one.value == key.value
        )
        self.problems.add(form_yaml.duplicate_key, span_of(key), key.value, span_of(first).line)

    def _nested(self, kind: Nested, node: Node, key: Scalar) -> Any:
        if type(node) is not Mapping:
            return self._misfit(kind, node, key)
        return self.makers[kind.record](
            self, self.record(EVERY_RECORD[kind.record], node, key), node
        )

    def _some(self, kind: Some, node: Node, key: Scalar) -> Any:
        if type(node) is Sequence:
            if node.flow and misfit.is_bracketed_text(kind.item, node):
                return self._misfit(kind.item, node, key)
            return self._items(kind.item, node, key)
        value = READERS[type(kind.item)](self, kind.item, node, key)
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
        read = READERS[type(kind)]
        found = [value for item in node.flat if (value := read(self, kind, item, key)) is not BAD]
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
        read_key, read_value = READERS[type(kind.key)], READERS[type(kind.value)]
        for name_node, value_node in node.pairs:
            if type(name_node) is not Scalar:
                self.problems.add(form_yaml.key_is_no_word, span_of(name_node))
                self.lose(words_in(value_node))
                continue
            if name_node.value == "<<":
                self.problems.add(form_yaml.merge_key, span_of(name_node))
                self.lose(words_in(value_node))
                continue
            if name_node.value in seen:
                self._again(name_node, node)
                continue
            seen.add(name_node.value)
            if ":" in name_node.value and (word := self._glued(name_node, value_node)):
                self.names.lost.add(word)
                continue
            name = read_key(self, kind.key, name_node, key)
            value = read_value(self, kind.value, value_node, name_node)
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
        return READERS[type(part)](self, part, node, key)


Make = Callable[[Values, dict[str, Any], Mapping], Any]
"""Makes what the core knows of the values of a record."""

READERS: dict[type, Callable[[Values, Any, Node, Scalar], Any]] = {
    Text: Values._text,
    Word: Values._word,
    YesNo: Values._yes_no,
    Number: Values._number,
    Name: Values._name,
    NewName: Values._new_name,
    Nested: Values._nested,
    Some: Values._some,
    ListOf: Values._list_of,
    Pairs: Values._pairs,
    Choice: Values._choice,
}
"""What reads each kind of value."""
