"""Replies that change nothing, and replies that do the same as another."""

from __future__ import annotations

from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.likeness import alike, without_effect
from simulator.core.scenario import Line, OpenIs, Replied, Scenario, Target
from tests.builders import ABLE, HEARS_ME, SAID, SHOWN, does, reply, scenario, state

SAYS = does(earns={ABLE: SAID})


def idle(one: Scenario) -> list[str]:
    return without_effect(one, [explore(Engine(one))])


def same(one: Scenario) -> list[tuple[str, ...]]:
    return alike(one, [explore(Engine(one))])


def test_a_question_in_a_hub_that_does_nothing_changes_nothing() -> None:
    assert idle(scenario(state("a", reply("hm", "a"), reply("ask", "a", SAYS), reply("go")))) == [
        "hm"
    ]


def test_a_reply_that_leads_elsewhere_changes_something() -> None:
    assert idle(scenario(state("a", reply("on", "b")), state("b", reply("go")))) == []


def test_a_reply_that_somebody_asks_about_changes_something() -> None:
    line = Line("You said hm.", when=Replied("hm"))
    assert idle(scenario(state("a", reply("hm", "a"), reply("go"), lines=(line,)))) == []


def test_a_reply_that_does_something_once_in_a_while_changes_something() -> None:
    asks = does(earns={HEARS_ME: SHOWN})
    one = scenario(
        state("start", reply("earn", "a", asks), reply("wait", "a")),
        state("a", reply("earn_again", "a", asks), reply("go")),
    )
    assert idle(one) == []


def test_a_reply_that_nobody_can_give_is_not_named() -> None:
    assert idle(scenario(state("a", reply("hm", "a", when=OpenIs(True)), reply("go")))) == []


def test_replies_of_the_same_effect_and_target_are_alike() -> None:
    one = scenario(
        state("a", reply("x", "b", SAYS), reply("y", "b"), reply("z", "b", SAYS)),
        state("b", reply("go")),
    )
    assert same(one) == [("x", "z")]


def test_replies_that_differ_in_one_situation_are_not() -> None:
    one = scenario(
        state("start", reply("earn", "a", does(earns={HEARS_ME: SHOWN})), reply("wait", "a")),
        state("a", reply("x", (Target("b", OpenIs(True)), Target("end"))), reply("y")),
        state("b", reply("go")),
    )
    assert same(one) == []


def test_replies_that_are_never_offered_together_are_not() -> None:
    one = scenario(
        state("start", reply("earn", "a", does(earns={HEARS_ME: SHOWN})), reply("wait", "a")),
        state("a", reply("x", when=OpenIs(True)), reply("y", when=OpenIs(False))),
    )
    assert same(one) == []


def test_three_that_are_alike_are_one_group_and_another_pair_is_another() -> None:
    one = scenario(
        state("a", *(reply(name) for name in "pqr"), *(reply(name, "b") for name in "st")),
        state("b", reply("go")),
    )
    assert same(one) == [("p", "q", "r"), ("s", "t")]


def test_replies_that_somebody_asks_about_are_not_alike() -> None:
    one = scenario(
        state("a", reply("x", "b"), reply("y", "b")),
        state("b", reply("go"), reply("as_you_said", "a", when=Replied("x"))),
    )
    assert same(one) == []
