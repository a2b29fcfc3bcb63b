"""Balance, computed from the walk of every situation: whether choosing well is what earns the yes.

Figures are of all plays, each counted as often as it would be played; nothing is sampled. *V* is the chance
that a practised seller still ends with yes, the *best* reply the one with the highest V, or those that tie.
Nothing is said of a variant in which all plays end alike: that is reported once, and by another rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import VariantWalk, Walked, in_variant
from simulator.core.analysis import chances, evenly, turns_to_end
from simulator.core.flow import lost_by

EARLY = 3
"""Early is the first third of the turns."""


def share(value: float) -> str:
    """A share in per cent: `12.5 %`."""
    return f"{value * 100:.1f}".removesuffix(".0") + " %"


def undecided(walked: Walked) -> Iterator[VariantWalk]:
    """The variants in which some plays earn yes and some do not."""
    return (one for one in walked.variants if not one.is_decided)


@over_walk("B401", Severity.WARNING, needs_all=False)
def random_play_earns_yes(walked: Walked) -> Iterator[Finding]:
    """Somebody who picks replies by chance earns yes on more than 15 % of plays. Aim at 5 to 10 %.

    Then it is not the choosing that earns it. Let wrong replies cost something, also late ones, when the
    customer trusts already.

    Fails:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                cost: the order
                to: bought
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {able: shown, hears_me: shown}
                to: what_now
              - {id: gift, say: Keep the trays., to: not_bought}
              - {id: check, say: Let me check., to: not_bought}
          what_now:
            replies:
              - id: call
                say: I call you at five.
                earns: {honest: proved, on_my_side: shown}
                cost: the order
                to: bought
              - {id: van, say: A van by seven., to: not_bought}
              - {id: list, say: It was on the list., to: not_bought}
    """
    most = walked.thresholds.random_yes
    for one in undecided(walked):
        yes = chances(one.exploration, evenly)[0]
        if yes > most:
            yield Finding(
                walked.position(one.id),
                f"random play earns yes on {share(yes)} of plays{in_variant(one.id)}, "
                f"more than {share(most)}",
                "let wrong replies cost more, or ask more by `bar`",
            )


def _after_wrong(walked: Walked, count: int, least: float, most: float) -> Iterator[Finding]:
    replies = "one reply that is" if count == 1 else "two replies that are"
    for one in undecided(walked):
        yes = one.non_best[count]
        if yes is None or least <= yes <= most:
            continue
        bound, mend = (
            (f"less than {share(least)}", "give more states a second chance for what is missed")
            if yes < least
            else (f"more than {share(most)}", "let wrong replies cost more")
        )
        yield Finding(
            walked.position(one.id),
            f"with {replies} not the best {share(yes)} of plays end in yes{in_variant(one.id)}, {bound}",
            mend,
        )


@over_walk("B402", Severity.WARNING, needs_all=False)
def one_wrong_reply(walked: Walked) -> Iterator[Finding]:
    """Of the plays with one reply that is not the best, less than 70 % or more than 95 % end in yes.

    With exactly one. Under 70 % one mistake is fatal, and over 95 % it costs nothing. A play weighs as
    much as it is likely if at each turn one of the best, or one of the others, is picked evenly. Turns in
    which all replies are equal do not count; where no play has exactly one, nothing is said.

    Fails:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                cost: the order
                to: bought
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    bounds = walked.thresholds
    yield from _after_wrong(walked, 1, bounds.one_wrong_least, bounds.one_wrong_most)


@over_walk("B403", Severity.WARNING, needs_all=False)
def two_wrong_replies(walked: Walked) -> Iterator[Finding]:
    """Of the plays with two replies that are not the best, less than 40 % or more than 70 % end in yes.

    With exactly two. Two mistakes should hurt, and be possible to make good. They are weighed as for one.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - {id: gift, say: Keep the trays., earns: {hears_me: shown}, to: longer}
          longer:
            replies:
              - {id: wait, say: Wait., to: what_now}
          what_now:
            replies:
              - id: call
                say: I call you at five.
                earns: {honest: proved, able: shown, on_my_side: shown}
                cost: the order
                to: bought
              - {id: van, say: A van by seven., to: last}
          last:
            replies:
              - id: sixty
                say: Sixty now.
                earns: {honest: proved, able: shown, on_my_side: shown}
                cost: the order
                to: bought
              - {id: monday, say: On Monday., to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    bounds = walked.thresholds
    yield from _after_wrong(walked, 2, bounds.two_wrong_least, bounds.two_wrong_most)


@over_walk("B406", Severity.WARNING)
def lost_early(walked: Walked) -> Iterator[Finding]:
    """On more than 10 % of random plays yes is out of reach within the first third of the turns.

    Then most of the conversation is played for nothing. The turns are those of the longest play, and a third
    is rounded down; a play counts if after so many replies no way leads to yes any more.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown, able: shown}, to: what_now}
              - {id: gift, say: Keep the trays., wounds: {honest: betrayal}, to: what_now}
          what_now:
            replies:
              - {id: call, say: I call you., earns: {on_my_side: shown}, to: last}
          last:
            replies:
              - {id: sixty, say: Sixty now., earns: {honest: proved}, cost: the order, to: bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    most = walked.thresholds.lost_early
    for one in undecided(walked):
        turns = turns_to_end(one.exploration)[1] // EARLY
        lost = lost_by(one.exploration, one.values, turns)
        if lost > most:
            within = "within the first turn" if turns == 1 else f"within {turns} turns"
            within = within if turns else "before the first turn"
            yield Finding(
                walked.position(one.id),
                f"on {share(lost)} of random plays yes is out of reach {within}"
                f"{in_variant(one.id)}, more than {share(most)}",
                "let early mistakes be made good, or wound less",
            )
