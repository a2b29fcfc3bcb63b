"""What only shows where several files are looked at together: packs and campaigns, and the scenarios they
name.

The examples are of `packs.yaml` and `campaign.yaml`, not of a scenario.
"""

from __future__ import annotations

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Message, form


@form("N213")
def unknown_scenario(name: str, mend: str | None) -> Message:
    """A pack or a campaign names a scenario whose file is not there.

    A scenario is called by the name of its file, without the ending. A pack looks in its own folder and
    in all below it, a campaign in its own folder only.

    Fails: the pack `scenarios: [wrong-palet]` beside the file `wrong-pallet.yaml`.
    Passes: the pack `scenarios: [wrong-pallet]`.
    """
    return f"there is no scenario {quoted(name)}", mend


@form("N214")
def act_with_errors(name: str) -> Message:
    """An act of a campaign is a scenario that cannot be played.

    Fails: the act `scenario: the-promise`, where `the-promise.yaml` has errors.
    Passes: the same, once `roleplay check the-promise.yaml` finds none.
    """
    return f"the scenario {quoted(name)} has errors", "check it by itself, and mend it first"


@form("N215")
def other_customer(name: str, customer: str, expected: str) -> Message:
    """All acts of a campaign are with the same customer, since trust is carried from each to the next.

    Fails: `customer: Lena Brandt`, with an act whose customer is Omar Aydın.
    Passes: `customer: Lena Brandt`, with acts that all are with her.
    """
    return (
        f"in {quoted(name)} the customer is {quoted(customer)}, and in the campaign {quoted(expected)}",
        None,
    )


@form("N216")
def unknown_in_act(noun: str, name: str, scenario: str, mend: str | None) -> Message:
    """An act names an ending, a variant or a reply that its scenario does not have.

    Under `variants` stand the endings of the act before, each with a variant of this one.

    Fails: `revenue: {sined: 84000}`, where the ending is called `signed`.
    Passes: `revenue: {signed: 84000}`.
    """
    return f"the scenario {quoted(scenario)} has no {noun} {quoted(name)}", mend


@form("N217")
def no_variant_for(ending: str, scenario: str) -> Message:
    """The scenario of an act has variants, and nothing says which is played after some ending.

    In a campaign no variant is drawn: what happened decides. So each ending of the act before that does
    not close the account needs one.

    Fails: `variants: {signed: big_machine}`, where the act before can also end in `not_yet`.
    Passes: `variants: {signed: big_machine, not_yet: no_machine}`.
    """
    return f"nothing says which variant of {quoted(scenario)} follows {quoted(ending)}", None


@form("P351", Severity.WARNING)
def forgotten_promise(promise: str, scenario: str) -> Message:
    """An act can leave a promise open that the next one has never heard of, so nothing becomes of it.

    Let the next scenario have a promise of that id, and settle it under `due`. A promise that is only due
    later may be settled later, if every act between knows it.

    Fails: an act that ends with `fitter_in_a_day` open, before a scenario without that promise.
    Passes: the same, where the next scenario has `fitter_in_a_day` under `promises`.
    """
    return (
        f"{quoted(scenario)} does not know the promise {quoted(promise)}, which can be open by then",
        None,
    )


@form("P352")
def ending_out_of_account(ending: str, scenario: str) -> Message:
    """An ending of an act is never reached in the campaign, though it is when the scenario is played alone.

    Whatever the acts before end in carries something over, and no play from there comes to this ending.

    Fails: an ending under `closes` or `revenue` that no account comes to.
    Passes: the same, once a way leads there from what the acts before can end in.
    """
    return f"in this campaign no play of {quoted(scenario)} ends in {quoted(ending)}", None


@form("P353")
def yes_out_of_account(scenario: str) -> Message:
    """In an act of a campaign the customer can never come to trust, whatever the acts before were like.

    Fails: an act in which nothing can put right what every act before leaves behind.
    Passes: the same, once it offers a way to own it and to put it right.
    """
    return f"in this campaign no play of {quoted(scenario)} ends with trust", None


@form("P354")
def campaign_not_proved(scenario: str, limit: int, causes: str) -> Message:
    """An act has more situations than are walked, so nothing is known of how the account can go.

    Fails: an act with more than 250,000 situations, from all its openings together.
    Passes: the same act with fewer flags and promises; or `roleplay check --situations 1000000`.
    """
    return (
        f"{quoted(scenario)} has more than {limit:,} situations in this campaign: {causes}",
        "`--situations N` allows more",
    )
