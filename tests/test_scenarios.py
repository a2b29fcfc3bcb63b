"""The shipped scenarios: each compiles without a problem, and has the shape that makes it worth playing.

The figures come from the exact walk, and are printed at the end of the run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import StringIO

import pytest

from simulator.compiler.compile import compile_file
from simulator.compiler.library import shipped_folder
from simulator.compiler.render import full
from simulator.compiler.thresholds import DEFAULTS
from simulator.core.analysis import Valuation
from simulator.core.balance import best_wounds
from simulator.core.conversation import replay
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.machine import ConversationMachine
from simulator.core.scenario import Scenario, Walk, Wound
from simulator.plain.lines import Lines
from simulator.plain.talk import play_by_lines
from simulator.records.play import Mode, Script, new_play
from tests.shape import Shape, shape_of
from tests.shipped import ALONE

NAMES = [path.stem for path in ALONE]

pytestmark = pytest.mark.parametrize("name", NAMES)


@cache
def scenario_of(name: str) -> Scenario:
    """A shipped scenario, compiled."""
    compiled = compile_file(shipped_folder() / f"{name}.yaml")
    assert compiled.scenario is not None, full(compiled.diagnostics, compiled.source)
    return compiled.scenario


@cache
def shapes_of(name: str) -> tuple[Shape, ...]:
    """The figures of each variant."""
    scenario = scenario_of(name)
    engine = Engine(scenario)
    return tuple(shape_of(engine, variant) for variant in scenario.variant_ids)


def test_it_compiles_without_a_problem(name: str) -> None:
    compiled = compile_file(shipped_folder() / f"{name}.yaml")
    assert not compiled.diagnostics, full(compiled.diagnostics, compiled.source)


def test_it_has_the_shape_that_the_model_asks_for(
    name: str, report_line: Callable[[str], None]
) -> None:
    for shape in shapes_of(name):
        one, two = shape.non_best[1], shape.non_best[2]
        report_line(
            f"{name}{f' ({shape.variant})' if shape.variant else ''}: V {shape.start:.2f}, "
            f"random {shape.random:.1%}, one non-best {one or 0:.0%}, two {two or 0:.0%}, "
            f"lost early {shape.lost_early:.1%}, {shape.turns[0]} to {shape.turns[1]} turns, "
            f"{shape.situations:,} situations, {shape.sliced:,} sliced"
        )
        assert shape.random <= 0.15
        assert one is not None
        assert 0.70 <= one <= 0.95
        assert two is not None
        assert 0.40 <= two <= 0.70
        assert shape.lost_early <= 0.10
        assert not [bot for bot, yes in shape.bots.items() if yes]


def test_every_ending_can_be_reached(name: str) -> None:
    scenario = scenario_of(name)
    reached = {
        ending
        for shape in shapes_of(name)
        for ending, (random, _, _) in shape.endings.items()
        if random > 0
    }
    assert reached == set(scenario.endings)
    assert len(reached) >= 4


def test_sold_and_trusted_come_apart_both_ways(name: str) -> None:
    scenario = scenario_of(name)
    engine = Engine(scenario)
    found = {
        (scenario.endings[situation.at].sold, situation.trust.verdict)
        for variant in scenario.variant_ids
        for situation in explore(engine, variant).situations
        if situation.at in scenario.endings
    }
    assert found >= {(True, True), (False, False), (True, False), (False, True)}


def test_hardly_ever_does_a_best_reply_wound(name: str) -> None:
    scenario = scenario_of(name)
    engine = Engine(scenario)
    for variant in scenario.variant_ids:
        valuation = Valuation(engine, variant)
        for wound in best_wounds(engine, valuation.exploration, valuation.values):
            share = len(wound.numbers) / wound.of
            assert share <= DEFAULTS.best_wounds, (
                f"{wound.reply} wounds, and is best in {share:.1%}"
            )


def test_its_walks_end_as_they_say(name: str) -> None:
    scenario = scenario_of(name)
    assert {"good", "tempting"} <= {walk.name for walk in scenario.walks}
    machine = ConversationMachine(Engine(scenario))
    for walk in scenario.walks:
        situation = replay(machine, walk.replies, walk.variant or scenario.variant_ids[0]).situation
        assert (situation.at, situation.trust.verdict) == (walk.ends, walk.verdict), walk.name
    assert {walk.ends for walk in scenario.walks} == set(scenario.endings), "a walk to each ending"


def walk_named(scenario: Scenario, name: str) -> Walk:
    """A walk of a scenario."""
    return next(walk for walk in scenario.walks if walk.name == name)


def test_the_good_walk_keeps_nearly_all_of_v_and_the_tempting_one_ends_with_no(name: str) -> None:
    scenario = scenario_of(name)
    engine = Engine(scenario)
    good, tempting = walk_named(scenario, "good"), walk_named(scenario, "tempting")
    assert good.verdict
    assert not tempting.verdict
    variant = good.variant or scenario.variant_ids[0]
    valuation = Valuation(engine, variant)
    situation = engine.opening(variant)
    for reply in good.replies:
        assert valuation.choice(situation).kept(reply) >= 0.95, reply
        situation = engine.step(situation, reply)


def test_every_reply_says_why_and_what_tempts(name: str) -> None:
    for state in scenario_of(name).states.values():
        for reply in state.replies:
            assert len(reply.why.split()) >= 10, reply.id
            if any(wound is not Wound.RUMOUR for _, wound in reply.effects.wounds):
                assert len(reply.tempting.split()) >= 8, reply.id


def test_three_or_four_replies_are_offered_at_once(name: str) -> None:
    scenario = scenario_of(name)
    engine = Engine(scenario)
    for variant in scenario.variant_ids:
        for situation in Valuation(engine, variant).exploration.situations:
            if situation.at in scenario.states:
                fewest = 2 if scenario.states[situation.at].few else 3
                assert fewest <= len(engine.ways_from(situation)) <= 4, situation.at


def test_every_walk_can_be_played_by_lines_to_its_debrief(name: str) -> None:
    scenario = scenario_of(name)
    for walk in scenario.walks:
        seed = next(
            s for s in range(99) if _plays(scenario, s) == (walk.variant or scenario.variant_ids[0])
        )
        told = _by_lines(scenario, walk, seed)
        assert "The conversation is over." in told
        assert ("does not trust you." in told) != walk.verdict


def _plays(scenario: Scenario, seed: int) -> str | None:
    return new_play(Script("", scenario, "", ""), None, seed=seed).conversation.opening.variant


def _by_lines(scenario: Scenario, walk: Walk, seed: int) -> str:
    """What line mode tells when a walk is played through it."""
    script = Script("a scenario", scenario, "digest", "text")
    ahead = new_play(script, None, seed=seed, mode=Mode.REAL)
    ahead.begin()
    answers = []
    for reply in walk.replies:
        if ahead.asides:
            answers.append(str(len(ahead.asides) + 1))
        answers.append(str([one.id for one in ahead.offered].index(reply) + 1))
        ahead.choose(reply)
    told = StringIO()
    lines = Lines(StringIO("\n".join([*answers, "y", "2", ""])), told)
    assert play_by_lines(new_play(script, None, seed=seed, mode=Mode.COACH), lines)
    return told.getvalue()
