"""A line to a session that is held elsewhere: requests, and a stream that is followed in a thread.

What a line holds is replaced by one thread and read by another; nothing is changed in place.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

Values = Mapping[str, Any]

PATIENCE = 10.0
"""Seconds that a request may take."""
SILENCE = 40.0
"""Seconds after which a stream that says nothing is taken for dead: it is to say something every 15."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
"""Seconds between two tries to follow again."""
TRIES, TRY_PAUSE = 4, 0.5
"""How often a request is tried that may arrive twice, and the seconds before the second time."""
BUSY = frozenset({502, 503, 504})
"""What is answered where the one that was asked is gone, and another one comes."""
LONGEST_LINE = 2_000_000


class CallError(Exception):
    """It did not work. The text says why, to the one who sits there."""

    def __init__(self, text: str, *, status: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        """What was answered; None where nothing was."""


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


class Line:
    """A line to a place. Who uses it says what is sent along, and what is done with what comes."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.is_lost = False
        """Whether the connection is gone at the moment."""
        self._is_over = threading.Event()
        self._stream: HTTPConnection | None = None

    def headers(self) -> dict[str, str]:
        """What is sent along with every request."""
        return {}

    def take(self, kind: str, values: Any) -> None:
        """Take over what the stream tells."""

    def refused(self, status: int) -> None:
        """The stream was not opened."""

    def answered(self, answer: HTTPResponse) -> None:
        """A request was answered, and taken."""

    def ask(self, path: str, values: Values | None = None, *, tries: int = 1) -> dict[str, Any]:
        """Ask for something, or send something, and give what is answered.

        Args:
            path: what is asked for.
            values: what is sent; None sends nothing.
            tries: how often it is sent where no answer comes. More than once only what may arrive twice.

        Raises:
            CallError: it did not arrive, or was not taken.
        """
        pause = TRY_PAUSE
        for left in range(tries - 1, -1, -1):
            try:
                return self._ask(path, values)
            except CallError as error:
                if left == 0 or not (error.status is None or error.status in BUSY):
                    raise
                time.sleep(pause)
                pause *= 2
        raise AssertionError("it was tried at least once")

    def _ask(self, path: str, values: Values | None) -> dict[str, Any]:
        connection = self._connection(PATIENCE)
        headers = {"Content-Type": "application/json", **self.headers()}
        body = None if values is None else json.dumps(values)
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            with connection.getresponse() as answer:
                found = json.loads(answer.read(LONGEST_LINE))
        except (OSError, HTTPException) as error:
            raise CallError(f"{self.place.host} is not reached: {error}") from error
        except ValueError as error:
            status = answer.status if answer.status in BUSY else 200
            raise CallError(f"{self.place.host} is no role-play session", status=status) from error
        finally:
            connection.close()
        if not isinstance(found, dict):
            raise CallError(f"{self.place.host} is no role-play session", status=answer.status)
        if answer.status != 200:
            text = str(found.get("error") or "That did not work. Try again.")
            raise CallError(text, status=answer.status)
        self.answered(answer)
        return found

    def path(self) -> str:
        """The stream that is followed."""
        raise NotImplementedError

    def follow(self) -> None:
        """Begin to follow what happens, in a thread that ends with the program, or with `close`."""
        threading.Thread(target=self._follow, name="line", daemon=True).start()

    def close(self) -> None:
        """Stop following."""
        self._is_over.set()
        stream = self._stream
        if stream is not None and stream.sock is not None:
            with contextlib.suppress(OSError):
                stream.sock.shutdown(socket.SHUT_RDWR)

    def _connection(self, timeout: float) -> HTTPConnection:
        kind = HTTPSConnection if self.place.is_secure else HTTPConnection
        return kind(self.place.host, timeout=timeout)

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
            connection.request("GET", self.path(), headers=self.headers())
            with connection.getresponse() as answer:
                if answer.status != 200:
                    self.refused(answer.status)
                    return
                kind = ""
                while line := answer.readline(LONGEST_LINE):
                    if line.startswith(b"event: "):
                        kind = line[7:].strip().decode("ascii", "replace")
                    elif line.startswith(b"data: "):
                        self.take(kind, json.loads(line[6:]))
                        self.is_lost = False
        finally:
            connection.close()
