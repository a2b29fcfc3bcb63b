"""Flow, proved by walking every situation: what becomes of promises."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import Walked, after
from simulator.core import promises as ledger
from simulator.core.proof import Vain
from simulator.core.scenario import PromiseStatus

STANDS = {
    ledger.UNMADE: "is not made yet",
    ledger.OWN_OPEN: "is yours and open already",
    ledger.INHERITED: "is not taken on yet",
    ledger.IN_PLACE: "has come in place of another",
    ledger.KEPT: "is kept already",
    ledger.BROKEN: "is broken already",
    ledger.RENEGOTIATED: "is renegotiated already",
    ledger.WITHDRAWN: "is withdrawn already",
    ledger.REFUSED: "is refused already",
}
"""What a promise is that an action does not fit, by its status."""

DOES = {
    "keeps": "keeps",
    "takes_on": "takes on",
    "makes": "makes",
    "renegotiates": "renegotiates",
    "withdraws": "withdraws",
    "breaks": "breaks",
    "refuses": "refuses",
}


@over_walk("P321")
def promise_left_open(walked: Walked) -> Iterator[Finding]:
    """A promise can still be open at an ending: made, and neither kept nor broken, nor otherwise settled.

    A customer does not forget it. Settle it on the way (`keeps`, `breaks`, or `due` in a state), or say by
    `later: yes` that it is due after the conversation. The shortest play that leaves it open is named.

    Fails:

        promises:
          van_at_seven: {text: A van by seven}
        states:
          the_call:
            replies:
              - {id: own_it, say: A van by seven., makes: van_at_seven, to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        promises:
          van_at_seven: {text: A van by seven, later: yes}
        states:
          the_call:
            replies:
              - {id: own_it, say: A van by seven., makes: van_at_seven, to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    for promise, endings in walked.proof.left_open.items():
        ending, example = min(endings.items(), key=lambda one: len(one[1].replies))
        others = len(endings) - 1
        more = f", and so do {others} other endings" if others > 1 else ""
        more = ", and so does another ending" if others == 1 else more
        yield Finding(
            walked.draft.positions["promises", promise],
            f"the ending {quoted(ending)} leaves the promise {quoted(promise)} open"
            f"{after(example)}{more}",
            "settle it by `due` in a state on the way, or give it `later: yes`",
        )


@over_walk("P322", Severity.WARNING)
def promise_without_fate(walked: Walked) -> Iterator[Finding]:
    """A promise can be made, but no play keeps it and none breaks it.

    It is always withdrawn, refused or renegotiated before, so nobody learns what a promise is worth.

    Fails:

        promises:
          van_at_seven: {text: A van by seven, by: company}
        states:
          the_call:
            replies:
              - {id: own_it, say: Not from me., refuses: van_at_seven, to: bought}
              - {id: gift, say: That was sales., refuses: van_at_seven, to: not_bought}

    Passes:

        promises:
          van_at_seven: {text: A van by seven, by: company}
        states:
          the_call:
            replies:
              - {id: own_it, say: Here it is., keeps: van_at_seven, to: bought}
              - {id: gift, say: That was sales., refuses: van_at_seven, to: not_bought}
    """
    for promise, fates in walked.proof.fates.items():
        if (
            fates
            and not fates & {PromiseStatus.KEPT, PromiseStatus.BROKEN}
            and not walked.scenario.promises[promise].later
            and promise not in walked.proof.left_open
        ):
            yield Finding(
                walked.draft.positions["promises", promise],
                f"the promise {quoted(promise)} can be neither kept nor broken",
                "let a play keep or break it, by a reply or by `due` in a state",
            )


@over_walk("P323")
def promise_not_open(walked: Walked) -> Iterator[Finding]:
    """A reply or event does something with a promise that may not be in the state for it.

    Only an open promise can be kept, broken or withdrawn; only one of others that nobody has taken on can be
    taken on or refused; only one that was not made can be made. Where it does not fit, nothing would happen,
    and a play would not be what the file says. The shortest such play is named.

    Fails:

        promises:
          van_at_seven: {text: A van by seven}
        states:
          the_call:
            replies:
              - {id: own_it, say: A van by seven., makes: van_at_seven, to: what_now}
              - {id: gift, say: Keep the trays., to: what_now}
          what_now:
            replies:
              - {id: call, say: It is here., keeps: van_at_seven, to: bought}
              - {id: van, say: It is not here., breaks: van_at_seven, to: not_bought}

    Passes:

        promises:
          van_at_seven: {text: A van by seven}
        states:
          the_call:
            replies:
              - {id: own_it, say: A van by seven., makes: van_at_seven, to: what_now}
              - {id: gift, say: At seven., makes: van_at_seven, wounds: {able: slip}, to: what_now}
          what_now:
            replies:
              - {id: call, say: It is here., keeps: van_at_seven, to: bought}
              - {id: van, say: It is not here., breaks: van_at_seven, to: not_bought}
    """
    for one in walked.proof.in_vain:
        who = "reply" if one.owner.of == "reply" else "event"
        yield Finding(
            walked.spots.action(one.owner, one.action, one.promise),
            f"this {who} {_does(walked, one)} the promise {quoted(one.promise)}, which "
            f"{STANDS[one.status]}{after(one.example)}",
            _mend(walked, one),
        )


def _comes_in_place(walked: Walked, one: Vain) -> bool:
    """Whether the promise is the new one of two, and so would be made."""
    of, name, _, at = one.owner
    scenario = walked.scenario
    effects = (
        scenario.reply(name).effects if of == "reply" else scenario.states[name].events[at].effects
    )
    return one.action == "renegotiates" and one.promise not in dict(effects.renegotiates)


def _does(walked: Walked, one: Vain) -> str:
    return "makes" if _comes_in_place(walked, one) else DOES[one.action]


def _mend(walked: Walked, one: Vain) -> str:
    what = "offer the reply" if one.owner.of == "reply" else "let the event happen"
    if one.action == "makes" or _comes_in_place(walked, one):
        return f"{what} only where the promise was not made, by `when`"
    if one.status == ledger.IN_PLACE:
        return "what came in place of another promise can only be kept or broken"
    if one.status == ledger.INHERITED:
        return "let it be taken on first"
    if one.status == ledger.OWN_OPEN:
        return f"{what} only where the promise was not taken on, by `when`"
    return f"{what} only `when: {{promise: {{{one.promise}: open}}}}`"
