"""What happens, told to everybody who watches: server-sent events from one ticker.

Each watcher has a place for the latest state only, so that a slow phone gets what is, and not all that was.
The state is made once for all; what is a person's own goes to that person when the stage changes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.core.room import Room, voters
from simulator.core.room_views import phone, wall
from simulator.workshop.limits import MOST_STREAMS, STREAMS_A_TOKEN
from simulator.workshop.opening import Led
from simulator.workshop.session import Session

TICK = 0.1
"""Seconds between two looks at what is new."""
ALIVE = 15.0
"""Seconds after which a line is sent to a watcher that has heard nothing: else something cuts it off."""

Send = Callable[[dict[str, Any]], Any]


@dataclass(eq=False)
class Watcher:
    """One open stream. `person` is None for the big screen."""

    person: str | None
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    wall: bytes | None = None
    own: bytes | None = None
    is_over: bool = False

    def tell(self, shared: bytes | None, own: bytes | None) -> None:
        """Put the latest in its place."""
        self.wall = shared or self.wall
        self.own = own or self.own
        self.wake.set()

    def end(self) -> None:
        """Close the stream."""
        self.is_over = True
        self.wake.set()


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
        self._place: tuple[object, int] | None = None
        self._quiet = 0
        """How many ticks nobody has been told anything."""

    @property
    def is_watched(self) -> bool:
        """Whether anybody watches."""
        return bool(self._watchers)

    @property
    def persons(self) -> frozenset[str]:
        """Whose phones are there at this moment."""
        return frozenset(one.person for one in self._watchers if one.person is not None)

    def add(self, person: str | None) -> Watcher | None:
        """A new watcher, told at once how things are; None where there are too many."""
        if len(self._watchers) >= MOST_STREAMS:
            return None
        if person is not None:
            own = [one for one in self._watchers if one.person == person]
            for old in own[: max(0, len(own) - STREAMS_A_TOKEN + 1)]:
                old.end()
        watcher = Watcher(person)
        self._watchers[watcher] = None
        room = self._session.room
        watcher.tell(self._shared(room), self._own(room, person))
        return watcher

    def remove(self, watcher: Watcher) -> None:
        """One less."""
        self._watchers.pop(watcher, None)

    def again(self) -> None:
        """Tell everybody once more, though nothing has happened in the room."""
        self._told = -1

    def _shared(self, room: Room) -> bytes:
        return event(
            "wall", {**wall(room, self._led.valuation), **self.shown, "now": self._session.now()}
        )

    def _own(
        self, room: Room, person: str | None, counting: frozenset[str] | None = None
    ) -> bytes | None:
        return None if person is None else event("me", phone(room, person, counting))

    def look(self) -> None:
        """Tell everybody what is new, if anything is."""
        session = self._session
        self._keep_alive()
        if session.version == self._told:
            return
        room = session.room
        self._told = session.version
        place = (room.stage, room.turn)
        has_moved = place != self._place
        self._place = place
        shared = self._shared(room)
        counting = voters(room) if has_moved else frozenset()
        for watcher in list(self._watchers):
            own = self._own(room, watcher.person, counting) if has_moved else None
            watcher.tell(shared, own)
        self._quiet = 0

    def _keep_alive(self) -> None:
        """Wake everybody now and then, though nothing is new."""
        self._quiet += 1
        if self._quiet * TICK >= ALIVE:
            self._quiet = 0
            for watcher in list(self._watchers):
                watcher.wake.set()

    def close(self) -> None:
        """End all."""
        for watcher in list(self._watchers):
            watcher.end()


async def run(session: Session, streams: Streams) -> None:
    """Tick for as long as the session lasts: the clock, and then what is new. It does not drift."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due = max(due + TICK, loop.time())
        await asyncio.sleep(due - loop.time())
        await session.tick()
        streams.look()


async def serve(watcher: Watcher, send: Send) -> None:
    """Send what a watcher is told, until its stream is over."""
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
    while not watcher.is_over:
        await watcher.wake.wait()
        watcher.wake.clear()
        body = (watcher.own or b"") + (watcher.wall or b"") or b": still here\n\n"
        watcher.own = watcher.wall = None
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
