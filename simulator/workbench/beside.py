"""Packs and campaigns beside the scenarios that they name: whether those are there, fit, and lead anywhere.

`judging.py` sees one file. Here the files around it are read as well, so nothing of this is kept with its
verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from simulator.compiler.acts import file_of_act
from simulator.compiler.beside import Read, read_beside
from simulator.compiler.compile import compile_file
from simulator.compiler.diagnostic import Diagnostic, Problems, did_you_mean
from simulator.compiler.library import PACKS, Pack, find_files, find_scenarios, name_of
from simulator.compiler.rules import beside as rules
from simulator.core.campaign import Act, Campaign
from simulator.core.campaign_walk import ActWalked, walk_campaign
from simulator.core.explore import LIMIT, TooManySituationsError
from simulator.core.scenario import Scenario

Step = str | int


def neighbours_of(data: bytes, path: Path, limit: int = LIMIT) -> tuple[Diagnostic, ...]:
    """What is found in a pack's or a campaign's file once the files are read that it names.

    Args:
        data: its bytes. With errors of its own it is not looked at.
        path: where it stands.
        limit: how many situations an act may have.
    """
    read = read_beside(data, str(path))
    if read.value is None:
        return ()
    problems = Problems(read.source.name)
    if path.name == PACKS:
        _packs(read, path.parent, problems)
    else:
        _campaign(read, path, problems, limit)
    return tuple(sorted(problems.found, key=lambda one: one.span))


def _packs(read: Read[tuple[Pack, ...]], folder: Path, problems: Problems) -> None:
    known = {name_of(path) for path in find_files(folder) if path.name != PACKS}
    for pack in read.value or ():
        for name in pack.scenarios:
            if name not in known:
                span = read.span("packs", pack.id, "scenarios", name)
                problems.add(rules.unknown_scenario, span, name, did_you_mean(name, known))


def _campaign(read: Read[Campaign], path: Path, problems: Problems, limit: int) -> None:
    campaign = read.value
    assert campaign is not None  # who calls has looked
    scenarios = [
        _act(read, path, number, act, problems) for number, act in enumerate(campaign.acts)
    ]
    there = [one for one in scenarios if one is not None]
    if len(there) < len(scenarios):
        return
    for number, scenario in enumerate(there):
        _names(read, number, there, problems)
        if scenario.customer.name != campaign.customer:
            problems.add(
                rules.other_customer,
                read.span("customer"),
                campaign.acts[number].scenario,
                scenario.customer.name,
                campaign.customer,
            )
    if not problems.found:
        _walk(read, campaign, there, problems, limit)


def _act(
    read: Read[Campaign], path: Path, number: int, act: Act, problems: Problems
) -> Scenario | None:
    span = read.span("acts", number, "scenario")
    file = file_of_act(path, act)
    if file is None:
        known = {one.stem for one in find_scenarios(path.parent)}
        problems.add(rules.unknown_scenario, span, act.scenario, did_you_mean(act.scenario, known))
        return None
    scenario = compile_file(file).scenario
    if scenario is None:
        problems.add(rules.act_with_errors, span, act.scenario)
    return scenario


def _names(
    read: Read[Campaign], number: int, scenarios: Sequence[Scenario], problems: Problems
) -> None:
    """Whether an act's endings and variants are those of its scenario, and of the one before."""
    campaign = read.value
    assert campaign is not None  # who calls has looked
    act, scenario = campaign.acts[number], scenarios[number]

    def look(noun: str, name: str, known: Mapping[str, object], of: str, *at: Step) -> None:
        if name not in known:
            span = read.span("acts", number, *at)
            problems.add(rules.unknown_in_act, span, noun, name, of, did_you_mean(name, known))

    for name in act.revenue:
        look("ending", name, scenario.endings, act.scenario, "revenue", name)
    for name in act.closes:
        look("ending", name, scenario.endings, act.scenario, "closes", name)
    variants = {variant.id: variant for variant in scenario.variants}
    if number == 0 or not variants:
        for name in act.variants.values():
            look("variant", name, {} if number == 0 else variants, act.scenario, "variants", name)
        return
    before, earlier = campaign.acts[number - 1], scenarios[number - 1]
    for ending, variant in act.variants.items():
        look("ending", ending, earlier.endings, before.scenario, "variants", ending)
        look("variant", variant, variants, act.scenario, "variants", ending)
    for ending in earlier.endings:
        if ending not in act.variants and ending not in before.closes:
            problems.add(
                rules.no_variant_for, read.span("acts", number, "scenario"), ending, act.scenario
            )


def _walk(
    read: Read[Campaign],
    campaign: Campaign,
    scenarios: Sequence[Scenario],
    problems: Problems,
    limit: int,
) -> None:
    try:
        walked = walk_campaign(campaign, scenarios, limit)
    except TooManySituationsError as error:
        causes = "; ".join(error.causes)
        problems.add(rules.campaign_not_proved, read.span("title"), campaign.title, limit, causes)
        return
    for number, (act, scenario, one) in enumerate(
        zip(campaign.acts, scenarios, walked, strict=True)
    ):
        at = read.span("acts", number, "scenario")
        for ending in _never(scenario, one):
            problems.add(rules.ending_out_of_account, at, ending, act.scenario)
        if not any(True in verdicts for verdicts in one.endings.values()):
            problems.add(rules.yes_out_of_account, at, act.scenario)
        for promise in sorted(one.forgotten):
            problems.add(rules.forgotten_promise, at, promise, act.scenario)


def _never(scenario: Scenario, walked: ActWalked) -> Iterator[str]:
    return (ending for ending in scenario.endings if ending not in walked.endings)
