"""The walks of a campaign, played act by act: whether each goes its way still, and ends in what it says.

An act of a walk is a walk like any other, in a scenario that begins with what the act before carries over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulator.account import script_of_act
from simulator.compiler.beside import Read
from simulator.compiler.diagnostic import Diagnostic, Severity
from simulator.core.campaign import (
    Campaign,
    CampaignWalk,
    Result,
    next_start,
    result_of,
    with_before,
)
from simulator.core.engine import Engine
from simulator.core.scenario import Scenario, Walk
from simulator.workbench.walk_report import CODE, UPDATE, faults, walk_values
from simulator.workbench.walks import Course, Walked, walk_in

Step = tuple[int, Walked]
"""The number of an act, from 0, and how its part of the walk went."""


def campaign_walked(
    campaign: Campaign, path: Path
) -> tuple[tuple[CampaignWalk, tuple[Step, ...]], ...]:
    """Every walk of a campaign, played as far as it goes its way.

    Raises:
        BrokenScenarioError: an act has errors, or is not there.
    """
    scenarios = [script_of_act(path, act).scenario for act in campaign.acts]
    return tuple((walk, tuple(_steps(campaign, scenarios, walk))) for walk in campaign.walks)


def _steps(campaign: Campaign, scenarios: list[Scenario], walk: CampaignWalk) -> Iterator[Step]:
    results: list[Result] = []
    for number, part in enumerate(walk.acts):
        start = next_start(campaign, results)
        if start is None:
            # The account is closed, and the walk goes on.
            done = Walk(walk.name, part.replies, part.ends, part.verdict)
            yield number, Walked(done, Course.GOES_ON, results[-1].ending)
            return
        scenario = with_before(scenarios[number], start.before)
        variant = start.variant or scenario.variant_ids[0]
        engine = Engine(scenario)
        one = walk_in(engine, Walk(walk.name, part.replies, part.ends, part.verdict, variant))
        yield number, one
        if one.at not in scenario.endings:
            return
        situation = engine.opening(variant)
        for reply in part.replies[: one.turns]:
            situation = engine.step(situation, reply)
        results.append(result_of(scenario, situation))


def campaign_findings(
    read: Read[Campaign], walks: tuple[tuple[CampaignWalk, tuple[Step, ...]], ...]
) -> tuple[Diagnostic, ...]:
    """What went otherwise than written, at its place."""
    found = []
    for walk, steps in walks:
        for number, one in steps:
            for key, at, message, mend in faults(one):
                at_reply = (at,) if key == "replies" else ()
                span = read.span("walks", walk.name, number, key, *at_reply)
                act = f"in act {number + 1} "
                # Nothing is written into a campaign by itself: which act is wrong, only its author knows.
                help = None if mend == UPDATE else mend
                found.append(
                    Diagnostic(CODE, Severity.ERROR, act + message, help, span, read.source.name)
                )
    return tuple(found)


def values_of(
    read: Read[Campaign], walks: tuple[tuple[CampaignWalk, tuple[Step, ...]], ...]
) -> list[dict[str, Any]]:
    """The acts of walks, as values that `json.dumps` takes; lines count from 1, and so do acts."""
    return [
        {
            **walk_values(one, read.source.name, read.span("walks", walk.name, number).line),
            "act": number + 1,
        }
        for walk, steps in walks
        for number, one in steps
    ]
