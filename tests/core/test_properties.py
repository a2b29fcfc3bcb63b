"""What must hold for every scenario, tried on random ones."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.analysis import chances, evenly, practised, yes_by_non_best
from simulator.core.conversation import begin, replay
from simulator.core.engine import Engine
from simulator.core.explore import Exploration, TooManySituationsError, explore
from simulator.core.machine import ConversationMachine
from simulator.core.scenario import Scenario
from simulator.core.slicing import Slicer
from tests.strategies import scenarios

LIMIT = 1_500
seeds = st.integers(0, 2**32)


def walked(engine: Engine, *, sliced: bool) -> Exploration | None:
    """The walk, or None for a scenario that is too large for a test."""
    try:
        return explore(engine, slice=Slicer(engine) if sliced else None, limit=LIMIT)
    except TooManySituationsError:
        return None


@given(scenarios(), seeds)
@settings(max_examples=150)
def test_the_machine_and_the_step_come_to_the_same_situation(one: Scenario, seed: int) -> None:
    engine, choice = Engine(one), random.Random(seed)
    machine = ConversationMachine(engine)
    situation = engine.opening()
    assert machine.opening(None)[0] == situation
    for _ in range(12):
        replies = engine.replies(situation)
        if not replies:
            break
        reply = choice.choice(replies).id
        live, _ = machine.choose(situation, reply)
        assert live == engine.step(situation, reply)
        situation = live


@given(scenarios(), seeds)
@settings(max_examples=150)
def test_random_play_never_leaves_the_walk(one: Scenario, seed: int) -> None:
    engine, choice = Engine(one), random.Random(seed)
    full = walked(engine, sliced=False)
    if full is None:
        return
    number, situation = 0, full.situations[0]
    while edges := full.edges[number]:
        assert [reply for reply, _ in edges] == [r.id for r in engine.replies(situation)]
        reply, number = choice.choice(edges)
        situation = engine.step(situation, reply)
        assert situation == full.situations[number]


@given(scenarios())
@settings(max_examples=150)
def test_no_situation_recurs(one: Scenario) -> None:
    full = walked(Engine(one), sliced=False)
    if full is None:
        return
    seen: set[int] = set()
    for number in full.order:
        assert all(to in seen for _, to in full.edges[number]), "each stands after all it leads to"
        seen.add(number)
    assert len(seen) == len(full) == len(set(full.situations))


@given(scenarios())
@settings(max_examples=500)
def test_the_sliced_walk_has_the_same_v_as_the_full_one(one: Scenario) -> None:
    engine = Engine(one)
    full, sliced = walked(engine, sliced=False), walked(engine, sliced=True)
    if full is None:
        return
    assert sliced is not None
    assert len(sliced) <= len(full) + 2, "forgetting adds no situations but the two ends"
    for policy in (practised, evenly):
        values, few = chances(full, policy), chances(sliced, policy)
        for situation, value in zip(full.situations, values, strict=True):
            assert abs(value - few[sliced.number(situation)]) < 1e-9
    shares = yes_by_non_best(full, chances(full, practised))
    few_shares = yes_by_non_best(sliced, chances(sliced, practised))
    for share, few_share in zip(shares, few_shares, strict=True):
        assert (share is None) == (few_share is None)
        assert share is None or few_share is None or abs(share - few_share) < 1e-9


@given(scenarios(), seeds)
@settings(max_examples=150)
def test_replaying_a_play_equals_it(one: Scenario, seed: int) -> None:
    machine, choice = ConversationMachine(Engine(one)), random.Random(seed)
    conversation = begin(machine)
    while not conversation.is_over and len(conversation.turns) < 15:
        conversation = conversation.choose(choice.choice(conversation.replies).id)
    again = replay(machine, [turn.reply.id for turn in conversation.turns])
    assert again.turns == conversation.turns
    assert again.transcript == conversation.transcript
    assert conversation.rewind(0).situation == conversation.opening
