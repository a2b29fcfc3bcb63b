"""What the walk of every situation proves, on scenarios that are small enough to see it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from simulator.core import promises as ledger
from simulator.core.engine import Engine
from simulator.core.examples import Example
from simulator.core.explore import TooManySituationsError
from simulator.core.proof import Constant, Proof, prove
from simulator.core.scenario import (
    AtLeast,
    Event,
    Knows,
    Line,
    OpenIs,
    Promise,
    PromiseStatus,
    Replied,
    Scenario,
    Target,
    Truth,
    TruthAbout,
    Variant,
    VariantIs,
    VerdictIs,
)
from simulator.core.sites import Site
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    PROVED,
    SHOWN,
    does,
    ending,
    reply,
    scenario,
    state,
)
from tests.strategies import scenarios

EARNS = does(earns={HEARS_ME: SHOWN})
NEVER = AtLeast(ABLE, PROVED)
VAN = Promise("van", "a van")


def first(*more: object) -> Proof:
    """The proof of two ways into whatever follows: `earn` opens the door, `wait` does not."""
    start = state("a", reply("earn", "b", EARNS), reply("wait", "b"))
    return prove(scenario(start, *more))  # type: ignore[arg-type]


def test_a_state_without_a_reply_left_is_named_with_the_shortest_play() -> None:
    proof = first(state("b", reply("go", when=OpenIs(True))))
    assert proof.stuck == {"b": Example(None, ("wait",))}


def test_a_hub_that_can_be_asked_out_is_stuck() -> None:
    proof = prove(scenario(state("a", reply("one", "a"), reply("two", "a", again=2))))
    assert list(proof.stuck) == ["a"]
    assert sorted(proof.stuck["a"].replies) == ["one", "two", "two"]


class TestPassingBy:
    """States and endings that are passed by, and the conditions to blame."""

    def test_one_behind_a_condition_that_never_holds(self) -> None:
        proof = first(
            state("b", reply("go", (Target("c", NEVER), Target("end")))),
            state("c", reply("on", "d")),
            state("d", reply("bye")),
        )
        assert proof.blocked == {"c": (Constant(Site("reply", "go", "to", 0), (), False),)}

    def test_one_after_a_condition_that_always_holds(self) -> None:
        proof = first(
            state("b", reply("go", (Target("end", VerdictIs(False)), Target("c")))),
            state("c", reply("bye")),
        )
        assert proof.blocked == {"c": (Constant(Site("reply", "go", "to", 0), (), True),)}

    def test_one_behind_a_reply_that_cannot_be_chosen_follows_from_that(self) -> None:
        proof = first(
            state("b", reply("go"), reply("never", "c", when=NEVER)), state("c", reply("bye"))
        )
        assert proof.blocked == {}
        assert [one for one in proof.constants if one.bars_reply] == [
            Constant(Site("reply", "never", "when"), (), False)
        ]

    def test_one_variant_that_comes_there_is_enough(self) -> None:
        other = VariantIs(frozenset({"second"}))
        proof = prove(
            scenario(
                state("a", reply("go", (Target("b", other), Target("end")))),
                state("b", reply("bye")),
                variants=(Variant("first"), Variant("second")),
            )
        )
        assert proof.blocked == {}
        assert proof.constants == []


def test_lines_are_judged_where_they_would_be_spoken() -> None:
    proof = prove(
        scenario(
            state("a", reply("earn", "b", EARNS, reaction=(Line("Oh.", when=OpenIs(False)),))),
            state("b", reply("bye"), lines=(Line("Well.", when=OpenIs(True)),)),
        )
    )
    assert set(proof.constants) == {
        Constant(Site("reply", "earn", "reaction", 0), (), False),
        Constant(Site("state", "b", "line", 0), (), True),
    }


def test_what_is_never_come_to_has_no_settled_conditions() -> None:
    proof = first(
        state("b", reply("go", (Target("c", NEVER), Target("end")))),
        state("c", reply("bye", when=OpenIs(True)), lines=(Line("Well.", when=NEVER),)),
    )
    assert [one.site.id for one in proof.constants] == ["go"]


class TestPromises:
    """What becomes of promises."""

    def test_one_that_an_ending_leaves_open_is_named_by_ending(self) -> None:
        one = scenario(
            state("a", reply("make", "b", does(makes=("van",))), reply("no", "b")),
            state("b", reply("bye"), reply("leave", "out")),
            endings=(ending(), ending("out")),
            promises=(VAN,),
        )
        assert prove(one).left_open == {
            "van": {"end": Example(None, ("make", "bye")), "out": Example(None, ("make", "leave"))}
        }

    def test_one_that_is_due_later_may_stay_open(self) -> None:
        one = scenario(
            state("a", reply("make", effects=does(makes=("van",)))),
            promises=(Promise("van", "a van", later=True),),
        )
        assert prove(one).left_open == {}

    def test_what_can_become_of_it_is_all_that_some_play_does(self) -> None:
        one = scenario(
            state("a", reply("make", "b", does(makes=("van",))), reply("no")),
            state("b", reply("keep", effects=does(keeps=("van",)))),
            promises=(VAN, Promise("bus", "a bus")),
        )
        assert prove(one).fates == {"van": {PromiseStatus.OPEN, PromiseStatus.KEPT}, "bus": set()}

    def test_acting_on_one_that_is_not_open_is_in_vain(self) -> None:
        one = scenario(
            state("a", reply("make", "b", does(makes=("van",))), reply("no", "b")),
            state("b", reply("keep", effects=does(keeps=("van",))), reply("bye")),
            promises=(VAN,),
        )
        (vain,) = prove(one).in_vain
        assert (vain.owner.id, vain.action, vain.promise) == ("keep", "keeps", "van")
        assert vain.status == ledger.UNMADE
        assert vain.example.replies == ("no",)

    def test_one_reply_may_make_and_then_break_it(self) -> None:
        one = scenario(
            state("a", reply("both", effects=does(makes=("van",), breaks=("van",)))),
            promises=(VAN,),
        )
        assert prove(one).in_vain == []

    def test_an_event_in_vain_is_shown_with_the_reply_that_leads_to_it(self) -> None:
        one = scenario(
            state("a", reply("make", "b", does(makes=("van",))), reply("no", "b")),
            state("b", reply("bye"), events=(Event(does(breaks=("van",))),)),
            promises=(VAN,),
        )
        (vain,) = prove(one).in_vain
        assert vain.owner == Site("state", "b", "events", 0)
        assert vain.example.replies == ("no",)

    def test_an_event_of_the_start_is_in_vain_before_any_reply(self) -> None:
        one = scenario(
            state("a", reply("bye"), events=(Event(does(breaks=("van",))),)), promises=(VAN,)
        )
        assert prove(one).in_vain[0].example == Example(None)


class TestTruths:
    """Who can come to know what."""

    TRUTH = Truth("late", TruthAbout.TIMING, "told", "half")

    def proof(self, *others: object) -> Proof:
        return prove(
            scenario(
                state("a", reply("earn", "b", EARNS), reply("wait", "b")),
                state("b", reply("ask", "c", does(asks="late")), *others),  # type: ignore[arg-type]
                state("c", reply("press", effects=does(presses="late")), reply("bye")),
                truths=(self.TRUTH,),
            )
        )

    def test_one_that_is_told_in_some_play_is_known(self) -> None:
        assert self.proof().known == {"late"}
        assert self.proof().is_asked("late")

    def test_pressing_it_where_it_may_be_unknown_is_named(self) -> None:
        assert self.proof().presses_unknown == {"press": Example(None, ("wait", "ask"))}

    def test_pressing_it_only_where_it_is_known_is_not(self) -> None:
        gated = scenario(
            state("a", reply("earn", "b", EARNS), reply("wait", "b")),
            state("b", reply("ask", "c", does(asks="late"))),
            state(
                "c", reply("press", effects=does(presses="late"), when=Knows("late")), reply("bye")
            ),
            truths=(self.TRUTH,),
        )
        assert prove(gated).presses_unknown == {}

    def test_one_that_is_only_asked_too_early_is_not_known(self) -> None:
        one = scenario(state("a", reply("ask", effects=does(asks="late"))), truths=(self.TRUTH,))
        assert prove(one).known == set()


def test_verdicts_and_proofs_are_told_by_variant() -> None:
    second = VariantIs(frozenset({"second"}))
    yes = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
    one = scenario(
        state("a", reply("no"), reply("yes", effects=yes, when=second)),
        variants=(Variant("first"), Variant("second")),
    )
    proof = prove(one)
    assert proof.verdicts == {"first": {False}, "second": {True, False}}
    assert proof.proves == {"second"}


def test_a_walk_that_is_too_large_proves_nothing() -> None:
    hub = scenario(state("hub", *(reply(f"q{n}", "hub") for n in range(8)), reply("go")))
    with pytest.raises(TooManySituationsError):
        prove(hub, limit=100)


@given(scenarios())
@settings(max_examples=40, deadline=None)
def test_every_example_can_be_played_and_shows_what_it_says(one: Scenario) -> None:
    proof, engine = prove(one), Engine(one)

    def end_of(example: Example) -> str:
        situation = engine.opening(example.variant)
        for name in example.replies:
            assert name in {offered.id for offered in engine.replies(situation)}
            situation = engine.step(situation, name)
        return situation.at

    for place, example in proof.stuck.items():
        assert end_of(example) == place
    for endings in proof.left_open.values():
        for name, example in endings.items():
            assert end_of(example) == name
    for name, example in proof.presses_unknown.items():
        assert name in {offered.id for offered in one.states[end_of(example)].replies}
    for vain in proof.in_vain:
        at = end_of(vain.example)
        if vain.owner.of == "state":
            assert at == vain.owner.id
        else:
            assert vain.owner.id in {offered.id for offered in one.states[at].replies}


@given(scenarios())
@settings(max_examples=40, deadline=None)
def test_what_nobody_comes_to_is_named_or_follows_from_a_reply_or_place_that_is(
    one: Scenario,
) -> None:
    proof = prove(one)
    reached = set(proof.situations_at)
    for place in (one.states.keys() | one.endings.keys()) - reached:
        given_ = [
            reply_.id
            for at in one.states.values()
            for reply_ in at.replies
            if reply_.id in proof.steps_by and any(target.go == place for target in reply_.to)
        ]
        assert (place in proof.blocked) == bool(given_)


def test_a_condition_on_what_was_replied_is_not_settled_where_both_can_be() -> None:
    proof = first(state("b", reply("go", when=Replied("earn")), reply("bye")))
    assert proof.constants == []
