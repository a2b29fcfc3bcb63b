"""What was seen, heard and said, as rows: hers on the left, the trainee's on the right.

Who speaks is told by the side first, and by colour only after that. Blocks are laid out once for each
width: a turn adds its own rows and touches no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from simulator.core.speech import Kind, Utterance
from simulator.tui.rows import BLANK, Row, centred, indented, joined, paragraph, say, words, wrapped

NEAR = 3
"""So many rows may stay empty rather than show the tail of what was said before."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand on a surface so wide. All in columns of the screen."""

    left: int
    """Where the text begins."""
    width: int
    """How far it may reach from there, the trainee's words included."""
    speech: int
    """How wide hers may be."""
    reply: int
    """How wide the trainee's may be."""


def columns(width: int, most: int) -> Columns:
    """The columns of a surface, with speech at most so wide. In the middle where there is room."""
    margin = 3 if width >= 60 else 1 if width >= 30 else 0
    column = max(2, min(width - 2 * margin, most + 14))
    left = max(margin, (width - column) // 2)
    return Columns(
        left,
        column,
        max(2, min(most, column - (6 if column >= 50 else 0))),
        max(2, min(most, column - max(3, column // 4))),
    )


Block = Callable[[Columns], list[Row]]


class Transcript:
    """A conversation as it grows."""

    def __init__(self, most: int, names: bool = False) -> None:
        """Begin with nothing.

        Args:
            most: how wide speech may be, in columns.
            names: whether names stand over what is said, as where there are several people.
        """
        self._most, self._names = most, names
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._width = -1
        self._speaker = ""
        self._answer = 0
        self._starts: list[int] = []

    def begin_answer(self) -> None:
        """What comes now is what should be seen, where not all of the turn can."""
        self._answer = len(self._blocks)

    def hear(self, pieces: Iterable[Utterance]) -> None:
        """Add what was seen, heard or said."""
        for piece in pieces:
            self._blocks.append(self._block(piece))

    def think(self, thought: str) -> None:
        """Add a thought of the trainee's."""
        self._blocks.append(
            lambda at: [BLANK, *_right(joined("(", words(thought), ")"), "cue", at)]
        )

    def note(self, lines: Sequence[Content]) -> None:
        """Add what coaching tells, set off from what was said."""

        def block(at: Columns) -> list[Row]:
            rows = [BLANK]
            for line in lines:
                for row in wrapped(line, at.width - 4):
                    rows.append(joined(" " * at.left, say("┊ ", "faint"), row))
            return rows

        self._blocks.append(block)

    def rows(self, width: int) -> list[Row]:
        """All of it. The same list, longer, while the width stays."""
        if width != self._width:
            self._width = width
            self._rows, self._starts = [], []
        at = columns(width, self._most)
        while len(self._starts) < len(self._blocks):
            block = self._blocks[len(self._starts)]
            self._starts.append(len(self._rows))
            self._rows.extend(block(at))
        return self._rows

    @property
    def answer_row(self) -> int:
        """The row on which the last answer begins, as of the last `rows`."""
        return self._starts[self._answer] if self._answer < len(self._starts) else 0

    def whole_from(self, row: int) -> int:
        """The next row with which a piece begins, if it is near; else `row` itself."""
        firsts = (start + 1 for start in self._starts if not self._rows[start])
        first = next((first for first in firsts if first >= row), row) if row else 0
        return first if first - row <= NEAR else row

    def _block(self, piece: Utterance) -> Block:
        match piece.kind:
            case Kind.SCENE:
                return lambda at: [
                    BLANK,
                    *indented(_scene(words(piece.text, "quiet"), at.width), at.left),
                ]
            case Kind.LINE:
                is_new = self._names and piece.who != self._speaker
                self._speaker = piece.who
                name = [words(piece.who, "quiet")] if is_new and piece.who else []
                return lambda at: [
                    BLANK,
                    *indented((*name, *wrapped(words(piece.text), at.speech)), at.left),
                ]
            case Kind.CUE:
                return lambda at: paragraph(
                    words(piece.text, "cue"), at.left + at.speech, at.left + 2
                )
            case Kind.DONE:
                return lambda at: [BLANK, *_right(words(piece.text), "cue", at)]
            case Kind.SAID:
                return lambda at: [BLANK, *_right(words(piece.text), "you", at)]


def _right(content: Content, role: str, at: Columns) -> list[Row]:
    """A block that ends at the right edge, its rows beginning in line."""
    rows = wrapped(content.stylize_before(role), at.reply)
    widest = max((row.cell_length for row in rows), default=0)
    return indented(rows, at.left + at.width - widest)


def _scene(content: Content, width: int) -> list[Row]:
    """In the middle, between rules: beside it where it is short, else above and below."""
    if content.cell_length <= width - 12:
        side = (width - content.cell_length - 4) // 2
        return [joined(say("─" * side, "faint"), "  ", content, "  ", say("─" * side, "faint"))]
    line = centred(say("─" * min(24, width), "faint"), width)
    rows = balanced(content, max(2, width - 8) if width > 40 else width)
    return [*line, *(row.pad_left(max(0, (width - row.cell_length) // 2)) for row in rows), *line]


def balanced(content: Content, width: int) -> list[Row]:
    """A paragraph in rows of about the same length, no more of them than at the full width."""
    rows = wrapped(content, width)
    least = -(-content.cell_length // len(rows))
    for narrower in range(least, width):
        found = wrapped(content, narrower)
        if len(found) == len(rows):
            return found
    return rows
