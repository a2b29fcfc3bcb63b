"""A session on this machine: opened or taken up again, with its listener, its clock and its file."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.core.analysis import Valuation
from simulator.core.conversation import begin
from simulator.core.drawing import variant_of
from simulator.core.engine import Engine
from simulator.core.explore import TooManySituationsError
from simulator.core.machine import ConversationMachine
from simulator.core.room import Settings, opened
from simulator.core.room_stages import USUAL_SECONDS, Stage
from simulator.core.scenario import Scenario
from simulator.workshop.addresses import Address, addresses
from simulator.workshop.app import Workshop
from simulator.workshop.log import (
    FileLog,
    Log,
    LogError,
    MemoryLog,
    begin_file,
    header_of,
    without_names,
)
from simulator.workshop.rehearsal import Crowd, rehearse
from simulator.workshop.server import Listener, listening
from simulator.workshop.session import Session
from simulator.workshop.streams import Streams, run

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Opening:
    """What a session is opened with, and what its file keeps of that."""

    name: str
    text: str
    code: str
    seed: int
    expected: int | None = None
    full: tuple[str, ...] | None = None
    seconds: int | None = None
    teams: bool = False

    def settings(self) -> Settings:
        """The room's."""
        seconds: Mapping[Stage, int] = USUAL_SECONDS
        if self.seconds is not None:
            seconds = {**USUAL_SECONDS, Stage.VOTE: self.seconds, Stage.REVOTE: self.seconds}
        full = None if self.full is None else frozenset(self.full)
        return Settings(self.seed, full, seconds, self.expected, self.teams)


def keep(path: Path, opening: Opening) -> None:
    """Make the file of a session that is opened.

    Raises:
        LogError: it cannot be made.
    """
    begin_file(path, opened=time.time(), **{name: getattr(opening, name) for name in _KEPT})


_KEPT = ("name", "text", "code", "seed", "expected", "full", "seconds", "teams")


def kept(path: Path) -> Opening:
    """What the session of a file was opened with.

    Raises:
        LogError: it is no session's file.
    """
    values = header_of(path)
    try:
        found = {name: values[name] for name in _KEPT}
        if found["full"] is not None:
            found["full"] = tuple(map(str, found["full"]))
        return Opening(**found)
    except (KeyError, TypeError) as error:
        raise LogError(f"{path}: this is no session that this version can read") from error


class Hosted:
    """A session that this process hosts.

    Args:
        scenario: what is played.
        opening: what it was opened with.
        path: its file; None keeps nothing.
    """

    def __init__(self, scenario: Scenario, opening: Opening, path: Path | None) -> None:
        self.opening = opening
        log: Log = MemoryLog() if path is None else FileLog(path)
        machine = ConversationMachine(Engine(scenario))
        variant = variant_of(scenario, opening.seed)
        room = opened(begin(machine, variant), opening.settings(), time.time())
        self.session = Session(room, log, time.time)
        self.streams = Streams(self.session)
        self.listener: Listener | None = None
        self.is_open = False
        self._workshop: Workshop | None = None
        self._log = log
        self._clock: asyncio.Task[None] | None = None
        self._crowd: asyncio.Task[None] | None = None

    @property
    def valuation(self) -> Valuation | None:
        """V of what is played, once `value` has worked it out."""
        return self.streams.valuation

    def value(self) -> None:
        """Work V out. It takes some tenths of a second, and can be done in a thread."""
        room = self.session.room
        with contextlib.suppress(TooManySituationsError):
            engine = room.opening.engine
            self.streams.valuation = Valuation(engine, room.opening.opening.variant)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where it may be reached: at this machine alone, or from the network."""
        return addresses() if self.is_open else (Address(LOOPBACK, "this machine"),)

    def rehearse(self, count: int) -> None:
        """Let so many simulated phones take part."""
        crowd = Crowd(count, self.opening.seed)
        work = rehearse(self.session, crowd, lambda: self.valuation)
        self._crowd = asyncio.get_running_loop().create_task(work)

    def start(self, *, lan: bool, port: int | None = None) -> None:
        """Listen, and let the clock run.

        Args:
            lan: whether phones in the network reach it, and not this machine alone.
            port: the one to take; None for the first that is free.

        Raises:
            NoPortError: there is none.
        """
        sock = listening("0.0.0.0" if lan else LOOPBACK, port)
        self.is_open = lan
        number = int(sock.getsockname()[1])
        self._workshop = Workshop(
            self.session, self.streams, self.opening.code, hosts=self._hosts(number, lan)
        )
        self.listener = Listener(self._workshop.app(), sock)
        self.listener.start()
        self.look_for_addresses()
        self._clock = asyncio.get_running_loop().create_task(run(self.session, self.streams))

    def _hosts(self, port: int, lan: bool) -> frozenset[str] | None:
        """The names under which a page of this listener can be open: numbers only, so no foreign name."""
        found = {LOOPBACK, "localhost", *(one.ip for one in (addresses() if lan else ()))}
        return frozenset(f"{one}:{port}" for one in found)

    def look_for_addresses(self) -> None:
        """Take over the addresses that there are now: a laptop can change its network at any moment."""
        if self.listener is None or self._workshop is None:
            return
        self._workshop.hosts = self._hosts(self.listener.port, self.is_open)
        shown = {"code": self.opening.code, "address": self.address}
        if shown != self.streams.shown:
            self.streams.shown = shown
            self.streams.again()

    @property
    def address(self) -> str:
        """The likeliest address, as it is typed."""
        port = self.listener.port if self.listener is not None else 0
        first = next(iter(self.addresses), Address(LOOPBACK, ""))
        return f"http://{first.ip}:{port}"

    def close(self) -> None:
        """Close the session's file, for one that only looks."""
        if isinstance(self._log, FileLog):
            self._log.close()

    async def stop(self) -> None:
        """Close everything. The session's file stays."""
        for task in (self._clock, self._crowd):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        self.streams.close()
        if self.listener is not None:
            await self.listener.stop()
        self.close()
        if isinstance(self._log, FileLog) and self.session.room.stage is Stage.CLOSE:
            without_names(self._log.path)
