"""What a passage says: words and replies, in the order in which they stand.

A link on a line of its own is a reply and nothing else. One within a sentence is a reply as well, and its
words stay where they are, so that the sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.workbench.twee.chapbook import without_lines
from simulator.workbench.twee.links import Link
from simulator.workbench.twee.marks import PLACES, REPLIES, Kind, Mark
from simulator.workbench.twee.markup import GONE, Piece, Scanner
from simulator.workbench.twee.safe_words import plain
from simulator.workbench.twee.story import LeftOut, Passage

BULLETS = re.compile(r"[\s*+\-•·–—>]*\Z")
"""What may stand beside a link that has its line for itself: the signs of a list."""

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class Spoken:
    """One line of speech."""

    text: str = ""
    cue: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Answer:
    """One link. `notes` are those that an export has kept in a comment below it; `is_marked` if there is one.

    `target` is the name of a passage, and later the id of its state or ending.
    """

    text: str
    target: str
    is_deed: bool = False
    notes: tuple[str, ...] = ()
    is_marked: bool = False


@dataclass(slots=True)
class Reading:
    """All of a passage."""

    kind: Kind | None = None
    scene: str = ""
    lines: list[Spoken] = field(default_factory=list)
    cue: str = ""
    answers: list[Answer] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    file_notes: tuple[str, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)


def read_passage(passage: Passage, dialect: str) -> Reading:
    """Take a passage apart; `dialect` is the known story format, or empty."""
    reading = Reading()
    text = passage.text
    if dialect == "chapbook":
        text, reading.left_out = without_lines(passage)
    scanner = Scanner(text, passage.name, passage.text_line, dialect)
    scanner.run()
    reading.left_out += scanner.left_out
    writer = _Slots(reading, passage.name)
    for line in _lines(scanner.pieces):
        writer.line(line)
    writer.close()
    return reading


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces by lines."""
    line: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str):
            line.append(piece)
            continue
        first, *others = piece.split("\n")
        line.append(first)
        for other in others:
            yield line
            line = [other]
    yield line


def _words_of(link: Link) -> str:
    """The words of a link, which has one line only and so writes line breaks as HTML."""
    return plain(BREAK.sub("\n", link.text)).replace("\t", " ").strip()


class _Slots:
    """Puts lines of text where the comments of an export say that they belong; else they are speech."""

    def __init__(self, reading: Reading, where: str) -> None:
        self.reading = reading
        self.where = where
        self.kind = Kind.LINE
        self.notes: tuple[str, ...] = ()
        self.words: list[str] = []
        self.is_marked = False

    def line(self, pieces: list[Piece]) -> None:
        """Take up one line of the passage."""
        around = "".join(piece for piece in pieces if isinstance(piece, str))
        alone = bool(BULLETS.match(around.replace(GONE, "")))
        words: list[str] = []
        has_link = any(isinstance(piece, Link) for piece in pieces)
        for piece in pieces:
            if isinstance(piece, str):
                words.append(piece)
            elif isinstance(piece, Link):
                text = _words_of(piece)
                self.reading.answers.append(Answer(text, piece.target))
                words.append("" if alone else text)
            else:
                before = "".join(words)
                if before.strip(f"{GONE} "):
                    self.words.append(before.replace(GONE, ""))
                words = []
                self._mark(piece)
        text = "".join(words)
        if has_link or GONE in text:
            text = text.replace(GONE, "").strip()
            if not text or (has_link and alone):
                return
        self.words.append(text)

    def close(self) -> None:
        """Put away the text that was collected."""
        text = "\n".join(self.words).replace("\t", " ").strip()
        self.words = []
        reading = self.reading
        if self.kind is Kind.SCENE:
            reading.scene = f"{reading.scene}\n{text}".strip()
        elif self.kind is Kind.CUE:
            reading.cue = f"{reading.cue}\n{text}".strip()
        elif self.kind is Kind.ITS_CUE and reading.lines:
            reading.lines[-1].cue = f"{reading.lines[-1].cue}\n{text}".strip()
        elif text or (self.kind is Kind.LINE and self.is_marked):
            reading.lines.append(Spoken(text, notes=self.notes))
        self.notes, self.is_marked = (), False

    def _mark(self, mark: Mark) -> None:
        reading = self.reading
        if mark.kind is Kind.FILE:
            reading.file_notes += mark.notes
        elif mark.kind in PLACES:
            reading.kind, reading.notes = mark.kind, reading.notes + mark.notes
        elif mark.kind in REPLIES:
            self._of_reply(mark)
        else:
            self.close()
            self.kind, self.is_marked = mark.kind, mark.kind is Kind.LINE
            if self.is_marked:
                self.notes = mark.notes
            else:
                self._leave(mark)

    def _of_reply(self, mark: Mark) -> None:
        """Give the notes to the link before. Where somebody has deleted it, they are nobody's."""
        answer = self.reading.answers[-1] if self.reading.answers else None
        if answer is None or answer.is_marked:
            self._leave(mark)
        else:
            answer.is_marked, answer.is_deed = True, mark.kind is Kind.DEED
            answer.notes = mark.notes

    def _leave(self, mark: Mark) -> None:
        if mark.notes:
            text = "\n".join(mark.notes)
            left_out = LeftOut(mark.line, self.where, "notes of something that is gone", text)
            self.reading.left_out.append(left_out)
