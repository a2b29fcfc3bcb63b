"""A page of rows: the one surface on which everything is drawn.

It is given a function from a width to rows and asks it again when the width changes. A row becomes a strip
once, and only when it is visible, so a transcript of any length costs what is on the screen. Scrolling is
the page's own: no change of what it shows ever makes the screen lay itself out again.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from simulator.tui.rows import BLANK, Build, Row, say
from simulator.tui.theme import Roles, roles

NULL = Style.null()
MOST_STRIPS = 2000
WHEEL = 3
"""Rows that one notch of the wheel moves."""
TRACK, THUMB = say(" "), say("┃", "faint")
"""The scroll mark."""


class Surface(Widget):
    """A widget that draws rows. Subclasses say which row stands on which line (`row_at`)."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._strips: dict[tuple[int, int, bool], tuple[Row, Strip]] = {}
        self._looks: tuple[object, ...] = ()
        self._roles: Roles = {}

    def row_at(self, y: int) -> tuple[Row, bool]:
        """The row on a line, and whether it is lit: stands on the ground of what is selected."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line, as Textual asks for it."""
        row, lit = self.row_at(y)
        return self.strip_of(row, self.size.width, lit)

    def strip_of(self, row: Row, width: int, lit: bool = False) -> Strip:
        """A row as segments with styles. Rows are compared by identity: equal words may look different."""
        base = self.visual_style
        looks = (self.app.theme, base)
        if looks != self._looks or len(self._strips) > MOST_STRIPS:
            self._looks, self._roles = looks, roles(self.app.theme)
            self._strips.clear()
        key = (id(row), width, lit)
        found = self._strips.get(key)
        if found is not None and found[0] is row:
            return found[1]
        if lit:
            base = base + self._roles["lit"]
        segments = [
            Segment(text, style.rich_style)
            for text, style in row.render(base, end="", parse_style=self._style_of)
        ]
        strip = Strip(segments).adjust_cell_length(width, base.rich_style)
        self._strips[key] = (row, strip)
        return strip

    def _style_of(self, role: str | Style) -> Style:
        return role if isinstance(role, Style) else self._roles.get(role, NULL)


class Page(Surface, can_focus=True):
    """Rows that scroll. Where not all fit, the last column shows how far down one is."""

    class More(Message):
        """There is more below now, or no more."""

        def __init__(self, page: Page, more: bool) -> None:
            super().__init__()
            self.page, self.more = page, more

    def __init__(
        self, build: Build | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._build = build
        self._width = -1
        self.rows: Sequence[Row] = ()
        self.top = 0
        self._has_more = False

    def show(self, build: Build, *, home: bool = True) -> None:
        """Show other rows, from their top, or from where the page stands."""
        self._build = build
        self._width = -1
        if home:
            self.top = 0
        self.refresh()

    def row_at(self, y: int) -> tuple[Row, bool]:
        """The row on a line."""
        self.lay_out()
        number = self.top + y
        return (self.row(number) if number < self.length else BLANK), self.is_lit(number)

    @property
    def length(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def row(self, number: int) -> Row:
        """One of them."""
        return self.rows[number]

    def is_lit(self, number: int) -> bool:
        """Whether a row is selected. On a page nothing is."""
        return False

    def lay_out(self) -> None:
        """Make the rows for the width that there is. One column is kept for the scroll mark."""
        width = max(1, self.size.width - 1)
        if width != self._width:
            self._width = width
            self._strips.clear()
            self.make(width)
        self.top = max(0, min(self.top, self.farthest))
        if self._has_more != (self.top < self.farthest):
            self._has_more = not self._has_more
            self.post_message(self.More(self, self._has_more))

    def make(self, width: int) -> None:
        """Make the rows anew."""
        self.rows = self._build(width) if self._build is not None else ()

    @property
    def farthest(self) -> int:
        """The highest number of the row at the top."""
        return max(0, self.length - self.size.height)

    def render_line(self, y: int) -> Strip:
        """One line, with the scroll mark at its end where the page is longer than the screen."""
        row, lit = self.row_at(y)
        width = self.size.width
        if not self.farthest:
            return self.strip_of(row, width, lit)
        mark = THUMB if self._is_marked(y) else TRACK
        return Strip.join([self.strip_of(row, width - 1, lit), self.strip_of(mark, 1)])

    def _is_marked(self, y: int) -> bool:
        height = self.size.height
        length = max(1, height * height // self.length)
        start = round((height - length) * self.top / self.farthest)
        return start <= y < start + length

    # Moving

    def scroll_rows(self, count: int) -> bool:
        """Move by so many rows. Gives whether anything moved."""
        self.lay_out()
        before = self.top
        self.top = max(0, min(self.top + count, self.farthest))
        if self.top != before:
            self.refresh()
        return self.top != before

    def key_moves(self, key: str) -> int:
        """How far a key moves the page; 0 for a key that does not."""
        page = max(1, self.size.height - 1)
        return {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "space": page,
            "home": -self.length,
            "end": self.length,
        }.get(key, 0)

    def on_key(self, event: events.Key) -> None:
        """Scroll."""
        if count := self.key_moves(event.key):
            self.scroll_rows(count)
            event.stop()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        self.scroll_rows(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        self.scroll_rows(-WHEEL)
        event.stop()
