"""A guide, followed to the letter: its commands are run, and its edits made, in the order of the page."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

NUMBERS = {"once": 1, "twice": 2, "three times": 3}
STEP = re.compile(
    r"```console\n\$ (?P<command>.*)\n(?P<told>(?:.*\n)*?)```\n"
    r"|(?P<how>[Pp]ut this (?:above|below) the\s+line)\s+`(?P<mark>[^`]+)`[^`]*?:\n\n"
    r"```yaml\n(?P<added>(?:.*\n)*?)```\n"
    r"|[Cc]hange\s+this:\n\n```yaml\n(?P<old>(?:.*\n)*?)```\n\ninto this:\n\n"
    r"```yaml\n(?P<new>(?:.*\n)*?)```\n"
    r"|[Cc]hange\s+`(?P<was>[^`]+)`\s+to\s+`(?P<will>[^`]+)`,\s+(?P<often>once|twice|three\s+times)"
    r"|[Tt]ake out the line `(?P<out>(?:[^`]|`(?=\w))+)`"
)


class Run(NamedTuple):
    """A command that was run: what the guide says that it tells, and what it did tell."""

    command: str
    expected: str
    told: str


def follow(guide: str, file: Path, run: Callable[[list[str]], str]) -> Iterator[Run]:
    """Do what a guide says.

    Args:
        guide: its text.
        file: the file that its edits are about.
        run: runs `roleplay` with these arguments, and gives what it tells.
    """
    for step in STEP.finditer(guide):
        if step["command"]:
            program, *arguments = shlex.split(step["command"])
            assert program == "roleplay"
            yield Run(step["command"], step["told"], run(arguments))
            continue
        text = file.read_text(encoding="utf-8")
        file.write_text(edited(text, step), encoding="utf-8")


def edited(text: str, step: re.Match[str]) -> str:
    """The text of a file after one edit; the guide must leave no doubt where it is to be made."""
    if step["was"]:
        was, will = step["was"], step["will"]
        assert text.count(was) == NUMBERS[" ".join(step["often"].split())], was
        return text.replace(was, will)
    if step["old"]:
        assert text.count(step["old"]) == 1, step["old"]
        return text.replace(step["old"], step["new"])
    mark = " ".join((step["mark"] or step["out"]).split())
    lines = text.splitlines(keepends=True)
    places = [n for n, line in enumerate(lines) if " ".join(line.split()) == mark]
    assert len(places) == 1, mark
    (at,) = places
    if step["out"]:
        return "".join([*lines[:at], *lines[at + 1 :]])
    added = step["added"] + (
        "\n" if "with an empty line behind" in " ".join(step[0].split()) else ""
    )
    at += "below" in step["how"]
    return "".join([*lines[:at], added, *lines[at:]])
