"""The figures of a scenario, against arithmetic done by hand."""

from __future__ import annotations

import pytest

from simulator.core.engine import Engine
from simulator.core.explore import TooManySituationsError
from simulator.core.flow import Player
from simulator.core.lexicon import Lexicon
from simulator.core.overview import Overview, overview
from simulator.core.scenario import Scenario, Variant, VariantIs
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    PROVED,
    SHOWN,
    Wound,
    does,
    ending,
    reply,
    scenario,
    state,
)

YES = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
HURT = does(wounds={ABLE: Wound.BETRAYAL})


def two_turns() -> Scenario:
    """`hurt` loses all; the second turn decides for whoever was not hurt."""
    return scenario(
        state("first", reply("kind", "second"), reply("hurt", "second", HURT)),
        state("second", reply("yes", effects=YES), reply("no", "away")),
        endings=(ending(sold=True), ending("away"), ending("nowhere")),
    )


def figures(one: Scenario, variant: str | None = None) -> Overview:
    return overview(Engine(one), variant)


def test_yes_by_each_player_and_by_the_number_of_lapses() -> None:
    found = figures(two_turns())
    assert found.yes == pytest.approx(
        {Player.RANDOM: 1 / 4, Player.PRACTISED: 4 / 9, Player.BEST: 1}
    )
    assert found.non_best == (1.0, 0.0, None, None)
    assert (found.paths, found.turns) == (4, (2, 2))


def test_v_of_a_reply_is_weighed_by_how_often_practised_play_meets_its_situations() -> None:
    first, second = figures(two_turns()).states
    kind, hurt = first.replies
    assert (kind.value, hurt.value, hurt.given_away) == pytest.approx((2 / 3, 0, 2 / 3))
    assert first.at_stake == pytest.approx(2 / 3)
    yes, no = second.replies
    # Two plays in three come unhurt, and for those `yes` is worth 1.
    assert (yes.value, no.value, no.given_away) == pytest.approx((2 / 3, 0, 2 / 3))
    assert (yes.best, no.best) == pytest.approx((1, 1 / 3)), "where all is lost, both are the best"
    assert second.at_stake == pytest.approx(2 / 3)


def test_a_state_tells_where_its_replies_lead_and_how_often() -> None:
    first, second = figures(two_turns()).states
    assert first.to == pytest.approx({"second": 1})
    assert second.to == pytest.approx(
        {"end": 2 / 3 * 2 / 3 + 1 / 3 / 2, "away": 1 / 3 * 2 / 3 + 1 / 6}
    )
    assert second.replies[0].to == {"end": 1.0}
    assert second.met == pytest.approx(1)
    assert (second.turns, second.stuck) == ((2, 2), 0)


def test_an_ending_has_the_best_and_the_worst_trust_that_can_be_had_with_it() -> None:
    end, away, nowhere = figures(two_turns()).endings
    assert (end.best_trust, end.worst_trust) == ("trusting", "broken")
    assert (away.best_trust, away.worst_trust) == ("guarded", "broken")
    assert (nowhere.best_trust, nowhere.worst_trust, nowhere.shortest) == (None, None, None)
    assert nowhere.reach == dict.fromkeys(Player, 0)


def test_states_stand_in_the_order_in_which_plays_come_to_them_and_only_those() -> None:
    one = scenario(
        state("a", reply("on", "z")),
        state("unmet", reply("never")),
        state("b", reply("b_on")),
        state("z", reply("z_on", "b")),
    )
    assert [found.id for found in figures(one).states] == ["a", "z", "b"]


def test_plays_that_stop_for_want_of_a_reply_are_told() -> None:
    one = scenario(
        state("a", reply("on", "b"), reply("out")),
        state("b", reply("never", when=VariantIs(frozenset({"x"})))),
    )
    _, b = figures(one).states
    assert b.stuck == pytest.approx(0.5)
    assert (b.replies, b.at_stake) == ((), 0)


def test_each_variant_has_its_own_figures() -> None:
    one = scenario(
        state("a", reply("yes", effects=YES), reply("no", when=VariantIs(frozenset({"hard"})))),
        variants=(Variant("easy"), Variant("hard")),
    )
    assert figures(one, "easy").yes[Player.RANDOM] == 1
    assert figures(one, "hard").yes[Player.RANDOM] == 0.5


def test_bots_that_need_words_are_left_out_where_the_language_has_none() -> None:
    assert set(figures(two_turns()).bots) == {"longest", "shortest", "most questions"}
    with_words = overview(Engine(two_turns()), lexicon=Lexicon("en"))
    assert "most empathic" in with_words.bots


def test_a_bot_that_is_split_between_replies_has_a_chance_and_a_verdict() -> None:
    # The words are "say kind", "say hurt": as long as each other.
    found = figures(two_turns())
    assert found.bots["most questions"] == pytest.approx(1 / 4)
    assert not found.verdict_of("most questions")
    # "say yes" is longer than "say no".
    assert found.bots["longest"] == pytest.approx(1 / 2)
    assert found.verdict_of("longest")


def test_too_many_situations_are_refused() -> None:
    with pytest.raises(TooManySituationsError):
        overview(Engine(two_turns()), limit=2)
