"""Why a scenario cannot be played, as the compiler says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from simulator.tui.rows import BLANK, Row, clipped, plain, say, wrapped
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import Key
from simulator.tui.widgets.page import Page


class Problems(Frame):
    """A page over the library."""

    def __init__(self, name: str, problems: str) -> None:
        super().__init__()
        self._scenario, self._problems = name, problems

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def keys(self) -> Sequence[Key]:
        """Back, or on."""
        return (("esc", "back"), ("↑ ↓", "read on"))

    def title_row(self) -> tuple[Content, Content]:
        """What this is."""
        return say(f"{plain(self._scenario)} cannot be played", "strong"), BLANK

    def _rows(self, width: int) -> list[Row]:
        rows: list[Row] = [BLANK]
        for line in self._problems.splitlines():
            # What stands under what matters in a quoted line, so its spaces are kept.
            text = "".join(plain(part) or " " for part in _parts(line))
            rows += wrapped(say(text), width - 2) or [BLANK]
        return [clipped(row.pad_left(1), width) if row else row for row in rows]

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key in {"escape", "enter", "q"}:
            event.stop()
            event.prevent_default()
            self.dismiss()


def _parts(line: str) -> Iterator[str]:
    """A line cut so that each of its spaces is a part of its own."""
    word = ""
    for character in line.expandtabs(4):
        if character == " ":
            if word:
                yield word
            yield " "
            word = ""
        else:
            word += character
    if word:
        yield word
