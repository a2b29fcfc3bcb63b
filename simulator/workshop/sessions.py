"""The files of sessions, in the folder where plays are kept as well."""

from __future__ import annotations

import re
import time
from pathlib import Path

from simulator.compiler.cleaning import clean
from simulator.core.room_events import Moved, Undone
from simulator.core.room_stages import Stage
from simulator.workshop.log import LogError, entries_of, header_of

SUFFIX = ".session"
OLD = 12 * 3600.0
"""Seconds after which a session that was never closed is not taken up again by itself."""


def new_path(folder: Path, name: str) -> Path:
    """The file of a session that is opened now."""
    bare = re.sub(r"[^\w-]+", "-", Path(name).stem)[:60] or "session"
    stamp = time.strftime("%Y-%m-%d-%H%M%S", time.localtime())
    for number in range(1000):
        path = folder / f"{stamp}-{bare}{f'-{number}' if number else ''}{SUFFIX}"
        if not path.exists():
            return path
    raise LogError(f"{folder}: there is no free name for a session")


def latest_open(folder: Path, name: str, text: str, via: str = "") -> Path | None:
    """The session with this very scenario that was opened last and not closed, if it is of today's work.

    Args:
        folder: of sessions.
        name: of the scenario.
        text: of the scenario's file.
        via: where it is held; here, where that is empty.
    """
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"), reverse=True)
    except OSError:
        return None
    for path in paths:
        try:
            header = header_of(path)
        except LogError:
            continue
        wanted = (name, text, via)
        if (header.get("name"), header.get("text"), header.get("via", "")) == wanted:
            return path if _is_open(path) else None
    return None


def named(folder: Path, name: str | None) -> Path:
    """The session of that name, or the last one.

    Raises:
        LogError: there is none.
    """
    if name is not None:
        for path in (folder / f"{name}{SUFFIX}", folder / name, Path(name)):
            if Path(name).name == name and path.parent == folder and path.is_file():
                return path
            if path == Path(name) and path.is_file():
                return path
        raise LogError(f"there is no session `{clean(name)}`")
    found = sorted(folder.glob(f"*{SUFFIX}"))
    if not found:
        raise LogError("there is no session yet")
    return found[-1]


def _is_open(path: Path) -> bool:
    """Whether a session was left in the middle, not too long ago."""
    if time.time() - path.stat().st_mtime > OLD:
        return False
    is_closed = False
    for entry in entries_of(path):
        match entry.event:
            case Moved(dest=Stage.CLOSE):
                is_closed = True
            case Undone() | Moved(source=Stage.CLOSE):
                is_closed = False
    return not is_closed
