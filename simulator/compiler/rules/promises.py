"""Names of promises: what may be done with a promise depends on who made it and when it is due."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import quoted
from simulator.compiler.draft import Draft
from simulator.compiler.rules.rule import Finding, over_draft
from simulator.core.scenario import Promiser


@over_draft("N210")
def promise_of_your_own(draft: Draft) -> Iterator[Finding]:
    """A reply takes on or refuses a promise that is by `me`. Only those of others can be taken on or refused.

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
          the_call:
            replies:
              - {id: own_it, say: Next week, renegotiates: {van_at_seven: van_next_week}, to: bought}

    Passes:

        promises:
          van_at_seven: {text: A van by seven}
          van_at_nine: {text: A van by nine}
        states:
          the_call:
            replies:
              - {id: own_it, say: At nine, renegotiates: {van_at_seven: van_at_nine}, to: bought}
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
