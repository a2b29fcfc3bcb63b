"""Turn by turn: a list of the turns, and the one selected in full beside it.

Where there is no room for both, the list goes, and the arrows still go from turn to turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from simulator.core import wording
from simulator.core.debrief import Debrief
from simulator.tui.rows import Row, indented, joined, measure, say
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.coaching import signed
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.menu import Menu, gap
from simulator.tui.widgets.page import Page
from simulator.tui.widgets.turn_rows import turn_item, turn_page


class Turns(Frame):
    """The turns of a play."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left,k", "move(-1)", show=False),
        Binding("down,right,j", "move(1)", show=False),
        Binding("pageup", "read(-1)", show=False),
        Binding("pagedown,space", "read(1)", show=False),
        Binding("escape,enter,q", "back", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, result: Debrief) -> None:
        super().__init__()
        self._result = result
        self._number = result.change_this.turn or 1

    def body(self) -> Iterator[Widget]:
        """The list and the page."""
        with Container(id="columns", classes="turns"):
            yield Menu([gap(), *map(turn_item, self._result.turns)], id="list")
            yield Page(self._rows, id="body")

    def on_mount(self) -> None:
        """Begin at the turn to change."""
        self.query_one("#list", Menu).select(str(self._number))

    def keys(self) -> Sequence[Key]:
        """What works here."""
        return (("↑ ↓", "turn"), ("pgdn", "read on"), HELP, ("esc", "back"))

    def title_row(self) -> tuple[Content, Content]:
        """Which turn, and how it was chosen."""
        review = self._result.turns[self._number - 1]
        count = len(self._result.turns)
        return (
            joined(say(f"Turn {self._number}", "strong"), say(f" of {count}", "quiet")),
            signed(wording.mark_words(review)),
        )

    def _rows(self, width: int) -> list[Row]:
        _, column = measure(width, self.room.settings.text_width + 10)
        return indented(turn_page(self._result, self._number, min(column, width - 3)), 2)

    def on_menu_moved(self, message: Menu.Moved) -> None:
        """Show another turn."""
        self._number = int(message.key)
        self.query_one("#body", Page).show(self._rows)
        self.refresh_edges()

    def action_move(self, step: int) -> None:
        """To the next turn, or the one before."""
        number = self._number + step
        if 1 <= number <= len(self._result.turns):
            self.query_one("#list", Menu).select(str(number))

    def action_read(self, step: int) -> None:
        """Read on in a turn that is longer than the screen."""
        page = self.query_one("#body", Page)
        page.scroll_rows(step * max(1, page.size.height - 1))

    def action_back(self) -> None:
        """To the first page."""
        self.dismiss()
