"""Names: what a file calls by name must be defined, once, and be used.

A name that is nearly right is answered with the one that was probably meant, and that one then counts as used.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, did_you_mean, one_of, quoted
from simulator.compiler.draft import Draft
from simulator.compiler.nodes import span_of
from simulator.compiler.rules.rule import Finding, over_draft
from simulator.core.scenario import Promiser

MOST_LISTED = 6
NEAR_NAMES = 50


def _undefined(draft: Draft, where: str, *kinds: str) -> Iterator[Finding]:
    """Uses of names of these kinds that nothing defines."""
    found = 0
    for use in draft.names.undefined:
        if use.kind.of in kinds:
            found += 1
            known = draft.names.known(use.kind.of)
            noun = "state or ending" if use.kind.of == "target" else use.kind.of
            mend = did_you_mean(use.id, known) if found <= NEAR_NAMES else None
            if mend is None and not known:
                mend = f"define it {where}"
            elif mend is None and len(known) <= MOST_LISTED:
                mend = f"the file defines {one_of(known)}"
            yield Finding(use.span, f"no {noun} is called {quoted(use.id)}", mend)


@over_draft("N201")
def undefined_target(draft: Draft) -> Iterator[Finding]:
    """`start`, `to`, `go` or `ends` names a state or ending that is not there.

    A play starts in a state, and a walk ends in an ending.

    Fails:

        start: the_cal

    Passes:

        start: the_call
    """
    yield from _undefined(draft, "under `states` or `endings`", "target", "state", "ending")


@over_draft("N202")
def undefined_promise(draft: Draft) -> Iterator[Finding]:
    """A promise is made, kept, broken or asked about that is not defined under `promises`.

    Fails:

        promises:
          van_at_seven: {text: A van by seven}
        before:
          promises: [van_at_sevn]

    Passes:

        promises:
          van_at_seven: {text: A van by seven}
        before:
          promises: [van_at_seven]
    """
    yield from _undefined(draft, "under `promises`", "promise")


@over_draft("N203")
def undefined_truth(draft: Draft) -> Iterator[Finding]:
    """A truth is asked for, pressed or needed that is not defined under `truths`.

    Fails:

        before:
          truths: [ordered_late]

    Passes:

        truths:
          ordered_late: {about: timing, told: I ordered late., half: I ordered when I always order.}
        before:
          truths: [ordered_late]
    """
    yield from _undefined(draft, "under `truths`", "truth")


@over_draft("N204")
def undefined_reply(draft: Draft) -> Iterator[Finding]:
    """A condition or a walk names a reply that no state has.

    Fails:

        walks:
          good: {replies: [own_itt], ends: bought, verdict: no}

    Passes:

        walks:
          good: {replies: [own_it], ends: bought, verdict: no}
    """
    yield from _undefined(draft, "as the `id` of a reply", "reply")


@over_draft("N205")
def undefined_fact(draft: Draft) -> Iterator[Finding]:
    """A reply goes `against` a fact that the briefing does not tell, or that has no id.

    Fails:

        id: own_it
        say: A van comes at eight.
        against: no_van_after_six
        to: bought

    Passes:

        id: own_it
        say: A van comes at eight.
        to: bought
    """
    yield from _undefined(draft, "as the `id` of a fact, under `seller`", "fact")


@over_draft("N206")
def undefined_person(draft: Draft) -> Iterator[Finding]:
    """A line is spoken by somebody who is not among the `others`.

    Fails:

        endings:
          bought: {sold: yes, line: [{line: Well?, who: jonas}]}
          not_bought: {sold: no}

    Passes:

        others:
          jonas: {name: Jonas Brandt}
        endings:
          bought: {sold: yes, line: [{line: Well?, who: jonas}]}
          not_bought: {sold: no}
    """
    yield from _undefined(draft, "under `others`", "person")


@over_draft("N207")
def undefined_variant(draft: Draft) -> Iterator[Finding]:
    """A condition or a walk names a variant that the scenario does not have.

    Fails:

        before: {when: {variant: true_rumour}, wounds: {able: rumour}}

    Passes:

        variants: [true_rumour, false_rumour]
        before: [{when: {variant: true_rumour}, wounds: {able: breach}}, {when: {variant: false_rumour}}]
    """
    yield from _undefined(draft, "under `variants`", "variant")


@over_draft("N208")
def defined_twice(draft: Draft) -> Iterator[Finding]:
    """Two things bear the same id: two replies, in whatever states, two facts, or a state and an ending.

    Ids are what records, translations and walks go by, so each is unique in its file.

    Fails:

        endings:
          the_call: {sold: yes}
          bought: {sold: yes}
          not_bought: {sold: no}

    Passes:

        endings:
          bought: {sold: yes}
          not_bought: {sold: no}
    """
    defined = draft.names.defined
    for of, name, node in draft.names.again:
        line = span_of(defined[of][name]).line
        article = "an" if of[0] in "aeiou" else "a"
        message = f"{quoted(name)} is already the id of {article} {of} in line {line}"
        yield Finding(span_of(node), message, "give it another id")
    states = defined.get("state", {})
    for name, node in defined.get("ending", {}).items():
        if name in states:
            message = (
                f"{quoted(name)} is already the id of a state in line {span_of(states[name]).line}"
            )
            yield Finding(span_of(node), message, "give the ending another id")


@over_draft("N209", Severity.WARNING)
def never_used(draft: Draft) -> Iterator[Finding]:
    """A promise, truth, fact, person or variant is defined, and nothing in the file uses it.

    Often another name is misspelt. A fact that only the briefing tells needs no id.

    Fails:

        others:
          jonas: {name: Jonas Brandt}

    Passes:

        others:
          jonas: {name: Jonas Brandt}
        endings:
          bought: {sold: yes, line: [{line: Well?, who: jonas}]}
          not_bought: {sold: no}
    """
    names = draft.names
    used = {(use.kind.of, names.meant(use.kind.of, use.id)) for use in names.uses}
    doubtful = {use.kind.of for use in names.undefined if not names.meant(use.kind.of, use.id)}
    for of in ("promise", "truth", "fact", "person", "variant"):
        mend = "leave out its `id`" if of == "fact" else "use it, or delete it"
        for name, node in names.defined.get(of, {}).items():
            if (of, name) not in used and name not in names.lost and of not in doubtful:
                yield Finding(span_of(node), f"the {of} {quoted(name)} is never used", mend)


@over_draft("N210")
def promise_of_your_own(draft: Draft) -> Iterator[Finding]:
    """A reply takes on or refuses a promise that is by `me`. Only promises of others can be taken on or disowned.

    Fails:

        promises:
          van_at_seven: {text: A van by seven}
        states:
          the_call: {replies: [{id: own_it, say: Mine now., takes_on: van_at_seven, to: bought}]}

    Passes:

        promises:
          van_at_seven: {text: A van by seven, by: predecessor}
        states:
          the_call: {replies: [{id: own_it, say: Mine now., takes_on: van_at_seven, to: bought}]}
    """
    promises = draft.scenario.promises
    for use in draft.names.uses:
        if (
            use.kind.role in ("takes_on", "refuses")
            and use.id in promises
            and promises[use.id].by is Promiser.ME
        ):
            done = "taken on" if use.kind.role == "takes_on" else "refused"
            message = f"the promise {quoted(use.id)} is your own, and cannot be {done}"
            yield Finding(
                use.span,
                message,
                "say who made it, in the promise: `by: predecessor` or `by: company`",
            )


@over_draft("N211")
def promise_in_place_is_later(draft: Draft) -> Iterator[Finding]:
    """A promise that comes in place of another is due in the play, so it cannot be one that is `later`.

    Fails:

        promises:
          van_at_seven: {text: A van by seven}
          van_next_week: {text: A van next week, later: yes}
        states:
          the_call: {replies: [{id: own_it, say: Next week?, renegotiates: {van_at_seven: van_next_week}, to: bought}]}

    Passes:

        promises:
          van_at_seven: {text: A van by seven}
          van_at_nine: {text: A van by nine}
        states:
          the_call: {replies: [{id: own_it, say: At nine?, renegotiates: {van_at_seven: van_at_nine}, to: bought}]}
    """
    promises = draft.scenario.promises
    for use in draft.names.uses:
        if use.kind.role == "in_place" and use.id in promises and promises[use.id].later:
            message = f"{quoted(use.id)} is due after the play, and cannot come in place of another promise"
            yield Finding(use.span, message, "take a promise without `later: yes`")


@over_draft("N212")
def before_of_others(draft: Draft) -> Iterator[Finding]:
    """`before` lists a promise of others as open. Those are open anyway; the list is for your own.

    Fails:

        promises:
          van_at_seven: {text: A van by seven, by: company}
        before:
          promises: van_at_seven

    Passes:

        promises:
          van_at_seven: {text: A van by seven}
        before:
          promises: van_at_seven
    """
    promises = draft.scenario.promises
    for use in draft.names.uses:
        if (
            use.kind.role == "before"
            and use.id in promises
            and promises[use.id].by is not Promiser.ME
        ):
            message = f"the promise {quoted(use.id)} is not your own, so it is open from the start"
            yield Finding(use.span, message, "delete it here")
