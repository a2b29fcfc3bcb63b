"""Promises, truths, channels, events and the order of effects: the rules of one step."""

from __future__ import annotations

import pytest

from simulator.core.conditions import EARLY_ONCE, EARLY_TWICE, KNOWN, Situation
from simulator.core.engine import Engine
from simulator.core.promises import STATUS
from simulator.core.scenario import (
    AllOf,
    AnyOf,
    AtLeast,
    Before,
    Channel,
    ChannelIs,
    Condition,
    Deliverable,
    Due,
    Effects,
    Event,
    Fact,
    Knows,
    Not,
    OpenIs,
    Promise,
    PromiseIs,
    Promiser,
    PromiseStatus,
    Refers,
    Repair,
    Replied,
    Scenario,
    Seller,
    Target,
    TrustIs,
    TrustState,
    Truth,
    TruthAbout,
    Variant,
    VariantIs,
    VerdictIs,
    Wound,
    WoundOpen,
)
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    NOTHING,
    ON_MY_SIDE,
    PROVED,
    SAID,
    SHOWN,
    does,
    ending,
    line_of,
    play,
    reply,
    scenario,
    state,
)

OWN, REMEDY, PREVENT = Repair
SLIP, BREACH, BETRAYAL, RUMOUR = Wound
STANDS = PromiseStatus


def after(*effects: Effects, **others: object) -> Situation:
    """The situation after these effects, a reply each."""
    situation = play(line_of(*effects, **others))
    assert isinstance(situation, Situation)
    return situation


def status(situation: Situation, number: int = 0) -> PromiseStatus | None:
    """What has become of the promise with that number."""
    return STATUS[situation.promises[number]]


VAN = Promise("van", "A van at seven")
CALL = Promise("call", "A call at five")
OLD = Promise("old", "What Dee promised", by=Promiser.PREDECESSOR)


class TestMakingAPromise:
    def test_it_stands_open_and_says_no_more_than_words(self) -> None:
        situation = after(does(makes=("van",)), promises=(VAN,))
        assert status(situation) is STANDS.OPEN
        assert situation.trust.rung(HONEST) is SAID

    def test_one_that_the_facts_rule_out_is_a_betrayal_on_the_spot(self) -> None:
        impossible = Promise("van", "A van", deliverable=Deliverable.NO)
        trust = after(does(makes=("van",)), promises=(impossible,)).trust
        assert trust.wounds(HONEST) == (BETRAYAL,)

    def test_one_that_nobody_can_know_yet_is_not(self) -> None:
        unknown = Promise("van", "A van", deliverable=Deliverable.UNKNOWN)
        assert not after(does(makes=("van",)), promises=(unknown,)).trust.betrayals

    def test_each_one_while_three_are_open_is_a_slip_of_able(self) -> None:
        four = tuple(Promise(name, name) for name in "abcd")
        three = after(does(makes=("a", "b", "c")), promises=four)
        assert three.trust.wounds(ABLE) == ()
        assert after(does(makes=("a", "b", "c", "d")), promises=four).trust.wounds(ABLE) == (SLIP,)

    def test_one_taken_on_while_three_are_open_is_a_slip_too(self) -> None:
        three = tuple(Promise(name, name) for name in "abc")
        effects = (does(makes=("a", "b", "c")), does(takes_on=("old",)))
        assert after(*effects, promises=(*three, OLD)).trust.wounds(ABLE) == (SLIP,)

    def test_what_others_promised_does_not_count_among_yours(self) -> None:
        inherited = tuple(Promise(n, n, by=Promiser.COMPANY) for n in "abc")
        assert not after(does(makes=("van",)), promises=(*inherited, VAN)).trust.slips


class TestKeepingAndBreaking:
    def test_keeping_shows_honesty_and_ability(self) -> None:
        situation = after(does(makes=("van",)), does(keeps=("van",)), promises=(VAN,))
        assert status(situation) is STANDS.KEPT
        assert situation.trust.rungs == (SHOWN, SHOWN, NOTHING, NOTHING)

    def test_keeping_one_that_costs_proves_honesty(self) -> None:
        costly = Promise("van", "A van", cost="your evening")
        trust = after(does(makes=("van",)), does(keeps=("van",)), promises=(costly,)).trust
        assert trust.rungs == (PROVED, SHOWN, NOTHING, NOTHING)

    def test_breaking_is_a_breach_of_honesty(self) -> None:
        situation = after(does(makes=("van",)), does(breaks=("van",)), promises=(VAN,))
        assert status(situation) is STANDS.BROKEN
        assert situation.trust.wounds(HONEST) == (BREACH,)

    def test_acting_on_one_that_was_never_made_does_nothing(self) -> None:
        situation = after(
            does(keeps=("van",)), does(breaks=("van",)), does(withdraws=("van",)), promises=(VAN,)
        )
        assert status(situation) is None
        assert situation.trust == after(does()).trust

    def test_withdrawing_is_a_slip_of_able(self) -> None:
        situation = after(does(makes=("van",)), does(withdraws=("van",)), promises=(VAN,))
        assert status(situation) is STANDS.WITHDRAWN
        assert situation.trust.wounds(ABLE) == (SLIP,)


class TestRenegotiating:
    def test_the_new_one_is_open_in_the_place_of_the_old(self) -> None:
        situation = after(
            does(makes=("van",)), does(renegotiates=(("van", "call"),)), promises=(VAN, CALL)
        )
        assert [status(situation, n) for n in (0, 1)] == [STANDS.RENEGOTIATED, STANDS.OPEN]
        assert not situation.trust.slips

    def test_the_reply_earns_no_honesty(self) -> None:
        trust = after(
            does(makes=("van",)),
            does(renegotiates=(("van", "call"),), earns={HONEST: SHOWN, ABLE: SHOWN}),
            promises=(VAN, CALL),
        ).trust
        assert (trust.rung(HONEST), trust.rung(ABLE)) == (SAID, SHOWN)

    def test_one_that_the_facts_rule_out_is_a_betrayal(self) -> None:
        impossible = Promise("call", "A call", deliverable=Deliverable.NO)
        trust = after(
            does(makes=("van",)), does(renegotiates=(("van", "call"),)), promises=(VAN, impossible)
        ).trust
        assert trust.betrayals

    @pytest.mark.parametrize("again", ["renegotiates", "withdraws"])
    def test_what_came_of_it_can_only_be_kept_or_broken(self, again: str) -> None:
        third = Promise("third", "Third")
        what = (
            {"renegotiates": (("call", "third"),)}
            if again == "renegotiates"
            else {again: ("call",)}
        )
        effects = (does(makes=("van",)), does(renegotiates=(("van", "call"),)))
        situation = after(*effects, does(**what), promises=(VAN, CALL, third))
        assert status(situation, 1) is STANDS.OPEN
        assert status(situation, 2) is None
        kept = after(*effects, does(keeps=("call",)), promises=(VAN, CALL, third))
        assert status(kept, 1) is STANDS.KEPT

    def test_the_old_one_no_longer_counts_among_the_three(self) -> None:
        names = tuple(Promise(name, name) for name in "abcd")
        situation = after(
            does(makes=("a", "b", "c")), does(renegotiates=(("a", "d"),)), promises=names
        )
        assert not situation.trust.slips


class TestInheritedPromises:
    def test_it_stands_open_from_the_start(self) -> None:
        assert status(after(does(), promises=(OLD,))) is STANDS.OPEN

    def test_taking_it_on_shows_whose_side_you_are_on(self) -> None:
        situation = after(does(takes_on=("old",)), promises=(OLD,))
        assert situation.trust.rung(ON_MY_SIDE) is SHOWN
        assert status(situation) is STANDS.OPEN

    def test_from_then_on_it_is_yours_to_break(self) -> None:
        trust = after(does(takes_on=("old",)), does(breaks=("old",)), promises=(OLD,)).trust
        assert trust.wounds(HONEST) == (BREACH,)

    def test_refusing_it_is_a_breach_of_on_my_side(self) -> None:
        situation = after(does(refuses=("old",)), promises=(OLD,))
        assert status(situation) is STANDS.REFUSED
        assert situation.trust.wounds(ON_MY_SIDE) == (BREACH,)

    def test_keeping_it_takes_it_on(self) -> None:
        trust = after(does(keeps=("old",)), promises=(OLD,)).trust
        assert trust.rungs == (SHOWN, SHOWN, SHOWN, NOTHING)

    @pytest.mark.parametrize(
        "action", [{"renegotiates": (("old", "call"),)}, {"withdraws": ("old",)}]
    )
    def test_only_one_of_yours_can_be_renegotiated_or_withdrawn(
        self, action: dict[str, object]
    ) -> None:
        untouched = after(does(**action), promises=(OLD, CALL))
        assert status(untouched) is STANDS.OPEN
        taken_on = after(does(takes_on=("old",)), does(**action), promises=(OLD, CALL))
        assert status(taken_on) is not STANDS.OPEN

    def test_it_is_never_a_betrayal(self) -> None:
        impossible = Promise("old", "Old", by=Promiser.COMPANY, deliverable=Deliverable.NO)
        assert not after(does(takes_on=("old",)), promises=(impossible,)).trust.betrayals

    @pytest.mark.parametrize("kept", [True, False])
    def test_due_without_being_taken_on(self, kept: bool) -> None:
        one = scenario(
            state("a", reply("go", "b")),
            state("b", reply("end"), due=(Due("old", kept),)),
            promises=(OLD,),
        )
        trust = play(one, "go").trust
        assert trust.rungs == (0, 0, 0, 0), "settled as kept, it earns nothing"
        assert trust.wounds(ON_MY_SIDE) == (() if kept else (BREACH,))


class TestFallingDue:
    @staticmethod
    def due_at_b(*due: Due, promises: tuple[Promise, ...] = (VAN,), **others: object) -> Scenario:
        return scenario(
            state("a", reply("make", "b", does(makes=("van",))), reply("not", "b")),
            state("b", reply("end"), due=due, **others),
            promises=promises,
        )

    @pytest.mark.parametrize(("kept", "stands"), [(True, STANDS.KEPT), (False, STANDS.BROKEN)])
    def test_an_open_one_is_settled_on_entering(self, kept: bool, stands: PromiseStatus) -> None:
        situation = play(self.due_at_b(Due("van", kept)), "make")
        assert status(situation) is stands
        assert situation.trust.wounds(HONEST) == (() if kept else (BREACH,))

    def test_one_that_was_not_made_is_left_alone(self) -> None:
        assert status(play(self.due_at_b(Due("van", False)), "not")) is None

    def test_the_first_that_holds_decides(self) -> None:
        never, always = Replied("not"), Replied("make")
        one = self.due_at_b(Due("van", False, never), Due("van", True, always), Due("van", False))
        assert status(play(one, "make")) is STANDS.KEPT

    def test_events_come_before_what_falls_due(self) -> None:
        one = self.due_at_b(Due("van", False), events=(Event(does(keeps=("van",))),))
        assert status(play(one, "make")) is STANDS.KEPT

    def test_it_is_judged_before_anything_else_is_said(self) -> None:
        assert play(self.due_at_b(Due("van", False)), "make").trust.state == TrustState.BROKEN


class TestTruths:
    TRUTH = Truth("late", TruthAbout.TIMING, "I was late", "I was on time")

    def test_asked_when_open_it_is_told(self) -> None:
        situation = after(does(earns={HEARS_ME: SHOWN}), does(asks="late"), truths=(self.TRUTH,))
        assert situation.truths == (KNOWN,)

    def test_asked_too_early_only_the_half_is_told(self) -> None:
        situation = after(does(asks="late"), truths=(self.TRUTH,))
        assert situation.truths == (EARLY_ONCE,)
        assert not situation.trust.slips

    def test_what_the_same_reply_earns_comes_too_late_for_its_question(self) -> None:
        situation = after(does(asks="late", earns={HEARS_ME: SHOWN}), truths=(self.TRUTH,))
        assert situation.truths == (EARLY_ONCE,)

    def test_asked_too_early_twice_is_a_slip_of_hears_me_once(self) -> None:
        asks = does(asks="late")
        twice = after(asks, asks, truths=(self.TRUTH,))
        assert twice.truths == (EARLY_TWICE,)
        assert twice.trust.wounds(HEARS_ME) == (SLIP,)
        assert after(asks, asks, asks, truths=(self.TRUTH,)).trust.wounds(HEARS_ME) == (SLIP,)

    def test_two_truths_asked_too_early_once_each_are_no_slip(self) -> None:
        other = Truth("boss", TruthAbout.AUTHORITY, "told", "half")
        assert not after(
            does(asks="late"), does(asks="boss"), truths=(self.TRUTH, other)
        ).trust.slips

    def test_a_half_truth_can_still_become_the_truth(self) -> None:
        situation = after(
            does(asks="late"),
            does(earns={HEARS_ME: SHOWN}),
            does(asks="late"),
            truths=(self.TRUTH,),
        )
        assert situation.truths == (KNOWN,)

    def test_it_may_need_rungs_and_other_truths(self) -> None:
        needs = AllOf((OpenIs(True), AtLeast(HONEST, SHOWN), Knows("late")))
        deep = Truth("deep", TruthAbout.SECRET, "told", "half", needs)
        open_door = does(earns={HEARS_ME: SHOWN})
        truths = (self.TRUTH, deep)
        assert after(open_door, does(asks="deep"), truths=truths).truths[1] == EARLY_ONCE
        both = (open_door, does(asks="late"), does(earns={HONEST: SHOWN}), does(asks="deep"))
        assert after(*both, truths=truths).truths[1] == KNOWN

    def test_a_broken_customer_tells_nothing(self) -> None:
        effects = (does(earns={HEARS_ME: SHOWN}), does(wounds={ABLE: BREACH}), does(asks="late"))
        assert after(*effects, truths=(self.TRUTH,)).truths == (EARLY_ONCE,)

    def test_a_known_truth_used_as_pressure_is_a_breach_of_on_my_side(self) -> None:
        known = Before(truths=("late",))
        pressed = after(does(presses="late"), truths=(self.TRUTH,), before=known)
        assert pressed.trust.wounds(ON_MY_SIDE) == (BREACH,)
        assert not after(does(presses="late"), truths=(self.TRUTH,)).trust.breaches


class TestFactsAndReferrals:
    FACTS = Seller(
        facts=(
            Fact("No van after six", "six"),
            Fact("It rains", "rain", VariantIs(frozenset({"wet"}))),
        )
    )

    def test_a_claim_against_a_fact_is_a_betrayal(self) -> None:
        trust = after(does(against=("six",)), seller=self.FACTS).trust
        assert trust.wounds(HONEST) == (BETRAYAL,)

    def test_a_fact_of_another_variant_is_none(self) -> None:
        one = line_of(
            does(against=("rain",)), seller=self.FACTS, variants=(Variant("wet"), Variant("dry"))
        )
        assert play(one, "r1", variant="wet").trust.betrayals
        assert not play(one, "r1", variant="dry").trust.betrayals

    def test_a_referral_asked_for_before_trust_is_a_slip(self) -> None:
        assert after(does(refers=Refers.ASKED)).trust.wounds(ON_MY_SIDE) == (SLIP,)

    def test_trust_as_it_stood_decides_not_what_the_reply_earns(self) -> None:
        effects = does(refers=Refers.ASKED, earns={HEARS_ME: SHOWN, HONEST: PROVED})
        assert after(effects).trust.wounds(ON_MY_SIDE) == (SLIP,)

    def test_once_trusted_it_may_be_asked_for(self) -> None:
        trusted = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
        assert after(trusted, does(refers=Refers.ASKED)).trust.verdict

    def test_referring_made_easy_is_remembered(self) -> None:
        assert after(does(refers=Refers.EASY)).eased


class TestChannels:
    def test_by_text_hearing_stops_at_said(self) -> None:
        trust = after(does(earns={HEARS_ME: PROVED, ABLE: PROVED}), channel=Channel.TEXT).trust
        assert (trust.rung(HEARS_ME), trust.rung(ABLE)) == (SAID, PROVED)

    @pytest.mark.parametrize("channel", [Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO])
    def test_the_other_channels_cap_nothing(self, channel: Channel) -> None:
        assert after(does(earns={HEARS_ME: PROVED}), channel=channel).trust.rung(HEARS_ME) is PROVED

    @pytest.mark.parametrize("channel", list(Channel))
    def test_under_the_strict_rule_the_door_opens_in_person_only(self, channel: Channel) -> None:
        trust = after(does(earns={ABLE: SHOWN}), door=ABLE, strict=True, channel=channel).trust
        expected = TrustState.TESTING if channel is Channel.IN_PERSON else TrustState.GUARDED
        assert trust.state == expected

    def test_a_change_of_channel_opens_the_door_that_was_earned(self) -> None:
        one = scenario(
            state("call", reply("ask", "visit", does(earns={HEARS_ME: SHOWN}))),
            state("visit", reply("end"), channel=Channel.IN_PERSON),
            strict=True,
            channel=Channel.PHONE,
        )
        situation = play(one, "ask")
        assert situation.trust.state == TrustState.TESTING
        assert situation.channel == "in_person"


class TestTheOrderWithinOneReply:
    def test_evidence_comes_before_wounds_so_the_first_slip_is_closed(self) -> None:
        trust = after(
            does(wounds={ABLE: SLIP}), does(earns={ABLE: SHOWN}, wounds={ABLE: SLIP})
        ).trust
        assert not trust.breaches

    def test_wounds_come_before_repairs_so_a_new_breach_takes_the_step(self) -> None:
        trust = after(does(wounds={ABLE: BREACH}, repairs=(OWN,)), does(repairs=(REMEDY,))).trust
        assert not trust.breaches, "the step counts for the breach that is open by then"

    def test_the_target_is_chosen_after_the_rules(self) -> None:
        targets = (Target("yes", VerdictIs(True)), Target("no"))
        one = scenario(
            state("a", reply("prove", targets, does(earns={HEARS_ME: SHOWN, HONEST: PROVED}))),
            endings=(ending("yes"), ending("no")),
        )
        assert play(one).at == "yes"

    def test_the_target_is_chosen_before_what_happens_on_entering(self) -> None:
        targets = (Target("b", VerdictIs(True)), Target("c"))
        one = scenario(
            state("a", reply("go", targets)),
            state("b", reply("end_b")),
            state(
                "c", reply("end_c"), events=(Event(does(earns={HEARS_ME: SHOWN, HONEST: PROVED})),)
            ),
        )
        situation = play(one, "go")
        assert situation.at == "c"
        assert situation.trust.verdict

    def test_what_is_earned_on_entering_belongs_to_the_reply_that_led_there(self) -> None:
        one = scenario(
            state("a", reply("slip", "b", does(wounds={ABLE: SLIP}))),
            state("b", reply("end"), events=(Event(does(earns={ABLE: SHOWN})),)),
        )
        assert play(one, "slip").trust.wounds(ABLE) == (SLIP,)

    def test_each_event_sees_what_the_one_before_it_did(self) -> None:
        events = (
            Event(does(earns={ABLE: SHOWN})),
            Event(does(wounds={HONEST: SLIP}), AtLeast(ABLE, SHOWN)),
            Event(does(wounds={ON_MY_SIDE: SLIP}), AtLeast(ABLE, PROVED)),
        )
        trust = play(scenario(state("a", reply("end"), events=events))).trust
        assert trust.wounds(HONEST) == (SLIP,)
        assert trust.wounds(ON_MY_SIDE) == ()


class TestConditions:
    @pytest.mark.parametrize(
        ("condition", "holds"),
        [
            (TrustIs(frozenset({TrustState.TESTING})), True),
            (TrustIs(frozenset({TrustState.GUARDED, TrustState.BROKEN})), False),
            (VerdictIs(False), True),
            (OpenIs(True), True),
            (AtLeast(HEARS_ME, SAID), True),
            (AtLeast(HEARS_ME, PROVED), False),
            (Knows("late"), True),
            (PromiseIs("van", frozenset({STANDS.OPEN})), True),
            (PromiseIs("van", frozenset({STANDS.KEPT, STANDS.BROKEN})), False),
            (Replied("r1"), True),
            (Replied("r3"), False),
            (WoundOpen(), True),
            (WoundOpen(SLIP), True),
            (WoundOpen(BREACH), False),
            (WoundOpen(BETRAYAL), False),
            (WoundOpen(RUMOUR), False),
            (WoundOpen(SLIP, ABLE), True),
            (WoundOpen(SLIP, HONEST), False),
            (WoundOpen(None, ABLE), True),
            (ChannelIs(frozenset({Channel.VIDEO})), True),
            (VariantIs(frozenset({"x"})), False),
            (Not(OpenIs(True)), False),
            (AnyOf((OpenIs(False), Knows("late"))), True),
            (AnyOf((OpenIs(False), Not(Knows("late")))), False),
            (AllOf((OpenIs(True), Knows("late"))), True),
            (AllOf((OpenIs(True), Not(Knows("late")))), False),
            (AllOf(), True),
        ],
    )
    def test_each_says_what_it_means(self, condition: Condition, holds: bool) -> None:
        one = line_of(
            does(earns={HEARS_ME: SHOWN}, makes=("van",)),
            does(asks="late", wounds={ABLE: SLIP}),
            does(),
            promises=(VAN,),
            truths=(TestTruths.TRUTH,),
            channel=Channel.VIDEO,
        )
        gated = scenario(
            *(
                state(s.id, *s.replies)
                if s.id != "s3"
                else state("s3", *s.replies, reply("gated", when=condition))
                for s in one.states.values()
            ),
            promises=(VAN,),
            truths=(TestTruths.TRUTH,),
            channel=Channel.VIDEO,
        )
        engine = Engine(gated)
        situation = play(gated, "r1", "r2")
        assert ("gated" in {r.id for r in engine.replies(situation)}) == holds
        assert engine.holds(condition, situation) == holds


class TestHubs:
    HUB = scenario(
        state("hub", reply("a", "hub"), reply("b", "hub", again=2), reply("go")),
    )

    def test_a_reply_is_used_once_unless_the_file_says_otherwise(self) -> None:
        engine = Engine(self.HUB)
        situation = engine.opening()
        seen = []
        for name in ("a", "b", "b"):
            situation = engine.step(situation, name)
            seen.append([r.id for r in engine.replies(situation)])
        assert seen == [["b", "go"], ["b", "go"], ["go"]]

    def test_uses_are_not_counted_where_they_cannot_matter(self) -> None:
        assert play(line_of(does(), does())).used == ()

    def test_a_variant_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            Engine(self.HUB).opening("wet")
