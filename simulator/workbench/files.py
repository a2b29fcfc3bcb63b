"""Which files a command is about: those that were named, and those of the folders that were named.

A name that leads to nothing is the user's mistake, and said before any work is done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from simulator.compiler.cleaning import clean
from simulator.compiler.diagnostic import did_you_mean
from simulator.workbench.wrong_use import WrongUseError

STANDARD_INPUT = "-"


class File(NamedTuple):
    """A file to work on. `path` is None for standard input; `name` is what diagnostics call it."""

    path: Path | None
    name: str
    is_pack: bool = False
    """Whether this stands for many files, of which something is said as a whole."""

    @property
    def folder(self) -> Path:
        """The folder whose settings count."""
        return Path(os.path.abspath(self.path or "x")).parent


def find_files(names: Iterable[str]) -> list[File]:
    """The files that are named, in that order; those of a folder by path; none twice.

    Raises:
        WrongUseError: a name leads to nothing, or a folder has no scenario files.
    """
    found: dict[str, File] = {}
    for name in names:
        if name == STANDARD_INPUT:
            found.setdefault(name, File(None, "<stdin>"))
            continue
        for path in _paths(name):
            found.setdefault(os.path.realpath(path), File(path, str(path)))
    return list(found.values())


def _paths(name: str) -> list[Path]:
    path = Path(name)
    try:
        is_folder, is_there = path.is_dir(), os.path.lexists(path)
    except (OSError, ValueError):
        is_folder = is_there = False
    if not name.strip() or not is_there:
        mend = did_you_mean(path.name, _beside(path))
        mend = f"; {mend}" if mend else ""
        raise WrongUseError(f"there is no file or folder `{clean(name)}`{mend}")
    if not is_folder:
        return [path]
    from simulator.compiler.library import SUFFIXES
    from simulator.compiler.library import find_files as find_below

    if found := find_below(path):
        return found
    endings = " or ".join(f"`{one}`" for one in SUFFIXES)
    raise WrongUseError(f"the folder `{clean(name)}` has no files that end in {endings}")


def _beside(path: Path) -> list[str]:
    """What stands in the folder in which a file was looked for."""
    try:
        return os.listdir(path.parent)
    except (OSError, ValueError):
        return []


def read_input() -> bytes:
    """All of standard input; nothing if it is closed."""
    stream = getattr(sys.stdin, "buffer", sys.stdin)
    if stream is None:
        return b""
    data = stream.read()
    return data if isinstance(data, bytes) else str(data).encode("utf-8", "surrogatepass")
