"""What is known of the layout of a file: lines that begin something, and lines that go with others."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Row:
    """A line that begins with a key or a dash.

    `chain` holds the old and the new column of everything that the line stands in, the outermost first; a
    comment may belong to any of it.
    """

    old: int
    new: int
    chain: tuple[tuple[int, int], ...]
    top: str = ""
    """The key, if it stands at the left edge."""
    is_state: bool = False
    has_block: bool = False
    """Whether what belongs to it stands on the lines below."""


@dataclass(slots=True)
class Layout:
    """What is to be done with the lines of a file; numbers count from 0.

    Attributes:
        rows: the lines that begin with a key or a dash.
        shifts: how far other lines move, and the least column for each.
        fixed: the blank lines that are part of a text.
        solid: the lines whose end is part of a text.
        gaps: line, start and end of the blanks after a dash or colon, where there are too many.
        words: the single values on one line, to look at their quotation marks.
    """

    rows: dict[int, Row] = field(default_factory=dict)
    shifts: dict[int, tuple[int, int]] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)
    solid: set[int] = field(default_factory=set)
    gaps: list[tuple[int, int, int]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Word:
    """A value in quotation marks, on one line; columns count from 0."""

    value: str
    style: str
    line: int
    start: int
    end: int
    is_key: bool
    in_flow: bool


def indent_of(line: str) -> int:
    """How far a line is indented, in blanks."""
    return len(line) - len(line.lstrip(" "))
