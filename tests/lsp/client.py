"""A client of a language server over pipes: the frame of the protocol, and nothing that knows our side."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE = 30.0
"""In seconds: what is waited for at most, on a machine that is busy."""

Message = dict[str, Any]


class Client:
    """Starts a server and talks to it. What it says by itself is kept in `heard`, by method."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._came: queue.Queue[Message | None] = queue.Queue()
        self._number = 0
        self.heard: dict[str, list[Any]] = {}
        self.errors = b""
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._drain)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> int:
        """Close the pipes, and give the exit code."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            for thread in self._threads:
                thread.join(PATIENCE)
            for stream in (self.process.stdout, self.process.stderr):
                assert stream is not None
                stream.close()
        return self.process.returncode

    def start(self, **capabilities: Any) -> Message:
        """Introduce the client. Gives what the server can do."""
        can = {"textDocument": {"rename": {"prepareSupport": True}}} | capabilities
        root = {"processId": None, "rootUri": None, "capabilities": can}
        result: Message = self.ask("initialize", root)
        self.tell("initialized", {})
        return result

    def open(self, uri: str, text: str) -> None:
        """Open a file that has this text."""
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, text: str) -> None:
        """Give a file another text."""
        file = {"uri": uri, "version": version}
        changes = {"textDocument": file, "contentChanges": [{"text": text}]}
        self.tell("textDocument/didChange", changes)

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request.

        Raises:
            RuntimeError: the server refused, with its words.
        """
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        while (message := self._next()).get("id") != self._number or "method" in message:
            self._keep(message)
        if "error" in message:
            raise RuntimeError(message["error"]["message"])
        return message["result"]

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """The result of a request about a place; line and character count from 0."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", place | more)

    def tell(self, method: str, params: Any) -> None:
        """Say something that asks for no answer."""
        self.send({"method": method, "params": params})

    def hear(self, method: str) -> Any:
        """What the server says by itself next, by this method."""
        while not self.heard.get(method):
            self._keep(self._next())
        return self.heard[method].pop(0)

    def diagnostics(self, uri: str, version: int | None = None) -> list[Message]:
        """What the server next finds in a file, or in a version of it."""
        while True:
            found = self.hear("textDocument/publishDiagnostics")
            if found["uri"] == uri and version in (None, found.get("version")):
                diagnostics: list[Message] = found["diagnostics"]
                return diagnostics

    def send(self, message: Message) -> None:
        """Send a message in its frame."""
        self.send_raw(json.dumps({"jsonrpc": "2.0"} | message).encode())

    def send_raw(self, body: bytes) -> None:
        """Send any bytes in a frame."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _keep(self, message: Message) -> None:
        if "method" not in message:
            return
        self.heard.setdefault(message["method"], []).append(message.get("params"))
        if "id" in message:
            # A request of the server's, for settings and the like: nothing is set.
            items = (message.get("params") or {}).get("items")
            self.send({"id": message["id"], "result": [None] * len(items) if items else None})

    def _next(self) -> Message:
        message = self._came.get(timeout=PATIENCE)
        if message is None:
            raise RuntimeError(f"the server has ended: {self.errors.decode(errors='replace')}")
        return message

    def _read(self) -> None:
        assert self.process.stdout is not None
        stream = self.process.stdout
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._came.put(json.loads(stream.read(length)))
        self._came.put(None)

    def _drain(self) -> None:
        assert self.process.stderr is not None
        self.errors = self.process.stderr.read()
