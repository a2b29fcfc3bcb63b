"""Whether two variants show something different before it matters which is played."""

from __future__ import annotations

from typing import Any

from simulator.core.analysis import Valuation
from simulator.core.engine import Engine
from simulator.core.scenario import (
    Before,
    Fact,
    Line,
    Reply,
    Scenario,
    Seller,
    Truth,
    TruthAbout,
    Variant,
    VariantIs,
    Wound,
)
from simulator.core.telling_apart import Side, alike_until
from tests.builders import ABLE, HEARS_ME, HONEST, PROVED, SHOWN, does, reply, scenario, state

FIRST = VariantIs(frozenset({"first"}))
YES = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
TURN = (reply("yes", effects=YES), reply("no", effects=does(wounds={ABLE: Wound.SLIP})))


def until(one: Scenario) -> tuple[str, ...] | None:
    engine = Engine(one)
    first, second = (Valuation(engine, name) for name in ("first", "second"))
    return alike_until(
        engine,
        Side("first", first.exploration, first.values),
        Side("second", second.exploration, second.values),
    )


def two(*replies: Reply, lines: tuple[Line, ...] = (), **others: Any) -> Scenario:
    """Two variants; the first turn leads on, and the second is the turning point."""
    return scenario(
        state("a", *(replies or (reply("on", "b"),))),
        state("b", *TURN, lines=lines),
        variants=(Variant("first"), Variant("second")),
        **others,
    )


def test_where_nothing_differs_they_cannot_be_told_apart() -> None:
    assert until(two()) == ("on",)


def test_a_difference_that_is_not_shown_does_not_help() -> None:
    hurt = Before(wounds=((ABLE, Wound.SLIP),), when=FIRST)
    assert until(two(before=hurt)) == ("on",)


def test_a_turning_point_at_the_start_takes_no_reply() -> None:
    one = scenario(state("a", *TURN), variants=(Variant("first"), Variant("second")))
    assert until(one) == ()


def test_a_fact_of_the_briefing_tells_them_apart() -> None:
    assert until(two(seller=Seller(facts=(Fact("a rumour", when=FIRST),)))) is None


def test_a_line_before_the_turn_tells_them_apart() -> None:
    assert until(two(lines=(Line("They say …", when=FIRST),))) is None


def test_an_answer_tells_them_apart() -> None:
    on = reply("on", "b", reaction=(Line("Hm.", when=FIRST),))
    assert until(two(on)) is None


def test_one_way_on_which_nothing_is_shown_is_enough() -> None:
    on = reply("on", "b", reaction=(Line("Hm.", when=FIRST),))
    assert until(two(on, reply("silently", "b"))) == ("silently",)


def test_a_reply_that_only_one_of_them_offers_tells_them_apart() -> None:
    assert until(two(reply("on", "b"), reply("other", "b", when=FIRST))) is None


def test_a_half_truth_tells_them_apart() -> None:
    truth = Truth("late", TruthAbout.TIMING, "Late.", "As always.")
    knows = Before(earned=((HEARS_ME, SHOWN),), when=FIRST)
    ask = reply("ask", "b", does(asks="late"))
    assert until(two(ask, truths=(truth,), before=knows)) is None


def test_where_no_turning_point_comes_nothing_has_to_differ() -> None:
    one = scenario(state("a", reply("bye")), variants=(Variant("first"), Variant("second")))
    assert until(one) is None
