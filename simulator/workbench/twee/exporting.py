"""A scenario as a Twee 3 file: a passage for each state and ending, a link for each reply.

What must stay true: an import of the file gives the same scenario. What Twine has no place for is listed,
and kept in comments that no story format shows.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from simulator.core.graph import graph_of
from simulator.core.scenario import Ending, Line, Reply, Scenario, State
from simulator.workbench.twee import noted
from simulator.workbench.twee.marks import Kind, comment
from simulator.workbench.twee.notation import START, written
from simulator.workbench.twee.safe_words import safe
from simulator.workbench.twee.skeleton import ABOUT_NOTES
from simulator.workbench.twee.special import NAMES, NOTES_NAME, NOTES_TAG
from simulator.workbench.twee.story import LeftOut
from simulator.workbench.twee.yaml_text import keyed

FORMAT, FORMAT_VERSION = "Harlowe", "3.1.0"
"""The story format that Twine chooses by itself, in the oldest version that shows the text as it is meant."""

NAMESPACE = uuid.UUID("6f1f6a1c-1d1e-5f8a-9a57-0f4c3f5b7d21")
STEP = 150
"""From one passage to the next on Twine's map, in its own units."""


class Exported(NamedTuple):
    """The text of a Twee file, and what Twine has no place for."""

    text: str
    left_out: tuple[LeftOut, ...]


def exported(scenario: Scenario) -> Exported:
    """The story that a scenario becomes."""
    writer = _Writer(scenario)
    return Exported("".join(writer.passages()).rstrip("\n") + "\n", tuple(writer.left_out))


class _Writer:
    """Writes one story."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.left_out: list[LeftOut] = []
        places = [*scenario.states, *scenario.endings]
        self.names = {place: self._name(place, places) for place in places}

    def passages(self) -> Iterator[str]:
        """The passages of the file."""
        one = self.scenario
        title = " ".join(one.title.split())
        yield written("StoryTitle", f" {title}" if title.startswith(START) else title)
        yield written("StoryData", self._data())
        places = _places_on_map(one)
        for state in one.states.values():
            text = "\n".join(self._state(state))
            yield written(self.names[state.id], text, place=places[state.id])
        for ending in one.endings.values():
            text = "\n".join(self._ending(ending))
            yield written(self.names[ending.id], text, place=places[ending.id])
        if notes := self._notes("", noted.of_scenario(one)):
            name = self._unused(NOTES_NAME, list(self.names.values()))
            text = f"{comment(Kind.FILE, notes)}\n{ABOUT_NOTES}"
            yield written(name, text, (NOTES_TAG,), f"{STEP - 50},{_below(places)}")

    def _name(self, place: str, places: list[str]) -> str:
        """The name of a passage: the id, unless Twine keeps that for itself."""
        if place not in NAMES:
            return place
        name = self._unused(f"{place}_", places)
        self.left_out.append(LeftOut(0, place, "id, which means something else to Twine", name))
        return name

    @staticmethod
    def _unused(name: str, taken: list[str]) -> str:
        while name in taken:
            name += "_"
        return name

    def _data(self) -> str:
        values = {
            "ifid": str(uuid.uuid5(NAMESPACE, self.scenario.title)).upper(),
            "format": FORMAT,
            "format-version": FORMAT_VERSION,
            "start": self.names[self.scenario.start],
        }
        return json.dumps(values, ensure_ascii=False, indent=2)

    def _state(self, state: State) -> Iterator[str]:
        where = f"state {state.id}"
        yield from self._told(where, state)
        for reply in state.replies:
            yield from self._reply(reply)
        if notes := self._notes(where, noted.of_state(state)):
            yield comment(Kind.STATE, notes)

    def _ending(self, ending: Ending) -> Iterator[str]:
        where = f"ending {ending.id}"
        yield from self._told(where, ending)
        yield comment(Kind.ENDING, self._notes(where, noted.of_ending(ending)))

    def _told(self, where: str, place: State | Ending) -> Iterator[str]:
        """What is told and said, each part with a comment before it that says what it is."""
        lines = place.lines
        is_simple = len(lines) == 1 and lines[0] == Line(lines[0].text)
        if is_simple and not (place.scene or place.cue):
            yield f"{safe(lines[0].text)}\n"
            return
        if place.scene:
            yield f"{comment(Kind.SCENE)}{safe(place.scene)}\n"
        for line in lines:
            notes = self._notes(where, noted.of_line(line))
            yield f"{comment(Kind.LINE, notes)}{safe(line.text)}\n"
            if line.cue:
                yield f"{comment(Kind.ITS_CUE)}{safe(line.cue)}\n"
        if place.cue:
            yield f"{comment(Kind.CUE)}{safe(place.cue)}\n"

    def _reply(self, reply: Reply) -> Iterator[str]:
        target = self.names[reply.to[-1].go]
        yield f"[[{safe(reply.words, in_link=True)}->{target}]]"
        notes = self._notes(f"reply {reply.id}", noted.of_reply(reply))
        yield comment(Kind.REPLY if reply.say else Kind.DEED, notes)

    def _notes(self, where: str, keys: noted.Keys) -> list[str]:
        if words := [key for key in keys if key != "id"]:
            self.left_out.append(LeftOut(0, where, "kept in a comment", ", ".join(words)))
        return [row for key, value in keys.items() for row in keyed(key, value)]


def _places_on_map(scenario: Scenario) -> dict[str, str]:
    """Where each passage stands on Twine's map: by how many replies from the start, from left to right."""
    graph = graph_of(scenario)
    depth = {scenario.start: 0}
    waiting = [scenario.start]
    for node in waiting:
        for target in graph[node]:
            if target not in depth:
                depth[target] = depth[node] + 1
                waiting.append(target)
    deepest = max(depth.values()) + 1
    rows: dict[int, int] = {}
    places: dict[str, str] = {}
    for node in graph:
        column = depth.get(node, deepest)
        row = rows.get(column, 0)
        rows[column] = row + 1
        places[node] = f"{STEP - 50 + column * STEP},{STEP - 50 + row * STEP}"
    return places


def _below(places: dict[str, str]) -> int:
    """How far down the map a passage stands that is below all others."""
    return STEP + max(int(place.partition(",")[2]) for place in places.values())
