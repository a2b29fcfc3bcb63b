"""Columns as an editor counts them.

The protocol counts code units, of UTF-16 unless both sides agree on something else: 😀 is one of our
characters and two of its units. Only the text of the line can tell the two apart.
"""

from __future__ import annotations

from simulator.compiler.diagnostic import Span
from simulator.lsp.document import Point

UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


class Columns:
    """Converts positions of one text. `lines` are its lines, `encoding` is what was agreed on."""

    def __init__(self, lines: tuple[str, ...], encoding: str = "utf-16") -> None:
        self._lines = lines
        self._codec, self._size = UNITS[encoding], SIZES[encoding]

    def units(self, line: int, column: int) -> int:
        """How many units stand before a column, on a line; both count from 1."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        before = text[: column - 1]
        if before.isascii():
            return len(before)
        return len(before.encode(self._codec, "surrogatepass")) // self._size

    def point(self, line: int, units: int) -> Point:
        """The point of an editor's position, which counts from 0; the nearest that the text has."""
        if line >= len(self._lines):
            return Point(len(self._lines), len(self._lines[-1]) + 1)
        text = self._lines[line]
        if text.isascii():
            return Point(line + 1, min(units, len(text)) + 1)
        data = text.encode(self._codec, "surrogatepass")[: units * self._size]
        return Point(line + 1, len(data.decode(self._codec, "ignore")) + 1)

    def span(self, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
        """Start and end of a span as the editor counts: line and unit, each from 0."""
        start = span.line - 1, self.units(span.line, span.column)
        return start, (span.end_line - 1, self.units(span.end_line, span.end_column))
