"""Replies of different scenarios that are nearly the same words, right in one and wrong in the other.

They keep a library honest: who has learnt sentences and not customers is caught by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from simulator.compiler.rules.giveaways import similarity
from simulator.core.bots import shown
from simulator.core.overview import Overview
from simulator.core.scenario import Reply, Scenario

ALIKE = 0.55
"""The share of words that two replies have in the same order, from which on they are nearly the same."""

RIGHT, WRONG = 0.75, 0.25
"""A reply is right where it is best in so many of the situations that offer it, or more; wrong, or less."""


class Placed(NamedTuple):
    """A reply, where it stands, and the share of the situations in which it is best."""

    scenario: str
    variant: str | None
    reply: Reply
    best: float


class Twins(NamedTuple):
    """Two replies that are nearly the same."""

    right: Placed
    wrong: Placed
    alike: float


def placed(name: str, scenario: Scenario, overviews: Sequence[Overview]) -> Iterator[Placed]:
    """Every reply of a scenario, in every variant that offers it."""
    for one in overviews:
        for state in one.states:
            for figures in state.replies:
                yield Placed(name, one.variant, scenario.reply(figures.id), figures.best)


def twins(replies: Sequence[Placed]) -> list[Twins]:
    """All pairs of different scenarios, those that are most alike first. Each two replies are named once."""
    apart = [one for one in replies if one.best >= RIGHT or one.best <= WRONG]
    found: dict[frozenset[tuple[str, str]], Twins] = {}
    for one, other in combinations(apart, 2):
        key = frozenset({(one.scenario, one.reply.id), (other.scenario, other.reply.id)})
        if one.scenario == other.scenario or key in found:
            continue
        right, wrong = sorted((one, other), key=lambda placed: -placed.best)
        if right.best < RIGHT or wrong.best > WRONG or not _may_be(right.reply, wrong.reply):
            continue
        alike = similarity(shown(right.reply), shown(wrong.reply))
        if alike >= ALIKE:
            found[key] = Twins(right, wrong, alike)
    return sorted(found.values(), key=lambda pair: -pair.alike)


def _may_be(one: Reply, other: Reply) -> bool:
    """Whether two replies can be alike at all: the words in common, in whatever order, are enough for it."""
    first, second = set(shown(one).lower().split()), set(shown(other).lower().split())
    return 2 * len(first & second) >= (ALIKE - 0.2) * (len(first) + len(second))
