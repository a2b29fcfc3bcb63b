"""`roleplay explore`: the overview of a scenario, as values for programs.

The keys are a promise to whoever reads them (``docs/explore.md``): one may be added, none taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.compiler.words import lexicon
from simulator.core.decisions import StateFigures
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT
from simulator.core.flow import Player
from simulator.core.overview import EndingFigures, Overview, overview
from simulator.core.scenario import Scenario

VERSION = 1
DIGITS = 9
"""Figures are computed in binary; digits beyond these say nothing."""


def overviews(scenario: Scenario, limit: int = LIMIT) -> tuple[Overview, ...]:
    """The figures of every variant of a scenario.

    Raises:
        TooManySituationsError: a variant has more than `limit`.
    """
    engine, words = Engine(scenario), lexicon(scenario.language)
    return tuple(overview(engine, one, lexicon=words, limit=limit) for one in scenario.variant_ids)


def as_values(scenario: Scenario, figures: Sequence[Overview]) -> dict[str, Any]:
    """Everything as JSON values. At the top stands the first variant, or the only one there is."""
    return {
        "version": VERSION,
        "title": scenario.title,
        **_one(scenario, figures[0]),
        "variants": {one.variant: _one(scenario, one) for one in figures if one.variant},
    }


def _one(scenario: Scenario, figures: Overview) -> dict[str, Any]:
    fewest, most = figures.turns
    _, one, two, three = (*figures.non_best, None, None, None)[:4]
    return {
        "variant": figures.variant,
        "situations": figures.situations,
        "paths": figures.paths,
        "turns": {"min": fewest, "max": most},
        "yes": {
            **{player.value: _rounded(figures.yes[player]) for player in Player},
            "one_off": _rounded(one),
            "two_off": _rounded(two),
            "three_off": _rounded(three),
        },
        "lost_early": _rounded(figures.lost_early),
        "endings": {one.id: _ending(scenario, one) for one in figures.endings},
        "states": {
            state.id: {reply.id: _rounded(reply.value) for reply in state.replies}
            for state in figures.states
        },
        "decisions": {state.id: _decision(state) for state in figures.states},
        "bots": {name: figures.verdict_of(name) for name in figures.bots},
        "bot_chances": {name: _rounded(chance) for name, chance in figures.bots.items()},
    }


def _ending(scenario: Scenario, ending: EndingFigures) -> dict[str, Any]:
    return {
        **{player.value: _rounded(ending.reach[player]) for player in Player},
        "sold": scenario.endings[ending.id].sold,
        "shortest": list(ending.shortest.replies) if ending.shortest else None,
        "best_trust": ending.best_trust,
        "worst_trust": ending.worst_trust,
    }


def _decision(state: StateFigures) -> dict[str, Any]:
    fewest, most = state.turns
    return {
        "met": _rounded(state.met),
        "turns": {"min": fewest, "max": most},
        "at_stake": _rounded(state.at_stake),
        "stuck": _rounded(state.stuck),
        "replies": {
            reply.id: {
                "given_away": _rounded(reply.given_away),
                "best": _rounded(reply.best),
                "to": {place: _rounded(share) for place, share in reply.to.items()},
            }
            for reply in state.replies
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
