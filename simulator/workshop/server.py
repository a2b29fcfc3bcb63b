"""The listener of a session, in an event loop that somebody else runs.

Nothing is printed and no signal is taken: the screen and the signals belong to the terminal.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.types import ASGIApp

from simulator.workshop.limits import LARGEST_HEAD

PORT = 8000
TRIED = 20
"""How many ports are tried, from `PORT` on."""
GRACE = 1
"""Seconds that open streams get when it ends."""


class NoPortError(Exception):
    """No port can be listened on. The text says why."""


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens.

    Args:
        host: an address of this machine.
        port: the one to take; 0 for any, None for the first that is free from `PORT` on.

    Raises:
        NoPortError: it is taken, or may not be taken.
    """
    ports = [port] if port is not None else list(range(PORT, PORT + TRIED))
    reason: OSError | None = None
    for one in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # Without it Windows lets two programs have one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, one))
            listener.listen(1024)
            listener.setblocking(False)
        except OSError as error:
            listener.close()
            reason = error
            continue
        return listener
    what = f"port {port}" if port is not None else f"ports {PORT} to {PORT + TRIED - 1}"
    raise NoPortError(f"{what} of {host} cannot be listened on: {reason}")


class Listener:
    """The server of an application, until it is stopped.

    Args:
        app: the application.
        sock: what it listens on.
        proxies: the addresses that are believed where they say for whom they speak.
    """

    def __init__(self, app: ASGIApp, sock: socket.socket, proxies: Sequence[str] = ()) -> None:
        import uvicorn
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

        class Bounded(HttpToolsProtocol):
            """A connection that ends where headers do not: httptools itself takes any number of them."""

            _head = 0
            _is_in_head = False

            def on_message_begin(self) -> None:
                self._head, self._is_in_head = 0, True
                super().on_message_begin()

            def on_headers_complete(self) -> None:
                self._is_in_head = False
                super().on_headers_complete()

            def data_received(self, data: bytes) -> None:
                self._head += len(data)
                super().data_received(data)
                if self._is_in_head and self._head > LARGEST_HEAD:
                    self.transport.close()

        class Quiet(uvicorn.Server):
            """A server that leaves signals alone."""

            @contextlib.contextmanager
            def capture_signals(self) -> Iterator[None]:
                yield

        config = uvicorn.Config(
            app,
            http=Bounded,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=GRACE,
            timeout_keep_alive=30,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
        )
        self._server: Any = Quiet(config)
        self._socket = sock
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        """Begin, in the loop that runs."""
        self._task = asyncio.get_running_loop().create_task(self._server.serve([self._socket]))

    async def stop(self) -> None:
        """End, and close every connection."""
        self._server.should_exit = True
        if self._task is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
