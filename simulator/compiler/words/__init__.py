"""The word lists: one file for each language, named by its code, with its source and licence at its head.

To add a language, add a file. A list that it leaves out is empty, and what needs it finds nothing.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path

from simulator.core.lexicon import Lexicon, Phrases

NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital letter, so that one shows no name."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that have word lists."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.txt")))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The word lists of a language, given by its code (``"en"``, ``"de-AT"``); None if it has none."""
    code = language.strip().replace("_", "-").split("-")[0].casefold()
    # Compared with the names that are there, for the code comes from a file and may hold a path.
    if code not in languages():
        return None
    text = (Path(__file__).parent / f"{code}.txt").read_text(encoding="utf-8")
    lists = {name: Phrases(phrases) for name, phrases in read_lists(text).items()}
    return Lexicon(code, names_are_capitalised=code not in NOUNS_IN_CAPITALS, **lists)


def read_lists(text: str) -> dict[str, list[str]]:
    """The lists of a file by name.

    Raises:
        ValueError: there is no list of such a name, or words stand before the first.
    """
    known = {field.name for field in fields(Lexicon) if field.type == "Phrases"}
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            found[name] = []
        else:
            found.setdefault(name, []).extend(
                phrase for part in line.split(",") if (phrase := part.strip())
            )
    if unknown := found.keys() - known:
        raise ValueError(f"no such list: {', '.join(sorted(unknown))}")
    return found
