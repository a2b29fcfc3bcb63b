"""Line mode with its answers given beforehand, and everything that it told."""

from __future__ import annotations

import io
import json
from typing import Any

from simulator.plain.jsonl import play_as_json
from simulator.plain.lines import Lines
from simulator.plain.talk import play_by_lines
from simulator.records.play import Play


class Spoken:
    """Lines that read these answers. `text` is what was told."""

    def __init__(self, *answers: str) -> None:
        self._told = io.StringIO()
        self.lines = Lines(io.StringIO("".join(f"{answer}\n" for answer in answers)), self._told)

    @property
    def text(self) -> str:
        return self._told.getvalue()


def number(play: Play, reply: str) -> str:
    """The number under which a play offers a reply now."""
    return str([one.id for one in play.offered].index(reply) + 1)


def talked(play: Play, *answers: str) -> str:
    """What line mode tells of a play with these answers."""
    spoken = Spoken(*answers)
    play_by_lines(play, spoken.lines)
    return spoken.text


def exchanged(play: Play, *answers: str) -> list[dict[str, Any]]:
    """The objects that JSON mode writes of a play with these answers."""
    spoken = Spoken(*answers)
    play_as_json(play, spoken.lines)
    return [json.loads(line) for line in spoken.text.splitlines()]
