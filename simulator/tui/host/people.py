"""Who is in the room: a device can be removed, a nickname hidden, somebody seated in the fishbowl."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from simulator.core import room_events as events
from simulator.core.room import LONGEST_NAME, Person, Room, voters
from simulator.core.room_events import Event
from simulator.tui.host.leading import Leading
from simulator.tui.rows import BLANK, Row, ends, joined, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.menu import Item, Menu


class People(Frame):
    """The people of a session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "remove", show=False),
        Binding("n", "nameless", show=False),
        Binding("r", "rename", show=False),
        Binding("f", "seat", show=False),
        Binding("s", "speaks", show=False),
        Binding("escape,q", "back", show=False),
    ]

    def __init__(self, led: Leading) -> None:
        super().__init__()
        self._led = led

    @property
    def _people(self) -> tuple[Person, ...]:
        return self._led.session.room.here

    def body(self) -> Iterator[Widget]:
        """The list, and a line for another name."""
        yield Menu(self._items(), id="body")
        line = Input(max_length=LONGEST_NAME, compact=True, id="line", placeholder="another name")
        line.display = False
        yield line

    def keys(self) -> Sequence[Key]:
        """What can be done with the one that is marked."""
        if self.query_one("#line", Input).display:
            return (("↵", "take this name"), ("esc", "leave it"))
        if not self._people:
            return (HELP, ("esc", "back"))
        return (
            ("x", "remove"),
            ("n", "hide the name"),
            ("r", "rename"),
            ("f", "fishbowl"),
            ("s", "speaks for the table"),
            HELP,
            ("esc", "back"),
        )

    def title_row(self) -> tuple[Content, Content]:
        """How many there are."""
        return say("People", "strong"), say(f"{len(self._people)} here", "quiet")

    def _items(self) -> list[Item]:
        room = self._led.session.room
        if not self._people:
            nobody = [BLANK, say("   Nobody is here yet.", "quiet")]
            return [Item("", lambda width, lit: nobody, selectable=False)]
        counting = voters(room)
        return [
            Item(one.id, partial(_row, number, one, room, one.id in counting), lambda width: 1)
            for number, one in enumerate(self._people, 1)
        ]

    def _marked(self) -> Person | None:
        key = self.query_one("#body", Menu).selected
        return self._led.session.room.people.get(key or "")

    def _send(self, *some: Event) -> None:
        async def sending() -> None:
            for event in some:
                await self._led.session.send(event)
            self.query_one("#body", Menu).offer(self._items())
            self.refresh_edges()

        self.run_worker(sending(), group="send")

    def action_remove(self) -> None:
        """Take somebody out. What that phone sent does not count any more."""
        if (one := self._marked()) is not None:
            self._send(events.Removed(one.id))

    def action_nameless(self) -> None:
        """Hide a nickname from everybody."""
        if (one := self._marked()) is not None:
            self._send(events.Renamed(one.id, ""))

    def action_rename(self) -> None:
        """Give somebody another nickname."""
        if (one := self._marked()) is not None:
            line = self.query_one("#line", Input)
            line.value, line.display = one.nickname, True
            line.focus()
            self.refresh_edges()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name."""
        if (one := self._marked()) is not None:
            self._send(events.Renamed(one.id, event.value))
        self._put_away()

    def _put_away(self) -> None:
        self.query_one("#line", Input).display = False
        self.query_one("#body", Menu).focus()
        self.refresh_edges()

    def action_seat(self) -> None:
        """Let somebody hold the replies, or no longer. With nobody seated the whole room does."""
        if (one := self._marked()) is not None:
            seated = self._led.session.room.seated ^ {one.id}
            self._send(events.Seated(tuple(sorted(seated))))

    def action_speaks(self) -> None:
        """Let somebody vote for a table."""
        if (one := self._marked()) is not None and one.table:
            self._send(events.Spokesperson(one.table, one.id))

    def action_back(self) -> None:
        """Back to the panel, or from the line to the list."""
        if self.query_one("#line", Input).display:
            self._put_away()
        else:
            self.dismiss()


def _row(
    number: int, one: Person, room: Room, is_voting: bool, width: int, lit: bool
) -> Sequence[Row]:
    mark = say(" ▸ ", "accent") if lit else say("   ")
    name = "" if room.names_hidden else one.nickname
    left = joined(
        mark, say(f"{number:>3}  ", "faint"), words(name or "no name", "" if name else "quiet")
    )
    seat = "in the fishbowl" if one.id in room.seated else ""
    right = " · ".join(filter(None, (one.table, seat, "votes" if is_voting else "watches")))
    return [ends(left, joined(words(right, "quiet"), " "), width)]
