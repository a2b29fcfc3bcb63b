"""The bytes of a file of Twine's to the text of a scenario file, and what was left out on the way."""

from __future__ import annotations

import re
from typing import NamedTuple

from simulator.compiler.source import LARGEST, REFUSED, normal
from simulator.workbench.twee.notation import is_twee, read_twee
from simulator.workbench.twee.safe_words import shown
from simulator.workbench.twee.scenario_text import written
from simulator.workbench.twee.skeleton import skeleton_of
from simulator.workbench.twee.story import LeftOut, Passage, Story, StoryError
from simulator.workbench.twee.webpage import HOW, is_page, read_page


class Imported(NamedTuple):
    """The text of a scenario file, how many states and endings it has, and what was left out."""

    text: str
    states: int
    endings: int
    left_out: tuple[LeftOut, ...]


def imported(data: bytes, name: str) -> Imported:
    """The scenario that a story becomes.

    Args:
        data: the bytes of a Twee file, or of a web page that Twine published.
        name: what the file is called, for a comment in the scenario.

    Raises:
        StoryError: it is neither, or has no passages.
    """
    story = read_story(_decoded(data))
    skeleton = skeleton_of(story)
    text, unfit = written(skeleton, name)
    states = sum(place.is_state for place in skeleton.places)
    left_out = (*skeleton.everything_left_out, *unfit)
    return Imported(text, states, len(skeleton.places) - states, left_out)


def read_story(text: str) -> Story:
    """The story that a text is.

    Raises:
        StoryError: it is none.
    """
    text = normal(text)
    if is_page(text, has_headers=is_twee(text)):
        story = read_page(text)
        story.title = shown(story.title)
        story.passages = [_clean(passage) for passage in story.passages]
        return story
    if text.lstrip().startswith(("{", "[")) and not is_twee(text):
        raise StoryError(f"this is JSON, and no Twee file; {HOW}")
    if not is_twee(text):
        raise StoryError(
            "this is no Twee file: no line of it begins with `::` and the name of a passage"
        )
    noted = list(_refused(text))
    story = read_twee(shown(text))
    story.left_out[:0] = noted
    return story


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise StoryError(f"the file is larger than {LARGEST >> 20} MiB")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise StoryError("the file is written in UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StoryError(f"line {line} is not UTF-8; save the file as UTF-8") from error


def _refused(text: str) -> list[LeftOut]:
    """The characters that a scenario may not hold, of which U+FFFD takes the place."""
    return [
        LeftOut(number, "", "control character", f"U+{ord(found[0]):04X}")
        for number, line in enumerate(text.split("\n"), 1)
        if not line.isprintable()
        for found in re.finditer(REFUSED, line)
    ]


def _clean(passage: Passage) -> Passage:
    return Passage(
        shown(passage.name), passage.tags, shown(passage.text), passage.line, passage.text_line
    )
