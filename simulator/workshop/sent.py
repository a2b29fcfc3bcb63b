"""What is sent to a room: read no further than it may be long, and of the right types, or refused."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from simulator.core import room_events as events
from simulator.core.room_events import Event, from_values
from simulator.workshop.limits import LARGEST_BODY
from simulator.workshop.log import LogError

Sent = dict[str, Any]

SENT: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "vote": (events.Voted, ("turn", "stage", "reply", "sure")),
    "share": (events.Wrote, ("turn", "words")),
    "notice": (events.Noticed, ("turn", "words")),
    "predict": (events.Predicted, ("yes", "sure")),
    "plan": (events.Planned, ("words",)),
    "rename": (events.Renamed, ("nickname",)),
}
"""What a person can send: the event that it makes, and what is taken for it."""
UNKNOWN = "That was not understood."


class RefusedError(Exception):
    """A request is not taken. The text is for the person who sent it."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def event_of(what: str, person: str, sent: Sent) -> Event:
    """The event that somebody's sending makes.

    Raises:
        RefusedError: something is missing, or of another type.
    """
    kind, names = SENT[what]
    given = {name: sent[name] for name in names if name in sent}
    try:
        return from_values({"is": kind.__name__, "person": person, **given})
    except ValueError as error:
        raise RefusedError(400, UNKNOWN) from error


def words_in(sent: Sent, name: str) -> str:
    """The text under a name; nothing where there is none.

    Raises:
        RefusedError: it is no text.
    """
    value = sent.get(name, "")
    if not isinstance(value, str):
        raise RefusedError(400, UNKNOWN)
    return value


async def read_json(request: Request, largest: int = LARGEST_BODY) -> Sent:
    """The body of a request, read no further than it may be long.

    Raises:
        RefusedError: it is too long, or no object of JSON.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError(415, UNKNOWN)
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > largest:
                raise RefusedError(413, "That is too long.")
    except ClientDisconnect as error:
        raise RefusedError(400, "That did not arrive.") from error
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, UNKNOWN) from error
    if not isinstance(sent, dict):
        raise RefusedError(400, UNKNOWN)
    return sent


def guarded(
    handle: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """A handler whose refusals are answered."""

    async def handled(request: Request) -> Response:
        try:
            return await handle(request)
        except RefusedError as refused:
            return JSONResponse({"error": str(refused)}, refused.status)
        except LogError:
            return JSONResponse({"error": "This could not be kept. Try again in a moment."}, 503)

    return handled
