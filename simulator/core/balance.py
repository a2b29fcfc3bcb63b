"""What each reply keeps of V along a play, where wounding pays, and where each dimension can be earned.

The balance of a scenario as far as it is about single replies and states; the shares of whole plays are
those of ``analysis.py`` and ``flow.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.core.analysis import TIE, Choice, Values
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import Exploration
from simulator.core.notes import Note, Wounded
from simulator.core.scenario import Dimension
from simulator.core.trust import DIMENSIONS


def choice_at(exploration: Exploration, values: Values, number: int) -> Choice | None:
    """The replies of a situation, each with V after it; None where there are none."""
    edges = exploration.edges[number]
    return Choice({reply: values[to] for reply, to in edges}) if edges else None


def kept_along(
    exploration: Exploration, values: Values, replies: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """Each reply of a play with what it keeps of V, as far as they can be given and yes be reached."""
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
    """The situations that offer it and in which the replies differ in V."""


def best_wounds(engine: Engine, exploration: Exploration, values: Values) -> list[BestWound]:
    """The replies that wound where they are best. Situations in which all replies are equal do not count.

    Whether a reply wounds is judged in each situation, of what it says and does itself: a broken word or
    a truth asked for too early counts, what happens on entering the next state does not.
    """
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
    what = way.move.change
    # Owning what was not done wounds as well.
    if way.move.is_plain and not what.wounds and not what.repairs:
        return False
    notes: list[Note] = []
    engine.say(situation, way, notes=notes)
    return any(isinstance(note, Wounded) for note in notes)


def earned_at(exploration: Exploration) -> dict[Dimension, set[str]]:
    """For each dimension that the opening leaves under the bar, the states whose replies reach the bar.

    From a full walk only. To a reply belongs all that happens before the next.
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
