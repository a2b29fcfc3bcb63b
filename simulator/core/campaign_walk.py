"""The walk of a campaign: every situation of every act, from everything that can be carried over into it.

What one act ends in is what the next begins with, so the acts are walked in order, each from all its openings
at once. It proves what no walk of one act alone can: which endings an account really comes to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.core.analysis import chances, practised
from simulator.core.campaign import Campaign, carried, fitting
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, explore_from
from simulator.core.scenario import Before, Scenario
from simulator.core.slicing import Slicer

Openings = dict[tuple[str | None, Before | None], Situation]
"""By variant and what is carried over, how the act opens."""


@dataclass(frozen=True)
class ActWalked:
    """One act, walked from everything that the acts before it can end in.

    Attributes:
        openings: in how many ways it can begin.
        situations: how many situations can arise in it.
        endings: each ending that can be reached, and the verdicts with which it can.
        values: the lowest and the highest V of its openings; none where it is never begun.
        forgotten: the promises that it takes over from no act, though one can leave them open.
    """

    openings: int
    situations: int
    endings: Mapping[str, frozenset[bool]]
    values: tuple[float, float] | None
    forgotten: frozenset[str]


def walk_campaign(
    campaign: Campaign, scenarios: Sequence[Scenario], limit: int = LIMIT
) -> tuple[ActWalked, ...]:
    """Walk a campaign.

    Args:
        campaign: the sequence of acts.
        scenarios: the scenario of each.
        limit: how many situations an act may have.

    Raises:
        TooManySituationsError: an act has more.
        KeyError: an act names a variant that its scenario does not have.
    """
    found: list[ActWalked] = []
    ended: list[tuple[str, Before]] = []
    for number, (act, scenario) in enumerate(zip(campaign.acts, scenarios, strict=True)):
        engine = Engine(scenario)
        if number == 0:
            openings: Openings = {(one, None): engine.opening(one) for one in scenario.variant_ids}
        else:
            openings = {}
            for ending, before in ended:
                variant = act.variants.get(ending) if scenario.variants else None
                before = fitting(scenario, before)
                if (variant, before) not in openings:
                    openings[variant, before] = engine.opening(variant, before=(before,))
        left_open = {name for _, before in ended for name in before.promises}
        forgotten = frozenset(left_open - scenario.promises.keys())
        walked, ended = _walked(engine, openings, forgotten, act.closes, limit)
        found.append(walked)
    return tuple(found)


def _walked(
    engine: Engine,
    openings: Openings,
    forgotten: frozenset[str],
    closes: frozenset[str],
    limit: int,
) -> tuple[ActWalked, list[tuple[str, Before]]]:
    """One act, and with what each of its endings sends the account on."""
    scenario = engine.scenario
    if not openings:
        return ActWalked(0, 0, {}, None, forgotten), []
    walk = explore_from(engine, openings.values(), limit=limit)
    endings: dict[str, set[bool]] = {}
    ended: dict[tuple[str, Before], None] = {}
    for situation in walk.situations:
        if situation.at in scenario.endings:
            endings.setdefault(situation.at, set()).add(situation.trust.verdict)
            if situation.at not in closes:
                ended[situation.at, carried(scenario, situation)] = None
    sliced = explore_from(engine, openings.values(), slice=Slicer(engine), limit=limit)
    values = chances(sliced, practised)
    at_start = [values[sliced.number(opening)] for opening in openings.values()]
    return (
        ActWalked(
            len(openings),
            len(walk),
            {name: frozenset(verdicts) for name, verdicts in endings.items()},
            (min(at_start), max(at_start)),
            forgotten,
        ),
        list(ended),
    )
