"""V, marks and shares, against arithmetic done by hand."""

from __future__ import annotations

import pytest

from simulator.core.analysis import (
    Choice,
    Mark,
    Valuation,
    chances,
    evenly,
    practised,
    reach,
    turns_to_end,
    yes_by_non_best,
)
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.scenario import Scenario
from tests.builders import HEARS_ME, HONEST, PROVED, SHOWN, does, line_of, reply, scenario, state

YES = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})


def two_doors() -> Scenario:
    """First turn: left or right. Left offers yes once in two, right once in three."""
    return scenario(
        state("first", reply("left", "half"), reply("right", "third")),
        state("half", reply("half_yes", effects=YES), reply("half_no")),
        state("third", reply("third_yes", effects=YES), reply("no_1"), reply("no_2")),
    )


def test_v_is_the_best_two_times_in_three_and_any_other_evenly() -> None:
    assert practised([1.0]) == 1.0
    assert practised([1.0, 0.0]) == pytest.approx(2 / 3)
    assert practised([0.2, 0.8, 0.4]) == pytest.approx(2 / 3 * 0.8 + 1 / 3 * 0.3)


def test_v_of_a_tie_counts_one_of_them_as_the_best() -> None:
    assert practised([0.8, 0.8, 0.2]) == pytest.approx(2 / 3 * 0.8 + 1 / 3 * 0.5)


def test_v_goes_back_from_the_endings_to_the_opening() -> None:
    valuation = Valuation(Engine(two_doors()))
    choice = valuation.choice(valuation.engine.opening())
    assert choice.values == pytest.approx({"left": 2 / 3, "right": 2 / 3})
    assert not choice.matters


def test_random_play_chooses_evenly() -> None:
    exploration = explore(Engine(two_doors()))
    assert chances(exploration, evenly)[0] == pytest.approx((1 / 2 + 1 / 3) / 2)


def test_the_share_with_k_non_best_replies_weighs_the_classes() -> None:
    exploration = explore(Engine(two_doors()))
    values = chances(exploration, practised)
    # The first turn is a tie, so both doors are best; the second decides.
    assert yes_by_non_best(exploration, values) == (1.0, 0.0, None, None)


def test_the_share_weighs_by_the_number_of_replies_of_the_class() -> None:
    one = scenario(
        state("a", reply("best", "safe"), reply("risky", "b"), reply("lost", "c")),
        state("safe", reply("safe_yes", effects=YES)),
        state("b", reply("b_yes", effects=YES), reply("b_no")),
        state("c", reply("c_no")),
    )
    exploration = explore(Engine(one))
    shares = yes_by_non_best(exploration, chances(exploration, practised))
    # One non-best: risky (weight 1/2) and then b_yes; lost (weight 1/2) ends in no. Two: risky, b_no.
    assert list(shares[:3]) == pytest.approx([1.0, 0.5, 0.0])


def test_turns_are_counted_from_the_opening_to_an_end() -> None:
    one = scenario(state("a", reply("short"), reply("long", "b")), state("b", reply("end")))
    assert turns_to_end(explore(Engine(one))) == (1, 2)


def test_reach_follows_the_weights() -> None:
    exploration = explore(Engine(two_doors()))
    met = reach(exploration, lambda _, replies: [1 / len(replies)] * len(replies))
    ends = [
        share
        for situation, share in zip(exploration.situations, met, strict=True)
        if situation.at == "end"
    ]
    assert sum(ends) == pytest.approx(1)


class TestMarks:
    """The first that fits: decisive, costly, good, best."""

    @pytest.mark.parametrize(
        ("values", "wounds", "mark"),
        [
            ((0.80, 0.55), False, Mark.DECISIVE),
            ((0.80, 0.56), False, Mark.COSTLY),
            ((0.20, 0.00), False, Mark.DECISIVE),
            ((0.80, 0.70), False, Mark.COSTLY),
            ((0.30, 0.22), False, Mark.COSTLY),
            ((0.30, 0.23), False, Mark.GOOD),
            ((0.80, 0.71), False, Mark.GOOD),
            ((0.80, 0.79), False, Mark.GOOD),
            ((0.80, 0.791), False, Mark.BEST),
            ((0.80, 0.791), True, Mark.COSTLY),
        ],
    )
    def test_a_reply_is_marked_by_what_it_gave_away(
        self, values: tuple[float, float], wounds: bool, mark: Mark
    ) -> None:
        best, used = values
        assert Choice({"best": best, "used": used, "bad": 0.1}).mark("used", wounds) is mark

    def test_the_best_reply_that_wounds_is_costly(self) -> None:
        assert Choice({"a": 0.5, "b": 0.4}).mark("a", wounds=True) is Mark.COSTLY

    def test_where_all_are_equal_there_is_no_mark(self) -> None:
        assert Choice({"a": 0.5, "b": 0.5 + 1e-12}).mark("a", wounds=True) is None

    def test_what_was_kept_is_a_share_of_the_best(self) -> None:
        choice = Choice({"a": 0.5, "b": 0.4})
        assert choice.kept("b") == pytest.approx(0.8)
        assert Choice({"a": 0.0, "b": 0.0}).is_lost


def test_a_row_without_a_choice_has_the_value_of_its_end() -> None:
    valuation = Valuation(Engine(line_of(does(), YES)))
    assert valuation.value(valuation.engine.opening()) == 1.0
