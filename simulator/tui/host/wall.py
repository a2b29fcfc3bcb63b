"""The big screen in a terminal: what all may see, for a room without a browser. It is led from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events as keys_
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.core.room_stages import Stage
from simulator.core.room_views import wall
from simulator.tui.host.leading import Leading
from simulator.tui.host.led import LedScreen
from simulator.tui.host.wall_rows import count_words, wall_rows
from simulator.tui.rows import BLANK, Row, indented, measure, say, words
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page

READ_FROM_TOP = frozenset({Stage.LOBBY, Stage.VERDICT, Stage.CLOSE})


class Wall(LedScreen):
    """A session, as everybody sees it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False)]

    def __init__(self, led: Leading) -> None:
        super().__init__(led)
        self._place: tuple[object, ...] = ()
        self._is_leaving = False

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def renew(self) -> None:
        """Show the page anew; at another stage, what is asked there, which stands at its end."""
        room = self._led.session.room
        page = self.query_one("#body", Page)
        page.show(self._rows, home=False)
        place = (room.stage, room.turn)
        if place != self._place:
            self._place = place
            page.top = 0
            if room.stage not in READ_FROM_TOP:
                page.lay_out()
                page.scroll_rows(page.length)
        self.refresh_edges()

    def title_row(self) -> tuple[Content, Content]:
        """What is played, and how to get in once the lobby is left."""
        led, room = self._led, self._led.session.room
        title = room.conversation.engine.scenario.title
        door = "" if room.stage is Stage.LOBBY else f"{led.address}  code {led.opening.code}"
        return words(title, "strong"), words(door, "quiet")

    def keys(self) -> Sequence[Key]:
        """What works here: it is led from the panel."""
        if self._is_leaving:
            does = "leave" if self._led.goes_on else "end the session here"
            return (("q", f"{does}; any other key stays"),)
        return (HELP, ("q", "quit"))

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (("", "`roleplay host --panel` leads, in another terminal of this computer"),)

    def _rows(self, width: int) -> list[Row]:
        led = self._led
        margin, column = measure(width, max(self.room.settings.text_width, 100))
        seen = wall(led.session.room, led.valuation)
        rows = wall_rows(seen, led.address, led.opening.code, column, self.size.height - 7)
        if led.is_lost:
            rows.append(say("The session is not reached at the moment.", "costs"))
        clock = self.clock()
        rows += [BLANK, say("   ".join(filter(None, (count_words(seen), clock))), "quiet")]
        return [BLANK, *indented(rows, margin)]

    def action_leave(self) -> None:
        """Quit, once it was said what that means."""
        if self._is_leaving or self._led.session.room.stage is Stage.CLOSE:
            self.app.exit()
        self._is_leaving = True
        self.refresh_edges()

    def on_key(self, event: keys_.Key) -> None:
        """Any other key stays."""
        super().on_key(event)
        if self._is_leaving and event.key != "q":
            self._is_leaving = False
            self.refresh_edges()
