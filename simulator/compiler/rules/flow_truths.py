"""Flow, proved by walking every situation: who can come to know which truth, and who may press it."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import Walked, after


@over_walk("P324", Severity.WARNING)
def truth_never_learned(walked: Walked) -> Iterator[Finding]:
    """In no play does the customer tell this truth: nothing asks for it, or its `needs` never hold then.

    Fails:

        truths:
          ordered_late: {about: timing, needs: {able: shown}, told: Late., half: As always.}
        states:
          the_call:
            replies:
              - {id: own_it, say: When was it., asks: ordered_late, to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        truths:
          ordered_late: {about: timing, needs: {hears_me: shown}, told: Late., half: As always.}
        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - {id: gift, say: Keep the trays., to: what_now}
          what_now:
            replies:
              - {id: call, say: When was it., asks: ordered_late, to: bought}
              - {id: van, say: A van by seven., to: not_bought}
    """
    proof = walked.proof
    used = {use.id for use in walked.draft.names.uses if use.kind.of == "truth"}
    asked = {
        reply.effects.asks for state in walked.scenario.states.values() for reply in state.replies
    }
    for truth in walked.scenario.truths:
        if truth in proof.known or truth not in used:
            continue
        if truth in asked and not proof.is_asked(truth):
            # The replies that ask are out of reach, which is reported there.
            continue
        why = (
            "its `needs` never hold when it is asked for"
            if truth in asked
            else "no reply asks for it"
        )
        mend = "ask later, or let it need less" if truth in asked else "give a reply `asks`"
        yield Finding(
            walked.draft.positions["truths", truth],
            f"nobody can learn the truth {quoted(truth)}: {why}",
            mend,
        )


@over_walk("P325")
def presses_unknown(walked: Walked) -> Iterator[Finding]:
    """A reply uses a truth against the customer that you may not have been told.

    Nobody can press what he doesn't know, and the reply would wound nobody. The shortest play is named.

    Fails:

        truths:
          ordered_late: {about: timing, needs: {hears_me: shown}, told: Late., half: As always.}
        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - {id: gift, say: Keep the trays., to: what_now}
          what_now:
            replies:
              - {id: when, say: When was it., asks: ordered_late, to: and_now}
              - {id: van, say: A van by seven., to: and_now}
          and_now:
            replies:
              - {id: late, say: You were late., presses: ordered_late, to: not_bought}
              - {id: call, say: I call you at five., to: bought}

    Passes:

        truths:
          ordered_late: {about: timing, needs: {hears_me: shown}, told: Late., half: As always.}
        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - {id: gift, say: Keep the trays., to: what_now}
          what_now:
            replies:
              - {id: when, say: When was it., asks: ordered_late, to: and_now}
              - {id: van, say: A van by seven., to: and_now}
          and_now:
            replies:
              - id: late
                say: You were late.
                presses: ordered_late
                when: {knows: ordered_late}
                to: not_bought
              - {id: call, say: I call you at five., to: bought}
    """
    for reply, example in walked.proof.presses_unknown.items():
        truth = walked.engine.ways[reply].reply.effects.presses or ""
        yield Finding(
            walked.spots.value("reply", reply, "presses"),
            f"the truth {quoted(truth)} is pressed, but may be unknown{after(example)}",
            f"offer the reply only `when: {{knows: {truth}}}`",
        )
