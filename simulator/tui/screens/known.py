"""What you know and have promised, on a page of its own, where no panel fits beside the conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from simulator.core.conversation import Conversation
from simulator.tui.rows import BLANK, Row, measure, say
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import Key
from simulator.tui.widgets.knowledge import knowledge
from simulator.tui.widgets.page import Page


class Known(Frame):
    """A page over the conversation."""

    def __init__(self, conversation: Conversation, name: str) -> None:
        super().__init__()
        self._conversation, self._name = conversation, name

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def keys(self) -> Sequence[Key]:
        """Back, or on."""
        return (("n", f"back to {self._name}"), ("↑ ↓", "read on"))

    def title_row(self) -> tuple[Content, Content]:
        """What this is."""
        return say("What you know and have promised", "strong"), BLANK

    def _rows(self, width: int) -> list[Row]:
        margin, column = measure(width, self.room.settings.text_width)
        return knowledge(self._conversation, margin + column + 1, margin)

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key in {"n", "escape", "enter"}:
            event.stop()
            event.prevent_default()
            self.dismiss()
