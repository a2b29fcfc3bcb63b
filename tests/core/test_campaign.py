"""What carries over from one act to the next, and what the walk of a campaign proves."""

from __future__ import annotations

import pytest

from simulator.core.campaign import (
    Act,
    Campaign,
    Result,
    carried,
    next_start,
    result_of,
    revenue_of,
    with_before,
)
from simulator.core.campaign_walk import walk_campaign
from simulator.core.engine import Engine
from simulator.core.explore import TooManySituationsError, explore
from simulator.core.ledger import act_lines, standing, total
from simulator.core.scenario import Promise, Scenario, Truth, TruthAbout, Variant, VariantIs
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    PROVED,
    SHOWN,
    Repair,
    Wound,
    does,
    ending,
    line_of,
    play,
    reply,
    scenario,
    state,
)

CALL = Promise("call", "A call on Monday", later=True)
LATE = Truth("late", TruthAbout.TIMING, "I ordered late.", "I ordered in time.")


def first(**others: object) -> Scenario:
    """One act that ends with trust, without, or for good."""
    return scenario(
        state(
            "hall",
            reply("hear", "bought", does(earns={HEARS_ME: SHOWN, HONEST: PROVED}, makes=("call",))),
            reply("rush", "later", does(wounds={HEARS_ME: Wound.SLIP})),
            reply("lie", "gone", does(wounds={HONEST: Wound.BETRAYAL})),
        ),
        endings=(ending("bought", sold=True), ending("later"), ending("gone")),
        bar={HEARS_ME: SHOWN, HONEST: SHOWN},
        promises=(CALL,),
        truths=(LATE,),
        **others,  # type: ignore[arg-type]
    )


def second(**others: object) -> Scenario:
    """The act after that."""
    return scenario(
        state("yard", reply("own", "end", does(repairs=(Repair.OWN,))), reply("bye", "end")),
        bar={HEARS_ME: SHOWN, HONEST: SHOWN},
        promises=(CALL,),
        **others,  # type: ignore[arg-type]
    )


CAMPAIGN = Campaign(
    "The yard",
    "Ada",
    (
        Act("order", "The order", revenue={"bought": 12000}, closes=frozenset({"gone"})),
        Act("delivery", meanwhile="A winter.", revenue={"end": 300}),
    ),
    currency="EUR",
)


def ended(one: Scenario, *replies: str) -> Result:
    return result_of(one, play(one, *replies))


def test_rungs_promises_and_truths_carry_over_and_the_rules_give_the_state() -> None:
    result = ended(first(), "hear")

    opening = Engine(with_before(second(), result.before)).opening()

    assert opening.trust.state == "trusting"
    assert dict(zip(second().promises, opening.promises, strict=True)) == {"call": 1}
    assert (result.verdict, result.sold, result.promises) == (True, True, ("A call on Monday",))


def test_a_slip_stays_open_until_the_next_act_closes_it() -> None:
    result = ended(first(), "rush")
    begun = with_before(second(), result.before)

    assert Engine(begun).opening().trust.wounds(HEARS_ME) == (Wound.SLIP,)
    assert play(begun, "own").trust.wounds(HEARS_ME) == ()


def test_a_betrayal_is_for_good() -> None:
    begun = with_before(second(), ended(first(), "lie").before)

    assert play(begun, "own").trust.state == "broken"


@pytest.mark.parametrize(
    ("steps", "repaired", "state_then"),
    [
        ((), 0, "broken"),
        ((Repair.OWN, Repair.REMEDY), 1, "regained"),
    ],
)
def test_a_breach_is_carried_open_or_as_a_scar(
    steps: tuple[Repair, ...], repaired: int, state_then: str
) -> None:
    one = line_of(
        does(earns={HEARS_ME: SHOWN, HONEST: PROVED}),
        does(wounds={ABLE: Wound.BREACH}),
        does(repairs=steps),
        bar={HEARS_ME: SHOWN},
    )
    before = carried(one, play(one))

    assert before.breaches_repaired == repaired
    assert Engine(with_before(second(), before)).opening().trust.state == state_then


def test_a_rumour_that_was_answered_leaves_a_scar_and_no_breach() -> None:
    from simulator.core.scenario import Before

    one = line_of(
        does(earns={HEARS_ME: SHOWN, HONEST: PROVED}, refutes=True),
        bar={HEARS_ME: SHOWN},
        before=Before(wounds=((HONEST, Wound.RUMOUR),)),
    )
    before = carried(one, play(one))

    assert (before.breaches_repaired, before.scarred) == (0, True)
    assert Engine(with_before(second(), before)).opening().trust.state == "regained"


def test_what_the_next_act_does_not_know_of_is_left_behind() -> None:
    stranger = scenario(state("yard", reply("bye")))

    begun = with_before(stranger, ended(first(), "hear").before)

    assert begun.before[0].promises == ()
    assert Engine(begun).opening().promises == ()


def test_an_ending_can_close_the_account_and_the_last_act_does() -> None:
    assert next_start(CAMPAIGN, [ended(first(), "lie")]) is None
    start = next_start(CAMPAIGN, [ended(first(), "rush")])
    assert start is not None
    assert (start.number, start.variant) == (1, None)
    assert next_start(CAMPAIGN, [ended(first(), "rush"), ended(second(), "bye")]) is None


def test_the_ending_of_an_act_chooses_the_variant_of_the_next() -> None:
    chosen = Campaign("c", "Ada", (CAMPAIGN.acts[0], Act("d", variants={"bought": "big"})))

    start = next_start(chosen, [ended(first(), "hear")])

    assert start is not None
    assert start.variant == "big"


def test_revenue_is_told_of_acts_that_are_over_and_in_all_only_at_the_end() -> None:
    results = [ended(first(), "hear")]
    assert [line.revenue for line in act_lines(CAMPAIGN, results)] == ["12,000 EUR", ""]
    assert total(CAMPAIGN, results) == ""

    results.append(ended(second(), "bye"))
    assert revenue_of(CAMPAIGN, results) == (12000, 300)
    assert total(CAMPAIGN, results) == "12,300 EUR"


def test_the_ledger_says_what_is_not_forgotten() -> None:
    found = {one.heading: one.lines for one in standing(CAMPAIGN, [ended(first(), "rush")])}

    assert found == {"What Ada has not forgotten": ("a slip of hears me",)}


def test_the_walk_begins_each_act_with_everything_that_the_one_before_can_end_in() -> None:
    order, delivery = walk_campaign(CAMPAIGN, [first(), second()])

    assert set(order.endings) == {"bought", "later", "gone"}
    assert delivery.openings == 2  # `gone` closes the account
    assert delivery.endings == {"end": frozenset({True, False})}
    assert delivery.values == (0.0, 1.0)


def test_the_walk_of_the_first_act_is_the_walk_of_the_scenario() -> None:
    (order, _) = walk_campaign(CAMPAIGN, [first(), second()])

    assert order.situations == len(explore(Engine(first())))


def test_the_walk_names_a_promise_that_the_next_act_has_never_heard_of() -> None:
    stranger = scenario(state("yard", reply("bye")))

    (_, delivery) = walk_campaign(CAMPAIGN, [first(), stranger])

    assert delivery.forgotten == {"call"}


def test_the_walk_plays_the_variant_that_follows() -> None:
    two = second(variants=(Variant("big"), Variant("none")))
    two.states["yard"] = state(
        "yard", reply("bye", "end"), reply("thanks", "end", when=VariantIs(frozenset({"big"})))
    )
    chosen = Campaign(
        "c", "Ada", (CAMPAIGN.acts[0], Act("d", variants={"bought": "big", "later": "none"}))
    )

    (_, delivery) = walk_campaign(chosen, [first(), two])

    assert delivery.openings == 2


def test_a_walk_that_is_too_large_says_so() -> None:
    with pytest.raises(TooManySituationsError):
        walk_campaign(CAMPAIGN, [first(), second()], limit=2)
