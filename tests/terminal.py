"""A real terminal for tests: the program in a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

import pyte

PATIENCE = 20.0
"""Seconds to wait for something that must come. Long, since a shared machine can be slow."""


class Terminal:
    """A program with a screen of its own.

    Args:
        arguments: what `roleplay` is called with.
        size: columns and rows.
        environment: variables beside the usual ones.
    """

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            variables = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
            command = [sys.executable, "-m", "simulator", *arguments]
            os.chdir(Path(__file__).parent.parent)
            os.execve(command[0], command, variables)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.is_running():
            self.kill()
        os.close(self._fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def read(self, seconds: float = 0.05) -> bool:
        """Take what the program has written. Gives whether anything came within the time."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            written = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += written
        self._stream.feed(written)
        return bool(written)

    def wait_for(self, *texts: str) -> str:
        """Wait until one of these stands on the screen, and for the screen to rest. Gives the text.

        Raises:
            AssertionError: it does not come.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            rests = not self.read(0.15)
            found = next((text for text in texts if text in self.text), None)
            if found is not None and rests:
                return found
        raise AssertionError(f"none of {texts} came; the screen is\n{self.text}")

    def is_running(self) -> bool:
        """Whether the program has not ended yet."""
        try:
            return os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False

    def kill(self) -> None:
        """End it without a warning."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def ended(self) -> int:
        """Wait for its end. Gives the exit code, or minus the number of the signal that ended it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"it did not end; the screen is\n{self.text}")
