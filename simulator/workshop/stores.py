"""Where a server keeps the rooms that it holds for others: in files, or where several servers share them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

from simulator.workshop.log import FileLog, Log, LogError
from simulator.workshop.opening import Opening, keep, kept
from simulator.workshop.sessions import SUFFIX

KEPT = 24 * 3600
"""Seconds after which a room in which nothing happens any more is forgotten."""


class Store(Protocol):
    """The rooms of one server, or of several. Every call may raise a `LogError`: the text says why."""

    async def begin(self) -> None:
        """Look whether rooms can be kept."""

    async def make(self, opening: Opening) -> bool:
        """Keep a new room. Gives whether its code was free."""

    async def opening(self, code: str) -> Opening | None:
        """What a room was opened with; None if there is none with that code."""

    async def log(self, opening: Opening) -> Log:
        """The events of a room. Whoever asks closes them."""

    async def forget(self, code: str) -> None:
        """Delete a room, with all that was said and voted in it."""

    async def expire(self) -> None:
        """Delete the rooms in which nothing has happened for long."""

    async def is_well(self) -> bool:
        """Whether rooms can be kept at this moment."""

    def now(self) -> float:
        """Seconds since 1970 UTC, the same on every server that shares the rooms."""

    async def close(self) -> None:
        """Let go of everything."""


class FileStore:
    """Rooms in a folder, a file each: they are there again when the server is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def begin(self) -> None:
        """Nothing is to be looked for: the folder is made with the first room."""

    async def make(self, opening: Opening) -> bool:
        """Make the room's file."""
        path = self._path(opening.code)
        if path.exists():
            return False
        keep(path, opening)
        return True

    async def opening(self, code: str) -> Opening | None:
        """Read the room's file."""
        path = self._path(code)
        return kept(path) if path.is_file() else None

    async def log(self, opening: Opening) -> Log:
        """Open the room's file."""
        return FileLog(self._path(opening.code))

    async def forget(self, code: str) -> None:
        """Delete the room's file."""
        self._unlink(self._path(code))

    async def expire(self) -> None:
        """Delete the files that are old."""
        for path in self._folder.glob(f"*{SUFFIX}"):
            if time.time() - path.stat().st_mtime > KEPT:
                self._unlink(path)

    async def is_well(self) -> bool:
        """A folder is there, or is made."""
        return True

    def now(self) -> float:
        """This machine's clock."""
        return time.time()

    async def close(self) -> None:
        """Files are closed with their rooms."""

    def _path(self, code: str) -> Path:
        return self._folder / f"{code}{SUFFIX}"

    def _unlink(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise LogError(f"{path}: {error.strerror or error}") from error
