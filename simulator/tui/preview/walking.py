"""What needs a walk of the scenario: V, and the ways to every state. Either stops when it is told to.

A walk takes seconds where a scenario is large, and a file that is being written changes more often than
that. So the engine that walks asks, now and then, whether anybody still wants to know.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.core.analysis import Valuation
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, TooManySituationsError
from simulator.core.program import Way
from simulator.core.scenario import Scenario
from simulator.core.trust import Trust

Chances = Valuation | TooManySituationsError
"""V of one variant, or why there is none."""


class StoppedError(Exception):
    """Nobody wants to know any more."""


class StoppableEngine(Engine):
    """An engine for a walk that may be stopped."""

    def __init__(self, scenario: Scenario, is_stopped: Callable[[], bool]) -> None:
        super().__init__(scenario)
        self._is_stopped = is_stopped

    def take(self, situation: Situation, way: Way) -> Situation:
        if self._is_stopped():
            raise StoppedError
        return super().take(situation, way)

    def finished(self) -> StoppableEngine:
        """The walk is over: from now on the engine is only looked up in."""
        self._is_stopped = _never
        return self


def _never() -> bool:
    return False


def chances(engine: StoppableEngine, variant: str | None) -> Chances:
    """V of one variant.

    Raises:
        StoppedError: it was stopped.
    """
    try:
        found = Valuation(engine, variant)
    except TooManySituationsError as error:
        return error
    engine.finished()
    return found


@dataclass(frozen=True)
class Ways:
    """The shortest way to each place, for each trust state that can be met there."""

    to: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By the place's id and the trust state: the replies from the opening, as ids."""
    is_whole: bool
    """Whether every situation was looked at."""


def find_ways(engine: Engine, variant: str | None, limit: int = LIMIT) -> Ways:
    """Look at the situations that can arise, those of the earlier turns first.

    Of several shortest ways the one that leaves the fewest wounds open, and then the first in the file.

    Raises:
        StoppedError: the engine was stopped.
    """
    opening = engine.opening(variant)
    came_by: dict[Situation, tuple[Situation, str] | None] = {opening: None}
    waiting = deque([(opening, 0)])
    to: dict[str, dict[str, tuple[str, ...]]] = {}
    best: dict[tuple[str, str], tuple[int, int]] = {}
    is_whole = True
    while waiting:
        situation, turns = waiting.popleft()
        place = situation.at, situation.trust.state
        rank = turns, _open_wounds(situation.trust)
        if place not in best or rank < best[place]:
            best[place] = rank
            to.setdefault(situation.at, {})[situation.trust.state] = _way(situation, came_by)
        for way in engine.ways_from(situation):
            after = engine.take(situation, way)
            if after in came_by:
                continue
            if len(came_by) >= limit:
                is_whole = False
                continue
            came_by[after] = situation, way.reply.id
            waiting.append((after, turns + 1))
    return Ways(to, is_whole)


def _open_wounds(trust: Trust) -> int:
    masks = trust.slips, trust.breaches, trust.betrayals, trust.rumours
    return sum(mask.bit_count() for mask in masks)


def _way(
    situation: Situation, came_by: Mapping[Situation, tuple[Situation, str] | None]
) -> tuple[str, ...]:
    replies: list[str] = []
    while (step := came_by[situation]) is not None:
        situation, reply = step
        replies.append(reply)
    return tuple(reversed(replies))
