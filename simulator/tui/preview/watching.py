"""Watching one file by looking at it again and again, which works on every system and with every editor.

Editors write in many ways: into the file, or beside it and then by renaming, so that there is no file for a
moment, or an empty one. Neither is taken for news before it has been seen twice.
"""

from __future__ import annotations

import os
import stat
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

EVERY = 0.5
"""Seconds from one look to the next."""
PATIENCE = 2
"""So many looks a file may be away before it is gone."""


class Look(Enum):
    """What a look at the file tells."""

    SAME = auto()
    CHANGED = auto()
    GONE = auto()
    BACK = auto()
    """It was gone, and is there again as it was."""


class Stamp(NamedTuple):
    """What tells one state of a file from another. A file that was put in its place has another number."""

    modified: int
    """In nanoseconds."""
    size: int
    """In bytes."""
    number: int


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none, or something else than a file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


class Watch:
    """What was seen of a file so far."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Stamp | None = None
        self._missed = 0

    def look(self) -> Look:
        """Look at the file."""
        stamp = stamp_of(self._path)
        is_emptied = stamp is not None and not stamp.size and stamp != self._seen
        if stamp is None or (is_emptied and not self._missed):
            self._missed += 1
            return Look.GONE if self._missed >= PATIENCE else Look.SAME
        was_gone = self._missed >= PATIENCE
        self._missed = 0
        if stamp != self._seen:
            self._seen = stamp
            return Look.CHANGED
        return Look.BACK if was_gone else Look.SAME

    def forget(self) -> None:
        """Take the file as it is for news, as where it could not be read."""
        self._seen = None
