"""The seats had in sessions elsewhere, so that a terminal that was closed sits down again as the same one."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from simulator.workshop.guest import Place

FILE = "seats.json"
MOST = 20
"""The latest that are kept."""


def token_for(folder: Path, place: Place) -> str:
    """The token of the seat in that session; nothing if there was none."""
    return _read(folder).get(_name(place), "")


def keep_token(folder: Path, place: Place, token: str) -> None:
    """Keep it, for this user alone to read. Where that cannot be done, a seat is simply taken anew."""
    kept = _read(folder)
    kept.pop(_name(place), None)
    kept[_name(place)] = token
    text = json.dumps(dict(list(kept.items())[-MOST:]))
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)


def _name(place: Place) -> str:
    return f"{place.host} {place.code.upper()}"


def _read(folder: Path) -> dict[str, str]:
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {name: token for name, token in kept.items() if isinstance(token, str)}
