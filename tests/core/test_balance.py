"""What replies keep of V, where wounding pays, and where dimensions are earned."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from simulator.core.analysis import Valuation, chances, practised
from simulator.core.balance import best_wounds, choice_at, earned_at, kept_along
from simulator.core.engine import Engine
from simulator.core.explore import Exploration, explore
from simulator.core.scenario import (
    AnyOf,
    Before,
    Channel,
    Due,
    OpenIs,
    Promise,
    Repair,
    Scenario,
    Wound,
    WoundOpen,
)
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    PROVED,
    SAID,
    SHOWN,
    does,
    line_of,
    reply,
    scenario,
    state,
)
from tests.strategies import scenarios

YES = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
DEARLY = does(earns={HEARS_ME: SHOWN, HONEST: PROVED}, wounds={ABLE: Wound.SLIP})


def walked(one: Scenario) -> tuple[Exploration, list[float]]:
    walk = explore(Engine(one))
    return walk, chances(walk, practised)


def test_a_choice_has_v_after_each_reply_and_an_end_has_none() -> None:
    walk, values = walked(scenario(state("a", reply("yes", effects=YES), reply("no"))))
    choice = choice_at(walk, values, 0)
    assert choice is not None
    assert choice.values == {"yes": 1.0, "no": 0.0}
    assert choice_at(walk, values, dict(walk.edges[0])["no"]) is None


class TestKeeping:
    """What each reply of a play keeps of V."""

    ONE = scenario(
        state("a", reply("well", "b"), reply("badly", "c")),
        state("b", reply("yes_b", effects=YES), reply("no_b")),
        state("c", reply("yes_c", effects=YES), reply("no_c1"), reply("no_c2")),
    )

    def kept(self, *replies: str) -> list[tuple[str, float]]:
        return list(kept_along(*walked(self.ONE), replies))

    def test_it_is_a_share_of_the_best(self) -> None:
        assert self.kept("well", "no_b") == [("well", 1.0), ("no_b", 0.0)]

    def test_replies_that_tie_keep_all(self) -> None:
        assert self.kept("badly", "yes_c") == [("badly", pytest.approx(1.0)), ("yes_c", 1.0)]

    def test_it_stops_at_a_reply_that_cannot_be_given(self) -> None:
        assert self.kept("well", "yes_c") == [("well", 1.0)]

    def test_it_stops_where_yes_is_out_of_reach(self) -> None:
        lost = scenario(
            state("a", reply("no", "b"), reply("yes", effects=YES)), state("b", reply("x"))
        )
        assert list(kept_along(*walked(lost), ("no", "x"))) == [("no", 0.0)]


class TestWounding:
    """Replies that wound and are best."""

    def names(self, one: Scenario) -> list[tuple[str, int, int]]:
        return [
            (found.reply, len(found.numbers), found.of)
            for found in best_wounds(Engine(one), *walked(one))
        ]

    def test_one_that_is_worth_more_than_it_hurts_is_named(self) -> None:
        one = scenario(
            state("a", reply("dearly", "b", DEARLY), reply("no")),
            state("b", reply("mend", effects=does(earns={ABLE: SHOWN}))),
        )
        assert self.names(one) == [("dearly", 1, 1)]

    def test_one_that_is_not_best_is_not(self) -> None:
        one = scenario(state("a", reply("yes", effects=YES), reply("no", effects=DEARLY)))
        assert self.names(one) == []

    def test_where_all_replies_are_equal_none_is(self) -> None:
        hurt = does(wounds={ABLE: Wound.SLIP})
        assert self.names(scenario(state("a", reply("x", effects=hurt), reply("y")))) == []

    def test_a_broken_word_wounds(self) -> None:
        one = scenario(
            state(
                "a",
                reply("break", "b", does(breaks=("van",))),
                reply("keep", effects=does(keeps=("van",))),
            ),
            state(
                "b",
                reply(
                    "own", effects=does(earns={HEARS_ME: SHOWN, HONEST: PROVED}, repairs=REPAIRS)
                ),
            ),
            promises=(Promise("van", "a van"),),
            before=Before(promises=("van",)),
        )
        assert [name for name, _, _ in self.names(one)] == ["break"]

    def test_what_happens_on_entering_the_next_state_does_not_count(self) -> None:
        one = scenario(
            state("a", reply("go", "b"), reply("no")),
            state(
                "b",
                reply(
                    "own", effects=does(earns={HEARS_ME: SHOWN, HONEST: PROVED}, repairs=REPAIRS)
                ),
                due=(Due("van", False),),
            ),
            promises=(Promise("van", "a van"),),
            before=Before(promises=("van",)),
        )
        assert self.names(one) == []

    def test_owning_what_was_not_done_wounds(self) -> None:
        one = scenario(
            state("a", reply("own", "b", does(repairs=(Repair.OWN,))), reply("no")),
            state(
                "b",
                reply(
                    "refute", effects=does(earns={HEARS_ME: SHOWN, HONEST: PROVED}, refutes=True)
                ),
            ),
            before=Before(wounds=((ABLE, Wound.RUMOUR),)),
        )
        assert [name for name, _, _ in self.names(one)] == ["own"]

    def test_a_scene_of_repair_that_only_wounds_open_is_found_out(self) -> None:
        broken = WoundOpen(Wound.BREACH)
        repair = does(earns={HONEST: PROVED}, repairs=REPAIRS)
        one = scenario(
            state(
                "a",
                reply("hurt", "b", does(earns={HEARS_ME: SHOWN}, wounds={ABLE: Wound.BREACH})),
                reply("kind", "b", does(earns={HEARS_ME: SHOWN})),
            ),
            state("b", reply("repair", effects=repair, when=broken), reply("bye")),
        )
        assert [name for name, _, _ in self.names(one)] == ["hurt"]


REPAIRS = (Repair.OWN, Repair.REMEDY, Repair.PREVENT)


@given(scenarios())
@settings(max_examples=60, deadline=None)
def test_the_sliced_walk_finds_the_same_replies_wounding(one: Scenario) -> None:
    engine = Engine(one)
    few = Valuation(engine)
    full = {found.reply for found in best_wounds(engine, *walked(one))}
    assert {found.reply for found in best_wounds(engine, few.exploration, few.values)} == full


class TestEarning:
    """The states at which a dimension reaches the bar."""

    def at(self, one: Scenario) -> dict[str, set[str]]:
        return {d.value: states for d, states in earned_at(explore(Engine(one))).items()}

    def test_a_state_counts_whose_reply_reaches_the_bar(self) -> None:
        one = line_of(does(earns={ABLE: SAID}), does(earns={ABLE: SHOWN}), bar={ABLE: SHOWN})
        assert self.at(one) == {"able": {"s2"}}

    def test_both_count_where_the_second_makes_good_for_the_first(self) -> None:
        shown = does(earns={ABLE: SHOWN})
        one = scenario(
            state("a", reply("a_yes", "b", shown), reply("a_no", "b")),
            state("b", reply("b_yes", effects=shown), reply("b_no")),
            bar={ABLE: SHOWN},
        )
        assert self.at(one) == {"able": {"a", "b"}}

    def test_what_the_channel_caps_does_not_count(self) -> None:
        one = line_of(does(earns={HEARS_ME: SHOWN}), bar={HEARS_ME: SHOWN}, channel=Channel.TEXT)
        assert self.at(one) == {"hears_me": set()}

    def test_a_dimension_that_the_opening_has_or_nobody_asks_for_is_left_out(self) -> None:
        one = line_of(does(), bar={ABLE: SAID}, before=Before(earned=((ABLE, SHOWN),)))
        assert self.at(one) == {}

    def test_a_promise_that_is_kept_on_entering_belongs_to_the_reply_before(self) -> None:
        one = scenario(
            state("a", reply("on", "b")),
            state("b", reply("bye"), due=(Due("van", True),)),
            promises=(Promise("van", "a van"),),
            before=Before(promises=("van",)),
            bar={HONEST: SHOWN},
        )
        assert self.at(one) == {"honest": {"a"}}


def test_conditions_that_never_let_through_leave_nothing_to_earn() -> None:
    shown = reply("shown", effects=does(earns={ABLE: SHOWN}), when=AnyOf((OpenIs(True),)))
    one = scenario(state("a", shown, reply("bye")), bar={ABLE: SHOWN})
    assert earned_at(explore(Engine(one))) == {ABLE: set()}
