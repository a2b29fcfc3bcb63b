"""A play of this scenario was left: take it up, or begin anew?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.records.store import SavedPlay
from simulator.tui.rows import BLANK, Row, hanging, indented, measure, paragraph, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.menu import Item, Menu

RESUME, ANEW = "resume", "anew"


class Choice(Frame):
    """Two ways on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "take('resume')", show=False),
        Binding("b", "take('anew')", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, saved: SavedPlay, title: str, turns: int) -> None:
        super().__init__()
        self._saved, self._scenario, self._turns = saved, title, turns

    def body(self) -> Iterator[Widget]:
        """The question and its answers."""
        where = "before your first reply" if not self._turns else f"at turn {self._turns + 1}"
        told = f"You left this play {where}. It goes on with the text that it began with."
        yield Menu(
            (
                Item("told", lambda width, lit: _told(told, width), selectable=False),
                _answer(RESUME, "r", "Take it up where it stands"),
                _answer(ANEW, "b", "Begin anew, and put this one aside"),
            ),
            id="body",
        )

    def keys(self) -> Sequence[Key]:
        """What works here."""
        return (("r", "resume"), ("b", "begin anew"), HELP, ("esc", "library"))

    def title_row(self) -> tuple[Content, Content]:
        """Which scenario."""
        return words(self._scenario, "strong"), BLANK

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Go on."""
        message.stop()
        self.action_take(message.key)

    def action_take(self, way: str) -> None:
        """Take it up, or begin anew."""
        room = self.room
        self.dismiss()
        if way == RESUME:
            room.resume(self._saved)
        else:
            room.begin(self._saved.name, instead_of=self._saved)

    def action_back(self) -> None:
        """Neither."""
        self.dismiss()


def _told(text: str, width: int) -> list[Row]:
    margin, column = measure(width, 72)
    return [BLANK, *indented(paragraph(say(text), column), margin), BLANK]


def _answer(way: str, key: str, text: str) -> Item:
    def rows(width: int, selected: bool) -> list[Row]:
        margin, column = measure(width, 72)
        label = say(("▸ " if selected else "  ") + key, "accent")
        content = say(text, "strong" if selected else "")
        return indented(hanging(label, content, column, 5), max(0, margin - 2))

    return Item(way, rows)
