"""The ways through a scenario: how many there are, and the shortest to each ending."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core.explore import Exploration
from simulator.core.flow import Flow


@dataclass(frozen=True, slots=True)
class Way:
    """A play from the opening, by its replies."""

    replies: tuple[str, ...]

    @property
    def turns(self) -> int:
        """How many replies it takes."""
        return len(self.replies)


def count_paths(exploration: Exploration) -> int:
    """How many plays there are, from the opening to an end, that differ in at least one reply."""
    found = [1] * len(exploration)
    for number in exploration.order:
        if edges := exploration.edges[number]:
            found[number] = sum(found[to] for _, to in edges)
    return found[0]


def shortest_ways(flow: Flow) -> dict[str, Way]:
    """The shortest way to each place where a play can stop, by the place's id.

    Of several the one that the flow's player takes most often, and then the first in the file.
    """
    exploration = flow.exploration
    fewest: list[int | None] = [None] * len(exploration)
    often = [0.0] * len(exploration)
    last: list[tuple[int, str]] = [(0, "")] * len(exploration)
    fewest[0], often[0] = 0, 1.0
    ends: dict[str, int] = {}
    for number in reversed(exploration.order):
        turns = fewest[number]
        if turns is None:
            continue
        edges = exploration.edges[number]
        for weight, (reply, to) in zip(flow.weights[number], edges, strict=True):
            known, share = fewest[to], often[number] * weight
            if known is None or turns + 1 < known or (turns + 1 == known and share > often[to]):
                fewest[to], often[to], last[to] = turns + 1, share, (number, reply)
        if not edges:
            at = exploration.situations[number].at
            best = ends.get(at)
            if best is None or (turns, -often[number]) < (fewest[best] or 0, -often[best]):
                ends[at] = number
    return {at: _way_to(number, last) for at, number in ends.items()}


def _way_to(number: int, last: list[tuple[int, str]]) -> Way:
    replies: list[str] = []
    while number != 0:
        number, reply = last[number]
        replies.append(reply)
    return Way(tuple(reversed(replies)))
