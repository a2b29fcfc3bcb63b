"""Flow, proved by walking every situation: what nobody ever comes to, and where a play cannot go on.

What the graph of states tells already (``flow.py``) is not reported again, and of a cause and what follows
from it only one: the first place that is out of reach, or else the condition that settles nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import Walked, after, in_variant


def _missed(walked: Walked, place: str) -> Iterator[str]:
    """The conditions by which a state or ending is passed by."""
    for one in walked.proof.blocked[place]:
        line = walked.spots.condition(one.site).line
        yield f"the condition in line {line}, which {'always' if one.holds else 'never'} holds"


@over_walk("P311", Severity.WARNING)
def unreached_state(walked: Walked) -> Iterator[Finding]:
    """Replies lead to this state, but on conditions that let nobody through, so nobody ever plays it.

    Every situation that can arise has been tried. What lies behind the state is not reported as well.

    Fails:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                to: [{when: {able: proved}, go: what_now}, {go: bought}]
              - {id: gift, say: Keep the trays., to: not_bought}
          what_now:
            replies:
              - {id: call, say: I call you at five., to: bought}

    Passes:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {able: shown}
                to: what_now
              - {id: gift, say: Keep the trays., to: not_bought}
          what_now:
            replies:
              - {id: call, say: I call you at five., to: bought}
    """
    for state in walked.scenario.states:
        if state in walked.proof.blocked:
            yield Finding(
                walked.draft.positions["states", state],
                f"no play comes to the state {quoted(state)}",
                f"change {', and '.join(_missed(walked, state))}",
            )


@over_walk("P312", Severity.WARNING)
def unreached_ending(walked: Walked) -> Iterator[Finding]:
    """Replies lead to this ending, but on conditions that let nobody through.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: [{when: {verdict: yes}, go: bought}, {go: not_bought}]}
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    for ending in walked.scenario.endings:
        if ending in walked.proof.blocked:
            yield Finding(
                walked.draft.positions["endings", ending],
                f"no play comes to the ending {quoted(ending)}",
                f"change {', and '.join(_missed(walked, ending))}",
            )


@over_walk("P313", Severity.WARNING)
def unreached_reply(walked: Walked) -> Iterator[Finding]:
    """The condition of this reply holds in no situation in which its state is played: nobody can choose it.

    Fails:

        id: own_it
        say: This was ours.
        when: {hears_me: shown}
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        to: bought
    """
    for one in walked.proof.constants:
        if one.bars_reply:
            message = (
                f"the reply {quoted(one.site.id)} can never be chosen: its condition never holds"
            )
            yield Finding(
                walked.spots.condition(one.site),
                message,
                "change the condition, or delete the reply",
            )


@over_walk("P314")
def no_reply_left(walked: Walked) -> Iterator[Finding]:
    """A play can come to this state and find no reply there, so it cannot go on.

    All replies have a condition that does not hold then, or have been used before. An error, since a play
    stops. The shortest way into it is named.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - {id: gift, say: Keep the trays., to: what_now}
          what_now:
            replies:
              - {id: call, say: I call you at five., when: {hears_me: shown}, to: bought}
              - {id: van, say: A van by seven., when: {honest: shown}, to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {hears_me: shown}, to: what_now}
              - {id: gift, say: Keep the trays., to: what_now}
          what_now:
            replies:
              - {id: call, say: I call you at five., when: {hears_me: shown}, to: bought}
              - {id: van, say: A van by seven., to: not_bought}
    """
    for state, example in walked.proof.stuck.items():
        yield Finding(
            walked.draft.positions["states", state],
            f"no reply is left in {quoted(state)}{after(example)}",
            "give it a reply without `when` that leads on",
        )


@over_walk("P317", Severity.WARNING)
def yes_out_of_reach(walked: Walked) -> Iterator[Finding]:
    """No play ends with the customer trusting you, although something is proved on the way.

    What is missing is the `door`, a dimension under its `bar`, or the repair of a wound.

    Fails:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved}
                cost: the order
                to: bought
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - id: own_it
                say: This was ours.
                earns: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
                cost: the order
                to: bought
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    for variant, verdicts in walked.proof.verdicts.items():
        if verdicts == {False} and variant in walked.proof.proves:
            yield Finding(
                walked.position(variant),
                f"no play ends with yes{in_variant(variant)}",
                "let the door be opened, each dimension reach its bar, and wounds be repaired",
            )


@over_walk("P318", Severity.WARNING)
def yes_on_every_path(walked: Walked) -> Iterator[Finding]:
    """Every play ends with the customer trusting you, so nothing can be learnt from it.

    Fails:

        customer:
          name: Lena Brandt
          reliance: Will she let you deliver to the fair?
          bar: {honest: nothing, able: nothing, on_my_side: nothing, hears_me: nothing}
        before: {earned: {hears_me: shown, honest: proved}}

    Passes:

        customer:
          name: Lena Brandt
          reliance: Will she let you deliver to the fair?
    """
    for variant, verdicts in walked.proof.verdicts.items():
        if verdicts == {True}:
            yield Finding(
                walked.position(variant),
                f"every play ends with yes{in_variant(variant)}",
                "let some replies wound, or ask more by `bar`",
            )
