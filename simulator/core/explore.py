"""The walk: every situation that can arise in a scenario, each found once.

No situation recurs, because a reply that lies in a circle of states counts its uses, so the situations
form a graph without circles. They are kept in an order in which each stands after all that it can lead
to: whatever is to be computed of them (``analysis.py``) is a single pass.

The walk has two forms. The *full* one has every situation as it is. The *sliced* one forgets what
nothing later reads (``slicing.py``): far fewer situations with the same V.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.core.conditions import Situation
from simulator.core.engine import Engine

LIMIT = 250_000
"""How many situations a walk keeps, unless told otherwise: about 250 MB."""

Slice = Callable[[Situation], Situation]
Edges = tuple[tuple[str, int], ...]
"""For each reply that can be used, its id and the number of the situation that it leads to."""


class TooManySituationsError(Exception):
    """The scenario has more situations than the walk may keep. The text says what multiplies them."""

    def __init__(self, limit: int, causes: tuple[str, ...]) -> None:
        self.limit = limit
        self.causes = causes
        why = "; ".join(causes)
        super().__init__(f"more than {limit:,} situations" + (f": {why}" if why else ""))


@dataclass(frozen=True)
class Exploration:
    """Every situation of one variant, numbered as they were found. The opening has number 0."""

    engine: Engine
    situations: list[Situation]
    edges: list[Edges]
    order: list[int]
    """The numbers in an order in which a situation stands after all that it can lead to."""
    numbers: dict[Situation, int]
    slice: Slice | None = None

    def __len__(self) -> int:
        return len(self.situations)

    def number(self, situation: Situation) -> int:
        """The number of a situation that can arise, before it is sliced.

        Raises:
            KeyError: it cannot arise.
        """
        return self.numbers[situation if self.slice is None else self.slice(situation)]


def explore(
    engine: Engine, variant: str | None = None, *, slice: Slice | None = None, limit: int = LIMIT
) -> Exploration:
    """Find every situation that can arise from the opening of a variant.

    Raises:
        TooManySituationsError: there are more than `limit`.
        KeyError: the scenario has no such variant.
    """
    return explore_from(engine, [engine.opening(variant)], slice=slice, limit=limit)


def explore_from(
    engine: Engine, openings: Iterable[Situation], *, slice: Slice | None = None, limit: int = LIMIT
) -> Exploration:
    """Find every situation that can arise from some openings. They have the first numbers.

    Raises:
        TooManySituationsError: there are more than `limit`.
    """
    situations = list(dict.fromkeys(openings if slice is None else map(slice, openings)))
    numbers = {situation: number for number, situation in enumerate(situations)}
    edges: list[Edges | None] = [None] * len(situations)
    order: list[int] = []
    is_ordered = [False] * len(situations)
    waiting = list(range(len(situations) - 1, -1, -1))
    while waiting:
        number = waiting[-1]
        if edges[number] is not None:
            # Everything that it leads to stood above it, and is in order by now.
            waiting.pop()
            if not is_ordered[number]:
                is_ordered[number] = True
                order.append(number)
            continue
        situation = situations[number]
        leads = []
        for way in engine.ways_from(situation):
            after = engine.take(situation, way)
            if slice is not None:
                after = slice(after)
            new = len(situations)
            to = numbers.setdefault(after, new)
            if to == new:
                if new >= limit:
                    raise TooManySituationsError(limit, _causes(engine, situations))
                situations.append(after)
                edges.append(None)
                is_ordered.append(False)
            if edges[to] is None:
                waiting.append(to)
            leads.append((way.reply.id, to))
        edges[number] = tuple(leads)
    return Exploration(engine, situations, [some or () for some in edges], order, numbers, slice)


def _causes(engine: Engine, found: Iterable[Situation]) -> tuple[str, ...]:
    """What multiplies the situations, the strongest first, in words for the author."""
    numbers = engine.program.numbers
    talking = [situation for situation in found if situation.at in engine.places]
    causes = [
        _cause("the replies already used", {s.used for s in talking}, numbers.used),
        _cause("the promises", {s.promises for s in talking}, numbers.promises),
        _cause("the truths", {s.truths for s in talking}, numbers.truths),
        (len({s.trust for s in talking}), "what the customer has seen of the seller"),
    ]
    busiest, count = Counter(s.at for s in talking).most_common(1)[0]
    words = [
        f"{text}: {ways:,} different ways"
        for ways, text in sorted(causes, reverse=True)
        if ways > 1
    ]
    return (*words[:2], f"most of them meet in `{busiest}`: {count:,} of {len(talking):,}")


def _cause(text: str, ways: set[tuple[int, ...]], numbers: dict[str, int]) -> tuple[int, str]:
    varying = [
        name for name, number in numbers.items() if len({values[number] for values in ways}) > 1
    ]
    names = ", ".join(f"`{name}`" for name in varying[:6]) + (
        " and more" if len(varying) > 6 else ""
    )
    return len(ways), f"{text} ({names})" if names else text
