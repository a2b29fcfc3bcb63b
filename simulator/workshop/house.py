"""Many rooms on one server, for organisers elsewhere: opened by a token, led by a key, joined by a code.

A room is opened here when somebody first asks for it, from what the store has, and closed when nobody has
asked for a while. So it does not matter which of several servers anybody speaks to.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import replace
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from simulator.core.scenario import Scenario
from simulator.shelf import BrokenScenarioError, script_of_text
from simulator.workshop.app import Workshop
from simulator.workshop.desk import Desk, key_of
from simulator.workshop.door import digest, is_same, new_code, new_key, typed
from simulator.workshop.guard import HEALTH
from simulator.workshop.limits import (
    LARGEST_SCENARIO,
    MOST_ROOMS,
    ROOMS_A_SECOND,
    ROOMS_AT_ONCE,
    Buckets,
)
from simulator.workshop.log import LogError
from simulator.workshop.opening import Led, Opening, opening_of
from simulator.workshop.rooms import OpenRoom, ended
from simulator.workshop.sent import UNKNOWN, RefusedError, guarded, read_json
from simulator.workshop.stores import Store

SWEEP = 30.0
"""Seconds between two looks at what is not needed any more."""
IDLE = 600.0
"""Seconds after which a room that nobody watches or asks for is closed here. The store has it still."""
CODES = 20
"""How many codes are tried before there seems to be none free."""


class House:
    """The rooms of a server.

    Args:
        store: where they are kept.
        token: the organisers'.
        address: where this is reached, as people type it, such as ``https://talk.example.org``.
        names: other names and ports that requests may carry.
    """

    def __init__(
        self, store: Store, token: str, address: str, names: frozenset[str] = frozenset()
    ) -> None:
        self._store, self._token, self.address = store, digest(token), address
        self._rooms: dict[str, OpenRoom] = {}
        self._asked: dict[str, float] = {}
        """When each room was asked for last."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._made = Buckets(ROOMS_A_SECOND, ROOMS_AT_ONCE)
        parts = urlsplit(address)
        self._workshop = Workshop(
            self, hosts=names | {parts.netloc.lower()}, is_secure=parts.scheme == "https"
        )
        self._sweeping: asyncio.Task[None] | None = None
        self._is_over = False

    def app(self) -> ASGIApp:
        """The application."""
        more = [
            Route("/api/rooms", guarded(self._make), methods=["POST"]),
            *Desk(self.led_by, self.end).routes(),
            Route(HEALTH, self._health, methods=["GET"]),
        ]
        return self._workshop.app(more)

    async def start(self) -> None:
        """Begin.

        Raises:
            LogError: the store is not reached.
        """
        await self._store.begin()
        self._sweeping = asyncio.get_running_loop().create_task(self._sweep())

    async def stop(self) -> None:
        """Close every room, and open none any more. The store has them still."""
        self._is_over = True
        await ended(self._sweeping)
        for code in list(self._rooms):
            await self._close(code)
        await self._store.close()

    # Rooms

    @property
    def own(self) -> OpenRoom | None:
        """None: no room is this machine's."""
        return None

    async def find(self, code: str) -> OpenRoom | None:
        """The room with that code."""
        if self._is_over or not typed(code):
            return None
        self._asked[code] = time.monotonic()
        if code in self._rooms:
            return self._rooms[code]
        async with self._locks.setdefault(code, asyncio.Lock()):
            if code not in self._rooms:
                opening = await self._store.opening(code)
                if opening is not None and len(self._rooms) < MOST_ROOMS:
                    self._rooms[code] = await self._opened(opening)
        if code not in self._rooms:
            self._asked.pop(code, None)
            self._locks.pop(code, None)
        return self._rooms.get(code)

    async def led_by(self, code: str, key: str) -> OpenRoom | None:
        """The room with that code, for whoever has the key to it."""
        room = await self.find(typed(code))
        if room is None or not is_same(digest(key), room.led.opening.key):
            return None
        return room

    async def end(self, code: str) -> None:
        """Forget a room, with all that was said and voted in it."""
        await self._store.forget(code)
        await self._close(code)

    async def _opened(self, opening: Opening) -> OpenRoom:
        try:
            scenario = await asyncio.to_thread(_scenario_of, opening)
        except BrokenScenarioError as error:
            raise LogError(f"room {opening.code}: this version cannot read it") from error
        log = await self._store.log(opening)
        led = Led(scenario, opening, log, self._store.now)
        room = OpenRoom(led)
        room.streams.shown = {"code": opening.code, "address": self.address}
        room.start()
        # Nobody waits for V: it is in time for the first answer.
        room.valuing = asyncio.create_task(asyncio.to_thread(led.value))
        return room

    async def _close(self, code: str) -> None:
        room = self._rooms.pop(code, None)
        self._asked.pop(code, None)
        self._locks.pop(code, None)
        if room is not None:
            await room.stop()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            with contextlib.suppress(LogError):
                await self.sweep()

    async def sweep(self) -> None:
        """Close what nobody needs, or another server has ended, and let the store forget what is old."""
        now = time.monotonic()
        for code, room in list(self._rooms.items()):
            if room.streams.is_watched:
                self._asked[code] = now
            is_idle = now - self._asked.get(code, now) > IDLE
            if is_idle or await self._store.opening(code) is None:
                await self._close(code)
        await self._store.expire()

    # What organisers ask for

    async def _make(self, request: Request) -> Response:
        if not is_same(digest(key_of(request)), self._token):
            raise RefusedError(403, "This is not the organisers' token of this server.")
        if not self._made.take("", time.monotonic()):
            raise RefusedError(429, "Too many rooms at once. Try again in a minute.")
        if len(self._rooms) >= MOST_ROOMS:
            raise RefusedError(503, "This server is full. Try again later.")
        try:
            asked = opening_of(await read_json(request, LARGEST_SCENARIO))
            await asyncio.to_thread(_scenario_of, asked)
        except ValueError as error:
            raise RefusedError(400, UNKNOWN) from error
        except BrokenScenarioError as error:
            text = f"This server cannot play that scenario:\n{error}"
            raise RefusedError(400, text) from error
        key = new_key()
        opening = replace(asked, key=digest(key), via="", desk="", opened=self._store.now())
        for _ in range(CODES):
            opening = replace(opening, code=new_code())
            if await self._store.make(opening):
                return JSONResponse({"code": opening.code, "key": key, "address": self.address})
        raise RefusedError(503, "No code is free. Try again.")

    async def _health(self, request: Request) -> Response:
        is_well = await self._store.is_well()
        return Response("well" if is_well else "the store is not reached", 200 if is_well else 503)


def _scenario_of(opening: Opening) -> Scenario:
    return script_of_text(opening.text, opening.name).scenario
