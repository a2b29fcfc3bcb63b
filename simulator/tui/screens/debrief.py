"""The debrief: the verdict for the reliance, the report card, the one thing to change, how well you chose.

Everything on it is `Debrief` in the words of `wording`; the screen only decides what stands where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.core.debrief import Debrief
from simulator.records.play import Play
from simulator.tui.rows import Row, plain, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.debrief_page import debrief_page
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page

AROUND = 10
"""How many columns of the upper edge the verdict takes."""


class DebriefScreen(Frame):
    """The first page, from which the others are reached."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "turns", show=False),
        Binding("p", "profile", show=False),
        Binding("a", "again", show=False),
        Binding("w", "write", show=False),
        Binding("q,escape", "library", show=False),
    ]

    def __init__(self, play: Play, result: Debrief) -> None:
        super().__init__()
        self._play, self._result = play, result

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def on_mount(self) -> None:
        """Say it if the end could not be kept."""
        if self._play.trouble:
            self.keys_edge.tell(
                say(f"This play is not saved: {plain(self._play.trouble)}", "costs")
            )

    def keys(self) -> Sequence[Key]:
        """Where to go from here."""
        return (
            ("↵", "turn by turn"),
            ("p", "profile"),
            ("a", "the account" if self._play.act else "again"),
            ("w", "write"),
            HELP,
            ("q", "library"),
        )

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (("↑ ↓", "read on"),)

    def title_row(self) -> tuple[Content, Content]:
        """What it was all about, and whether. A long question stands on the page, as a whole."""
        verdict = self._result.verdict
        answer = say("▲ Yes" if verdict else "▽ No", "builds" if verdict else "costs")
        title = self._question if self._fits(self.app.size.width) else self._play.scenario.title
        return words(title, "strong"), answer.stylize("strong")

    @property
    def _question(self) -> str:
        return self._play.scenario.customer.reliance

    def _fits(self, width: int) -> bool:
        return words(self._question).cell_length <= width - AROUND

    def _rows(self, width: int) -> list[Row]:
        question = "" if self._fits(width + 1) else self._question
        most = self.room.settings.text_width
        return debrief_page(self._result, self._play.predicted, question, width, most)

    def on_resize(self, event: events.Resize) -> None:
        """The question may fit above now, or no more."""
        self.refresh_edges()

    def on_key(self, event: events.Key) -> None:
        """What was told in the place of the keys has been read."""
        self.keys_edge.show(self.keys())

    def action_turns(self) -> None:
        """Turn by turn, beginning with the one to change."""
        if self._result.turns:
            from simulator.tui.screens.turns import Turns

            self.app.push_screen(Turns(self._result))

    def action_profile(self) -> None:
        """The style."""
        from simulator.tui.screens.profile import Profile

        self.app.push_screen(Profile(self._result))

    def action_again(self) -> None:
        """The same scenario once more; after an act, on with the account."""
        if self._play.act is not None:
            self.room.after_act(self._play)
        else:
            self.room.again(self._play.script)

    def action_write(self) -> None:
        """Save it as text, beside nothing that is there already."""
        from simulator.tui.saving import save_debrief

        try:
            path = save_debrief(self._play, self._result)
        except OSError as error:
            self.keys_edge.tell(say(f"It could not be written: {plain(str(error))}", "costs"))
        else:
            told = f"Written to {path.name}, in {path.parent}"
            self.keys_edge.tell(say(plain(told), "accent"))

    def action_library(self) -> None:
        """Another one."""
        self.room.to_library()
