"""A witness plays by the engine's rules and remembers which conditions ever held or failed."""

from __future__ import annotations

from hypothesis import given, settings

from simulator.core.conditions import Numbers, Situation
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.scenario import (
    AllOf,
    AnyOf,
    AtLeast,
    Before,
    Condition,
    Not,
    OpenIs,
    Scenario,
    Target,
    TrustIs,
    TrustState,
    Variant,
    VariantIs,
    VerdictIs,
    Wound,
)
from simulator.core.sites import Site, parts_of
from simulator.core.trust import GUARDED, TESTING, TRUSTING, Trust
from simulator.core.witness import Watch, Witness
from tests.builders import ABLE, HEARS_ME, HONEST, SHOWN, does, reply, scenario, state
from tests.strategies import scenarios

NOBODY = Numbers({}, {}, {})
CLOSED, OPEN, YES = (
    Situation("a", Trust(word), (), (), (), "phone", None, False)
    for word in (GUARDED, TESTING, TRUSTING)
)


def settled(condition: Condition, *situations: Situation) -> list[tuple[tuple[int, ...], bool]]:
    """What has been settled of a condition that was judged in these situations."""
    watch = Watch(condition, NOBODY)
    for situation in situations:
        watch(situation)
    return watch.settled


class TestWatching:
    """Which parts of a condition always or never held."""

    def test_a_condition_that_was_never_judged_is_not_settled(self) -> None:
        assert settled(OpenIs(True)) == []

    def test_one_that_held_and_failed_is_not_settled(self) -> None:
        assert settled(OpenIs(True), CLOSED, OPEN) == []

    def test_one_that_always_held_or_never_is(self) -> None:
        assert settled(OpenIs(True), OPEN, YES) == [((), True)]
        assert settled(VerdictIs(True), OPEN, CLOSED) == [((), False)]

    def test_a_part_is_judged_also_where_another_decides_already(self) -> None:
        both = AllOf((VerdictIs(True), OpenIs(True)))
        assert settled(both, YES, OPEN) == [((1,), True)]

    def test_a_part_of_any_that_never_holds_is_named(self) -> None:
        either = AnyOf((OpenIs(True), AtLeast(HONEST, SHOWN)))
        assert settled(either, CLOSED, OPEN) == [((1,), False)]

    def test_of_a_settled_condition_the_parts_are_not_named_as_well(self) -> None:
        assert settled(Not(AllOf((OpenIs(True), VerdictIs(True)))), CLOSED) == [((), True)]

    def test_within_not_the_part_is_named_as_it_stands(self) -> None:
        inner = AnyOf((VerdictIs(True), AtLeast(ABLE, SHOWN)))
        assert settled(Not(inner), YES, CLOSED) == [((0, 1), False)]

    def test_it_answers_as_the_condition_does(self) -> None:
        watch = Watch(TrustIs(frozenset({TrustState.TESTING})), NOBODY)
        assert [watch(one) for one in (CLOSED, OPEN, YES, OPEN)] == [False, True, False, True]
        assert not watch.is_open


@given(scenarios())
@settings(max_examples=40, deadline=None)
def test_a_witness_finds_the_same_situations_as_an_engine(one: Scenario) -> None:
    found, plain = explore(Witness(one)), explore(Engine(one))
    assert found.situations == plain.situations
    assert found.edges == plain.edges


@given(scenarios())
@settings(max_examples=40, deadline=None)
def test_what_is_settled_of_a_reply_is_so_in_every_situation(one: Scenario) -> None:
    witness = Witness(one)
    walk = explore(witness)
    engine = Engine(one)
    for place in one.states.values():
        here = [situation for situation in walk.situations if situation.at == place.id]
        for reply_ in place.replies:
            watch = witness.watches.get(Site("reply", reply_.id, "when"))
            if watch is None or not here:
                continue
            held = dict(watch.settled)
            for part, condition in parts_of(reply_.when):
                truth = {engine.holds(condition, situation) for situation in here}
                if part in held:
                    assert truth == {held[part]}
                elif not any(part[: len(outer)] == outer for outer in held):
                    assert truth == {True, False}


def test_a_target_is_judged_only_where_those_before_it_failed() -> None:
    one = scenario(
        state("a", reply("earn", "b", does(earns={HEARS_ME: SHOWN})), reply("wait", "b")),
        state(
            "b",
            reply("go", (Target("end", OpenIs(True)), Target("end", OpenIs(False)), Target("end"))),
        ),
    )
    witness = Witness(one)
    explore(witness)
    assert witness.watches[Site("reply", "go", "to", 0)].settled == []
    assert witness.watches[Site("reply", "go", "to", 1)].settled == [((), True)]


def test_what_was_before_is_judged_over_all_variants() -> None:
    first = VariantIs(frozenset({"first"}))
    one = scenario(
        state("a", reply("bye")),
        variants=(Variant("first"), Variant("second")),
        before=(Before(wounds=((ABLE, Wound.SLIP),), when=first), Before(when=Not(first))),
    )
    witness = Witness(one)
    explore(witness, "first")
    watch = witness.watches[Site("before", "", "when", 0)]
    assert watch.settled == [((), True)]
    explore(witness, "second")
    assert watch.settled == []
