"""V, where practised play meets a reply."""

from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file
from simulator.core.analysis import Valuation, reach
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.scenario import Scenario
from simulator.lsp.worth import worths


def scenario(path: str) -> Scenario:
    found = compile_file(Path(path)).scenario
    assert found is not None
    return found


def test_replies_of_the_first_turn_are_worth_what_the_opening_says() -> None:
    example = scenario("docs/example.yaml")
    engine = Engine(example)
    choice = Valuation(engine).choice(engine.opening())
    found = worths(example).of
    for reply, value in choice.values.items():
        (worth,) = found[reply]
        assert worth.after == pytest.approx(value)
        assert worth.best_replies == choice.best
        assert worth.matters


def test_every_reply_that_can_be_given_while_yes_is_within_reach_has_its_worth() -> None:
    example = scenario("scenarios/wrong-pallet.yaml")
    walk = Valuation(Engine(example)).exploration
    assert worths(example).of.keys() == {reply for edges in walk.edges for reply, _ in edges}


def test_a_reply_is_judged_where_practised_play_meets_it_most() -> None:
    example = scenario("scenarios/wrong-pallet.yaml")
    valuation = Valuation(Engine(example))
    walk, values = valuation.exploration, valuation.values
    after = {situation: dict(walk.edges[n]) for situation, n in walk.numbers.items()}

    def weights(situation: Situation, replies: tuple[str, ...]) -> list[float]:
        best = max(replies, key=lambda reply: values[after[situation][reply]])
        rest = (1 / 3) / max(len(replies) - 1, 1)
        return [1.0 if len(replies) == 1 else 2 / 3 if reply == best else rest for reply in replies]

    met = reach(walk, weights)
    for reply, (worth,) in worths(example).of.items():
        offered = [
            (met[n], values[dict(edges)[reply]])
            for n, edges in enumerate(walk.edges)
            if reply in dict(edges)
        ]
        most = max(share for share, _ in offered)
        assert any(
            share == pytest.approx(most) and worth.after == value for share, value in offered
        ), reply


def test_a_scenario_too_large_to_walk_is_told_and_why() -> None:
    found = worths(scenario("scenarios/wrong-pallet.yaml"), limit=10)
    assert found.of == {}
    assert found.reason.startswith("more than 10 situations: ")
