"""Writing a debrief into the current folder, by a name that is still free."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.core.debrief import Debrief
    from simulator.records.play import Play

MOST_FILES = 1000


def save_debrief(play: Play, result: Debrief, folder: Path | None = None) -> Path:
    """Write it as Markdown, and give the file.

    Raises:
        OSError: it cannot be written.
    """
    from simulator.records.markdown import debrief_markdown

    folder = folder or Path.cwd()
    text = debrief_markdown(play, result)
    stem = re.sub(r"[^\w.-]+", "-", PurePath(play.script.name).stem).strip("-.") or "debrief"
    for number in count(1):
        path = folder / (f"{stem}-debrief.md" if number == 1 else f"{stem}-debrief-{number}.md")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            if number >= MOST_FILES:
                raise
            continue
        return path
    raise AssertionError  # `count` has no end
