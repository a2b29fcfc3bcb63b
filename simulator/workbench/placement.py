"""Where each line of a file is to begin, and which blank lines go or come."""

from __future__ import annotations

from simulator.workbench.layout import Layout, Row, indent_of

SECTIONS = frozenset(
    ("seller", "customer", "before", "promises", "truths", "others", "variants", "endings", "walks")
)
"""The keys at the left edge that a blank line stands before, if their lines stand below them."""


class Placement:
    """What is to happen to the lines, by their numbers from 0.

    Attributes:
        columns: where a line is to begin; one that is not named stays where it is.
        removed: blank lines that go.
        opened: lines that a blank line comes before.
        last: the last line with anything on it; what is below it goes as one.
    """

    def __init__(self, lines: tuple[str, ...], layout: Layout) -> None:
        self.lines = lines
        self.layout = layout
        self.columns: dict[int, int] = {}
        self.removed: set[int] = set()
        self.opened: set[int] = set()
        kept = [n for n, line in enumerate(lines) if line.strip(" \t") or n in layout.fixed]
        self.last = kept[-1] if kept else 0
        self._indent_lines()
        self._indent_comments()
        self._remove()
        self._open()

    def _is_blank(self, number: int) -> bool:
        return not self.lines[number].strip(" \t") and number not in self.layout.fixed

    def _indent_lines(self) -> None:
        layout = self.layout
        for number, row in layout.rows.items():
            self.columns[number] = row.new
        for number, (shift, least) in layout.shifts.items():
            if number not in layout.rows and self.lines[number].strip(" \t"):
                self.columns[number] = max(indent_of(self.lines[number]) + shift, least)
            elif number in layout.solid:
                self.columns[number] = len(self.lines[number]) + shift

    def _indent_comments(self) -> None:
        """A comment stands where the line does that it belongs to: the next one, or one above."""
        rows = self.layout.rows
        following = None
        waiting: list[int] = []
        for number in range(len(self.lines) - 1, -1, -1):
            if number in rows:
                for comment in waiting:
                    self._indent_comment(comment, rows[number].chain, following)
                waiting.clear()
                following = rows[number]
            elif self._is_comment(number):
                waiting.append(number)
        for comment in waiting:
            self._indent_comment(comment, (), following)

    def _is_comment(self, number: int) -> bool:
        layout = self.layout
        is_own = number not in layout.shifts and number not in layout.fixed
        return is_own and self.lines[number].lstrip(" \t").startswith("#")

    def _indent_comment(
        self, number: int, chain: tuple[tuple[int, int], ...], below: Row | None
    ) -> None:
        own = indent_of(self.lines[number])
        if below is not None and (below.old == own or not chain):
            self.columns[number] = below.new
            return
        outer = [new for old, new in chain if old <= own]
        self.columns[number] = outer[-1] if outer else 0

    def _remove(self) -> None:
        """Of several blank lines all but one go, and those at the top."""
        before: int | None = None
        for number in range(self.last):
            if self._is_blank(number) and (before is None or self._is_blank(before)):
                self.removed.add(number)
            before = number if number not in self.removed else before

    def _open(self) -> None:
        """A blank line comes before a state and a section, above the comments that belong to it."""
        above = ""
        seen_state = False
        for number, row in sorted(self.layout.rows.items()):
            wants = row.is_state and seen_state
            seen_state |= row.is_state
            if row.top:
                wants = (row.top in SECTIONS and row.has_block) or row.top == "start"
                wants |= row.top == "states" and above != "start"
                wants &= bool(above)
                above = row.top
            if wants:
                self._open_above(number, row.new)

    def _open_above(self, number: int, column: int) -> None:
        while number and self._is_comment(number - 1) and self.columns[number - 1] == column:
            number -= 1
        # A blank line that belongs to a text under `>+` parts as well as any other.
        if number and self.lines[number - 1].strip(" \t"):
            self.opened.add(number)
