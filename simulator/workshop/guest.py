"""A seat in a session that is held elsewhere: joined, followed and voted in over HTTP, as a phone does it."""

from __future__ import annotations

import re
import time
from http.client import HTTPResponse
from typing import Any

from simulator.workshop.calling import TRIES, Line, Place, Values
from simulator.workshop.door import COOKIE


class Guest(Line):
    """One seat.

    Args:
        place: where the session is.
        token: of the seat that was had there before, so that it is taken again and counts once.
    """

    def __init__(self, place: Place, token: str = "") -> None:
        super().__init__(place)
        self.token = token
        self.wall: Values | None = None
        """What all see."""
        self.own: Values = {"is_in": False}
        """What only this seat sees."""
        self.ahead = 0.0
        """How far the clock there is ahead of the one here, in seconds."""

    def join(self, nickname: str = "", table: str = "") -> None:
        """Come in.

        Raises:
            CallError: the room is not reached, or does not let one in.
        """
        values = {"code": self.place.code, "nickname": nickname, "table": table}
        self.own = self.ask("/api/join", values)

    def send(self, what: str, values: Values) -> None:
        """Send something, and take over what the answer shows.

        Raises:
            CallError: it did not arrive, or was not taken.
        """
        self.own = self.ask(f"/api/{what}", values, tries=TRIES)

    def headers(self) -> dict[str, str]:
        """The token of the seat."""
        return {"Cookie": f"{COOKIE}={self.token}"} if self.token else {}

    def answered(self, answer: HTTPResponse) -> None:
        """Keep the token."""
        found = re.match(rf"{COOKIE}=([\w-]+)", answer.headers.get("Set-Cookie", ""))
        if found is not None:
            self.token = found[1]

    def path(self) -> str:
        """What phones follow."""
        return "/api/events?as=phone"

    def take(self, kind: str, values: Any) -> None:
        """What all see, or what only this seat sees."""
        if kind == "wall":
            self.ahead = float(values.pop("now", time.time())) - time.time()
            self.wall = values
        elif kind == "news":
            self.wall = {**(self.wall or {}), **values}
        elif kind == "me":
            self.own = values

    def refused(self, status: int) -> None:
        """There is no seat any more."""
        if status == 403:
            self.own = {"is_in": False}
