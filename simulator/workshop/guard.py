"""What stands before every route: who is spoken to, from where, and what a page may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        b"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
]
EVENTS = "/api/events"
HEALTH = "/health"
"""Asked by a load balancer, under whatever name it knows."""
Hosts = frozenset[str] | None
"""Names with ports; None takes every one."""
Stream = Callable[[Scope, Receive, Send, Send], Awaitable[None]]
"""What tells a phone: it is given what puts headers on an answer, and what does not."""


class Guard:
    """Refuses what does not come from a page of this address, and puts its headers on every answer."""

    def __init__(self, app: ASGIApp, stream: Stream, hosts: Callable[[], Hosts]) -> None:
        self._app, self._stream, self._hosts = app, stream, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        hosts = self._hosts()
        origin = headers.get(b"origin")
        if hosts is not None and host not in hosts and scope["path"] != HEALTH:
            await Response("This is not the address of the room.", 421)(scope, receive, send)
            return
        if origin is not None and origin.decode("latin-1").lower().split("://")[-1] != host:
            await Response("This does not come from the room's page.", 403)(scope, receive, send)
            return

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                more = [(name, value) for name, value in HEADERS if name not in own]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        if scope["path"] == EVENTS and scope["method"] == "GET":
            # Past all that would stand between a phone and the ticker, ten times a second.
            await self._stream(scope, receive, sending, send)
        else:
            await self._app(scope, receive, sending)
