"""The scenario files of a folder, and the values that a library shows of each.

It imports nothing of the reader, because the first frame of the library waits for this module.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".yaml", ".yml")

PACKS, CAMPAIGN = "packs.yaml", "campaign.yaml"
"""The files that stand beside scenarios. A folder with a `campaign.yaml` is a campaign, and holds its
acts."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A short course: some scenarios in order, by their names."""

    id: str
    title: str
    leads_to: str
    """One sentence on what they build up to."""
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a library shows of a scenario. `error` says why a file cannot be shown; then the rest is empty."""

    path: Path
    title: str = ""
    summary: str = ""
    practises: tuple[str, ...] = ()
    minutes: int | None = None
    difficulty: int | None = None
    language: str = "en"
    customer: str = ""
    role: str = ""
    mood: str = ""
    channel: str = "in_person"
    acts: tuple[str, ...] = ()
    """The scenarios of a campaign; a scenario has none."""
    error: str | None = None


def shipped_folder() -> Path:
    """The folder with the scenarios that come with the program: in the wheel, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def is_beside(name: str) -> bool:
    """Whether a file of that name stands beside scenarios, and is none itself."""
    return Path(name).name in (PACKS, CAMPAIGN)


def name_of(path: Path) -> str:
    """What a file is called: by its name without the ending; a campaign by its folder's."""
    return path.absolute().parent.name if path.name == CAMPAIGN else path.stem


def find_scenarios(folder: Path) -> list[Path]:
    """The scenario files in a folder and below it, by path; no hidden ones, and none twice through links."""
    return [path for path in find_files(folder) if not is_beside(path.name)]


def find_files(folder: Path) -> list[Path]:
    """The scenario files, and what stands beside them, in the same way."""
    found: list[Path] = []
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            entries = list(os.scandir(here))
        except OSError:
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                waiting.append(Path(entry.path))
            elif entry.name.endswith(SUFFIXES) and entry.is_file():
                found.append(Path(entry.path))
    return sorted(found)
