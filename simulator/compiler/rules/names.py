"""Names: what a file calls by name must be defined, once, and be used.

A name that is nearly right is answered with the one that was probably meant, which then counts as used.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, one_of, quoted
from simulator.compiler.draft import Draft
from simulator.compiler.nodes import span_of
from simulator.compiler.rules.rule import Finding, over_draft

MOST_LISTED = 6


def _undefined(draft: Draft, where: str, *kinds: str) -> Iterator[Finding]:
    """Uses of names of these kinds that nothing defines."""
    names = draft.names
    for use in names.undefined:
        if use.kind.of not in kinds:
            continue
        known = names.known(use.kind.of)
        noun = "state or ending" if use.kind.of == "target" else use.kind.of
        meant = names.meant(use.kind.of, use.id)
        mend = f"did you mean {quoted(meant)}?" if meant else None
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
    meant = {(use.kind.of, names.meant(use.kind.of, use.id)) for use in names.undefined}
    used = meant.union((use.kind.of, use.id) for use in names.uses)
    doubtful = {of for of, name in meant if name is None}
    for of in ("promise", "truth", "fact", "person", "variant"):
        mend = "leave out its `id`" if of == "fact" else "use it, or delete it"
        for name, node in names.defined.get(of, {}).items():
            if (of, name) not in used and name not in names.lost and of not in doubtful:
                yield Finding(span_of(node), f"the {of} {quoted(name)} is never used", mend)
