"""What phones and the big screen speak to: one page each, a stream of what happens, and a few things to send.

No facilitator's route exists here. A request is taken from a page of this very address only (Host and Origin
are checked), with a body that is small and JSON; text from people is data, and only ever shown as text.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.core import room_events as events
from simulator.core.room_views import phone
from simulator.workshop.door import COOKIE, code_of, new_token, person_of, typed
from simulator.workshop.guard import Guard
from simulator.workshop.limits import (
    ALL_WRONG_CODES_A_SECOND,
    ALL_WRONG_CODES_AT_ONCE,
    JOINS_A_SECOND,
    JOINS_AT_ONCE,
    WRONG_CODES_A_SECOND,
    WRONG_CODES_AT_ONCE,
    Buckets,
)
from simulator.workshop.rooms import OpenRoom, Rooms
from simulator.workshop.sent import SENT, RefusedError, event_of, guarded, read_json, words_in
from simulator.workshop.streams import FEED

PAGES = {"/": "phone.html", "/screen": "screen.html"}
ASSETS = {
    "phone.js": "text/javascript",
    "screen.js": "text/javascript",
    "shown.js": "text/javascript",
    "style.css": "text/css",
}
WEEK = 7 * 24 * 3600
LOOPBACKS = frozenset({"127.0.0.1", "::1"})


class Workshop:
    """The routes of one room, or of many.

    Args:
        rooms: where they are found.
        hosts: the names and addresses, with ports, under which this is reached; None takes every name.
        is_secure: whether TLS ends before this, so that cookies are to be sent over it only.
    """

    def __init__(
        self, rooms: Rooms, *, hosts: frozenset[str] | None, is_secure: bool = False
    ) -> None:
        self.rooms, self.hosts = rooms, hosts
        self._is_secure = is_secure
        self._joins = Buckets(JOINS_A_SECOND, JOINS_AT_ONCE)
        self._wrong = Buckets(WRONG_CODES_A_SECOND, WRONG_CODES_AT_ONCE)
        self._all_wrong = Buckets(ALL_WRONG_CODES_A_SECOND, ALL_WRONG_CODES_AT_ONCE)

    def app(self, more: Sequence[BaseRoute] = ()) -> ASGIApp:
        """The application, with more routes behind its own."""
        routes = [
            *(Route(path, self._page, methods=["GET"]) for path in PAGES),
            Route("/code.svg", guarded(self._picture), methods=["GET"]),
            Route("/static/{name}", self._asset, methods=["GET"]),
            Route("/api/join", guarded(self._join), methods=["POST"]),
            Route("/api/me", guarded(self._me), methods=["GET"]),
            *(Route(f"/api/{name}", guarded(self._takes(name)), methods=["POST"]) for name in SENT),
            *more,
            Route("/{code}", self._short, methods=["GET"]),
        ]
        return Guard(Starlette(routes=routes), Stream(self), lambda: self.hosts)

    # Pages

    async def _page(self, request: Request) -> Response:
        return _file(PAGES[request.url.path], "text/html")

    async def _short(self, request: Request) -> Response:
        """The address that a QR code holds: the page, with the code typed in, be it right or not."""
        code = typed(request.path_params["code"])
        return RedirectResponse(f"/?code={code}" if code else "/", 303)

    async def _picture(self, request: Request) -> Response:
        """The address as a QR code: black on white, whatever the page looks like."""
        import io

        import segno

        room = await self.watched(request)
        if room is None:
            return Response(status_code=404)
        picture = io.BytesIO()
        address = str(room.streams.shown.get("address") or request.base_url)
        segno.make(f"{address.rstrip('/')}/{room.code}", error="m").save(
            picture, kind="svg", scale=8, border=4, dark="#000", light="#fff"
        )
        return Response(picture.getvalue(), media_type="image/svg+xml")

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return Response(status_code=404)
        return _file(name, ASSETS[name])

    # Who asks

    async def seat(self, request: Request) -> tuple[OpenRoom, str] | None:
        """The room that somebody is in, and who it is; None for whoever is in none."""
        token = request.cookies.get(COOKIE, "")
        code = code_of(token)
        room = await self.rooms.find(code) if code else None
        if room is None:
            return None
        person = room.session.room.people.get(person_of(token))
        return None if person is None or person.is_removed else (room, person.id)

    async def watched(self, request: Request) -> OpenRoom | None:
        """The room of a big screen: by its code, or the one of this machine for its own browser.

        Raises:
            RefusedError: too many wrong codes came from there.
        """
        given = request.query_params.get("room")
        if given is None:
            return self.rooms.own if _address(request) in LOOPBACKS else None
        return await self._by_code(request, given)

    async def _by_code(self, request: Request, given: str) -> OpenRoom | None:
        now, address = time.monotonic(), _address(request)
        if not (self._wrong.has(address, now) and self._all_wrong.has("", now)):
            # The right one is refused as well: else a guess would tell.
            raise RefusedError(429, "Too many wrong codes. Try again in a minute.")
        code = typed(given)
        room = await self.rooms.find(code) if code else None
        if room is None:
            self._wrong.take(address, now)
            self._all_wrong.take("", now)
        return room

    # What is sent

    async def _join(self, request: Request) -> Response:
        sent = await read_json(request)
        if not self._joins.take(_address(request), time.monotonic()):
            raise RefusedError(429, "Too many at once. Try again in a moment.")
        given = words_in(sent, "code")
        seat = await self.seat(request)
        if seat is not None and typed(given) in {"", seat[0].code}:
            room, person = seat
            token = request.cookies[COOKIE]
        else:
            found = await self._by_code(request, given)
            if found is None:
                raise RefusedError(403, "This is not the room's code.")
            room, token = found, new_token(found.code)
            person = person_of(token)
            await room.session.send(
                events.Joined(person, words_in(sent, "nickname"), words_in(sent, "table"))
            )
            if person not in room.session.room.people:
                raise RefusedError(403, "The room is closed.")
        answer = JSONResponse(phone(room.session.room, person))
        answer.set_cookie(
            COOKIE, token, max_age=WEEK, httponly=True, samesite="strict", secure=self._is_secure
        )
        return answer

    async def _me(self, request: Request) -> Response:
        seat = await self.seat(request)
        return JSONResponse(phone(seat[0].session.room, seat[1]) if seat else {"is_in": False})

    def _takes(self, what: str) -> Callable[[Request], Awaitable[Response]]:
        async def take(request: Request) -> Response:
            seat = await self.seat(request)
            if seat is None:
                raise RefusedError(403, "You are not in this room.")
            room, person = seat
            if not room.requests.take(person, time.monotonic()):
                raise RefusedError(429, "Too fast. Try again in a moment.")
            await room.session.send(event_of(what, person, await read_json(request)))
            return JSONResponse(phone(room.session.room, person))

        return take


class Stream:
    """The stream of what happens: a plain ASGI callable, which keeps its `send`."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def __call__(self, scope: Scope, receive: Receive, send: Send, plain: Send) -> None:
        """Tell a phone or the big screen. By `plain` goes what follows the headers."""
        request = Request(scope)
        try:
            room, person = await self._room(request)
        except RefusedError as refused:
            await Response(status_code=refused.status)(scope, receive, send)
            return
        if room.streams.is_full(person):
            await Response(status_code=503)(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": FEED})
        watcher = room.streams.add(person, _address(request), plain)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            room.streams.remove(watcher)

    async def _room(self, request: Request) -> tuple[OpenRoom, str | None]:
        if request.query_params.get("as") != "screen":
            seat = await self._workshop.seat(request)
            if seat is not None:
                return seat
        else:
            room = await self._workshop.watched(request)
            if room is not None:
                return room, None
        raise RefusedError(403, "You are not in this room.")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _file(name: str, kind: str) -> Response:
    data = files("simulator.workshop").joinpath("static", name).read_bytes()
    return Response(data, media_type=f"{kind}; charset=utf-8")
