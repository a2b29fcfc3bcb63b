"""What blind readers are shown, and how their rankings are held against V."""

from __future__ import annotations

import pytest

from simulator.core.analysis import Valuation
from simulator.core.blind import (
    Item,
    Ranking,
    agreement,
    conversation_at,
    items_of,
    shown_to,
    spearman,
)
from simulator.core.engine import Engine
from simulator.core.scenario import Scenario
from tests.builders import HEARS_ME, HONEST, PROVED, SHOWN, Wound, does, reply, scenario, state


def talk() -> Scenario:
    """Two states at which something is at stake, and one at which nothing is."""
    return scenario(
        state(
            "one",
            reply("hear", "two", does(earns={HEARS_ME: SHOWN})),
            reply("nod", "two"),
            reply("rush", "two", does(wounds={HEARS_ME: Wound.SLIP})),
        ),
        state(
            "two",
            reply("prove", "three", does(earns={HEARS_ME: SHOWN, HONEST: PROVED})),
            reply("say", "three"),
        ),
        state("three", reply("bye"), reply("thanks")),
        bar={HEARS_ME: SHOWN},
    )


@pytest.fixture
def valuation() -> Valuation:
    return Valuation(Engine(talk()))


ONE = Item(None, "one", ())


def test_every_state_at_which_something_is_at_stake_is_shown_once(valuation: Valuation) -> None:
    assert [item.state for item in items_of(valuation, None)] == ["two"]
    harder = Valuation(Engine(_with_bar(talk())))
    assert [item.state for item in items_of(harder, None)] == ["one", "two"]


def _with_bar(one: Scenario) -> Scenario:
    """The same, where only the first state can be heard in."""
    from dataclasses import replace

    two = state(
        "two",
        reply("prove", "three", does(earns={HONEST: PROVED})),
        reply("say", "three"),
    )
    return replace(one, states={**one.states, "two": two})


def test_the_way_to_an_item_can_be_played(valuation: Valuation) -> None:
    for item in items_of(valuation, None):
        assert conversation_at(valuation.engine, item).situation.at == item.state


def test_the_same_seed_shows_the_same_and_another_may_not(valuation: Valuation) -> None:
    assert items_of(valuation, None, 3) == items_of(valuation, None, 3)
    ways = {items_of(valuation, None, seed)[0].path for seed in range(9)}
    assert len(ways) > 1


def test_each_reader_has_an_order_of_its_own_and_keeps_it() -> None:
    replies = talk().states["one"].replies
    orders = {shown_to(f"reader {n}", ONE, replies) for n in range(20)}
    assert len(orders) > 1
    assert shown_to("ada", ONE, replies) == shown_to("ada", ONE, tuple(reversed(replies)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 1, 2), (0, 1, 2), 1.0),
        ((0, 1, 2), (2, 1, 0), -1.0),
        ((0, 1, 2), (0, 2, 1), 0.5),
        ((0, 1, 2), (0, 1.5, 1.5), 0.866),
        ((0, 1, 2), (1, 1, 1), 0.0),
    ],
)
def test_spearman_is_the_correlation_of_ranks(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert spearman(one, other) == pytest.approx(expected, abs=0.001)


def test_agreement_with_v_and_among_readers() -> None:
    harder = Valuation(Engine(_with_bar(talk())))
    values = harder.choice(harder.engine.opening()).values
    by_v = tuple(sorted(values, key=lambda name: -values[name]))

    found = agreement(
        {None: harder},
        [Ranking("ada", ONE, by_v), Ranking("bo", ONE, tuple(reversed(by_v)))],
    )

    assert found is not None
    assert found.first_right == 0.5
    assert found.among_readers == pytest.approx(-1.0)
    (state_one,) = found.states
    assert state_one.best == ("hear",)
    assert state_one.readers == 2
    assert state_one.firsts["hear"] == 1


def test_a_ranking_of_other_replies_or_of_another_way_is_no_ranking(valuation: Valuation) -> None:
    elsewhere = Item(None, "two", ("gone",))
    rankings = [
        Ranking("ada", ONE, ("hear", "nod")),
        Ranking("ada", elsewhere, ("prove", "say")),
        Ranking("ada", Item("other", "one", ()), ("hear", "nod", "rush")),
    ]
    assert agreement({None: valuation}, rankings) is None
