"""Writing: what a debrief needs from every reply. None of it blocks a play."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import quoted
from simulator.compiler.rules.rule import Finding
from simulator.compiler.rules.text_rule import over_text
from simulator.compiler.rules.writing_size import count_of, is_short
from simulator.compiler.texts import Texts
from simulator.core.bots import shown
from simulator.core.lexicon import words_of
from simulator.core.scenario import Effects, Rung


@over_text("W601")
def short_why(texts: Texts) -> Iterator[Finding]:
    """A reply has no `why`, or one of fewer than 10 words. The debrief has nothing to say about it then.

    Fails:

        line: Whose fault is it that I have no pots?
        replies:
          - say: This was ours, from the first pot to the last.
            why: It owns the mistake.
          - say: Let us look at the order first, you and I.
            why: She asked for a name, and got a search for one in her own mail.

    Passes:

        line: Whose fault is it that I have no pots?
        replies:
          - say: This was ours, from the first pot to the last.
            why: It says whose mistake it was before she had to ask a second time.
          - say: Let us look at the order first, you and I.
            why: She asked for a name, and got a search for one in her own mail.
    """
    fewest = texts.thresholds.why_words
    for reply in texts.replies:
        if not reply.why:
            message = f"{quoted(reply.id)} has no `why`"
        elif is_short(texts, reply.why, fewest):
            message = f"the `why` of {quoted(reply.id)} has only {count_of(reply.why)}"
        else:
            continue
        mend = f"say in {fewest:g} words or more what the reply did to the customer"
        yield Finding(texts.at_reply(reply.id), message, mend)


@over_text("W602")
def short_tempting(texts: Texts) -> Iterator[Finding]:
    """A reply that is not the best has no `tempting`, or one of fewer than 8 words.

    A wrong reply that nothing speaks for is a straw man. Best is what keeps the most of V, mostly.

    Fails:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: They will all be there in time., wounds: {able: betrayal}}
          - {say: Let me ask dispatch about that., wounds: {able: betrayal}}

    Passes:

        line: The pots are not here, and the fair opens at nine.
        replies:
          - {say: I ring you at ten past five., earns: {able: shown}}
          - {say: Soon., tempting: She needs to hear it and it may come true., wounds: {able: betrayal}}
          - {say: Wait., tempting: It is polite and buys you some time., wounds: {able: betrayal}}
    """
    fewest = texts.thresholds.tempting_words
    for reply in texts.replies:
        if texts.mostly_best.get(reply.id) is not False:
            continue
        if not reply.tempting:
            message = f"{quoted(reply.id)} is not the best reply, and has no `tempting`"
        elif is_short(texts, reply.tempting, fewest):
            message = f"the `tempting` of {quoted(reply.id)} has only {count_of(reply.tempting)}"
        else:
            continue
        mend = f"say in {fewest:g} words or more why a good seller would say it"
        yield Finding(texts.at_reply(reply.id), message, mend)


@over_text("W603")
def copied(texts: Texts) -> Iterator[Finding]:
    """A `why` or a `tempting` is a copy of another, or of the reply itself. Capitals and signs do not count.

    Fails:

        id: own_it
        say: This was ours, the whole pallet, and nobody else did it.
        why: This was ours, the whole pallet, and nobody else did it.
        to: bought

    Passes:

        id: own_it
        say: This was ours, the whole pallet, and nobody else did it.
        why: It says whose mistake it was before she had to ask for it.
        to: bought
    """
    first: dict[tuple[str, ...], str] = {}
    for reply in texts.replies:
        own = words_of(shown(reply))
        for key, text in (("why", reply.why), ("tempting", reply.tempting)):
            words = words_of(text)
            if not words:
                continue
            here = f"the `{key}` of {quoted(reply.id)}"
            if words == own:
                yield Finding(
                    texts.at_reply(reply.id),
                    f"{here} repeats the reply",
                    "say what it did to the customer",
                )
            elif words in first:
                message = f"{here} is a copy of {first[words]}"
                yield Finding(texts.at_reply(reply.id), message, "write what is true of this one")
            else:
                first[words] = here


@over_text("W606")
def proved_without_a_price(texts: Texts) -> Iterator[Finding]:
    """Something is `proved` without `cost` or `verified`. Words alone prove nothing.

    Fails:

        id: own_it
        say: This was ours.
        earns: {honest: proved}
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        earns: {honest: proved}
        cost: The order, and the name of the firm.
        to: bought
    """
    mend = "say what it cost you under `cost`, or what she checked herself under `verified`"
    for state in texts.scenario.states.values():
        for event in state.events:
            if _is_unpriced(event.effects):
                message = (
                    f"an event of {quoted(state.id)} proves something without `cost` or `verified`"
                )
                yield Finding(texts.at_state(state.id), message, mend)
        for reply in state.replies:
            if _is_unpriced(reply.effects):
                message = f"{quoted(reply.id)} proves something without `cost` or `verified`"
                yield Finding(texts.at_reply(reply.id), message, mend)


def _is_unpriced(effects: Effects) -> bool:
    proves = any(rung is Rung.PROVED for _, rung in effects.earns)
    return proves and not (effects.cost or effects.verified)


@over_text("W607")
def blame(texts: Texts) -> Iterator[Finding]:
    """A `why` blames the trainee ("you failed", "you should have"). It should say what happened, and to whom.

    Fails:

        id: own_it
        say: This was ours.
        why: You failed to see that she was afraid of tomorrow, not of the invoice.
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        why: She was afraid of tomorrow, not of the invoice, and heard nothing about it.
        to: bought
    """
    if texts.lexicon is None:
        return
    for reply in texts.replies:
        for found in texts.lexicon.blame.found(reply.why)[:1]:
            message = (
                f"the `why` of {quoted(reply.id)} says {quoted(found)}, which sounds like blame"
            )
            yield Finding(
                texts.at_reply(reply.id), message, "say what the customer heard, and what it did"
            )
