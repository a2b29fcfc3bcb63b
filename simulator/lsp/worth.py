"""V for an author: what each reply keeps of the chances, where practised play most often meets it.

The sliced walk has every reply that can be used while yes is within reach, with V after it. How often
practised play comes to a situation weighs them: a reply is judged where it is met most.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core.analysis import PRACTISED, TIE, Valuation
from simulator.core.engine import Engine
from simulator.core.explore import Exploration, TooManySituationsError
from simulator.core.scenario import Scenario

MOST = 40_000
"""How many situations are walked, at most: a second or two of work behind an editor's back."""


@dataclass(frozen=True, slots=True)
class Worth:
    """V after a reply in one variant (None if there are none), beside the best of the same situation."""

    variant: str | None
    after: float
    best: float
    best_replies: tuple[str, ...]
    matters: bool


@dataclass(frozen=True, slots=True)
class Worths:
    """By reply, its worth in each variant that meets it. `reason` says why there is nothing to tell."""

    of: dict[str, tuple[Worth, ...]]
    reason: str = ""


def worths(scenario: Scenario, limit: int = MOST) -> Worths:
    """What every reply of a scenario is worth.

    Args:
        scenario: one that the compiler found no error in.
        limit: how many situations may be walked in each variant.
    """
    engine = Engine(scenario)
    found: dict[str, list[Worth]] = {}
    for variant in scenario.variant_ids:
        try:
            valuation = Valuation(engine, variant, limit)
        except TooManySituationsError as error:
            return Worths({}, str(error))
        for reply, worth in _of_variant(valuation, variant).items():
            found.setdefault(reply, []).append(worth)
    return Worths({reply: tuple(some) for reply, some in found.items()})


def _of_variant(valuation: Valuation, variant: str | None) -> dict[str, Worth]:
    walk, values = valuation.exploration, valuation.values
    met = _met(walk, values)
    most: dict[str, float] = {}
    found: dict[str, Worth] = {}
    for number, edges in enumerate(walk.edges):
        after = {reply: values[to] for reply, to in edges}
        best = max(after.values(), default=0.0)
        tops = tuple(reply for reply, value in after.items() if value >= best - TIE)
        for reply, value in after.items():
            if met[number] > most.get(reply, -1.0):
                most[reply] = met[number]
                found[reply] = Worth(variant, value, best, tops, len(tops) < len(after))
    return found


def _met(walk: Exploration, values: list[float]) -> list[float]:
    """How likely practised play is to come to each situation."""
    met = [0.0] * len(walk)
    met[0] = 1.0
    for number in reversed(walk.order):
        edges = walk.edges[number]
        if not edges:
            continue
        best = max(range(len(edges)), key=lambda at: values[edges[at][1]])
        others = (1 - PRACTISED) / (len(edges) - 1) if len(edges) > 1 else 0.0
        for at, (_, to) in enumerate(edges):
            share = 1.0 if len(edges) == 1 else PRACTISED if at == best else others
            met[to] += met[number] * share
    return met
