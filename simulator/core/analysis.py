"""Facts computed from the walk: what each reply is worth, and what a scenario does with whom.

All are exact. V is the chance that a practised seller still ends with yes; what a reply gave away of it
is how well it was chosen, as a chess engine annotates a game.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, Exploration, explore
from simulator.core.slicing import Slicer

TIE = 1e-9
"""Values that differ by no more are equal."""

PRACTISED = 2 / 3
"""How often a practised seller picks the best reply; otherwise any other, evenly."""


class Mark(StrEnum):
    """How a reply was chosen."""

    BEST = "best"
    GOOD = "good"
    COSTLY = "costly"
    DECISIVE = "decisive"


Values = Sequence[float]
"""A figure for each situation, by its number."""


def practised(values: list[float]) -> float:
    """V of a turn, from V after each of its replies."""
    if len(values) == 1:
        return values[0]
    best = max(values)
    others = (sum(values) - best) / (len(values) - 1)
    return PRACTISED * best + (1 - PRACTISED) * others


def evenly(values: list[float]) -> float:
    """The chance of yes at a turn for somebody who chooses by chance."""
    return sum(values) / len(values)


def chances(exploration: Exploration, policy: Callable[[list[float]], float]) -> list[float]:
    """The chance of yes in every situation, under a policy that weighs a turn's replies.

    A situation in which no reply is left, which the compiler refuses, counts as it stands.
    """
    found = [0.0] * len(exploration)
    for number in exploration.order:
        edges = exploration.edges[number]
        found[number] = (
            policy([found[to] for _, to in edges])
            if edges
            else float(exploration.situations[number].trust.verdict)
        )
    return found


@dataclass(frozen=True)
class Choice:
    """The replies of one turn with what each keeps of the chance of yes."""

    values: dict[str, float]

    @property
    def best(self) -> tuple[str, ...]:
        """The replies that keep the most, in the order of the file."""
        top = max(self.values.values())
        return tuple(reply for reply, value in self.values.items() if value >= top - TIE)

    @property
    def matters(self) -> bool:
        """Whether the replies differ in V."""
        return len(self.best) < len(self.values)

    @property
    def is_lost(self) -> bool:
        """Whether yes was out of reach before this turn."""
        return max(self.values.values()) <= TIE

    def kept(self, reply: str) -> float:
        """V after the reply, as a share of V after the best."""
        top = max(self.values.values())
        return 1.0 if top <= TIE else self.values[reply] / top

    def mark(self, reply: str, wounds: bool) -> Mark | None:
        """How the reply was chosen; None where all replies are equal.

        Args:
            reply: the one that was used.
            wounds: whether it opened a wound.
        """
        if not self.matters:
            return None
        top, value = max(self.values.values()), self.values[reply]
        given_away = top - value
        if given_away >= 0.25 - TIE or (value <= TIE < top):
            return Mark.DECISIVE
        if given_away >= 0.10 - TIE or self.kept(reply) < 0.75 - TIE or wounds:
            return Mark.COSTLY
        return Mark.GOOD if given_away >= 0.01 - TIE else Mark.BEST


class Valuation:
    """V for one variant of a scenario, by its sliced walk.

    Raises:
        TooManySituationsError: even the sliced walk has more situations than `limit`.
    """

    def __init__(self, engine: Engine, variant: str | None = None, limit: int = LIMIT) -> None:
        self.engine = engine
        self.exploration = explore(engine, variant, slice=Slicer(engine), limit=limit)
        self.values = chances(self.exploration, practised)

    def value(self, situation: Situation) -> float:
        """V of a situation of this variant."""
        return self.values[self.exploration.number(situation)]

    def choice(self, situation: Situation) -> Choice:
        """The replies of a situation, each with V after it."""
        ways = self.engine.ways_from(situation)
        return Choice({w.reply.id: self.value(self.engine.take(situation, w)) for w in ways})


def valuations_of(engine: Engine, limit: int = LIMIT) -> dict[str | None, Valuation]:
    """V for each variant of a scenario.

    Raises:
        TooManySituationsError: a variant has more situations than `limit`.
    """
    return {variant: Valuation(engine, variant, limit) for variant in engine.scenario.variant_ids}


def yes_by_non_best(
    exploration: Exploration, values: Values, at_most: int = 3
) -> tuple[float | None, ...]:
    """Of all plays with exactly k non-best replies, the share that ends in yes, for k from 0 on.

    A play weighs the product over its turns of 1 / (number of replies of the class, best or not, that
    was taken there). None where no play has k of them.
    """
    span = range(at_most + 1)
    found: list[tuple[list[float], list[float]]] = [([], [])] * len(exploration)
    for number in exploration.order:
        edges = exploration.edges[number]
        weight, yes = [0.0] * len(span), [0.0] * len(span)
        if not edges:
            weight[0] = 1.0
            yes[0] = float(exploration.situations[number].trust.verdict)
        else:
            top = max(values[to] for _, to in edges)
            is_best = [values[to] >= top - TIE for _, to in edges]
            count = {True: sum(is_best), False: len(edges) - sum(is_best)}
            for best, (_, to) in zip(is_best, edges, strict=True):
                after_weight, after_yes = found[to]
                for k in range(0 if best else 1, at_most + 1):
                    weight[k] += after_weight[k - (not best)] / count[best]
                    yes[k] += after_yes[k - (not best)] / count[best]
        found[number] = weight, yes
    weight, yes = found[0]
    return tuple(yes[k] / weight[k] if weight[k] > 0 else None for k in span)


def turns_to_end(exploration: Exploration) -> tuple[int, int]:
    """The fewest and the most replies from the opening to an end."""
    found = [(0, 0)] * len(exploration)
    for number in exploration.order:
        ends = [found[to] for _, to in exploration.edges[number]]
        if ends:
            found[number] = 1 + min(low for low, _ in ends), 1 + max(high for _, high in ends)
    return found[0]


def reach(
    exploration: Exploration, weigh: Callable[[Situation, tuple[str, ...]], list[float]]
) -> list[float]:
    """How likely each situation is to be met, when replies are picked by the given weights."""
    met = [0.0] * len(exploration)
    met[0] = 1.0
    for number in reversed(exploration.order):
        edges = exploration.edges[number]
        if edges and met[number] > 0:
            replies = tuple(reply for reply, _ in edges)
            weights = weigh(exploration.situations[number], replies)
            for weight, (_, to) in zip(weights, edges, strict=True):
                met[to] += met[number] * weight
    return met
