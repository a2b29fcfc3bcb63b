"""How a scenario treats those who play it: the figures that an author tunes by.

All are exact, from a walk and the V of its situations (``analysis.py``). Each is the same from the full walk
and from the sliced one, unless it says otherwise; shares are 0 to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from simulator.core.analysis import (
    PRACTISED,
    TIE,
    Choice,
    Values,
    chances,
    evenly,
    reach,
    yes_by_non_best,
)
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import Exploration
from simulator.core.notes import Note, Wounded
from simulator.core.scenario import Dimension
from simulator.core.trust import DIMENSIONS

EARLY = 3
"""Early is the first third of the turns."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The figures of one variant."""

    start: float
    """V at the opening."""
    random: float
    """The share of random plays that end in yes."""
    non_best: tuple[float | None, ...]
    """The share of the plays with exactly k non-best replies that end in yes; None where there are none."""
    lost_early: float | None
    """The share of random plays in which yes is out of reach early; None if it always is."""
    early: int
    """How many turns early is."""


def balance_of(exploration: Exploration, values: Values) -> Balance:
    """The figures of a variant, from its walk and the V of each situation.

    *Early* is the first third, rounded down, of the turns that the longest play to a yes has. (A play that is
    lost may go on for longer, but no sliced walk knows how long.)
    """
    longest = most_turns_to_yes(exploration)
    early = 0 if longest is None else longest // EARLY
    return Balance(
        values[0],
        chances(exploration, evenly)[0],
        yes_by_non_best(exploration, values),
        None if longest is None else lost_after(exploration, values, early),
        early,
    )


def most_turns_to_yes(exploration: Exploration) -> int | None:
    """The most replies of a play that ends in yes, or None where yes is out of reach."""
    found: list[int | None] = [None] * len(exploration)
    for number in exploration.order:
        edges = exploration.edges[number]
        if edges:
            ends = [end for _, to in edges if (end := found[to]) is not None]
            found[number] = 1 + max(ends) if ends else None
        elif exploration.situations[number].trust.verdict:
            found[number] = 0
    return found[0]


def lost_after(exploration: Exploration, values: Values, turns: int) -> float:
    """The share of random plays in which yes is out of reach after so many turns, or fewer."""
    now = {0: 1.0}
    for _ in range(turns):
        after: dict[int, float] = defaultdict(float)
        for number, share in now.items():
            edges = exploration.edges[number]
            for _, to in edges:
                after[to] += share / len(edges)
            if not edges:
                after[number] += share
        now = after
    return sum(share for number, share in now.items() if values[number] <= 0)


def choice_at(exploration: Exploration, values: Values, number: int) -> Choice | None:
    """The replies of a situation, each with V after it; None where there are none."""
    edges = exploration.edges[number]
    return Choice({reply: values[to] for reply, to in edges}) if edges else None


def kept_along(
    exploration: Exploration, values: Values, replies: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """Each reply of a play with what it keeps of V, as far as yes can be reached."""
    number = 0
    for reply in replies:
        choice = choice_at(exploration, values, number)
        if choice is None or choice.is_lost or reply not in choice.values:
            return
        yield reply, choice.kept(reply)
        number = dict(exploration.edges[number])[reply]


@dataclass(frozen=True, slots=True)
class BestWound:
    """A reply that wounds and is best all the same: in which situations, out of how many that matter."""

    reply: str
    numbers: tuple[int, ...]
    of: int
    """The situations that offer it and in which replies differ in V."""


def best_wounds(engine: Engine, exploration: Exploration, values: Values) -> list[BestWound]:
    """The replies that wound where they are best. Situations in which all replies are equal do not count."""
    wounding: dict[str, list[int]] = defaultdict(list)
    offered: dict[str, int] = defaultdict(int)
    for number, edges in enumerate(exploration.edges):
        kept = [values[to] for _, to in edges]
        if len(kept) < 2 or max(kept) - min(kept) <= TIE:
            continue
        top = max(kept) - TIE
        for (reply, _), value in zip(edges, kept, strict=True):
            offered[reply] += 1
            if value >= top and _wounds(engine, exploration.situations[number], reply):
                wounding[reply].append(number)
    return [
        BestWound(reply, tuple(wounding[reply]), offered[reply])
        for reply in engine.ways
        if reply in wounding
    ]


def _wounds(engine: Engine, situation: Situation, reply: str) -> bool:
    way = engine.ways[reply]
    if way.move.is_plain and not way.move.change.wounds and not way.move.change.repairs:
        return False
    notes: list[Note] = []
    engine.say(situation, way, notes=notes)
    return any(isinstance(note, Wounded) for note in notes)


def earned_at(exploration: Exploration) -> dict[Dimension, set[str]]:
    """For each dimension that the opening leaves under the bar, the states whose replies reach the bar.

    From a full walk only. Of a reply counts all that it leads to before the next.
    """
    situations = exploration.situations
    bar = exploration.engine.terms.bar
    opening = situations[0].trust.rungs
    wanted = [d for d in range(len(bar)) if opening[d] < bar[d]]
    found: dict[Dimension, set[str]] = {DIMENSIONS[d]: set() for d in wanted}
    for before, edges in zip(situations, exploration.edges, strict=True):
        rungs = before.trust.rungs
        for _, to in edges:
            after = situations[to].trust.rungs
            if after is rungs or after == rungs:
                continue
            for d in wanted:
                if rungs[d] < bar[d] <= after[d]:
                    found[DIMENSIONS[d]].add(before.at)
    return found


def ends_of(exploration: Exploration, values: Values) -> dict[str, tuple[float, float, float]]:
    """How likely each ending is by random play, practised play, and the first of the best replies always.

    From a full walk only.
    """

    def practised(best: float) -> Callable[[Situation, tuple[str, ...]], list[float]]:
        def weigh(situation: Situation, replies: tuple[str, ...]) -> list[float]:
            choice = choice_at(exploration, values, exploration.numbers[situation])
            if choice is None or len(replies) == 1:
                return [1.0]
            top, others = choice.best[0], len(replies) - 1
            return [best if reply == top else (1 - best) / others for reply in replies]

        return weigh

    plays = (
        reach(exploration, random_weights),
        reach(exploration, practised(PRACTISED)),
        reach(exploration, practised(1.0)),
    )
    found: dict[str, list[float]] = {
        ending: [0.0, 0.0, 0.0] for ending in exploration.engine.scenario.endings
    }
    for number, situation in enumerate(exploration.situations):
        if situation.at in found:
            for at, play in enumerate(plays):
                found[situation.at][at] += play[number]
    return {ending: (one[0], one[1], one[2]) for ending, one in found.items()}


def random_weights(_: Situation, replies: tuple[str, ...]) -> list[float]:
    """How random play picks: evenly."""
    return [1 / len(replies)] * len(replies)
