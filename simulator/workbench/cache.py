"""Verdicts that were found before, by everything that they depend on.

What must stay true: with the cache and without it the answer is the same. So an entry's name is a digest
of the file's bytes, of what was looked for, and of the program itself; an entry that is not exactly what
was written counts as none; and entries are put in place whole, so that runs side by side do no harm.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from threading import get_ident

from simulator import __version__

KEPT_DAYS = 30
MOST_STALE = 20_000
"""How many old entries are looked at in one sweep."""
DAY = 24 * 60 * 60


class Cache:
    """Entries in a folder, which is made when the first is written."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self.folder = folder
        self._stamp = stamp

    def key(self, data: bytes, plan: object) -> str:
        """What identifies the verdict on these bytes under this plan."""
        made = sha256(f"{self._stamp}\n{plan!r}\n".encode("utf-8", "backslashreplace"))
        made.update(data)
        return made.hexdigest()

    def get(self, key: str) -> str | None:
        """The entry of that key, if there is one and it is whole."""
        try:
            with open(self._path(key), "rb") as file:
                digest, _, text = file.read().partition(b"\n")
        except OSError:
            return None
        if digest.decode("ascii", "replace") != sha256(text).hexdigest():
            return None
        return text.decode("utf-8", "replace")

    def put(self, key: str, text: str) -> None:
        """Keep an entry. Where it cannot be written, checking is slower next time, and nothing else."""
        data = text.encode("utf-8")
        path = self._path(key)
        waiting = f"{path}.{os.getpid()}.{get_ident()}"
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(waiting, "wb") as file:
                file.write(sha256(data).hexdigest().encode("ascii") + b"\n" + data)
            os.replace(waiting, path)
        except OSError:
            try:
                os.remove(waiting)
            except OSError:
                return

    def sweep(self, now: float) -> None:
        """Once a day, delete the entries that are a month old.

        Args:
            now: seconds since the epoch.
        """
        done = self.folder / "swept"
        try:
            if done.exists() and now - done.stat().st_mtime < DAY:
                return
            done.touch()
            for number, path in enumerate(self.folder.glob("*/*")):
                if number >= MOST_STALE:
                    return
                if now - path.stat().st_mtime > KEPT_DAYS * DAY:
                    path.unlink(missing_ok=True)
        except OSError:  # another run sweeps as well, or nothing may be deleted here
            return

    def _path(self, key: str) -> str:
        return os.path.join(self.folder, key[:2], key[2:])


def usual_cache() -> Cache:
    """The cache of this user: in the folder that `ROLEPLAY_CACHE` names, or in the system's usual one."""
    if named := os.environ.get("ROLEPLAY_CACHE", "").strip():
        return Cache(Path(named) / "check", program_stamp())
    from platformdirs import user_cache_path

    return Cache(user_cache_path("roleplay", appauthor=False) / "check", program_stamp())


def program_stamp() -> str:
    """What changes when the program does, or what it reads YAML and letters with."""
    from importlib.util import find_spec

    package = Path(__file__).resolve().parent.parent
    yaml = find_spec("yaml")
    files = [yaml.origin] if yaml is not None and yaml.origin else []
    folders = [package / "compiler", package / "core", package / "workbench"]
    while folders:
        for entry in os.scandir(folders.pop()):
            if entry.is_dir():
                folders += [Path(entry.path)] if entry.name != "__pycache__" else []
            else:
                files.append(entry.path)
    stats = [(path, os.stat(path)) for path in sorted(files)]
    parts = [__version__, sys.version, *(f"{p} {s.st_size} {s.st_mtime_ns}" for p, s in stats)]
    return sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
