"""A skeleton as the text of a scenario file.

What an export has kept as notes stands in the file as it was. A note that does not fit any more, because
somebody has changed the story meanwhile, becomes a comment: the compiler says which do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.compiler.format import RECORDS
from simulator.compiler.singles import is_id
from simulator.workbench.twee.reading import Answer, Spoken
from simulator.workbench.twee.safe_words import shown
from simulator.workbench.twee.skeleton import TO_WRITE, Place, Skeleton
from simulator.workbench.twee.story import LeftOut
from simulator.workbench.twee.yaml_text import Words, keyed, words_below

MOST_LINES = 20
"""Of something left out that is longer, the comment shows the beginning."""

KEY = re.compile(r"([a-z_]+):(?: |\Z)")
WRITTEN_ANYWAY = {
    "file": {"format", "title", "draft", "start", "states", "endings"},
    "state": {"scene", "line", "cue", "replies"},
    "ending": {"scene", "line", "cue"},
    "line": {"line", "cue"},
    "reply": {"say"},
}
"""Keys that no note may bring."""

UNFIT = "kept by an export, and does not fit any more"

DIRECTIVE = re.compile(r"#(?=\s*roleplay\s*:)")
GO = re.compile(r"\bgo:\s*([^\s,}]+)")


class Row(NamedTuple):
    """A line of the file, and the number of the note that it comes from; 0 for none."""

    text: str
    note: int = 0


class Writer:
    """Writes one file. `refused` are the numbers of the notes that become comments."""

    def __init__(self, skeleton: Skeleton, name: str, refused: frozenset[int]) -> None:
        self.skeleton = skeleton
        self.name = name
        self.refused = refused
        self.notes = 0
        self.ids: set[str] = set()
        self.where = ""
        self.unfit: list[LeftOut] = []

    def rows(self) -> Iterator[Row]:
        """The lines of the file."""
        one = self.skeleton
        yield Row("format: 1")
        yield from _comments(
            [f"made of the Twine story {self.name}; what the story does not say is marked"]
        )
        yield from _comments([f"{TO_WRITE}, and `roleplay check` says what else is missing"])
        for each in one.left_out:
            yield from _left_out(each, "")
        yield Row("draft: yes")
        yield from map(Row, keyed("title", Words(one.title or TO_WRITE)))
        given: set[str] = set()
        yield from self._noted("file", one.notes, "", given)
        if "customer" not in given:
            yield Row(
                "customer:  # to be written: who it is, and what relying on you would mean here"
            )
            yield Row(f"  name: {TO_WRITE}")
            yield Row(f"  reliance: {TO_WRITE}")
        yield from map(Row, ("", *keyed("start", one.start)))
        yield Row("states:")
        for place in one.places:
            if place.is_state:
                yield from self._place(place)
        yield Row("endings:")
        for place in one.places:
            if not place.is_state:
                yield from self._place(place)

    def _place(self, place: Place) -> Iterator[Row]:
        reading, indent = place.reading, "    "
        self.where = place.name
        yield Row(f"  {place.id}:")
        if place.missing:
            yield from _comments([f"to be written: {place.missing}"], indent)
        elif place.name != place.id:
            yield from _comments([f"the passage `{place.name}`"], indent)
        for each in place.left_out:
            yield from _left_out(each, indent)
        if reading.scene:
            yield from map(Row, keyed("scene", Words(reading.scene), indent))
        yield from self._lines(reading.lines, indent)
        if reading.cue:
            yield from map(Row, keyed("cue", Words(reading.cue), indent))
        given: set[str] = set()
        yield from self._noted(
            "state" if place.is_state else "ending", reading.notes, indent, given
        )
        if not place.is_state:
            if "sold" not in given:
                yield Row(f"{indent}sold: no  # to be written: whether something is sold here")
            return
        yield Row(f"{indent}replies:")
        for answer in reading.answers:
            yield from self._reply(answer, f"{indent}    ")

    def _lines(self, lines: list[Spoken], indent: str) -> Iterator[Row]:
        if not lines:
            return
        if len(lines) == 1 and not (lines[0].cue or lines[0].notes):
            yield from map(Row, keyed("line", Words(lines[0].text), indent))
            return
        yield Row(f"{indent}line:")
        for line in lines:
            rows = list(self._line(line, f"{indent}    "))
            yield from _as_item(rows, indent)

    def _line(self, line: Spoken, indent: str) -> Iterator[Row]:
        if line.text:
            yield from map(Row, words_below(f"{indent}line:", line.text, f"{indent}  "))
        if line.cue or not line.text:
            yield from map(Row, keyed("cue", Words(line.cue or TO_WRITE), indent))
        yield from self._noted("line", line.notes, indent, set())

    def _reply(self, answer: Answer, indent: str) -> Iterator[Row]:
        given = {"do"} if answer.is_deed else set()
        named = tuple(line for line in answer.notes if line.startswith("id:"))
        others = tuple(line for line in answer.notes if not line.startswith("id:"))
        rows = list(self._noted("reply", named, indent, given))
        key = "do" if answer.is_deed else "say"
        rows += map(Row, words_below(f"{indent}{key}:", answer.text or TO_WRITE, f"{indent}  "))
        rows += self._noted("reply", others, indent, given, answer.target)
        if "why" not in given:
            rows += _comments(["to be written: what it earns or wounds, and why"], indent)
        if "to" not in given:
            rows += map(Row, keyed("to", answer.target, indent))
        yield from _as_item(rows, indent[:-4])

    def _noted(
        self, record: str, notes: tuple[str, ...], indent: str, given: set[str], target: str = ""
    ) -> Iterator[Row]:
        """The notes as lines of the file, or as comments where they do not fit. `given` gets their keys."""
        for key, lines in _items(notes):
            self.notes += 1
            fits = (
                key in RECORDS[record].keys
                and key not in WRITTEN_ANYWAY.get(record, ())
                and key not in given
                and self.notes not in self.refused
                and (key != "id" or self._is_new_id(lines[0]))
                and (key != "to" or GO.findall("\n".join(lines))[-1:] == [target])
            )
            if fits:
                given.add(key)
                yield from (Row(f"{indent}{line}" if line else "", self.notes) for line in lines)
            else:
                unfit = LeftOut(0, self.where, UNFIT, "\n".join(lines))
                self.unfit.append(unfit)
                yield from _comments([f"left out: {UNFIT}"], indent)
                yield from _comments([f"| {line}" for line in lines], indent)

    def _is_new_id(self, line: str) -> bool:
        name = line.partition(":")[2].strip()
        is_new = is_id(name) and name not in self.ids
        self.ids.add(name)
        return is_new


def written(skeleton: Skeleton, name: str) -> tuple[str, list[LeftOut]]:
    """The text of the file, and the notes that did not fit.

    Args:
        skeleton: what it is made of.
        name: what the comment at the top calls the story's file.
    """
    from simulator.compiler.compile import compile_text

    refused: frozenset[int] = frozenset()
    while True:
        writer = Writer(skeleton, name, refused)
        rows = list(writer.rows())
        text = "".join(f"{row.text}\n" for row in rows)
        errors = compile_text(text).errors
        if not errors or len(refused) >= writer.notes:
            return text, writer.unfit
        at_fault = {rows[one.span.line - 1].note for one in errors if one.span.line <= len(rows)}
        new = (at_fault - {0}) - refused
        refused |= new or frozenset(range(1, writer.notes + 1))


def _items(notes: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Notes by their keys, each with its lines."""
    key = ""
    lines: list[str] = []
    for line in notes:
        if found := KEY.match(line):
            if lines:
                yield key, lines
            key, lines = found[1], [line]
        elif line and not line[0].isspace():
            if lines:
                yield key, lines
            key, lines = "", [line]
        else:
            lines.append(line)
    if lines:
        yield key, lines


def _as_item(rows: list[Row], indent: str) -> Iterator[Row]:
    """The rows of a mapping as an item of a list. They are indented by four more than `indent`."""
    first = next(at for at, row in enumerate(rows) if not row.text.lstrip().startswith("#"))
    yield from rows[:first]
    yield Row(f"{indent}  - {rows[first].text[len(indent) + 4 :]}", rows[first].note)
    yield from rows[first + 1 :]


def _left_out(one: LeftOut, indent: str) -> Iterator[Row]:
    where = f" in line {one.line}" if one.line else ""
    if one.where and not indent:
        where += f", `{one.where}`"
    lines = one.text.strip("\n").split("\n")
    yield from _comments([f"left out{where}: {one.what}"], indent)
    yield from _comments([f"| {line}" for line in lines[:MOST_LINES]], indent)
    if len(lines) > MOST_LINES:
        yield from _comments([f"  and {len(lines) - MOST_LINES} more lines"], indent)


def _comments(lines: Iterable[str], indent: str = "") -> Iterator[Row]:
    """Lines as comments. None of them speaks to `roleplay`, whatever stands in it."""
    for line in lines:
        text = DIRECTIVE.sub(r"\\#", shown(line.replace("\t", " ").replace("\n", " ")))
        yield Row(f"{indent}# {text}".rstrip())
