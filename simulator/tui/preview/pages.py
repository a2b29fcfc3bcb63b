"""A page over the preview that is kept up to date while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from simulator.tui.rows import BLANK, Row, measure, say
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import Key
from simulator.tui.widgets.page import Page

Make = Callable[[int, int], Sequence[Row]]
"""Makes the rows for a width and a margin, both in columns."""


class LivePage(Frame):
    """Rows that are asked for anew whenever the file or the conversation has changed."""

    def __init__(self, title: str, key: str, make: Make) -> None:
        """Make the page.

        Args:
            title: what stands above it.
            key: the key that opened it, which closes it as well.
            make: asked for the rows.
        """
        super().__init__()
        self._named, self._key, self._make = title, key, make

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def keys(self) -> Sequence[Key]:
        """Back, or on."""
        return ((self._key, "back"), ("↑ ↓", "read on"))

    def title_row(self) -> tuple[Content, Content]:
        """What this is."""
        return say(self._named, "strong"), BLANK

    def renew(self) -> None:
        """Show it as it is now, from where it is read."""
        self.query_one("#body", Page).show(self._rows, home=False)

    def _rows(self, width: int) -> list[Row]:
        margin, column = measure(width, self.room.settings.text_width)
        return list(self._make(margin + column + 1, margin))

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key in {self._key, "escape", "enter", "q"}:
            event.stop()
            event.prevent_default()
            self.dismiss()
