"""What was left out, a line for each thing, as the commands print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.compiler.cleaning import clean
from simulator.workbench.twee.story import LeftOut

LONGEST = 90
"""Characters that are shown of a text; the file that is written has all of it."""


def listed(left_out: Iterable[LeftOut], name: str) -> Iterator[str]:
    """The lines: ``story.twee:12: macro in `Start`: <<set $x to 1>>``."""
    for one in left_out:
        at = f"{name}:{one.line}" if one.line else name
        where = f" in `{one.where}`" if one.where else ""
        text = " ".join(one.text.split())
        if len(text) > LONGEST:
            text = f"{text[: LONGEST - 1]}…"
        yield clean(f"{at}: {one.what}{where}: {text}")


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 thing``, ``2 things``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
