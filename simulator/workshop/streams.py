"""What happens, told to everybody who watches: server-sent events from one ticker.

Each watcher has a place for the latest state only, so that a slow phone gets what is, and not all that was.
The state is made once for all. Who has had the one before is sent only what is new in it; what is a person's
own goes to that person when the stage changes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import dataclass
from functools import cache
from types import coroutine
from typing import Any

from simulator.core.room import Room
from simulator.core.room_views import phone, wall
from simulator.workshop.limits import MOST_STREAMS, MOST_WALLS, STREAMS_A_TOKEN, WALLS_AN_ADDRESS
from simulator.workshop.log import LogError
from simulator.workshop.opening import Led
from simulator.workshop.session import Session

TICK = 0.1
"""Seconds between two looks at what is new."""
ALIVE = 15.0
"""Seconds after which a line is sent to a watcher that has heard nothing: else something cuts it off."""
FEED = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
"""The headers of a stream."""

log = logging.getLogger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]
Make = Callable[[], bytes]


@dataclass(eq=False, slots=True)
class Watcher:
    """One open stream. `person` is None for the big screen."""

    person: str | None
    address: str
    send: Send
    wall: bytes | None = None
    """What is to be sent of what all see."""
    own: bytes | None = None
    is_over: bool = False
    under_way: asyncio.Task[None] | None = None
    """What is being sent to a phone that is slow. Till it is through, the latest waits."""

    def tell(self, whole: Make, news: bytes | None, own: bytes | None) -> None:
        """Put the latest in its place: what is new in it, for whoever has had what was before."""
        self.wall = whole() if news is None or self.wall is not None else news
        self.own = own or self.own
        self.flush()

    def flush(self) -> None:
        """Send what is there to be sent, unless something is under way."""
        if self.under_way is None and (body := (self.own or b"") + (self.wall or b"")):
            self.own = self.wall = None
            self._begin(body)

    def stay(self) -> None:
        """Send a line that says nothing."""
        if self.under_way is None:
            self._begin(b": still here\n\n")

    def end(self) -> None:
        """Close the stream."""
        if not self.is_over:
            self.is_over = True
            if self.under_way is None:
                self._begin(b"")

    def _begin(self, body: bytes) -> None:
        """Send without a task of its own, as nearly always can be done: it costs a fraction of one."""
        sent: Any = self.send(
            {"type": "http.response.body", "body": body, "more_body": not self.is_over}
        )
        try:
            waited = sent.send(None)
        except StopIteration:
            return
        except OSError:
            self.is_over = True
            return
        # The phone is slow. Nobody else waits for it.
        self.under_way = asyncio.get_running_loop().create_task(self._finish(sent, waited))

    async def _finish(self, sent: Coroutine[Any, Any, None], waited: Any) -> None:
        try:
            with contextlib.suppress(OSError):
                await _rest(sent, waited)
        finally:
            self.under_way = None
        if self.is_over:
            with contextlib.suppress(OSError):
                await self.send({"type": "http.response.body", "body": b"", "more_body": False})
        else:
            self.flush()


@coroutine
def _rest(begun: Coroutine[Any, Any, None], waited: Any) -> Generator[Any, Any, None]:
    """What is left of a coroutine that was begun, and waits for something."""
    while True:
        try:
            try:
                got = yield waited
            except BaseException as error:
                waited = begun.throw(error)
            else:
                waited = begun.send(got)
        except StopIteration:
            return


def event(kind: str, values: dict[str, Any]) -> bytes:
    """One server-sent event."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"event: {kind}\ndata: {text}\n\n".encode("utf-8", "replace")


class Streams:
    """Everybody who watches one session."""

    def __init__(self, led: Led) -> None:
        self._led, self._session = led, led.session
        self.shown: dict[str, Any] = {}
        """What is shown to all beside the room itself: the code, and the address to join at."""
        self._watchers: dict[Watcher, None] = {}
        self._told = -1
        self._wall: dict[str, Any] = {}
        """What all were told last."""
        self._place: tuple[object, ...] | None = None
        self._quiet = 0
        """How many ticks nobody has been told anything."""

    @property
    def is_watched(self) -> bool:
        """Whether anybody watches."""
        return bool(self._watchers)

    def is_full(self, person: str | None) -> bool:
        """Whether nobody else can watch as a phone, or as a big screen. Neither takes the other's place."""
        walls = sum(one.person is None for one in self._watchers)
        if person is None:
            return walls >= MOST_WALLS
        return len(self._watchers) - walls >= MOST_STREAMS

    def add(self, person: str | None, address: str, send: Send) -> Watcher:
        """A new watcher, told at once how things are. Of too many of one phone the oldest gives way."""
        most = WALLS_AN_ADDRESS if person is None else STREAMS_A_TOKEN
        own = [
            one
            for one in self._watchers
            if one.person == person and (person is not None or one.address == address)
        ]
        for old in own[: max(0, len(own) - most + 1)]:
            old.end()
        watcher = Watcher(person, address, send)
        self._watchers[watcher] = None
        room = self._session.room
        seen = self._seen(room)
        watcher.tell(lambda: self._whole(seen), None, self._own(room, person))
        return watcher

    def remove(self, watcher: Watcher) -> None:
        """One less."""
        self._watchers.pop(watcher, None)
        if watcher.under_way is not None:
            watcher.under_way.cancel()

    def again(self) -> None:
        """Tell everybody once more, though nothing has happened in the room."""
        self._told = -1

    def _seen(self, room: Room) -> dict[str, Any]:
        return {**wall(room, self._led.valuation), **self.shown}

    def _whole(self, seen: dict[str, Any]) -> bytes:
        return event("wall", {**seen, "now": self._session.now()})

    def _own(self, room: Room, person: str | None) -> bytes | None:
        return None if person is None else event("me", phone(room, person))

    def look(self) -> None:
        """Tell everybody what is new, if anything is."""
        session = self._session
        self._keep_alive()
        if session.version == self._told:
            return
        room = session.room
        self._told = session.version
        removed = len(room.people) - len(room.here)
        place = (room.stage, room.turn, room.seated, room.speakers, removed)
        has_moved = place != self._place
        self._place = place
        before, seen = self._wall, self._seen(room)
        self._wall = seen
        whole = cache(lambda: self._whole(seen))
        news = None
        if not has_moved and before.keys() == seen.keys():
            new = {name: value for name, value in seen.items() if before[name] != value}
            if not new:
                return
            news = event("news", new)
        for watcher in list(self._watchers):
            own = self._own(room, watcher.person) if has_moved else None
            watcher.tell(whole, news, own)
        self._quiet = 0

    def _keep_alive(self) -> None:
        """Say something now and then, though nothing is new."""
        self._quiet += 1
        if self._quiet * TICK >= ALIVE:
            self._quiet = 0
            for watcher in list(self._watchers):
                watcher.stay()

    def close(self) -> None:
        """End all."""
        for watcher in list(self._watchers):
            watcher.end()


async def run(session: Session, streams: Streams) -> None:
    """Tick for as long as the session lasts: the clock, and then what is new. It does not drift."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    is_well = True
    while True:
        due = max(due + TICK, loop.time())
        await asyncio.sleep(due - loop.time())
        try:
            # What cannot be kept at this moment is tried again at the next tick.
            with contextlib.suppress(LogError):
                await session.tick()
            streams.look()
            is_well = True
        except Exception:
            # Whatever it is, the room goes on, and the clock with it. It is told once.
            if is_well:
                log.exception("a room cannot be shown")
            is_well = False
