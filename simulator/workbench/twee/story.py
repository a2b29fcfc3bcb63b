"""A story of Twine's as values, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

FORMATS = ("harlowe", "sugarcube", "chapbook", "snowman")
"""The story formats whose markup is known, as `StoryData` names them but for capitals."""


class StoryError(Exception):
    """The text is no story that can be read. The message is one line for the user."""


class LeftOut(NamedTuple):
    """Something that has no place on the other side.

    Attributes:
        line: where it stands, from 1; 0 for what has no line of its own.
        where: the passage, or the part of a scenario, that it belongs to; empty for the whole file.
        what: what it is, in a word or two.
        text: what was written there.
    """

    line: int
    where: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. `line` is that of its header, `text_line` that of the first line of its text."""

    name: str
    tags: tuple[str, ...]
    text: str
    line: int
    text_line: int


@dataclass(slots=True)
class Story:
    """A story, and what of its file is no part of any passage's text.

    Attributes:
        title: empty if the file gives none.
        format: the story format in small letters; empty if the file names none.
        start: the name of the passage in which it begins; empty if the file names none.
        passages: in the order of the file.
        left_out: what was left out so far.
    """

    title: str = ""
    format: str = ""
    start: str = ""
    passages: list[Passage] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def dialect(self) -> str:
        """The known story format whose markup counts; empty if it is unknown or not named."""
        return self.format if self.format in FORMATS else ""
