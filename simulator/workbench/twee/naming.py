"""Ids for passages, whose names are any text at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from simulator.compiler.singles import is_id, normal_name

LONGEST = 48
KEPT = 200
"""A name of up to so many characters that is an id already stays as it is."""


def ids_of(names: Sequence[str]) -> list[str]:
    """An id for each name, in their order, none twice. A name that is an id keeps it."""
    own = [_own(name) for name in names]
    taken: set[str] = set()
    found: dict[int, str] = {}
    numbers: dict[str, int] = {}
    for at, name in enumerate(own):
        if name and name not in taken:
            taken.add(name)
            found[at] = name
    for at, name in enumerate(names):
        if at not in found:
            found[at] = _unused(made_of(name), taken, numbers)
            taken.add(found[at])
    return [found[at] for at in range(len(names))]


def made_of(name: str) -> str:
    """The id that a name suggests: its words in small letters."""
    kept = "".join(letter if _is_of_word(letter) else " " for letter in normal_name(name.lower()))
    made = "_".join(kept.split())[:LONGEST].rstrip("_-").lstrip("-")
    for candidate in (made, f"_{made}"):
        if made and is_id(candidate) and candidate == normal_name(candidate):
            return candidate
    return "passage"


def _own(name: str) -> str:
    normal = normal_name(name)
    return normal if name and len(name) <= KEPT and is_id(normal) else ""


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter in "_-" or unicodedata.category(letter).startswith("M")


def _unused(name: str, taken: set[str], numbers: dict[str, int]) -> str:
    """The name with the first number that is free. `numbers` says up to which none is, by name."""
    made, number = name, numbers.get(name, 1)
    while made in taken:
        number += 1
        made = f"{name}_{number}"
    numbers[name] = number
    return made
