"""Where plays go, against arithmetic done by hand and against plays followed one by one."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings

from simulator.core.analysis import chances, evenly, practised
from simulator.core.engine import Engine
from simulator.core.explore import Exploration, TooManySituationsError, explore
from simulator.core.flow import Flow, Player, flow, lost_by, weights_of
from simulator.core.paths import count_paths, shortest_ways
from simulator.core.scenario import Scenario
from tests.builders import HEARS_ME, HONEST, PROVED, SHOWN, does, ending, reply, scenario, state
from tests.strategies import scenarios

YES = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})


def flows(one: Scenario, limit: int = 5_000) -> dict[Player, Flow]:
    """All three players over the full walk."""
    full = explore(Engine(one), limit=limit)
    values = chances(full, practised)
    return {player: flow(full, values, player) for player in Player}


def plays(full: Exploration, at: int = 0) -> list[list[tuple[int, int]]]:
    """Every play from a situation on, as pairs of situation and number of the edge taken."""
    if not full.edges[at]:
        return [[]]
    return [
        [(at, edge), *rest]
        for edge, (_, to) in enumerate(full.edges[at])
        for rest in plays(full, to)
    ]


def hub() -> Scenario:
    """A state that can be come back to twice, and left by `on`."""
    return scenario(
        state("hub", reply("round", "room", again=2), reply("on", effects=YES)),
        state("room", reply("back", "hub", again=9)),
    )


class TestWeights:
    def test_random_play_takes_all_evenly(self) -> None:
        assert weights_of(Player.RANDOM, [0.1, 0.5, 0.2, 0.0]) == [0.25] * 4

    def test_practised_play_takes_the_best_two_times_in_three(self) -> None:
        assert weights_of(Player.PRACTISED, [0.1, 0.5, 0.2]) == pytest.approx([1 / 6, 2 / 3, 1 / 6])

    def test_best_play_takes_nothing_else(self) -> None:
        assert weights_of(Player.BEST, [0.1, 0.5, 0.2]) == [0, 1, 0]

    def test_replies_that_tie_are_taken_evenly_wherever_they_stand(self) -> None:
        assert weights_of(Player.BEST, [0.5, 0.1, 0.5]) == [0.5, 0, 0.5]
        tied = weights_of(Player.PRACTISED, [0.5, 0.1, 0.5])
        assert tied == pytest.approx([5 / 12, 1 / 6, 5 / 12])

    @pytest.mark.parametrize("player", Player)
    def test_a_single_reply_is_taken(self, player: Player) -> None:
        assert weights_of(player, [0.3]) == [1.0]


def test_shares_of_endings_and_of_yes_are_those_of_the_players() -> None:
    one = scenario(
        state("a", reply("good", effects=YES), reply("bad", "other"), reply("worse", "other")),
        endings=(ending(), ending("other")),
    )
    found = flows(one)
    assert found[Player.RANDOM].ends() == pytest.approx({"end": 1 / 3, "other": 2 / 3})
    assert found[Player.PRACTISED].ends() == pytest.approx({"end": 2 / 3, "other": 1 / 3})
    assert found[Player.BEST].yes() == 1.0


def test_each_turn_has_all_plays_and_those_that_are_over_stay() -> None:
    one = scenario(state("a", reply("short"), reply("long", "b")), state("b", reply("on")))
    turns = flows(one)[Player.RANDOM].by_turn()
    assert turns == [{"a": 1.0}, {"end": 0.5, "b": 0.5}, {"end": 1.0}]


def test_a_play_that_comes_back_is_one_visitor() -> None:
    random = flows(hub())[Player.RANDOM]
    visitors = random.visitors()
    assert visitors["hub"] == pytest.approx(1)
    assert visitors["room"] == pytest.approx(1 / 2)
    met = sum(
        share
        for situation, share in zip(random.exploration.situations, random.met, strict=True)
        if situation.at == "hub"
    )
    assert met == pytest.approx(1 + 1 / 2 + 1 / 4)


def test_ways_are_counted_with_all_their_rounds() -> None:
    # None, one or two rounds; after the second only `on` is left.
    assert count_paths(explore(Engine(hub()))) == 3


def test_the_number_of_paths_is_exact_however_large() -> None:
    states = [
        state(f"s{n}", reply(f"a{n}", f"s{n + 1}"), reply(f"b{n}", f"s{n + 1}")) for n in range(100)
    ]
    one = scenario(*states, state("s100", reply("last")))
    assert count_paths(explore(Engine(one))) == 2**100


def test_the_shortest_way_is_the_one_that_practised_play_takes_most_often() -> None:
    one = scenario(
        state("a", reply("round", "b"), reply("poor", "c"), reply("good", "c", effects=YES)),
        state("b", reply("b_on", "c")),
        state("c", reply("c_on")),
    )
    ways = shortest_ways(flows(one)[Player.PRACTISED])
    assert ways["end"].replies == ("good", "c_on")
    assert ways["end"].turns == 2


def test_of_ways_that_meet_again_the_one_that_is_gone_most_counts() -> None:
    one = scenario(
        state("a", reply("risky", "b"), reply("safe", "c")),
        state("b", reply("b_on", "d"), reply("b_off", "away")),
        state("c", reply("c_on", "d")),
        state("d", reply("d_on", effects=YES)),
        endings=(ending(), ending("away")),
    )
    ways = shortest_ways(flows(one)[Player.PRACTISED])
    assert ways["end"].replies == ("safe", "c_on", "d_on")


def test_a_play_is_lost_from_the_turn_on_after_which_yes_is_out_of_reach() -> None:
    one = scenario(
        state("a", reply("on", "b"), reply("gone", "c")),
        state("b", reply("b_yes", effects=YES), reply("b_no")),
        state("c", reply("c_on", "c2")),
        state("c2", reply("c2_on")),
    )
    full = explore(Engine(one))
    values = chances(full, practised)
    assert [lost_by(full, values, turns) for turns in range(4)] == [0, 0.5, 0.75, 0.75]


@given(scenarios())
@settings(max_examples=150)
def test_all_plays_end_somewhere_and_the_walk_back_agrees(one: Scenario) -> None:
    try:
        found = flows(one, 1_500)
    except TooManySituationsError:
        return
    full = found[Player.RANDOM].exploration
    assert found[Player.RANDOM].yes() == pytest.approx(chances(full, evenly)[0])
    assert found[Player.PRACTISED].yes() == pytest.approx(chances(full, practised)[0])
    for one_flow in found.values():
        ends = {place: share for place, share in one_flow.ends().items() if share}
        assert sum(ends.values()) == pytest.approx(1)
        turns = one_flow.by_turn()
        assert all(sum(turn.values()) == pytest.approx(1) for turn in turns)
        assert turns[-1] == pytest.approx(ends)


@given(scenarios())
@settings(max_examples=100)
def test_paths_and_visitors_are_those_of_every_play_followed_one_by_one(one: Scenario) -> None:
    try:
        practised_flow = flows(one, 150)[Player.PRACTISED]
    except TooManySituationsError:
        return
    full = practised_flow.exploration
    if count_paths(full) > 3_000:
        return
    every = plays(full)
    assert count_paths(full) == len(every)
    met: dict[str, float] = defaultdict(float)
    fewest: dict[str, int] = {}
    for play in every:
        share, at = 1.0, 0
        places = {full.situations[0].at}
        for situation, edge in play:
            share *= practised_flow.weights[situation][edge]
            at = full.edges[situation][edge][1]
            places.add(full.situations[at].at)
        for place in places:
            met[place] += share
        end = full.situations[at].at
        fewest[end] = min(fewest.get(end, 999), len(play))
    assert practised_flow.visitors() == pytest.approx(dict(met))
    ways = shortest_ways(practised_flow)
    assert {place: way.turns for place, way in ways.items()} == fewest
