"""The shortest play to a situation, which is not the way on which the walk found it."""

from __future__ import annotations

import pytest

from simulator.core.engine import Engine
from simulator.core.examples import Example, Examples
from simulator.core.explore import explore
from simulator.core.scenario import Variant
from tests.builders import reply, scenario, state

DETOUR = scenario(
    state("a", reply("on", "b"), reply("round", "c")),
    state("c", reply("back", "b")),
    state("b", reply("bye")),
    variants=(Variant("first"), Variant("second")),
)


def examples() -> Examples:
    return Examples(explore(Engine(DETOUR), "second"), "second")


def test_the_shortest_way_is_named_though_a_longer_one_leads_there_too() -> None:
    found = examples()
    ways = {found.to(number).replies for number in range(len(found.turns))}
    assert ways == {(), ("on",), ("round",), ("on", "bye")}


def test_an_example_says_in_which_variant() -> None:
    assert examples().to(0) == Example("second")


def test_the_nearest_of_some_situations_takes_the_fewest_replies() -> None:
    found = examples()
    far, near = sorted(range(1, 4), key=lambda number: -found.turns[number])[:2]
    assert found.nearest([far, near, 0]) == 0
    assert found.nearest([far, near]) == near


def test_of_no_situations_none_is_the_nearest() -> None:
    with pytest.raises(ValueError, match="empty"):
        examples().nearest([])
