"""Where the events of a session are kept, in order: the session is nothing else.

An event counts from the moment at which it is in the log. A log hands on every event exactly once and in one
order to everybody who follows it, those included that were there before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path
from typing import Any, Protocol

from simulator.core.room_events import Event, Joined, Renamed, as_values, from_values

FORMAT = 1
LONGEST_HEADER = 4_000_000
"""Bytes of the first line: the scenario is in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, with the moment at which it was sent, in seconds since 1970 UTC."""

    event: Event
    at: float


Follow = Callable[[Entry], None]
Unfollow = Callable[[], None]


class Log(Protocol):
    """The events of one session."""

    @property
    def entries(self) -> Sequence[Entry]:
        """All that has been told so far, in order."""

    def follow(self, tell: Follow) -> Unfollow:
        """Tell every event there is, and from now on every one that is added, until told no longer to."""

    async def add(self, entry: Entry) -> None:
        """Add an event. It is kept, and told to everybody who follows, when this returns.

        Raises:
            LogError: it could not be kept.
        """

    async def catch_up(self) -> None:
        """Wait until what others have added up to now is told, where others add."""

    def close(self) -> None:
        """Let go of what it is kept in."""


class LogError(Exception):
    """Events cannot be kept or read. The text says why."""


class MemoryLog:
    """Events that are kept as long as the process runs: for rehearsals and tests."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._followers: list[Follow] = []

    @property
    def entries(self) -> Sequence[Entry]:
        """All there is."""
        return self._entries

    def follow(self, tell: Follow) -> Unfollow:
        """Tell every event."""
        for entry in self._entries:
            tell(entry)
        self._followers.append(tell)
        return lambda: self._followers.remove(tell)

    async def add(self, entry: Entry) -> None:
        """Add an event."""
        self.put(entry)

    async def catch_up(self) -> None:
        """Nothing is ever behind."""

    def close(self) -> None:
        """Nothing is to be let go of."""

    def put(self, entry: Entry) -> None:
        """Add an event at once."""
        self._entries.append(entry)
        for tell in list(self._followers):
            tell(entry)


class FileLog(MemoryLog):
    """Events in a file, a line each: whoever is killed finds them there again.

    The first line says what is played. A line that a crash has cut short was never answered, and is passed
    over.
    """

    def __init__(self, path: Path) -> None:
        """Open a session's file.

        Raises:
            LogError: it cannot be read or written.
        """
        super().__init__()
        self.path = path
        self._entries = entries_of(path)
        try:
            self._file = _appending(path)
        except OSError as error:
            raise _failed(path, error) from error

    def put(self, entry: Entry) -> None:
        """Add an event at once.

        Raises:
            LogError: it cannot be written, and is told to nobody.
        """
        try:
            end = self._file.seek(0, os.SEEK_END)
            try:
                self._write(_line(entry))
            except OSError:
                # Nothing of it may be found there later.
                self._file.truncate(end)
                raise
        except OSError as error:
            raise _failed(self.path, error) from error
        except ValueError as error:
            raise LogError(f"{self.path}: this session is over") from error
        super().put(entry)

    def _write(self, line: bytes) -> None:
        left = memoryview(line)
        while left:
            left = left[self._file.write(left) or 0 :]

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def header_of(path: Path) -> dict[str, Any]:
    """What a session's file says is played: `name`, `digest`, `seed`, `variant`, ….

    Raises:
        LogError: it is no session's file.
    """
    try:
        with path.open("rb") as file:
            values = json.loads(file.readline(LONGEST_HEADER))
    except (OSError, ValueError) as error:
        raise LogError(f"{path}: this is no session") from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise LogError(f"{path}: this is no session that this version can read")
    return values


def begin_file(path: Path, **values: Any) -> None:
    """Make a session's file. Only the user can read it.

    Raises:
        LogError: there is one already, or it cannot be made.
    """
    line = json.dumps({"format": FORMAT, **values}, ensure_ascii=False).encode("utf-8", "replace")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(line + b"\n")
    except OSError as error:
        raise _failed(path, error) from error


def entries_of(path: Path) -> list[Entry]:
    """The events of a session's file, in order.

    Raises:
        LogError: it cannot be read.
    """
    try:
        return list(_entries(path))
    except OSError as error:
        raise _failed(path, error) from error


def without_names(path: Path) -> None:
    """Take every nickname out of a session's file, in one go. All else stays, and can be played again.

    Raises:
        LogError: it cannot be read or written.
    """
    beside = path.with_suffix(".tmp")
    try:
        with path.open("rb") as file:
            head = file.readline()
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(head)
            for entry in _entries(path):
                event = entry.event
                if isinstance(event, Joined | Renamed):
                    event = replace(event, nickname="")
                out.write(_line(Entry(event, entry.at)))
        os.replace(beside, path)
    except OSError as error:
        raise _failed(path, error) from error


def _failed(path: Path, error: OSError) -> LogError:
    return LogError(f"{path}: {error.strerror or error}")


def written(entry: Entry) -> bytes:
    """An entry as one line of JSON, without its end."""
    values = {"at": entry.at, **as_values(entry.event)}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def read(line: bytes | str) -> Entry:
    """The entry that `written` wrote.

    Raises:
        ValueError: it is none.
    """
    try:
        return entry_of(json.loads(line))
    except RecursionError as error:
        raise ValueError("this is no entry of a session") from error


def entry_of(values: Any) -> Entry:
    """The entry whose values `written` wrote.

    Raises:
        ValueError: they are of none.
    """
    try:
        at = float(values.pop("at"))
        return Entry(from_values(values), at)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no entry of a session") from error


def _line(entry: Entry) -> bytes:
    return written(entry) + b"\n"


def _entries(path: Path) -> Iterator[Entry]:
    with path.open("rb") as file:
        file.readline()
        for line in file:
            try:
                yield read(line)
            except ValueError:
                continue


def _appending(path: Path) -> FileIO:
    """The file, to write behind its last whole line."""
    file = path.open("r+b", buffering=0)
    file.seek(0, os.SEEK_END)
    end = file.tell()
    if end:
        file.seek(end - 1)
        if file.read(1) != b"\n":
            file.write(b"\n")
    file.seek(0, os.SEEK_END)
    return file
