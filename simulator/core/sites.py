"""Where a scenario has conditions: each place that bears a `when`, and each truth's `needs`.

A site says which condition is meant without knowing of files; whoever knows positions can look it up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.core.scenario import AllOf, AnyOf, Condition, Not, Scenario, Truth


class Site(NamedTuple):
    """One condition, or one thing that has effects.

    Attributes:
        of: "reply", "state", "ending", "truth", "fact" or "before".
        id: of what; empty for a fact and for what was before.
        key: the key of it that has the condition: "when", "to", "reaction", "line", "events", "due", "needs".
        at: which one of a list, from 0.
    """

    of: str
    id: str
    key: str
    at: int = 0


Part = tuple[int, ...]
"""A part of a condition, as the way to it: which part, which part of that. Empty for the whole."""


def parts_of(condition: Condition, way: Part = ()) -> Iterator[tuple[Part, Condition]]:
    """The condition and every condition inside it, each after what it is inside of."""
    yield way, condition
    match condition:
        case Not(inner):
            yield from parts_of(inner, (*way, 0))
        case AnyOf(inners) | AllOf(inners):
            for at, inner in enumerate(inners):
                yield from parts_of(inner, (*way, at))
        case _:
            pass


def deciding(scenario: Scenario) -> Iterator[tuple[Site, Condition]]:
    """The conditions that decide what happens."""
    for truth in scenario.truths.values():
        yield needs_site(truth), truth.needs
    for state in scenario.states.values():
        for at, event in enumerate(state.events):
            yield Site("state", state.id, "events", at), event.when
        for at, due in enumerate(state.due):
            yield Site("state", state.id, "due", at), due.when
        for reply in state.replies:
            yield Site("reply", reply.id, "when"), reply.when
            for at, target in enumerate(reply.to):
                yield Site("reply", reply.id, "to", at), target.when


def needs_site(truth: Truth) -> Site:
    """The site of what a truth needs."""
    return Site("truth", truth.id, "needs")


def told(scenario: Scenario) -> Iterator[tuple[Site, Condition]]:
    """The conditions that decide what is told, and nothing else."""
    for number, fact in enumerate(scenario.seller.facts):
        yield Site("fact", "", "when", number), fact.when
    for ending in scenario.endings.values():
        for at, line in enumerate(ending.lines):
            yield Site("ending", ending.id, "line", at), line.when
    for state in scenario.states.values():
        for at, line in enumerate(state.lines):
            yield Site("state", state.id, "line", at), line.when
        for reply in state.replies:
            for at, line in enumerate(reply.reaction):
                yield Site("reply", reply.id, "reaction", at), line.when
