"""A room that is open to phones, and where rooms are found by their codes."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Protocol

from simulator.workshop.limits import REQUESTS_A_SECOND, REQUESTS_AT_ONCE, Buckets
from simulator.workshop.opening import Led
from simulator.workshop.streams import Streams, run


class OpenRoom:
    """A session with its code, its clock, and everybody who watches it."""

    def __init__(self, led: Led) -> None:
        self.led, self.session, self.code = led, led.session, led.opening.code
        self.streams = Streams(led)
        self.requests = Buckets(REQUESTS_A_SECOND, REQUESTS_AT_ONCE)
        """By person."""
        self.is_over = False
        self.valuing: asyncio.Task[None] | None = None
        """What works V out, where that is done in the background."""
        self._clock: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Let the clock run, in the loop that runs."""
        work = run(self.session, self.streams)
        self._clock = asyncio.get_running_loop().create_task(work)

    async def stop(self) -> None:
        """Close every stream, and let go of the log."""
        self.is_over = True
        await ended(self._clock)
        self.streams.close()
        self.session.log.close()


async def ended(task: asyncio.Task[None] | None) -> None:
    """Cancel what goes on in the background, if anything does, and wait for its end."""
    if task is not None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


class Rooms(Protocol):
    """Where rooms are found."""

    async def find(self, code: str) -> OpenRoom | None:
        """The room with that code, typed in capitals and without anything between; None if there is none."""

    @property
    def own(self) -> OpenRoom | None:
        """The one room of this machine, whose own browser needs no code for the big screen."""
