"""A session that is held elsewhere and led from here: the same room, made of the same events.

It comes over a line to the desk of whoever holds it. Nothing is decided here: what the facilitator does has
happened once it comes back with the events.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.core.room_events import as_values
from simulator.core.room_stages import Stage
from simulator.core.scenario import Scenario
from simulator.workshop.addresses import Address
from simulator.workshop.calling import PATIENCE, TRIES, CallError, Line, Place, Values
from simulator.workshop.log import Entry, FileLog, LogError, MemoryLog, entry_of, without_names
from simulator.workshop.opening import Led, Opening, opening_of


class DeskLine(Line):
    """A line to the desk of a session.

    Args:
        place: where it is, with the session's code.
        key: the facilitator's, to that session.
    """

    def __init__(self, place: Place, key: str) -> None:
        super().__init__(place)
        self.key = key
        self.log: DeskLog | None = None
        self.shown: Values = {}
        """Where phones join."""

    def headers(self) -> dict[str, str]:
        """The key."""
        return {"Authorization": f"Bearer {self.key}"}

    def opening(self) -> tuple[Opening, float]:
        """What the session was opened with, and how far the clock there is ahead of the one here, in seconds.

        Raises:
            CallError: it is not reached, or does not know the key.
        """
        found = self.ask(self._desk("opening"))
        try:
            opening, now = opening_of(found["opening"]), float(found["now"])
            self.shown = dict(found["shown"])
        except (KeyError, TypeError, ValueError) as error:
            raise CallError(f"{self.place.host} is of another version") from error
        return opening, now - time.time()

    def send(self, values: Values) -> int:
        """Send an event, and give the number of entries there are after it.

        Raises:
            CallError: it did not arrive, or was not taken.
        """
        return int(self.ask(self._desk("send"), values).get("entries", 0))

    def end(self) -> None:
        """Let the session be forgotten where it is held.

        Raises:
            CallError: it did not arrive, or was not taken.
        """
        self.ask(self._desk("end"), {}, tries=TRIES)

    def path(self) -> str:
        """The events that are not known yet."""
        return self._desk(f"log?from={len(self.log.entries) if self.log else 0}")

    def take(self, kind: str, values: Any) -> None:
        """Take over an entry, or where phones join."""
        if kind == "shown":
            self.shown = dict(values)
        elif kind == "entry" and self.log is not None:
            self.log.hear(int(values[0]), entry_of(values[1]))

    def _desk(self, what: str) -> str:
        return f"/desk/{self.place.code}/{what}"


class DeskLog:
    """The events of a session that is held elsewhere, and a copy of them here.

    Args:
        line: to its desk. `line.log` is set.
        copy: what holds them here. It may have the first of them already.
    """

    def __init__(self, line: DeskLine, copy: MemoryLog) -> None:
        line.log = self
        self._line, self._copy = line, copy
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self.follow, self.close = copy.follow, copy.close

    @property
    def entries(self) -> Sequence[Entry]:
        """All that has come."""
        return self._copy.entries

    def begin(self) -> None:
        """Begin to follow, in the loop that runs."""
        self._loop = asyncio.get_running_loop()
        self._line.follow()

    def hear(self, number: int, entry: Entry) -> None:
        """Take over an entry, if it is the next. This is called from another thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._heard, number, entry)

    def _heard(self, number: int, entry: Entry) -> None:
        if number == len(self._copy.entries):
            # Where the copy cannot be written the line is asked for the same entry again.
            with contextlib.suppress(LogError):
                self._copy.put(entry)
                self._news.set()

    async def add(self, entry: Entry) -> None:
        """Send an event, and wait until it has come back.

        Raises:
            LogError: it did not arrive, or was not taken.
        """
        try:
            wanted = await asyncio.to_thread(self._line.send, as_values(entry.event))
            async with asyncio.timeout(PATIENCE):
                while len(self.entries) < wanted:
                    self._news.clear()
                    await self._news.wait()
        except CallError as error:
            raise LogError(str(error)) from error
        except TimeoutError as error:
            raise LogError(f"{self._line.place.host} does not tell what has happened") from error

    async def catch_up(self) -> None:
        """Whoever holds the session looks again by itself."""


class Remote(Led):
    """A session that is held elsewhere and led from here.

    Args:
        scenario: what is played.
        opening: what it was opened with.
        line: to its desk.
        ahead: how far the clock there is ahead, in seconds.
        path: a file for a copy of it; None keeps none.
        is_ours: whether it ends there when it is closed here.
    """

    def __init__(
        self,
        scenario: Scenario,
        opening: Opening,
        line: DeskLine,
        *,
        ahead: float = 0.0,
        path: Path | None = None,
        is_ours: bool = False,
    ) -> None:
        self._log = DeskLog(line, MemoryLog() if path is None else FileLog(path))
        super().__init__(scenario, opening, self._log, lambda: time.time() + ahead)
        self._line, self._path, self._is_ours = line, path, is_ours

    @property
    def addresses(self) -> tuple[Address, ...]:
        """None is of this machine."""
        return ()

    @property
    def address(self) -> str:
        """Where phones join."""
        return str(self._line.shown.get("address", ""))

    @property
    def is_lost(self) -> bool:
        """Whether the line is gone at the moment."""
        return self._line.is_lost

    @property
    def goes_on(self) -> bool:
        """It goes on where it is held."""
        return True

    def at(self, ip: str) -> str:
        """Where phones join."""
        return self.address

    def look(self) -> None:
        """Nothing is to be looked for here."""

    def start(self) -> None:
        """Begin to follow."""
        self._log.begin()

    async def stop(self) -> None:
        """Stop following. A session that is closed is forgotten where it was held; its copy stays."""
        self._line.close()
        self._log.close()
        if self._is_ours and self.session.room.stage is Stage.CLOSE:
            with contextlib.suppress(CallError):
                await asyncio.to_thread(self._line.end)
            if self._path is not None:
                without_names(self._path)
