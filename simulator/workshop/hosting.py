"""A session on this machine: opened or taken up again, with its listener, its clock and its file."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette

from simulator.core.room_stages import Stage
from simulator.core.scenario import Scenario
from simulator.workshop.addresses import Address, addresses
from simulator.workshop.app import Workshop
from simulator.workshop.desk import Desk
from simulator.workshop.door import is_same, new_key, typed
from simulator.workshop.keys import forget_key, keep_key
from simulator.workshop.log import FileLog, MemoryLog, without_names
from simulator.workshop.opening import Led, Opening
from simulator.workshop.rehearsal import Crowd, rehearse
from simulator.workshop.rooms import OpenRoom, ended
from simulator.workshop.server import Listener, listening

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Reach:
    """Who can reach a session.

    Attributes:
        lan: whether phones in the network do, and not this machine alone.
        port: the one to take; None for the first that is free.
        keys: the folder in which another terminal of this user finds the key to the panel; None gives none.
    """

    lan: bool = False
    port: int | None = None
    keys: Path | None = None

    @property
    def host(self) -> str:
        """The address of this machine that is listened on."""
        return "0.0.0.0" if self.lan else LOOPBACK


class Hosted(Led):
    """A session that this process hosts.

    Args:
        scenario: what is played.
        opening: what it was opened with.
        path: its file; None keeps nothing.
        reach: who can reach it.
        rehearsed: how many simulated phones take part.
    """

    def __init__(
        self,
        scenario: Scenario,
        opening: Opening,
        path: Path | None,
        reach: Reach = Reach(),
        rehearsed: int | None = None,
    ) -> None:
        log = MemoryLog() if path is None else FileLog(path)
        super().__init__(scenario, opening, log, time.time)
        self._path, self._reach, self._rehearsed = path, reach, rehearsed
        self.addresses: tuple[Address, ...] = (Address(LOOPBACK, "this machine"),)
        """Where it may be reached: at this machine alone, or from the network, as it was at the last look."""
        self.room = OpenRoom(self)
        self.listener: Listener | None = None
        self._desk: Listener | None = None
        self._workshop: Workshop | None = None
        self._crowd: asyncio.Task[None] | None = None

    # Where it may be reached

    async def find(self, code: str) -> OpenRoom | None:
        """The room, if that is its code."""
        return self.room if is_same(code, self.opening.code) else None

    @property
    def own(self) -> OpenRoom | None:
        """The room: this machine shows no other one."""
        return self.room

    @property
    def address(self) -> str:
        """The likeliest address, as it is typed."""
        return self.at(next(iter(self.addresses), Address(LOOPBACK, "")).ip)

    @property
    def is_lost(self) -> bool:
        """Never: it is held here."""
        return False

    @property
    def goes_on(self) -> bool:
        """It ends with this process, and can be taken up again."""
        return False

    def at(self, ip: str) -> str:
        """The address with that number."""
        return f"http://{ip}:{self.listener.port if self.listener is not None else 0}"

    def look(self) -> None:
        """Take over the addresses that there are now: a laptop can change its network at any moment."""
        if self.listener is None or self._workshop is None:
            return
        if self._reach.lan:
            self.addresses = addresses()
        self._workshop.hosts = self._names(self.listener.port)
        shown = {"code": self.opening.code, "address": self.address}
        if shown != self.room.streams.shown:
            self.room.streams.shown = shown
            self.room.streams.again()

    def _names(self, port: int) -> frozenset[str]:
        """The names under which a page of this listener can be open: numbers only, so no foreign name."""
        found = {LOOPBACK, "localhost", *(one.ip for one in self.addresses)}
        return frozenset(f"{one}:{port}" for one in found)

    # As long as it lasts

    def start(self) -> None:
        """Listen, and let the clock run.

        Raises:
            NoPortError: there is no port.
        """
        reach = self._reach
        sock = listening(reach.host, reach.port)
        self._workshop = Workshop(self, hosts=frozenset())  # the names come with the look
        self.listener = Listener(self._workshop.app(), sock)
        self.listener.start()
        self.look()
        self.room.start()
        if reach.keys is not None:
            self._open_desk(reach.keys)
        if self._rehearsed is not None:
            work = rehearse(
                self.session, Crowd(self._rehearsed, self.opening.seed), lambda: self.valuation
            )
            self._crowd = asyncio.get_running_loop().create_task(work)

    def _open_desk(self, folder: Path) -> None:
        """Let another terminal of this user lead as well: on this machine only, by a key in a file."""
        key = new_key()

        async def find(code: str, given: str) -> OpenRoom | None:
            return self.room if is_same(given, key) and typed(code) == self.opening.code else None

        sock = listening(LOOPBACK, 0)
        self._desk = Listener(Starlette(routes=Desk(find).routes()), sock)
        self._desk.start()
        keep_key(folder, f"{LOOPBACK}:{self._desk.port}", self.opening.code, key)

    async def stop(self) -> None:
        """Close everything. The session's file stays."""
        await ended(self._crowd)
        await self.room.stop()
        for listener in (self.listener, self._desk):
            if listener is not None:
                await listener.stop()
        if self._reach.keys is not None:
            forget_key(self._reach.keys, self.opening.code)
        if self._path is not None and self.session.room.stage is Stage.CLOSE:
            without_names(self._path)
