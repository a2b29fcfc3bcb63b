"""Comments by which an export says what a piece of a passage is, and keeps what Twine has no place for.

They are HTML comments, which no story format shows: `<!-- roleplay reply … -->`. A file that was exported,
changed in Twine and imported again so loses nothing.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from simulator.workbench.twee.safe_words import plain, safe_notes


class Kind(StrEnum):
    """What a comment speaks of. Before a text it says what the text is."""

    FILE = "file"
    STATE = "state"
    ENDING = "ending"
    SCENE = "scene"
    LINE = "line"
    ITS_CUE = "its cue"
    """The cue of the line before."""
    CUE = "cue"
    REPLY = "reply"
    """The link before is something that is said."""
    DEED = "deed"
    """The link before is something that is done."""


PLACES = (Kind.STATE, Kind.ENDING)
REPLIES = (Kind.REPLY, Kind.DEED)


class Mark(NamedTuple):
    """One such comment. `notes` are lines of a scenario file, without indentation of their own.

    `line` is where it begins, from 1; 0 where that is not known.
    """

    kind: Kind
    notes: tuple[str, ...] = ()
    line: int = 0


_INSIDE = re.compile(
    rf"\s*roleplay (?P<kind>{'|'.join(Kind)})[ \t]*(?:\n(?P<notes>.*))?\Z", re.DOTALL
)


def as_mark(comment: str) -> Mark | None:
    """What is inside of a comment, if it is one of these."""
    found = _INSIDE.match(comment)
    if found is None:
        return None
    notes = plain(found["notes"] or "").rstrip("\n ")
    return Mark(Kind(found["kind"]), tuple(notes.split("\n")) if notes else ())


def comment(kind: Kind, notes: list[str] | None = None) -> str:
    """The comment, as a passage holds it."""
    if not notes:
        return f"<!-- roleplay {kind} -->"
    return f"<!-- roleplay {kind}\n{safe_notes(chr(10).join(notes))}\n-->"
