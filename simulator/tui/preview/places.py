"""Going to any state: which one, and where that can be met in more than one state of trust, in which.

A state is gone to by replies that lead there from the opening, so that the situation is one that can arise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from simulator.core.scenario import Ending, Scenario, State, TrustState
from simulator.core.wording import first_name
from simulator.tui.preview.walking import StoppableEngine, StoppedError, Ways, find_ways
from simulator.tui.rows import BLANK, Row, clipped, joined, plain, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import Key
from simulator.tui.widgets.menu import Item, Menu

MOST_TRUSTING = (
    TrustState.TRUSTING,
    TrustState.REGAINED,
    TrustState.TESTING,
    TrustState.GUARDED,
    TrustState.BROKEN,
)
"""The trust states, the most trusting first."""
ID_COLUMNS = 24


class Places(Frame):
    """The states of a scenario, and its endings."""

    class Walked(Message):
        """The ways are known."""

        def __init__(self, ways: Ways) -> None:
            super().__init__()
            self.ways = ways

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(
        self,
        scenario: Scenario,
        variant: str | None,
        known: Ways | None,
        keep: Callable[[Ways], None],
        go: Callable[[Sequence[str]], None],
    ) -> None:
        """Make the list.

        Args:
            scenario: where to go.
            variant: the one that is played.
            known: the ways, if they were looked for before.
            keep: is handed the ways when they are known.
            go: is handed the replies that lead to what was chosen.
        """
        super().__init__()
        self._of, self._variant = scenario, variant
        self._ways, self._keep, self._go = known, keep, go
        self._wanted = ""
        self._place: str | None = None
        """The one that was chosen."""

    def body(self) -> Iterator[Widget]:
        """The list."""
        yield Menu(self._items(), id="body")

    def keys(self) -> Sequence[Key]:
        """What works now."""
        if self._is_asking:
            return (("↵", "go there"), ("↑ ↓", "another"), ("esc", "another state"))
        return (("↵", "go there"), ("type", "to find"), ("↑ ↓", "another"), ("esc", "back"))

    def title_row(self) -> tuple[Content, Content]:
        """What is asked, and what is looked for."""
        if self._is_asking:
            return say(f"Go to {plain(self._place or '')}, with {self._customer}", "strong"), BLANK
        return say("Go to", "strong"), say(f"{plain(self._wanted)}▏", "accent")

    @property
    def _customer(self) -> str:
        return plain(first_name(self._of))

    @property
    def _met(self) -> Mapping[str, tuple[str, ...]]:
        """The ways to the chosen place, by trust state."""
        if self._ways is None or self._place is None:
            return {}
        return self._ways.to.get(self._place, {})

    @property
    def _is_asking(self) -> bool:
        return len(self._met) > 1

    # Finding the ways

    def on_mount(self) -> None:
        """Look for the ways, without keeping anybody waiting for the list."""
        if self._ways is None:
            self.run_worker(self._walk, thread=True)

    def _walk(self) -> None:
        worker = get_current_worker()
        engine = StoppableEngine(self._of, lambda: worker.is_cancelled)
        try:
            ways = find_ways(engine, self._variant)
        except StoppedError:
            return
        self.post_message(self.Walked(ways))

    def on_places_walked(self, message: Walked) -> None:
        """Go on with what was chosen meanwhile."""
        self._ways = message.ways
        self._keep(message.ways)
        self._offer()
        if self._place is not None:
            self._decide()

    # What is on it

    def _items(self) -> list[Item]:
        if self._is_asking:
            return [
                _manner(state.value, self._met[state.value])
                for state in MOST_TRUSTING
                if state.value in self._met
            ]
        places: list[State | Ending] = [*self._of.states.values(), *self._of.endings.values()]
        parts = self._wanted.casefold().split()
        shown = [
            one
            for one in places
            if all(part in f"{one.id} {_first_line(one)}".casefold() for part in parts)
        ]
        if not shown:
            nothing = say("   Nothing fits.", "quiet")
            return [Item("", lambda width, lit: [BLANK, nothing], selectable=False)]
        return [_place(one, self._is_unmet(one.id)) for one in shown]

    def _is_unmet(self, place: str) -> bool:
        return self._ways is not None and place not in self._ways.to

    def _offer(self) -> None:
        self.query_one("#body", Menu).offer(self._items())
        self.refresh_edges()

    # What the author does

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Go there, or ask in which state of trust."""
        message.stop()
        if self._is_asking:
            self._leave(self._met[message.key])
            return
        self._place = message.key
        self._decide()

    def _decide(self) -> None:
        met = self._met
        if self._ways is None:
            self.keys_edge.tell(say("The ways are still being looked for; one moment.", "quiet"))
        elif not met:
            why = "no replies lead there"
            if not self._ways.is_whole:
                why = "no way there was found; there are too many situations to look at them all"
            self.keys_edge.tell(words(f"{self._place}: {why}", "costs"))
            self._place = None
        elif len(met) == 1:
            self._leave(next(iter(met.values())))
        else:
            self._offer()

    def _leave(self, replies: Sequence[str]) -> None:
        go = self._go
        self.dismiss()
        go(replies)

    def action_back(self) -> None:
        """To the states again, or back."""
        if self._is_asking:
            place, self._place = self._place, None
            self._offer()
            self.query_one("#body", Menu).select(place or "")
        else:
            self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """What is typed is what is looked for."""
        if event.key == "escape" or self._is_asking:
            return
        if event.key == "backspace":
            self._wanted = self._wanted[:-1]
        elif event.character and event.character.isprintable():
            self._wanted += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self._place = None
        self._offer()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words are looked for, too."""
        if not self._is_asking:
            self._wanted += plain(event.text)
            self._offer()


def _first_line(place: State | Ending) -> str:
    return place.lines[0].text if place.lines else place.scene


def _place(place: State | Ending, is_unmet: bool) -> Item:
    def rows(width: int, lit: bool) -> list[Row]:
        mark = say("▸ " if lit else "  ", "accent")
        name = words(place.id, "quiet" if is_unmet else "")
        indent = min(ID_COLUMNS, max(8, width // 3))
        gap = " " * max(1, indent - name.cell_length)
        kind = "ending: " if isinstance(place, Ending) else ""
        line = "no replies lead here" if is_unmet else f"{kind}{_first_line(place)}"
        return [clipped(joined(mark, name, gap, words(line, "quiet")), width)]

    return Item(place.id, rows, height=lambda width: 1)


def _manner(state: str, way: Sequence[str]) -> Item:
    def rows(width: int, lit: bool) -> list[Row]:
        mark = "▸ " if lit else "  "
        left = joined(say(mark, "accent"), say(f"{state:12}"))
        return [clipped(joined(left, say(f"turn {len(way) + 1}", "quiet")), width)]

    return Item(state, rows, height=lambda width: 1)
