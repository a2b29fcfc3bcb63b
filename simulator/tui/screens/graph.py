"""The map of a scenario, for its author: every state and ending, what leads where, and what is at stake.

A cursor walks it: down and up the map, or along a reply to where it leads, and back the way one came. It
gives a scenario away, so it is no screen of a play.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, TooManySituationsError
from simulator.core.figure_words import several, span
from simulator.core.overview import Overview, overview
from simulator.core.scenario import Scenario
from simulator.tui.rows import BLANK, Row, indented, measure, paragraph, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets import map_rows
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.menu import Menu
from simulator.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual import events

PAGE = 76
"""Columns of text beside the map, at most."""


class Map(Frame):
    """The map of one scenario; of each variant, one at a time."""

    class Walked(Message):
        """Every situation was looked at; or there are too many, and why."""

        def __init__(self, figures: Overview | None, problem: str = "") -> None:
            super().__init__()
            self.figures, self.problem = figures, problem

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("home", "move(-9999)", show=False),
        Binding("end", "move(9999)", show=False),
        Binding("right,l,enter", "follow(0)", show=False),
        Binding("left,h,backspace", "back", show=False),
        Binding("pagedown,space", "read(1)", show=False),
        Binding("pageup", "read(-1)", show=False),
        Binding("v", "variant", show=False),
        Binding("escape,q", "leave", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, scenario: Scenario, limit: int = LIMIT) -> None:
        super().__init__()
        self._of, self._limit = scenario, limit
        self._variants = [one.id for one in scenario.variants]
        self._variant_at = 0
        self._figures: Overview | None = None
        self._problem = ""
        self._came_by: list[str] = []
        """The places from which replies were followed, the last one last."""

    def body(self) -> Iterator[Widget]:
        """The map, and a place of it."""
        with Container(id="columns", classes="map"):
            yield Menu(id="list")
            yield Page(self._rows, id="body")

    def on_mount(self) -> None:
        """Look at every situation, without keeping anybody waiting for the screen."""
        self._walk()

    def _walk(self) -> None:
        variant = self._variants[self._variant_at] if self._variants else None
        self._figures = None
        self.run_worker(lambda: self._look(variant), thread=True, exclusive=True, group="map")

    def _look(self, variant: str | None) -> None:
        try:
            figures = overview(Engine(self._of), variant, limit=self._limit)
        except TooManySituationsError as error:
            self.post_message(self.Walked(None, str(error)))
        else:
            self.post_message(self.Walked(figures))

    def on_map_walked(self, message: Walked) -> None:
        """Show it."""
        variant = self._variants[self._variant_at] if self._variants else None
        if message.figures is not None and message.figures.variant != variant:
            return  # another variant was asked for meanwhile
        self._figures, self._problem = message.figures, message.problem
        if self._figures is not None:
            items = map_rows.items(self._of, self._figures)
            self.query_one("#list", Menu).offer(items, self._here)
        self._show()

    # What is on it

    def keys(self) -> Sequence[Key]:
        """What works here."""
        variant = (("v", "variant"),) if len(self._variants) > 1 else ()
        return (
            ("↑ ↓", "place"),
            ("1-9", "follow a reply"),
            ("←", "back"),
            *variant,
            HELP,
            ("esc", "leave"),
        )

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (
            ("→", "on where practised play goes most often"),
            ("pgdn", "read on"),
        )

    def title_row(self) -> tuple[Content, Content]:
        """Which scenario, and how large it is."""
        title = self._of.title
        if self._variants:
            title = f"{title} · {self._variants[self._variant_at]}"
        if self._figures is None:
            return words(title, "strong"), BLANK
        size = (
            f"{several(self._figures.situations, 'situation')} · {span(*self._figures.turns)} turns"
        )
        return words(title, "strong"), say(size, "quiet")

    def _show(self) -> None:
        self.query_one("#body", Page).show(self._rows)
        self.refresh_edges()

    def _rows(self, width: int) -> list[Row]:
        margin, column = measure(width, PAGE)
        margin = min(margin, 2)
        if self._figures is None:
            text = (
                f"There are {self._problem}." if self._problem else "Every situation is looked at."
            )
            return [BLANK, *indented(paragraph(words(text, "quiet"), column), margin)]
        return indented(map_rows.page(self._of, self._figures, self._here, column), margin)

    @property
    def _here(self) -> str:
        """The place that the cursor is at."""
        return self.query_one("#list", Menu).selected or self._of.start

    # What the author does

    def on_menu_moved(self) -> None:
        """Look at another place."""
        self._show()

    def on_menu_chosen(self) -> None:
        """Enter goes on, like the arrow."""
        self.action_follow(0)

    def on_key(self, event: events.Key) -> None:
        """A digit follows that reply."""
        if event.key.isdecimal() and event.key != "0" and self.is_current:
            event.stop()
            event.prevent_default()
            self.action_follow(int(event.key))
        else:
            super().on_key(event)

    def action_follow(self, number: int) -> None:
        """Follow a reply by its number, or with 0 the way that practised play goes most often."""
        states = self._figures.states if self._figures is not None else ()
        state = next((one for one in states if one.id == self._here), None)
        if state is None or number > len(state.replies):
            return
        ways = state.replies[number - 1].to if number else state.to
        if ways:
            self._came_by.append(state.id)
            self.query_one("#list", Menu).select(max(ways, key=lambda to: ways[to]))

    def action_back(self) -> None:
        """The way one came."""
        if self._came_by:
            self.query_one("#list", Menu).select(self._came_by.pop())

    def action_move(self, steps: int) -> None:
        """Down the map or up, to its end at most."""
        if self._figures is not None:
            order = map_rows.places(self._of, self._figures)
            to = min(max(order.index(self._here) + steps, 0), len(order) - 1)
            self.query_one("#list", Menu).select(order[to])

    def action_read(self, step: int) -> None:
        """Read on."""
        page = self.query_one("#body", Page)
        page.scroll_rows(step * max(1, page.size.height - 1))

    def action_variant(self) -> None:
        """The next variant."""
        if len(self._variants) > 1:
            self._variant_at = (self._variant_at + 1) % len(self._variants)
            self._walk()
            self._show()

    def action_leave(self) -> None:
        """To the library."""
        self.dismiss()
