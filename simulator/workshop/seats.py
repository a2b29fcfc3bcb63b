"""The seats had in sessions elsewhere, so that a terminal that was closed sits down again as the same one."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from simulator.workshop.calling import Place
from simulator.workshop.keys import write_secret

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
    with contextlib.suppress(OSError):
        write_secret(folder / FILE, json.dumps(dict(list(kept.items())[-MOST:])))


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
