"""One seat in a group session: read, vote, say it first, predict, and write an if-then."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import events as keys_
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from simulator.core.room import LONGEST_WORDS
from simulator.core.room_stages import VOTING, Stage
from simulator.tui.guest.rows import can_vote, seat_rows, writing
from simulator.tui.host.rows import clock_words
from simulator.tui.rows import BLANK, Row, indented, measure, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page
from simulator.workshop.calling import CallError
from simulator.workshop.guest import Guest

LOOK = 0.1
"""Seconds between two looks at what has come."""
READ_FROM_TOP = frozenset({Stage.VERDICT, Stage.CLOSE})


class Seat(Frame):
    """What a phone shows, in a terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sureness", show=False),
        Binding("w", "write", show=False),
        Binding("y", "predict(True)", show=False),
        Binding("n", "predict(False)", show=False),
        Binding("escape", "unwritten", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, guest: Guest) -> None:
        super().__init__()
        self._guest = guest
        self._seen: tuple[object, ...] = ()
        self._place: tuple[object, object] = (None, None)

    def body(self) -> Iterator[Widget]:
        """The page, and a line to write in."""
        yield Page(self._rows, id="body")
        line = Input(max_length=LONGEST_WORDS, compact=True, id="line")
        line.display = False
        yield line

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK, self._look)

    @property
    def _stage(self) -> str:
        return str(self._guest.wall.get("stage")) if self._guest.wall else ""

    def _look(self) -> None:
        guest = self._guest
        seen = (guest.wall, guest.own, guest.is_lost, self._clock())
        if seen == self._seen:
            return
        has_done = bool(self._seen) and guest.own != self._seen[1]
        self._seen = seen
        wall = guest.wall or {}
        place = (wall.get("turn"), wall.get("stage"))
        has_moved, self._place = place != self._place, place
        page = self.query_one("#body", Page)
        page.show(self._rows, home=False)
        if has_moved:
            page.top = 0
            self._put_away()
        if (has_moved or has_done) and self._stage not in READ_FROM_TOP:
            # What is asked, and what was answered to it, stands at the end.
            page.lay_out()
            page.scroll_rows(page.length)

    def _clock(self) -> str:
        ends = self._guest.wall.get("ends") if self._guest.wall else None
        return (
            clock_words(float(ends) - time.time() - self._guest.ahead)
            if isinstance(ends, (int, float))
            else ""
        )

    def title_row(self) -> tuple[Content, Content]:
        """What is played, and where."""
        title = self._guest.wall.get("title") if self._guest.wall else None
        return words(str(title or "Role-play"), "strong"), words(self._guest.place.host, "quiet")

    def keys(self) -> Sequence[Key]:
        """What works now."""
        if self._is_writing:
            return (("↵", "share"), ("esc", "not yet"))
        found: list[Key] = []
        if self._stage in VOTING and self._guest.wall:
            found.append((f"1-{len(self._guest.wall.get('replies', ()))}", "vote"))
            found.append(("s", "how sure"))
        if writing(self._guest.wall, self._guest.own) is not None:
            found.append(("w", "write"))
        if self._stage == "predict":
            found += [("y", "yes"), ("n", "no")]
        return [*found, HELP, ("q", "leave")]

    def _rows(self, width: int) -> list[Row]:
        guest = self._guest
        margin, column = measure(width, self.room.settings.text_width)
        rows = seat_rows(guest.wall, guest.own, guest.is_lost, self._clock(), column)
        return [BLANK, *indented(rows, margin)]

    # What is sent

    def _send(self, what: str, values: dict[str, Any], told: str = "") -> None:
        def sending() -> None:
            try:
                self._guest.send(what, values)
                word = say(told, "accent")
            except CallError as error:
                word = words(str(error), "costs")
            self.app.call_from_thread(self._tell, word)

        self.run_worker(sending, thread=True, group="send")

    def _tell(self, word: Content) -> None:
        self.keys_edge.tell(word) if word else self.refresh_edges()

    def _vote(self, reply: str, sure: int | None) -> None:
        wall = self._guest.wall or {}
        sent = {"turn": wall.get("turn"), "stage": wall.get("stage"), "reply": reply, "sure": sure}
        self._send("vote", sent)

    def on_key(self, event: keys_.Key) -> None:
        """A digit votes."""
        guest = self._guest
        if self._is_writing or not event.key.isdecimal() or not can_vote(guest.wall, guest.own):
            return
        assert guest.wall is not None  # else there is no vote
        replies = guest.wall.get("replies", ())
        number = int(event.key)
        if 1 <= number <= len(replies):
            event.stop()
            event.prevent_default()
            self._vote(replies[number - 1]["id"], (guest.own.get("vote") or {}).get("sure"))

    def action_sureness(self) -> None:
        """Say how sure, or take it back: a guess, fairly sure, certain."""
        mine = self._guest.own.get("vote")
        if mine and can_vote(self._guest.wall, self._guest.own):
            self._vote(mine["reply"], ((mine.get("sure") or 0) + 1) % 4 or None)

    def action_predict(self, yes: bool) -> None:
        """Say whether the customer trusts the room now."""
        if self._stage == "predict":
            self._send("predict", {"yes": yes})

    # What is written

    @property
    def _is_writing(self) -> bool:
        return bool(self.query_one("#line", Input).display)

    def action_write(self) -> None:
        """Open the line to write in."""
        asked = writing(self._guest.wall, self._guest.own)
        if asked is not None:
            line = self.query_one("#line", Input)
            line.placeholder = asked.asks
            line.display = True
            line.focus()
            self.refresh_edges()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Share what was written."""
        asked = writing(self._guest.wall, self._guest.own)
        if event.value.strip() and asked is not None:
            turn = (self._guest.wall or {}).get("turn")
            self._send(asked.what, {"turn": turn, "words": event.value}, asked.told)
        event.input.value = ""
        self._put_away()

    def action_unwritten(self) -> None:
        """Close the line, with what stands in it."""
        self._put_away()

    def _put_away(self) -> None:
        line = self.query_one("#line", Input)
        if line.display:
            line.display = False
            self.query_one("#body", Page).focus()
        self.refresh_edges()

    def action_leave(self) -> None:
        """Leave. The seat is kept, and the same command takes it again."""
        self.app.exit()
