"""How much time a session takes, and which turns are worth a full round in the time there is.

A full round is for the turns at which most is at stake: there a room learns most from arguing.
"""

from __future__ import annotations

from simulator.core.engine import Engine
from simulator.core.overview import overview
from simulator.core.scenario import Scenario

FULL_ROUND, QUICK_VOTE = 5.0, 1.5
"""Minutes."""
AROUND = 10.0
"""Minutes for coming in, the verdict, the close."""


def minutes_of(turns: int, full: int) -> float:
    """About how many minutes a session of so many turns takes, of which so many get a full round."""
    return AROUND + FULL_ROUND * full + QUICK_VOTE * (turns - full)


def planned(scenario: Scenario, minutes: int) -> tuple[str, ...]:
    """The states that get a full round, those at which most is at stake; never fewer than one."""
    figures = overview(Engine(scenario), scenario.variant_ids[0])
    turns = figures.turns[1]
    spare = minutes - minutes_of(turns, 0)
    count = max(1, min(turns, int(spare / (FULL_ROUND - QUICK_VOTE))))
    by_stake = sorted(figures.states, key=lambda state: -state.at_stake * state.met)
    return tuple(state.id for state in by_stake[:count])
