"""The key with which a second terminal of the same user leads a session that this machine hosts.

It stands in a file that only that user can read, for as long as the session is hosted.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import NamedTuple

FILE = "panel.json"


class Key(NamedTuple):
    """Where the session that was hosted last is led from, and the key to it."""

    host: str
    code: str
    key: str


def keep_key(folder: Path, host: str, code: str, key: str) -> None:
    """Keep a key. Where that cannot be done there is no second terminal, and all else goes on."""
    with contextlib.suppress(OSError):
        write_secret(folder / FILE, json.dumps({"host": host, "code": code, "key": key}))


def key_in(folder: Path) -> Key | None:
    """The key to the session that is hosted; None where there is none."""
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Key(str(values["host"]), str(values["code"]), str(values["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_key(folder: Path, code: str) -> None:
    """Forget the key to a session that ends, and none of another one that has begun since."""
    kept = key_in(folder)
    if kept is not None and kept.code == code:
        with contextlib.suppress(OSError):
            (folder / FILE).unlink()


def write_secret(path: Path, text: str) -> None:
    """Write a file that only this user can read.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A file that was there keeps its rights, so it is made anew.
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
