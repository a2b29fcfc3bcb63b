"""One session: its room as the events have made it, and the one way in which anything happens in it."""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.room import Room, after, time_is_up
from simulator.core.room_events import Event
from simulator.workshop.log import Entry, Log

Clock = Callable[[], float]


class Session:
    """A room, and the log that it is made of.

    `version` grows with everything that changes the room, so that whoever shows it knows whether it is new.
    """

    def __init__(self, room: Room, log: Log, clock: Clock) -> None:
        self.room = room
        self.version = 0
        self.log = log
        self._clock = clock
        log.follow(self._happen)

    def now(self) -> float:
        """Seconds since 1970 UTC, as they are where the session is held."""
        return self._clock()

    def _happen(self, entry: Entry) -> None:
        changed = after(self.room, entry.event, entry.at)
        if changed is not self.room:
            self.room = changed
            self.version += 1

    async def send(self, event: Event) -> bool:
        """Let something happen. Gives whether the room has changed since.

        What would change nothing is not kept. Where others add to the log as well, it is asked twice, since
        the room may be at a stage that is not known here yet.

        Raises:
            LogError: it could not be kept.
        """
        if not self._changes(event):
            await self.log.catch_up()
            if not self._changes(event):
                return False
        before = self.version
        await self.log.add(Entry(event, self._clock()))
        return self.version != before

    def _changes(self, event: Event) -> bool:
        return after(self.room, event, self._clock()) is not self.room

    async def tick(self) -> bool:
        """Let the clock do what is due. Gives whether it did anything."""
        move = time_is_up(self.room, self._clock())
        return move is not None and await self.send(move)
