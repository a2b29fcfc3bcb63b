"""Replies that make no difference: those that change nothing, and those that do the same as another.

Judged by where they lead in every situation, so what counts is what a reply does and not what it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from simulator.core.explore import Exploration
from simulator.core.scenario import Replied, Scenario
from simulator.core.sites import deciding, parts_of, told


def without_effect(scenario: Scenario, walks: Iterable[Exploration]) -> list[str]:
    """The replies that lead back to the situation that they are given in, wherever they can be given.

    That they are used up then is no change, unless a condition asks whether they were given.
    """
    asked = _asked_about(scenario)
    left = {
        reply.id
        for state in scenario.states.values()
        for reply in state.replies
        if reply.id not in asked and all(target.go == state.id for target in reply.to)
    }
    given: set[str] = set()
    for walk in walks if left else ():
        for situation, edges in zip(walk.situations, walk.edges, strict=True):
            for reply, to in edges:
                if reply in left:
                    given.add(reply)
                    if walk.situations[to]._replace(used=situation.used) != situation:
                        left.discard(reply)
    return [
        reply.id
        for state in scenario.states.values()
        for reply in state.replies
        if reply.id in left and reply.id in given
    ]


def alike(scenario: Scenario, walks: Iterable[Exploration]) -> list[tuple[str, ...]]:
    """Groups of replies of one state that lead to the same situation wherever two of them are offered."""
    undecided = {
        state.id: set(combinations([reply.id for reply in state.replies], 2))
        for state in scenario.states.values()
    }
    together: set[tuple[str, str]] = set()
    for walk in walks:
        for situation, edges in zip(walk.situations, walk.edges, strict=True):
            pairs = undecided.get(situation.at)
            if not pairs:
                continue
            leads = dict(edges)
            for pair in tuple(pairs):
                one, other = leads.get(pair[0]), leads.get(pair[1])
                if one is None or other is None:
                    continue
                together.add(pair)
                if one != other:
                    pairs.discard(pair)
    groups: list[tuple[str, ...]] = []
    for state in scenario.states.values():
        same = undecided[state.id] & together
        left = [reply.id for reply in state.replies]
        while left:
            group = [left.pop(0)]
            for reply in tuple(left):
                if all((one, reply) in same for one in group):
                    group.append(reply)
                    left.remove(reply)
            if len(group) > 1:
                groups.append(tuple(group))
    return groups


def _asked_about(scenario: Scenario) -> set[str]:
    """The replies that some condition asks about."""
    return {
        part.reply
        for _, condition in (*deciding(scenario), *told(scenario))
        for _, part in parts_of(condition)
        if isinstance(part, Replied)
    }
