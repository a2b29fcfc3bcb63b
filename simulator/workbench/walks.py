"""The walks of a file, played: whether each can be walked still, and ends in what it says.

A walk is its author's own test of a scenario. Where it has left its path nobody but the author knows what was
meant, so that is shown and never mended; what a walk ends in can be read off the play.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from simulator.core.engine import Engine
from simulator.core.scenario import Scenario, Walk


class Course(StrEnum):
    """How a walk went."""

    AS_WRITTEN = "as_written"
    ENDS_OTHERWISE = "ends_otherwise"
    LEFT = "left"
    """A reply is not offered where its turn comes."""
    GOES_ON = "goes_on"
    """There are replies left when the conversation is over."""
    STOPS = "stops"
    """There are no replies left, and the conversation is not over."""
    NO_VARIANT = "no_variant"
    """The scenario has variants, and the walk names none."""


class Walked(NamedTuple):
    """A walk, as far as it went.

    Attributes:
        walk: what its author wrote.
        course: how it went.
        at: the state or ending that it came to; empty if it could not begin.
        turns: how many of its replies were used.
        offered: the ids of the replies that could be used then.
        verdict: whether the customer trusts the seller then.
    """

    walk: Walk
    course: Course
    at: str = ""
    turns: int = 0
    offered: tuple[str, ...] = ()
    verdict: bool = False


def walked(scenario: Scenario) -> tuple[Walked, ...]:
    """Every walk of a scenario, played, in the order of the file."""
    if not scenario.walks:
        return ()
    engine = Engine(scenario)
    return tuple(walk_in(engine, walk) for walk in scenario.walks)


def walk_in(engine: Engine, walk: Walk) -> Walked:
    """A walk, played."""
    if walk.variant is None and engine.scenario.variants:
        offered = tuple(variant.id for variant in engine.scenario.variants)
        return Walked(walk, Course.NO_VARIANT, offered=offered)
    situation = engine.opening(walk.variant)
    turns = 0
    offered = tuple(reply.id for reply in engine.replies(situation))
    for reply in walk.replies:
        if reply not in offered:
            break
        situation = engine.step(situation, reply)
        offered = tuple(reply.id for reply in engine.replies(situation))
        turns += 1
    at, verdict = situation.at, situation.trust.verdict
    is_over = at in engine.scenario.endings
    if turns < len(walk.replies):
        course = Course.GOES_ON if is_over else Course.LEFT
    elif not is_over:
        course = Course.STOPS
    elif (at, verdict) != (walk.ends, walk.verdict):
        course = Course.ENDS_OTHERWISE
    else:
        course = Course.AS_WRITTEN
    return Walked(walk, course, at, turns, offered, verdict)
