"""Balance, as far as it is about single replies, states and variants: whether what is meant to be best is.

By the same walk and in the same words as the shares of plays (``balance.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.balance import share, undecided
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import Walked, after, in_variant, listed
from simulator.core.balance import best_wounds, earned_at, kept_along
from simulator.core.examples import Example
from simulator.core.telling_apart import Side, alike_until


@over_walk("B404", Severity.WARNING)
def earned_in_one_state(walked: Walked) -> Iterator[Finding]:
    """A dimension can reach the customer's bar at one state only, so one mistake there is fatal.

    Let it be earned at two states or more. What happens on entering the next state belongs to the reply that
    led there.

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
    told: set[tuple[str, str]] = set()
    for one in undecided(walked):
        alone: dict[str, list[str]] = defaultdict(list)
        for dimension, states in earned_at(one.exploration).items():
            state = next(iter(states), "")
            if len(states) == 1 and (dimension.value, state) not in told:
                told.add((dimension.value, state))
                alone[state].append(quoted(dimension.value))
        for state, dimensions in alone.items():
            yield Finding(
                walked.draft.positions["states", state],
                f"{listed(dimensions)} can reach the bar in {quoted(state)} only{in_variant(one.id)}",
                "let it be earned in another state as well",
            )


@over_walk("B405", Severity.WARNING)
def nothing_proved(walked: Walked) -> Iterator[Finding]:
    """No play proves `honest` or `on_my_side`, and without one of them `proved` nobody is trusted.

    Proof is what costs you something, or what the customer checked: a reply that earns `proved`, with its
    `cost` or `verified`, or a promise with a `cost` that is kept.

    Fails:

        id: own_it
        say: This was ours.
        earns: {honest: shown}
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        earns: {honest: proved}
        cost: the order
        to: bought
    """
    for one in walked.variants:
        if one.id not in walked.proof.proves:
            yield Finding(
                walked.position(one.id),
                f"nothing proves `honest` or `on_my_side`{in_variant(one.id)}, so no play ends with yes",
                "let a reply earn `proved` in one of them",
            )


@over_walk("B407", Severity.WARNING, needs_all=False)
def good_walk_gives_away(walked: Walked) -> Iterator[Finding]:
    """A reply of the walk `good` keeps less than .95 of V: another reply of its state is worth more.

    The reply that you hold for the best is not the one that earns most. Either another one earns too much,
    or this one does too little.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - id: gift
                say: Keep the trays.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                cost: the order
                to: bought
          what_now:
            replies:
              - id: call
                say: I call you at five.
                earns: {honest: proved, able: shown, on_my_side: shown}
                cost: the order
                to: bought
              - {id: van, say: A van by seven., to: not_bought}
        walks:
          good: {replies: [own_it, call], ends: bought, verdict: yes}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
        walks:
          good: {replies: [own_it], ends: bought, verdict: no}
    """
    least = walked.thresholds.good_walk_keeps
    good = next((walk for walk in walked.scenario.walks if walk.name == "good"), None)
    for one in walked.variants if good is not None else ():
        if good is None or good.variant not in (None, one.id):
            continue
        for at, (reply, kept) in enumerate(kept_along(one.exploration, one.values, good.replies)):
            if kept < least:
                yield Finding(
                    walked.spots.value("walk", good.name, "replies", at),
                    f"{quoted(reply)} keeps {kept:.2f} of V{in_variant(one.id)}, less than {least:.2f}",
                    "let it earn more, or the best reply of that state less",
                )


@over_walk("B408", Severity.WARNING, needs_all=False)
def best_reply_wounds(walked: Walked) -> Iterator[Finding]:
    """A reply wounds the customer, and yet no other is worth more where it is given.

    Judged in each situation in which the replies differ in V; the finding says in how many of them, and the
    shortest play to one. One in twenty is let pass: where much has gone wrong already, one more wound may
    cost nothing. Look for what the wound opens: a scene of repair that can be reached only when she is
    wounded, or evidence that is worth more than the wound.

    Fails:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                wounds: {able: slip}
                cost: the order
                to: what_now
              - {id: gift, say: Keep the trays., to: not_bought}
          what_now:
            replies:
              - {id: call, say: I call you at five., earns: {able: shown}, to: bought}

    Passes:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                cost: the order
                to: bought
              - {id: gift, say: Keep the trays., wounds: {able: slip}, to: not_bought}
    """
    told: set[str] = set()
    for one in walked.variants:
        for wound in best_wounds(walked.engine, one.exploration, one.values):
            is_rare = len(wound.numbers) <= walked.thresholds.best_wounds * wound.of
            if wound.reply in told or is_rare:
                continue
            told.add(wound.reply)
            example = one.examples.to(one.examples.nearest(wound.numbers))
            yield Finding(
                walked.draft.positions["replies", wound.reply],
                f"the reply {quoted(wound.reply)} wounds and is a best one in "
                f"{share(len(wound.numbers) / wound.of)} of the situations in which the choice matters, "
                f"such as{after(example)}",
                "let the wound cost more, or another reply earn more",
            )


@over_walk("B409", Severity.WARNING, needs_all=False)
def variants_look_alike(walked: Walked) -> Iterator[Finding]:
    """A trainee cannot tell two variants apart before the first turning point, so choosing there is guessing.

    A turning point is a turn with a reply that would be costly or decisive. Up to it something must differ
    that is shown: a fact of the briefing, a scene, a line, an answer, or which replies there are.

    Fails:

        variants: [true_rumour, false_rumour]
        before: {when: {variant: true_rumour}, wounds: {able: slip}}
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

        variants: [true_rumour, false_rumour]
        before: {when: {variant: true_rumour}, wounds: {able: slip}}
        states:
          the_call:
            line: [{line: They say that you deliver late., when: {variant: true_rumour}}]
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                cost: the order
                to: bought
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    sides = [Side(one.id, one.exploration, one.values) for one in walked.variants]
    for one, other in combinations(sides, 2):
        replies = alike_until(walked.engine, one, other)
        if replies is not None and one.variant is not None and other.variant is not None:
            where = after(Example(None, replies)) if replies else ""
            yield Finding(
                walked.draft.positions["variants", other.variant],
                f"nothing shown tells {quoted(other.variant)} from {quoted(one.variant)} before the first "
                f"turning point{where}",
                "let a fact, a scene or a line differ, by `when: {variant: …}`",
            )
