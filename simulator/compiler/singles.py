"""Single values: text, words, numbers, names. What does not fit is reported once, and comes back as `BAD`.

The words below a value that is wrong count as lost: so nothing that only follows from one mistake is
reported as another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from simulator.compiler import misfit
from simulator.compiler.diagnostic import Problems
from simulator.compiler.format import EVERY_RECORD
from simulator.compiler.kinds import Kind, Name, Nested, NewName, Number, Text, Word, YesNo
from simulator.compiler.names import Names, Use
from simulator.compiler.nodes import Node, Scalar, is_poison, span_of, words_in
from simulator.compiler.rules import form_keys
from simulator.compiler.source import POISON


class Bad:
    """The type of `BAD`."""


BAD = Bad()
"""The value of something that was reported already."""

GRAPH = frozenset({"start", "states", "endings", "replies", "to", "go"})
"""Keys without which the graph of the conversation has gaps, so that nothing can be said about it."""

ID = re.compile(r"[^\W\d][\w-]*\Z")
HASH = re.compile(r"\s*#(?! ?roleplay:)( ?)")
"""A comment behind a text; the group is empty if it looks more like a part of the text, as in `#1`.

One that speaks to the program, `# roleplay: ignore[W612]`, is nothing that people say."""

DIGITS = re.compile(r"[0-9]{1,9}\Z")

KEY_WITHIN = re.compile(r"(?:^|\s)(\w+): [{[]")
TAKING_MORE = frozenset(
    key.name
    for record in EVERY_RECORD.values()
    for key in record.keys.values()
    if not isinstance(key.kind, Text | Word | YesNo | Number | Name | NewName)
)
"""The keys that take pairs or a list."""


class Singles:
    """Reads the single values of one file.

    `gaps` says that a part of the conversation's graph could not be read.
    """

    def __init__(self, lines: tuple[str, ...], problems: Problems, names: Names) -> None:
        self.lines = lines
        self.problems = problems
        self.names = names
        self.gaps = False
        self.meant: dict[int, set[str]] = {}
        """By the `id` of a mapping: the keys that its unknown keys were probably meant to be."""

    def lose(self, words: Iterable[str]) -> None:
        """Note names that were not read, for a reason that has been reported."""
        self.names.lost.update(words)

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
        is_quoted = node.style in {"'", '"'}
        if not is_quoted and (swallowed := _swallowed(value)):
            self.problems.add(form_keys.key_within_text, span_of(node), swallowed)
            self.lose(words_in(node))
            return BAD
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
        name = normal_name(node.value)
        self.names.uses.append(Use(kind, name, node))
        return name

    def _new_name(self, kind: NewName, node: Node, key: Scalar) -> Any:
        if type(node) is not Scalar or not node.value or node.value == POISON:
            return self._misfit(kind, node, key)
        name = normal_name(node.value)
        if not is_id(name):
            self.problems.add(form_keys.not_an_id, span_of(node), name)
            self.names.lost.update((name, form_keys.id_from(name)))
        self.names.define(kind.of, name, node)
        return name


def _swallowed(text: str) -> str | None:
    """The first key of the format that stands within a text with what belongs to it."""
    if ": {" not in text and ": [" not in text:
        return None
    return next((one[1] for one in KEY_WITHIN.finditer(text) if one[1] in TAKING_MORE), None)


def normal_name(name: str) -> str:
    """Names that look the same are the same, however an editor writes an accent."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def is_id(name: str) -> bool:
    """Whether a name can be an id. There are scripts that write vowels as marks."""
    if ID.match(name):
        return True
    bare = "".join(letter for letter in name if not unicodedata.category(letter).startswith("M"))
    return bool(ID.match(bare)) and name[0] == bare[0]
