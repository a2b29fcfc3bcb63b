"""A cue is told from chance by exact figures."""

from __future__ import annotations

from math import comb, inf

import pytest

from simulator.compiler.rules.counting import Tally, alone, at_least, leading, spread
from simulator.compiler.texts import Exchange
from simulator.core.scenario import Reply, State


def exchange(best: int, *texts: str) -> Exchange:
    """An exchange of which the first so many replies are best."""
    replies = tuple(Reply(f"r{n}", (), say=text) for n, text in enumerate(texts))
    return Exchange(State("s", replies), replies, replies[:best])


def length(_: Exchange, reply: Reply) -> float:
    return len(reply.say)


def test_the_binomial_tail_is_exact() -> None:
    assert at_least(0, 7, 0.3) == pytest.approx(1)
    assert at_least(7, 7, 1 / 3) == pytest.approx(3**-7)
    assert at_least(9, 12, 1 / 3) == pytest.approx(
        sum(comb(12, k) * (1 / 3) ** k * (2 / 3) ** (12 - k) for k in range(9, 13))
    )
    assert at_least(0, 0, 0.0) == 1


@pytest.mark.parametrize("chance", [0.05, 1 / 3, 0.5, 0.9])
def test_the_tail_is_that_of_the_definition_on_both_sides_of_the_mean(chance: float) -> None:
    for hits in range(14):
        terms = [comb(13, k) * chance**k * (1 - chance) ** (13 - k) for k in range(hits, 14)]
        assert at_least(hits, 13, chance) == pytest.approx(sum(terms), abs=1e-12)


def test_a_file_may_be_as_large_as_it_likes() -> None:
    assert at_least(2000, 6000, 1 / 3) == pytest.approx(0.5, abs=0.02)
    assert at_least(3000, 6000, 1 / 3) < 1e-100
    assert at_least(1000, 6000, 1 / 3) == pytest.approx(1)
    assert at_least(5, 5, 1.0) == 1
    assert at_least(1, 5, 0.0) == 0


def test_of_five_states_with_three_replies_all_hits_are_more_than_chance_and_of_four_not() -> None:
    assert Tally(5, 5, 5 / 3, 5).by_chance < 0.01 < Tally(4, 4, 4 / 3, 4).by_chance


def test_best_leads_only_where_it_leads_alone() -> None:
    tally = leading(
        [
            exchange(1, "long", "no", "no"),
            exchange(1, "no", "long", "no"),
            exchange(1, "same", "same", "no"),
            exchange(2, "long", "long", "no"),
            exchange(1, "same", "same", "same"),
        ],
        length,
    )
    assert (tally.hits, tally.trials, tally.of) == (2, 3, 5)
    assert tally.expected == pytest.approx(1 / 3 + 1 / 3 + 2 / 3)
    assert tally.share == pytest.approx(2 / 5)


def test_alone_counts_only_where_one_reply_has_it() -> None:
    def asks(reply: Reply) -> bool:
        return "?" in reply.say

    tally = alone(
        [
            exchange(1, "a?", "b", "c"),
            exchange(1, "a?", "b?", "c"),
            exchange(1, "a", "b?", "c"),
            exchange(1, "a", "b", "c"),
        ],
        asks,
    )
    assert (tally.hits, tally.trials, tally.of, tally.at) == (1, 2, 4, ("r0",))
    assert tally.expected == pytest.approx(2 / 3)


def test_a_spread_is_measured_against_how_many_there_are_of_each() -> None:
    def is_sure(reply: Reply) -> bool:
        return reply.say == "always"

    two = [exchange(1, "x", "always", "y"), exchange(1, "always", "always", "always")]
    tally = spread(two, is_sure, in_wrong=True)
    assert (tally.hits, tally.trials, tally.of) == (3, 4, 4)
    assert tally.expected == pytest.approx(4 * 2 / 3)
    # Three of four wrong replies, and one of two best ones.
    assert tally.times_as_often == pytest.approx((3 / 4) / (1 / 2))
    other = spread(two, is_sure, in_wrong=False)
    assert (other.hits, other.trials, other.of) == (1, 4, 4)
    assert other.expected == pytest.approx(4 / 3)


def test_what_stands_on_one_side_only_is_there_without_bound() -> None:
    assert Tally(3, 3, 2.0, 6).times_as_often == inf
    assert Tally(0, 0, 0.0, 6).times_as_often == 0


def test_tallies_add_up() -> None:
    both = Tally(3, 4, 1.5, 6, ("a",)).joined(Tally(1, 2, 1.0, 3, ("b",)))
    assert both == Tally(4, 6, 2.5, 9)
    assert both.chance == pytest.approx(2.5 / 6)
