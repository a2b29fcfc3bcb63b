"""The style profile: how the trainee goes about it, beside how it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from simulator.core.debrief import Debrief
from simulator.tui.rows import BLANK, Row, indented, say
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page
from simulator.tui.widgets.profile_rows import profile_page

WIDEST = 79


class Profile(Frame):
    """A page over the debrief."""

    def __init__(self, result: Debrief) -> None:
        super().__init__()
        self._result = result

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def keys(self) -> Sequence[Key]:
        """Back, or on."""
        return (("p", "back"), ("↑ ↓", "read on"), HELP)

    def title_row(self) -> tuple[Content, Content]:
        """What this is."""
        return say("Your style", "strong"), BLANK

    def _rows(self, width: int) -> list[Row]:
        rows = profile_page(self._result, min(width - 1, WIDEST))
        return [BLANK, *indented(rows, max(1, (width - WIDEST) // 2))]

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key in {"p", "escape", "enter", "q"}:
            event.stop()
            event.prevent_default()
            self.dismiss()
