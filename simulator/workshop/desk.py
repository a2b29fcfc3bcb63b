"""The facilitator's routes: what has happened, told to another terminal, and what that one does.

They are on no listener that phones reach, but for a server that holds rooms for others. Every request carries
the key to its room, and none comes from a page of a browser.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator.core.room_events import PHONES, from_values
from simulator.workshop.log import written
from simulator.workshop.rooms import OpenRoom
from simulator.workshop.sent import UNKNOWN, RefusedError, guarded, read_json
from simulator.workshop.streams import ALIVE

Find = Callable[[str, str], Awaitable[OpenRoom | None]]
"""The room with that code, for whoever has that key to it."""
End = Callable[[str], Awaitable[None]]


class Desk:
    """The routes to lead rooms by.

    Args:
        find: the room of a code and a key.
        end: what is done once a room is not needed any more.
    """

    def __init__(self, find: Find, end: End | None = None) -> None:
        self._find, self._end = find, end

    def routes(self) -> list[Route]:
        """The routes."""
        return [
            Route("/desk/{code}/opening", guarded(self._opening), methods=["GET"]),
            Route("/desk/{code}/log", guarded(self._log), methods=["GET"]),
            Route("/desk/{code}/send", guarded(self._send), methods=["POST"]),
            Route("/desk/{code}/end", guarded(self._over), methods=["POST"]),
        ]

    async def _room(self, request: Request) -> OpenRoom:
        key = key_of(request)
        room = await self._find(request.path_params["code"], key) if key else None
        if room is None:
            raise RefusedError(403, "There is no such room, or this is not the key to it.")
        return room

    async def _opening(self, request: Request) -> Response:
        room = await self._room(request)
        values = room.led.opening.values() | {"key": "", "via": "", "desk": ""}
        now = room.session.now()
        return JSONResponse({"opening": values, "shown": room.streams.shown, "now": now})

    async def _log(self, request: Request) -> Response:
        room = await self._room(request)
        try:
            start = max(0, int(request.query_params.get("from", "0")))
        except ValueError as error:
            raise RefusedError(400, UNKNOWN) from error
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(
            _told(room, start), media_type="text/event-stream", headers=headers
        )

    async def _send(self, request: Request) -> Response:
        room = await self._room(request)
        try:
            event = from_values(await read_json(request))
        except ValueError as error:
            raise RefusedError(400, UNKNOWN) from error
        if isinstance(event, PHONES):
            raise RefusedError(403, "Only phones send that.")
        await room.session.send(event)
        return JSONResponse({"entries": len(room.session.log.entries)})

    async def _over(self, request: Request) -> Response:
        room = await self._room(request)
        if self._end is None:
            raise RefusedError(403, "This room ends with the terminal that opened it.")
        await self._end(room.code)
        return JSONResponse({})


def key_of(request: Request) -> str:
    """The key that a request carries; nothing where it has none, or comes from a page.

    Raises:
        RefusedError: it comes from a page.
    """
    if "origin" in request.headers:
        raise RefusedError(403, "No page leads a session.")
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""


async def _told(room: OpenRoom, at: int) -> AsyncIterator[bytes]:
    """Every entry from a number on, as it comes, and where phones join."""
    wake = asyncio.Event()
    unfollow = room.session.log.follow(lambda entry: wake.set())
    shown: object = None
    try:
        while not room.is_over:
            wake.clear()
            if room.streams.shown != shown:
                shown = dict(room.streams.shown)
                yield f"event: shown\ndata: {json.dumps(shown)}\n\n".encode()
            entries = room.session.log.entries
            for number in range(at, len(entries)):
                line = written(entries[number])
                yield b"event: entry\ndata: [%d,%s]\n\n" % (number, line)
            at = max(at, len(entries))
            try:
                await asyncio.wait_for(wake.wait(), ALIVE / 3)
            except TimeoutError:
                yield b": still here\n\n"
    finally:
        unfollow()
