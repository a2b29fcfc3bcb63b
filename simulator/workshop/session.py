"""One session: its room as the events have made it, and the one way in which anything happens in it."""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.room import Room, time_is_up
from simulator.core.room_after import after
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
        self._looked: tuple[Room, Entry, Room] | None = None
        """What an entry would make of a room: not worked out twice where it comes back at once."""
        self._clock = clock
        log.follow(self._happen)

    def now(self) -> float:
        """Seconds since 1970 UTC, as they are where the session is held."""
        return self._clock()

    def _happen(self, entry: Entry) -> None:
        looked, self._looked = self._looked, None
        if looked is not None and looked[0] is self.room and looked[1] is entry:
            changed = looked[2]
        else:
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
        entry = Entry(event, self._clock())
        if not self._changes(entry):
            await self.log.catch_up()
            if not self._changes(entry):
                return False
        before = self.version
        await self.log.add(entry)
        return self.version != before

    def _changes(self, entry: Entry) -> bool:
        changed = after(self.room, entry.event, entry.at)
        self._looked = self.room, entry, changed
        return changed is not self.room

    async def tick(self) -> bool:
        """Let the clock do what is due. Gives whether it did anything."""
        move = time_is_up(self.room, self._clock())
        return move is not None and await self.send(move)
