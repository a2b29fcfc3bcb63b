"""The walk finds every situation once, and says what makes a scenario explode."""

from __future__ import annotations

import pytest

from simulator.core.engine import Engine
from simulator.core.explore import TooManySituationsError, explore
from simulator.core.scenario import Promise, Replied, Scenario
from simulator.core.slicing import LOST, WON, Slicer
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    PROVED,
    SAID,
    SHOWN,
    Wound,
    does,
    line_of,
    reply,
    scenario,
    state,
)


def hub(count: int) -> Scenario:
    """A hub of that many questions, in any order, each with a promise."""
    names = [f"q{n}" for n in range(count)]
    return scenario(
        state("hub", *(reply(name, "hub", does(makes=(name,))) for name in names), reply("go")),
        promises=tuple(Promise(name, name) for name in names),
    )


def test_a_row_has_as_many_situations_as_states_and_its_ending() -> None:
    assert len(explore(Engine(line_of(does(), does(), does())))) == 4


def test_a_hub_has_every_subset_of_its_questions() -> None:
    assert len(explore(Engine(hub(4)))) == 2 * 2**4


def test_what_was_asked_in_a_hub_is_forgotten_once_it_is_left() -> None:
    talk = scenario(
        state("hub", *(reply(name, "hub") for name in "abcd"), reply("go", "later")),
        state("later", reply("end")),
    )
    assert len(explore(Engine(talk))) == 2**4 + 2


def test_what_a_condition_asks_about_is_not_forgotten() -> None:
    talk = scenario(
        state("hub", *(reply(name, "hub") for name in "abcd"), reply("go", "later")),
        state("later", reply("end"), reply("gated", when=Replied("a"))),
    )
    assert len(explore(Engine(talk))) == 2**4 + 2 + 1


def test_replies_that_do_the_same_lead_to_one_situation() -> None:
    one = scenario(
        state("a", *(reply(name, "b", does(earns={ABLE: SHOWN})) for name in "xyz")),
        state("b", reply("end")),
    )
    assert len(explore(Engine(one))) == 3


def test_past_the_limit_it_stops_and_names_the_cause() -> None:
    with pytest.raises(TooManySituationsError) as stopped:
        explore(Engine(hub(8)), limit=100)
    text = str(stopped.value)
    assert text.startswith("more than 100 situations: the replies already used (`q")
    assert "and more): " in text
    assert "most of them meet in `hub`" in text


def test_the_sliced_walk_says_it_as_well() -> None:
    engine = Engine(
        scenario(
            state("start", reply("prove", "hub", does(earns={HONEST: PROVED, HEARS_ME: SHOWN}))),
            state("hub", *(reply(f"q{n}", "hub") for n in range(8)), reply("go")),
        )
    )
    with pytest.raises(TooManySituationsError, match="`hub`"):
        explore(engine, slice=Slicer(engine), limit=100)


class TestForgetting:
    """What the sliced walk forgets, seen at one situation each."""

    def test_a_rung_between_two_that_are_read_is_the_lower_one(self) -> None:
        one = line_of(
            does(earns={ABLE: SHOWN}),
            does(earns={HONEST: PROVED, HEARS_ME: SHOWN}),
            bar={ABLE: SAID},
        )
        engine = Engine(one)
        situation = Slicer(engine)(engine.step(engine.opening(), "r1"))
        assert situation.trust.rung(ABLE) is SAID

    def test_a_dimension_under_the_bar_that_nothing_later_earns_is_lost(self) -> None:
        one = line_of(does(), does(earns={HONEST: PROVED}), bar={ABLE: SHOWN})
        engine = Engine(one)
        assert Slicer(engine)(engine.opening()) is LOST

    def test_an_open_slip_that_nothing_later_closes_is_lost(self) -> None:
        proof = does(earns={HONEST: PROVED, HEARS_ME: SHOWN})
        engine = Engine(line_of(does(wounds={ABLE: Wound.SLIP}), proof))
        assert Slicer(engine)(engine.opening()) is not LOST
        assert Slicer(engine)(engine.step(engine.opening(), "r1")) is LOST

    def test_every_ending_with_yes_is_one(self) -> None:
        engine = Engine(line_of(does(earns={HONEST: PROVED, HEARS_ME: SHOWN})))
        assert Slicer(engine)(engine.step(engine.opening(), "r1")) is WON
