"""Conditions put together."""

from __future__ import annotations

from simulator.compiler.conditions import all_of, condition
from simulator.core.scenario import ALWAYS, AllOf, OpenIs, VerdictIs


def test_nothing_to_hold_always_holds() -> None:
    assert all_of([]) is ALWAYS
    assert condition({}) is ALWAYS


def test_one_thing_to_hold_is_that_thing() -> None:
    assert condition({"open": True}) == OpenIs(True)


def test_several_things_must_all_hold() -> None:
    both = AllOf((OpenIs(True), VerdictIs(False)))
    assert condition({"open": True, "verdict": False}) == both
