"""What phones and the big screen speak to: one page each, a stream of what happens, and a few things to send.

No facilitator's route exists here. A request is taken from a page of this very address only (Host and Origin
are checked), with a body that is small and JSON; text from people is data, and only ever shown as text.
"""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.core import room_events as events
from simulator.core.room_events import Event
from simulator.core.room_stages import Stage
from simulator.core.room_views import phone
from simulator.workshop.door import COOKIE, is_code, new_token, person_of
from simulator.workshop.limits import (
    JOINS_A_SECOND,
    JOINS_AT_ONCE,
    LARGEST_BODY,
    REQUESTS_A_SECOND,
    REQUESTS_AT_ONCE,
    WRONG_CODES_A_SECOND,
    WRONG_CODES_AT_ONCE,
    Buckets,
)
from simulator.workshop.session import Session
from simulator.workshop.streams import Streams, serve

PAGES = {"/": "phone.html", "/screen": "screen.html"}
ASSETS = {
    "phone.js": "text/javascript",
    "screen.js": "text/javascript",
    "shown.js": "text/javascript",
    "style.css": "text/css",
}
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
WEEK = 7 * 24 * 3600

Sent = dict[str, Any]
Make = Callable[[str, Sent], Event]


class RefusedError(Exception):
    """A request is not taken. The text is for the person who sent it."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def _words(sent: Sent, name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str):
        raise RefusedError(400, "That was not understood.")
    # What a screen would act on is no part of anybody's words.
    return "".join(one if one.isprintable() else " " for one in value).strip()


def _number(sent: Sent, name: str) -> int:
    value = sent.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise RefusedError(400, "That was not understood.")
    return value


def _sure(sent: Sent) -> int | None:
    return None if sent.get("sure") is None else _number(sent, "sure")


def _stage(sent: Sent) -> Stage:
    try:
        return Stage(_words(sent, "stage"))
    except ValueError as error:
        raise RefusedError(400, "That was not understood.") from error


def _yes(sent: Sent) -> bool:
    value = sent.get("yes")
    if not isinstance(value, bool):
        raise RefusedError(400, "That was not understood.")
    return value


SENT: dict[str, Make] = {
    "vote": lambda person, sent: events.Voted(
        person, _number(sent, "turn"), _stage(sent), _words(sent, "reply"), _sure(sent)
    ),
    "share": lambda person, sent: events.Wrote(
        person, _number(sent, "turn"), _words(sent, "words")
    ),
    "notice": lambda person, sent: events.Noticed(
        person, _number(sent, "turn"), _words(sent, "words")
    ),
    "predict": lambda person, sent: events.Predicted(person, _yes(sent), _sure(sent)),
    "plan": lambda person, sent: events.Planned(person, _words(sent, "words")),
    "rename": lambda person, sent: events.Renamed(person, _words(sent, "nickname")),
}
"""What a person can send, and the event that it makes."""


class Workshop:
    """The routes of one session.

    Args:
        session: what is shown and sent to.
        streams: everybody who watches.
        code: what is typed to get in.
        hosts: the names and addresses, with ports, under which this is reached; None takes every name.
        is_secure: whether TLS ends before this, so that cookies are to be sent over it only.
    """

    def __init__(
        self,
        session: Session,
        streams: Streams,
        code: str,
        *,
        hosts: frozenset[str] | None,
        is_secure: bool = False,
    ) -> None:
        self.session, self.streams, self.code = session, streams, code
        self.hosts = hosts
        self._is_secure = is_secure
        self._requests = Buckets(REQUESTS_A_SECOND, REQUESTS_AT_ONCE)
        self._joins = Buckets(JOINS_A_SECOND, JOINS_AT_ONCE)
        self._wrong = Buckets(WRONG_CODES_A_SECOND, WRONG_CODES_AT_ONCE)

    def app(self) -> ASGIApp:
        """The application."""
        routes = [
            *(Route(path, self._page, methods=["GET"]) for path in PAGES),
            Route("/code.svg", self._picture, methods=["GET"]),
            Route("/static/{name}", self._asset, methods=["GET"]),
            Route("/{code}", self._short, methods=["GET"]),
            Route("/api/events", Stream(self)),
            Route("/api/join", self._guarded(self._join), methods=["POST"]),
            Route("/api/me", self._guarded(self._me), methods=["GET"]),
            *(
                Route(f"/api/{name}", self._guarded(self._takes(make)), methods=["POST"])
                for name, make in SENT.items()
            ),
        ]
        return _Guard(Starlette(routes=routes), self)

    # Pages

    async def _page(self, request: Request) -> Response:
        return _file(PAGES[request.url.path], "text/html")

    async def _short(self, request: Request) -> Response:
        """The address that a QR code holds: the page, with the code typed in."""
        code = request.path_params["code"]
        if not is_code(code, self.code):
            return RedirectResponse("/", 303)
        return RedirectResponse(f"/?code={self.code}", 303)

    async def _picture(self, request: Request) -> Response:
        """The address as a QR code: black on white, whatever the page looks like."""
        import io

        import segno

        picture = io.BytesIO()
        address = str(self.streams.shown.get("address") or request.base_url)
        segno.make(f"{address.rstrip('/')}/{self.code}", error="m").save(
            picture, kind="svg", scale=8, border=4, dark="#000", light="#fff"
        )
        return Response(picture.getvalue(), media_type="image/svg+xml")

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return Response(status_code=404)
        return _file(name, ASSETS[name])

    # What is sent

    def _guarded(
        self, handle: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except RefusedError as refused:
                return JSONResponse({"error": str(refused)}, refused.status)

        return guarded

    def person(self, request: Request) -> str | None:
        """Who asks, if it is somebody of this room."""
        token = request.cookies.get(COOKIE, "")
        person = person_of(token, self.code) if token else None
        one = self.session.room.people.get(person or "")
        return person if one is not None and not one.is_removed else None

    async def _join(self, request: Request) -> Response:
        now = time.monotonic()
        sent = await _json(request)
        address = request.client.host if request.client else ""
        if not self._joins.take(address, now):
            raise RefusedError(429, "Too many at once. Try again in a moment.")
        person = self.person(request)
        if person is None:
            if not self._wrong.take("", now):
                raise RefusedError(429, "Too many wrong codes. Try again in a minute.")
            if not is_code(_words(sent, "code"), self.code):
                raise RefusedError(403, "This is not the room's code.")
            self._wrong.give("")
            token = new_token()
            person = person_of(token, self.code)
            joined = events.Joined(person, _words(sent, "nickname"), _words(sent, "table"))
            if not await self.session.send(joined):
                raise RefusedError(403, "The room is closed.")
        else:
            token = request.cookies[COOKIE]
        answer = JSONResponse(phone(self.session.room, person))
        answer.set_cookie(
            COOKIE, token, max_age=WEEK, httponly=True, samesite="strict", secure=self._is_secure
        )
        return answer

    async def _me(self, request: Request) -> Response:
        return JSONResponse(phone(self.session.room, self.person(request) or ""))

    def _takes(self, make: Make) -> Callable[[Request], Awaitable[Response]]:
        async def take(request: Request) -> Response:
            person = self.person(request)
            if person is None:
                raise RefusedError(403, "You are not in this room.")
            if not self._requests.take(person, time.monotonic()):
                raise RefusedError(429, "Too fast. Try again in a moment.")
            await self.session.send(make(person, await _json(request)))
            return JSONResponse(phone(self.session.room, person))

        return take


class Stream:
    """The stream of what happens: a plain ASGI callable, which keeps its `send`."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell a phone or the big screen."""
        workshop = self._workshop
        request = Request(scope)
        is_wall = request.query_params.get("as") == "screen"
        person = None if is_wall else workshop.person(request)
        watcher = workshop.streams.add(person) if is_wall or person is not None else None
        if watcher is None:
            status = 403 if not is_wall and person is None else 503
            await Response(status_code=status)(scope, receive, send)
            return
        import asyncio

        async def gone() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            watcher.end()

        waiting = asyncio.create_task(gone())
        try:
            await serve(watcher, send)
        finally:
            workshop.streams.remove(watcher)
            waiting.cancel()


class _Guard:
    """Refuses what does not come from a page of this address, and puts its headers on every answer."""

    def __init__(self, app: ASGIApp, workshop: Workshop) -> None:
        self._app, self._workshop = app, workshop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        hosts = self._workshop.hosts
        origin = headers.get(b"origin")
        if hosts is not None and host not in hosts:
            await Response("This is not the address of the room.", 421)(scope, receive, send)
            return
        if origin is not None and origin.decode("latin-1").lower().split("://")[-1] != host:
            await Response("This does not come from the room's page.", 403)(scope, receive, send)
            return

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.encode(), value.encode())
                        for name, value in HEADERS.items()
                        if name.encode() not in own
                    ),
                ]
            await send(message)

        await self._app(scope, receive, sending)


async def _json(request: Request) -> Sent:
    """The body of a request, read no further than it may be long.

    Raises:
        RefusedError: it is too long, or no object of JSON.
    """
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise RefusedError(415, "That was not understood.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise RefusedError(413, "That is too long.")
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "That was not understood.") from error
    if not isinstance(sent, dict):
        raise RefusedError(400, "That was not understood.")
    return sent


def _file(name: str, kind: str) -> Response:
    data = files("simulator.workshop").joinpath("static", name).read_bytes()
    return Response(data, media_type=f"{kind}; charset=utf-8")
