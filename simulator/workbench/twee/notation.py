"""The notation of Twee 3: passages, their headers, and the two passages that are data.

Source: https://github.com/iftechfoundation/twine-specs, twee-3-specification.md, version 3.0.2. Headers
of Twee 1 and 2 are read as far as they differ, which is a place on the map in angle brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from simulator.workbench.twee.story import LeftOut, Passage, Story

START = "::"
"""What a header begins with."""

PLACE = re.compile(r"<\s*-?\d+(?:\.\d+)?\s*,\s*-?\d+(?:\.\d+)?\s*>\Z")
ON_THE_MAP = frozenset({"position", "size"})
DATA = frozenset({"StoryTitle", "StoryData"})
"""Passages that say something of the story, the first of each name."""

USED = ("format", "start")
SIGNS = re.compile(r"[\[\]{}\\]")


def is_twee(text: str) -> bool:
    """Whether any line of the text is a header."""
    return text.startswith(START) or f"\n{START}" in text


def read_twee(text: str) -> Story:
    """The story of a Twee file. No text makes it fail: what is not understood is noted as left out.

    Args:
        text: with ``\\n`` for every line break, and no byte-order mark.
    """
    reader = _Reader()
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if line.startswith(START)]
    reader.before("\n".join(lines[: heads[0] if heads else len(lines)]))
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        reader.passage(lines[at], "\n".join(lines[at + 1 : end]).rstrip(), at + 1)
    return reader.done()


class _Reader:
    """Collects the passages of one file."""

    def __init__(self) -> None:
        self.story = Story()
        self.placed = 0
        self.data: set[str] = set()

    def before(self, text: str) -> None:
        """Note what stands before the first header."""
        if text.strip():
            first = len(text) - len(text.lstrip())
            line = text.count("\n", 0, first) + 1
            self._leave(line, "", "text before the first passage", text.strip())

    def passage(self, header: str, text: str, line: int) -> None:
        """Take up a passage with its header."""
        name, tags, rest = _header(header[len(START) :])
        if place := PLACE.search(name):
            self.placed += 1
            name = name[: place.start()].rstrip()
        self._metadata(rest, name, line)
        if name not in DATA or name in self.data:
            self.story.passages.append(Passage(name, tags, text, line, line + 1))
            return
        self.data.add(name)
        if tags:
            self._leave(line, name, "tags", f"[{' '.join(tags)}]")
        if name == "StoryTitle":
            self.story.title = " ".join(text.split())
        else:
            self._data(text, line)

    def done(self) -> Story:
        """The story."""
        if self.placed:
            places = f"{self.placed} passage{'s' if self.placed > 1 else ''}"
            self._leave(0, "", "places on Twine's map", places)
        return self.story

    def _metadata(self, rest: str, name: str, line: int) -> None:
        if not rest:
            return
        values = _object(rest)
        if values is None:
            self._leave(line, name, "end of the header, which is not understood", rest)
            return
        self.placed += not ON_THE_MAP.isdisjoint(values)
        if more := {key: value for key, value in values.items() if key not in ON_THE_MAP}:
            self._leave(line, name, "metadata", json.dumps(more, ensure_ascii=False))

    def _data(self, text: str, line: int) -> None:
        values = _object(text)
        if values is None:
            self._leave(line, "StoryData", "data that cannot be read", text)
            return
        take_data(self.story, values, line)

    def _leave(self, line: int, where: str, what: str, text: str) -> None:
        self.story.left_out.append(LeftOut(line, where, what, text))


def take_data(story: Story, values: Mapping[str, Any], line: int) -> None:
    """Take what a story says of itself, and note the rest of it as left out."""
    known = {key: values[key] for key in USED if isinstance(values.get(key), str)}
    story.format = known.get("format", "").strip().lower()
    story.start = known.get("start", "")
    if more := {key: value for key, value in values.items() if key not in known}:
        text = json.dumps(more, ensure_ascii=False)
        story.left_out.append(LeftOut(line, "StoryData", "data of the story", text))


def _object(text: str) -> dict[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _header(text: str) -> tuple[str, tuple[str, ...], str]:
    """Name, tags and whatever comes after them."""
    name, at = _until(text, 0, "[{")
    tags: tuple[str, ...] = ()
    if text[at : at + 1] == "[":
        words, end = _until(text, at + 1, "]", parts=True)
        if end < len(text):
            tags, at = tuple(words), end + 1
    return "".join(name).strip(), tags, text[at:].strip()


def _until(text: str, at: int, ends: str, *, parts: bool = False) -> tuple[list[str], int]:
    """The unescaped text up to one of the signs, in one piece or by words, and where it ends."""
    found: list[str] = []
    word: list[str] = []
    while at < len(text) and text[at] not in ends:
        if text[at] == "\\" and at + 1 < len(text):
            at += 1
            word.append(text[at])
        elif parts and text[at].isspace():
            found.append("".join(word))
            word = []
        else:
            word.append(text[at])
        at += 1
    found.append("".join(word))
    return [one for one in found if one], at


def escaped(name: str) -> str:
    """A name or tag, as a header writes it."""
    return SIGNS.sub(r"\\\g<0>", name)


def written(name: str, text: str, tags: tuple[str, ...] = (), place: str = "") -> str:
    """A passage as Twee, with the blank line after it.

    Args:
        name: of one line.
        text: no line of it begins as a header does.
        tags: without blanks.
        place: on Twine's map, as ``"100,200"``.
    """
    head = f"{START} {escaped(name)}"
    if tags:
        head += f" [{' '.join(map(escaped, tags))}]"
    if place:
        head += f' {{"position":"{place}"}}'
    return f"{head}\n{text}\n\n"
