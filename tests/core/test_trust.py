"""Every rule of the trust model, each by a small scenario of its own."""

from __future__ import annotations

from typing import ClassVar

import pytest

from simulator.core.scenario import Before, Repair, Rung, TrustState, Wound
from simulator.core.trust import PHASES, Trust
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    ON_MY_SIDE,
    PROVED,
    SAID,
    SHOWN,
    does,
    line_of,
    play,
    reply,
    scenario,
    state,
)

OWN, REMEDY, PREVENT = Repair
SLIP, BREACH, BETRAYAL, RUMOUR = Wound


def trust_after(*effects: object, **others: object) -> Trust:
    """The trust after these effects, a reply each."""
    trust = play(line_of(*effects, **others)).trust  # type: ignore[arg-type]
    assert isinstance(trust, Trust)
    return trust


class TestRungs:
    """A dimension holds the highest rung reached; nothing sums."""

    def test_a_rung_is_reached_and_held(self) -> None:
        trust = trust_after(does(earns={HONEST: SHOWN}), does(earns={HONEST: SAID}))
        assert trust.rung(HONEST) is SHOWN

    def test_saying_twice_is_still_saying(self) -> None:
        trust = trust_after(does(earns={ABLE: SAID}), does(earns={ABLE: SAID}))
        assert trust.rung(ABLE) is SAID

    def test_dimensions_do_not_help_each_other(self) -> None:
        trust = trust_after(does(earns={HONEST: PROVED}))
        assert [trust.rung(d) for d in (ABLE, ON_MY_SIDE, HEARS_ME)] == [Rung.NOTHING] * 3

    def test_a_reply_earns_once_in_a_play(self) -> None:
        hub = state(
            "hub",
            reply("ask", "hub", does(earns={HONEST: SHOWN}), again=2),
            reply("slip", "hub", does(wounds={HONEST: SLIP})),
            reply("go"),
        )
        trust = play(scenario(hub), "ask", "slip", "ask").trust
        assert trust.wounds(HONEST) == (SLIP,), "used again, it closes no slip either"
        assert play(scenario(hub), "slip", "ask").trust.wounds(HONEST) == ()


class TestSlips:
    """Closed by later evidence of `shown` or more in that dimension, or by `own`."""

    def test_a_slip_is_open_until_something_closes_it(self) -> None:
        assert trust_after(does(wounds={ABLE: SLIP}), does()).wounds(ABLE) == (SLIP,)

    @pytest.mark.parametrize(("rung", "left"), [(SAID, (SLIP,)), (SHOWN, ()), (PROVED, ())])
    def test_later_evidence_closes_it_from_shown_on(
        self, rung: Rung, left: tuple[Wound, ...]
    ) -> None:
        assert trust_after(does(wounds={ABLE: SLIP}), does(earns={ABLE: rung})).wounds(ABLE) == left

    def test_evidence_in_another_dimension_does_not(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}), does(earns={HONEST: PROVED}))
        assert trust.wounds(ABLE) == (SLIP,)

    def test_a_rung_already_held_still_closes_it(self) -> None:
        trust = trust_after(
            does(earns={ABLE: PROVED}), does(wounds={ABLE: SLIP}), does(earns={ABLE: SHOWN})
        )
        assert trust.wounds(ABLE) == ()

    def test_a_rung_capped_by_the_channel_still_closes_it(self) -> None:
        from simulator.core.scenario import Channel

        trust = trust_after(
            does(wounds={HEARS_ME: SLIP}), does(earns={HEARS_ME: SHOWN}), channel=Channel.TEXT
        )
        assert trust.wounds(HEARS_ME) == ()
        assert trust.rung(HEARS_ME) is SAID

    def test_owning_closes_every_open_slip(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP, HONEST: SLIP}), does(repairs=(OWN,)))
        assert not trust.slips

    def test_owning_closes_no_slip_while_a_breach_is_open(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP, HONEST: BREACH}), does(repairs=(OWN,)))
        assert trust.wounds(ABLE) == (SLIP,)

    def test_remedy_alone_closes_no_slip(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}), does(repairs=(REMEDY, PREVENT)))
        assert trust.wounds(ABLE) == (SLIP,)

    def test_evidence_closes_no_slip_of_the_same_reply(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}, earns={ABLE: SHOWN}))
        assert trust.wounds(ABLE) == (SLIP,)

    def test_repair_closes_no_slip_of_the_same_reply(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}, repairs=(OWN,)))
        assert trust.wounds(ABLE) == (SLIP,)

    def test_a_slip_closed_and_made_again_by_one_reply_is_one_slip(self) -> None:
        trust = trust_after(
            does(wounds={ABLE: SLIP}), does(earns={ABLE: SHOWN}, wounds={ABLE: SLIP})
        )
        assert trust.wounds(ABLE) == (SLIP,)

    def test_a_second_slip_beside_an_open_one_is_a_breach_and_the_first_stays(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}), does(wounds={ABLE: SLIP}))
        assert trust.wounds(ABLE) == (BREACH, SLIP)

    def test_two_slips_in_two_dimensions_are_two_slips(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}), does(wounds={HONEST: SLIP}))
        assert not trust.breaches

    def test_a_slip_after_a_closed_one_is_a_slip(self) -> None:
        trust = trust_after(
            does(wounds={ABLE: SLIP}), does(earns={ABLE: SHOWN}), does(wounds={ABLE: SLIP})
        )
        assert trust.wounds(ABLE) == (SLIP,)


class TestBreaches:
    """Closed by `own` and `remedy` since it happened; from the second on by `prevent` as well."""

    @pytest.mark.parametrize("steps", [(OWN, REMEDY), (REMEDY, OWN)])
    def test_own_and_remedy_close_it_in_any_order(self, steps: tuple[Repair, Repair]) -> None:
        first, second = steps
        trust = trust_after(
            does(wounds={ABLE: BREACH}), does(repairs=(first,)), does(repairs=(second,))
        )
        assert not trust.breaches

    def test_one_reply_may_do_both(self) -> None:
        assert not trust_after(does(wounds={ABLE: BREACH}), does(repairs=(OWN, REMEDY))).breaches

    @pytest.mark.parametrize("step", [OWN, REMEDY, PREVENT])
    def test_one_step_does_not(self, step: Repair) -> None:
        assert trust_after(does(wounds={ABLE: BREACH}), does(repairs=(step,))).breaches

    def test_evidence_does_not(self) -> None:
        assert trust_after(does(wounds={ABLE: BREACH}), does(earns={ABLE: PROVED})).breaches

    def test_steps_before_it_happened_do_not_count(self) -> None:
        trust = trust_after(
            does(repairs=(OWN,)), does(wounds={ABLE: BREACH}), does(repairs=(REMEDY,))
        )
        assert trust.breaches

    def test_steps_of_the_same_reply_do_not_close_it(self) -> None:
        assert trust_after(does(wounds={ABLE: BREACH}, repairs=(OWN, REMEDY))).breaches

    def test_a_new_breach_clears_the_steps_taken(self) -> None:
        trust = trust_after(
            does(wounds={ABLE: BREACH}),
            does(repairs=(OWN,)),
            does(wounds={HONEST: BREACH}),
            does(repairs=(REMEDY, PREVENT)),
        )
        assert trust.wounds(ABLE) == trust.wounds(HONEST) == (BREACH,)

    def test_steps_count_for_every_breach_that_is_open(self) -> None:
        trust = trust_after(
            does(wounds={ABLE: BREACH, HONEST: BREACH}), does(repairs=(OWN, REMEDY, PREVENT))
        )
        assert not trust.breaches

    def test_the_second_breach_needs_prevention(self) -> None:
        again = (does(wounds={ABLE: BREACH}), does(repairs=(OWN, REMEDY)))
        assert trust_after(*again, *again).breaches
        assert not trust_after(*again, again[0], does(repairs=(OWN, REMEDY, PREVENT))).breaches

    def test_a_breach_before_the_play_counts_as_the_first(self) -> None:
        before = Before(breaches_repaired=1)
        effects = (does(wounds={ABLE: BREACH}), does(repairs=(OWN, REMEDY)))
        assert trust_after(*effects, before=before).breaches
        assert not trust_after(*effects, does(repairs=(PREVENT,)), before=before).breaches

    def test_an_open_breach_from_before_counts_as_well(self) -> None:
        trust = trust_after(
            does(repairs=(OWN, REMEDY)),
            does(wounds={ABLE: BREACH}),
            does(repairs=(OWN, REMEDY)),
            before=Before(wounds=((ABLE, BREACH),)),
        )
        assert trust.breaches


class TestBetrayalsAndRumours:
    def test_nothing_closes_a_betrayal(self) -> None:
        trust = trust_after(
            does(wounds={HONEST: BETRAYAL}),
            does(repairs=(OWN, REMEDY, PREVENT), earns={HONEST: PROVED}),
            does(refutes=True),
        )
        assert trust.wounds(HONEST) == (BETRAYAL,)

    RUMOURED = Before(wounds=((HONEST, RUMOUR),))

    def test_refuting_closes_a_rumour(self) -> None:
        assert trust_after(does(), before=self.RUMOURED).wounds(HONEST) == (RUMOUR,)
        assert not trust_after(does(refutes=True), before=self.RUMOURED).rumours

    def test_owning_a_rumour_is_a_slip_of_honesty_and_no_repair(self) -> None:
        trust = trust_after(does(wounds={ABLE: SLIP}), does(repairs=(OWN,)), before=self.RUMOURED)
        assert trust.wounds(HONEST) == (RUMOUR, SLIP)
        assert trust.wounds(ABLE) == (SLIP,)

    def test_with_a_breach_open_as_well_owning_is_for_the_breach(self) -> None:
        trust = trust_after(
            does(wounds={ABLE: BREACH}), does(repairs=(OWN, REMEDY)), before=self.RUMOURED
        )
        assert not trust.breaches
        assert trust.wounds(HONEST) == (RUMOUR,)


class TestTheTrustState:
    EASY: ClassVar = {HEARS_ME: SHOWN}

    def test_a_play_starts_guarded(self) -> None:
        assert trust_after(does()).state == TrustState.GUARDED

    def test_the_door_at_shown_opens_it(self) -> None:
        assert trust_after(does(earns={HEARS_ME: SAID})).state == TrustState.GUARDED
        assert trust_after(does(earns={HEARS_ME: SHOWN})).state == TrustState.TESTING

    def test_another_dimension_does_not_open_the_door(self) -> None:
        assert trust_after(does(earns={HONEST: PROVED})).state == TrustState.GUARDED

    def test_the_customer_sets_the_door(self) -> None:
        assert trust_after(does(earns={ABLE: SHOWN}), door=ABLE).state == TrustState.TESTING

    def test_yes_needs_every_dimension_at_the_bar(self) -> None:
        bar = {HEARS_ME: SHOWN, ABLE: SHOWN, HONEST: SHOWN}
        almost = does(earns={HEARS_ME: SHOWN, ABLE: SAID, HONEST: PROVED})
        assert trust_after(almost, bar=bar).state == TrustState.TESTING
        trust = trust_after(almost, does(earns={ABLE: SHOWN}), bar=bar)
        assert trust.state == TrustState.TRUSTING
        assert trust.verdict

    @pytest.mark.parametrize("dimension", [ABLE, HEARS_ME])
    def test_yes_needs_honesty_or_my_side_proved(self, dimension: object) -> None:
        shown = does(earns={HEARS_ME: SHOWN, HONEST: SHOWN, ON_MY_SIDE: SHOWN, dimension: PROVED})
        assert trust_after(shown, bar=self.EASY).state == TrustState.TESTING
        for proof in (HONEST, ON_MY_SIDE):
            assert trust_after(shown, does(earns={proof: PROVED}), bar=self.EASY).verdict

    def test_yes_needs_no_open_slip(self) -> None:
        effects = (does(wounds={ABLE: SLIP}), does(earns={HEARS_ME: SHOWN, HONEST: PROVED}))
        assert trust_after(*effects).state == TrustState.TESTING
        assert trust_after(*effects, does(repairs=(OWN,))).state == TrustState.TRUSTING

    def test_an_open_slip_takes_trust_back_to_testing(self) -> None:
        trusted = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
        assert trust_after(trusted, does(wounds={ABLE: SLIP})).state == TrustState.TESTING
        closed = trust_after(trusted, does(wounds={ABLE: SLIP}), does(earns={ABLE: SHOWN}))
        assert closed.state == TrustState.TRUSTING

    @pytest.mark.parametrize("wound", [BREACH, BETRAYAL])
    def test_a_breach_or_betrayal_breaks_it(self, wound: Wound) -> None:
        trusted = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
        assert trust_after(trusted, does(wounds={ABLE: wound})).state == TrustState.BROKEN

    def test_a_rumour_breaks_it(self) -> None:
        trust = trust_after(does(), before=Before(wounds=((HONEST, RUMOUR),)))
        assert trust.state == TrustState.BROKEN

    def test_repaired_before_the_door_ever_opened_it_is_guarded(self) -> None:
        trust = trust_after(does(wounds={ABLE: BREACH}), does(repairs=(OWN, REMEDY)))
        assert trust.state == TrustState.GUARDED

    def test_repaired_after_the_door_was_opened_it_is_testing(self) -> None:
        trust = trust_after(
            does(earns={HEARS_ME: SHOWN}), does(wounds={ABLE: BREACH}), does(repairs=(OWN, REMEDY))
        )
        assert trust.state == TrustState.TESTING

    def test_repaired_and_judged_again_at_once_it_may_regain_trust(self) -> None:
        trust = trust_after(
            does(wounds={ABLE: BREACH}),
            does(earns={HEARS_ME: SHOWN, HONEST: PROVED}),
            does(repairs=(OWN, REMEDY)),
        )
        assert trust.state == TrustState.REGAINED
        assert trust.verdict

    def test_a_breach_repaired_before_the_play_leaves_a_scar(self) -> None:
        trust = trust_after(
            does(earns={HEARS_ME: SHOWN, HONEST: PROVED}), before=Before(breaches_repaired=1)
        )
        assert trust.state == TrustState.REGAINED

    def test_a_betrayal_breaks_it_for_good(self) -> None:
        trust = trust_after(
            does(wounds={HONEST: BETRAYAL}),
            does(earns={HEARS_ME: PROVED, HONEST: PROVED}, repairs=(OWN, REMEDY, PREVENT)),
        )
        assert trust.state == TrustState.BROKEN

    def test_what_lies_before_decides_where_a_play_starts(self) -> None:
        open_before = Before(earned=((HEARS_ME, SHOWN),))
        assert trust_after(does(), before=open_before).state == TrustState.TESTING

    def test_every_state_has_its_phase(self) -> None:
        assert {state: PHASES[state] for state in TrustState} == {
            TrustState.GUARDED: "earn",
            TrustState.TESTING: "prove",
            TrustState.TRUSTING: "maintain",
            TrustState.BROKEN: "regain",
            TrustState.REGAINED: "maintain",
        }
