"""A seat in a session that is held elsewhere: joined, followed and voted in over HTTP, as a phone does it.

What it holds is replaced by one thread and read by another; nothing is changed in place.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

from simulator.workshop.door import COOKIE

Values = Mapping[str, Any]

PATIENCE = 10.0
"""Seconds that a request may take."""
SILENCE = 40.0
"""Seconds after which a stream that says nothing is taken for dead: it is to say something every 15."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
"""Seconds between two tries to follow again."""
LONGEST_LINE = 1_000_000


class GuestError(Exception):
    """It did not work. The text says why, to the one who sits there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is held.

    Attributes:
        host: a name or an address, with the port where it is not the usual one.
        code: the room's, or nothing where it was not named.
    """

    host: str
    code: str = ""
    is_secure: bool = False


def place_of(address: str) -> Place:
    """Where an address leads, as it stands on the big screen or in its QR code.

    Raises:
        ValueError: it is no address.
    """
    wanted = "an address is wanted, such as http://192.0.2.7:8000/K7QFMX"
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise ValueError(wanted) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ValueError(wanted)
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    code = parse_qs(parts.query).get("code", [""])[0] or parts.path.strip("/")
    return Place(f"{name}{port}", code, parts.scheme == "https")


class Guest:
    """One seat.

    Args:
        place: where the session is.
        token: of the seat that was had there before, so that it is taken again and counts once.
    """

    def __init__(self, place: Place, token: str = "") -> None:
        self.place, self.token = place, token
        self.wall: Values | None = None
        """What all see."""
        self.own: Values = {"is_in": False}
        """What only this seat sees."""
        self.is_lost = False
        """Whether the connection is gone at the moment."""
        self._is_over = threading.Event()
        self._stream: HTTPConnection | None = None

    def join(self, nickname: str = "", table: str = "") -> None:
        """Come in.

        Raises:
            GuestError: the room is not reached, or does not let one in.
        """
        self.send("join", {"code": self.place.code, "nickname": nickname, "table": table})

    def send(self, what: str, values: Values) -> None:
        """Send something, and take over what the answer shows.

        Raises:
            GuestError: it did not arrive, or was not taken.
        """
        connection = self._connection(PATIENCE)
        headers = {"Content-Type": "application/json", "Cookie": self._cookie}
        try:
            connection.request("POST", f"/api/{what}", json.dumps(values), headers)
            with connection.getresponse() as answer:
                found = json.loads(answer.read(LONGEST_LINE))
        except (OSError, HTTPException) as error:
            raise GuestError(f"{self.place.host} is not reached: {error}") from error
        except ValueError as error:
            raise GuestError(f"{self.place.host} is no role-play session") from error
        finally:
            connection.close()
        if not isinstance(found, dict):
            raise GuestError(f"{self.place.host} is no role-play session")
        if answer.status != 200:
            raise GuestError(str(found.get("error") or "That did not work. Try again."))
        self._keep_token(answer)
        self.own = found

    def follow(self) -> None:
        """Begin to follow what happens, in a thread that ends with the program, or with `close`."""
        threading.Thread(target=self._follow, name="guest", daemon=True).start()

    def close(self) -> None:
        """Stop following."""
        self._is_over.set()
        stream = self._stream
        if stream is not None and stream.sock is not None:
            with contextlib.suppress(OSError):
                stream.sock.shutdown(socket.SHUT_RDWR)

    @property
    def _cookie(self) -> str:
        return f"{COOKIE}={self.token}" if self.token else ""

    def _connection(self, timeout: float) -> HTTPConnection:
        kind = HTTPSConnection if self.place.is_secure else HTTPConnection
        return kind(self.place.host, timeout=timeout)

    def _keep_token(self, answer: HTTPResponse) -> None:
        found = re.match(rf"{COOKIE}=([\w-]+)", answer.headers.get("Set-Cookie", ""))
        if found is not None:
            self.token = found[1]

    def _follow(self) -> None:
        pause = FIRST_PAUSE
        while not self._is_over.is_set():
            with contextlib.suppress(OSError, HTTPException, ValueError):
                self._hear()
            pause = min(2 * pause, LONGEST_PAUSE) if self.is_lost else FIRST_PAUSE
            self.is_lost = True
            self._is_over.wait(pause)

    def _hear(self) -> None:
        """Hear the stream to its end."""
        connection = self._stream = self._connection(SILENCE)
        try:
            connection.request("GET", "/api/events?as=phone", headers={"Cookie": self._cookie})
            with connection.getresponse() as answer:
                if answer.status == 403:
                    self.own = {"is_in": False}
                if answer.status != 200:
                    return
                kind = ""
                while line := answer.readline(LONGEST_LINE):
                    if line.startswith(b"event: "):
                        kind = line[7:].strip().decode("ascii", "replace")
                    elif line.startswith(b"data: "):
                        self._take(kind, json.loads(line[6:]))
        finally:
            connection.close()

    def _take(self, kind: str, values: Values) -> None:
        if kind == "wall":
            self.wall = values
        elif kind == "me":
            self.own = values
        self.is_lost = False
