"""Every key that works on the screen below, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from simulator.tui.rows import BLANK, Row, hanging, joined, measure, say
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page

SIGNS = (
    ("▲", "builds", "builds"),
    ("▽", "costs", "costs"),
    ("◆", "proved", "builds"),
    ("✕", "broken", "costs"),
)
EVERYWHERE: tuple[Key, ...] = (
    ("t", "dark or light"),
    ("ctrl+q", "leave the program; what you have played is kept"),
)


class Help(Frame):
    """The keys."""

    def __init__(self, keys: Sequence[Key], everywhere: Sequence[Key] = EVERYWHERE) -> None:
        super().__init__()
        self._everywhere = everywhere
        self._shown = [key for key in keys if key != HELP]

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def keys(self) -> Sequence[Key]:
        """Any key goes back."""
        return (("esc", "back"),)

    def title_row(self) -> tuple[Content, Content]:
        """What this is."""
        return say("Keys", "strong"), BLANK

    def _rows(self, width: int) -> list[Row]:
        margin, column = measure(width, 72)
        rows: list[Row] = [BLANK]
        for key, does in (*self._shown, *self._everywhere):
            rows += hanging(say(key, "key"), say(does), column, 12)
        rows += [BLANK]
        rows += [joined(say(sign, role), f"  {word}") for sign, word, role in SIGNS]
        return [row.pad_left(margin) if row else row for row in rows]

    def on_key(self, event: events.Key) -> None:
        """Go back. Keys that scroll a long page have been used by it already."""
        if event.key in {"escape", "question_mark", "enter", "q"}:
            event.stop()
            event.prevent_default()
            self.dismiss()
