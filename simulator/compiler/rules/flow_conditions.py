"""Flow, proved by walking every situation: conditions that always hold, and those that never do.

Of each condition the smallest part is reported that settles nothing. What lies out of reach because of one is
reported in its place, where there is something (``flow_walk.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, Span
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import Walked
from simulator.core.proof import Constant

NEVER = {
    "fact": ", so the fact is never told",
    "before": ", so none of this ever lies between you",
    "to": ", so the target is never taken",
    "reaction": ", so the line is never spoken",
    "line": ", so the line is never spoken",
    "events": ", so the event never happens",
    "due": ", so nothing is settled by it",
}
"""What follows from a condition that never holds, by what has it or by the key of the list that it is in."""


@over_walk("P315", Severity.WARNING)
def never_holds(walked: Walked) -> Iterator[Finding]:
    """A condition, or a part of one, holds in no situation in which it is asked.

    Asked where it decides: that of the second target only where the first was not taken, that of a reaction
    after its reply. Variants are judged together.

    Fails:

        states:
          the_call:
            line: [{line: Ninety trays., when: {honest: shown}}, {line: Cat grass.}]
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}

    Passes:

        states:
          the_call:
            line: [{line: Ninety trays., when: {trust: guarded}}, {line: Cat grass.}]
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
    """
    for one in _settled(walked, holds=False):
        if one.part:
            message, mend = "this part of the condition never holds", "change it, or leave it out"
        else:
            message = f"the condition never holds{NEVER.get(one.site.of) or NEVER[one.site.key]}"
            mend = "change it, or delete what it is for"
        yield Finding(walked.spots.condition(one.site, one.part), message, mend)


@over_walk("P316", Severity.WARNING)
def always_holds(walked: Walked) -> Iterator[Finding]:
    """A condition, or a part of one, holds in every situation in which it is asked, so it decides nothing.

    Often something else was meant. In a list under `due`, a last condition may say the contrary of the ones
    before it. Variants are judged together.

    Fails:

        id: own_it
        say: This was ours.
        when: {verdict: no}
        to: bought

    Passes:

        id: own_it
        say: This was ours.
        to: bought
    """
    for one in _settled(walked, holds=True):
        if _says_otherwise(walked, one):
            continue
        if one.part:
            message = "this part of the condition always holds"
        elif one.site.key == "to":
            message = "the condition always holds, so what stands after it is never taken"
        else:
            message = "the condition always holds"
        mend = "leave it out" if one.site.key != "to" or one.part else "make this target the last"
        yield Finding(walked.spots.condition(one.site, one.part), message, mend)


def _settled(walked: Walked, *, holds: bool) -> Iterator[Constant]:
    """The conditions that are always or never true, without those that another rule reports."""
    proof = walked.proof
    told = {one for some in proof.blocked.values() for one in some}
    seen: set[Span] = set()
    for one in proof.constants:
        if one.holds is not holds or one in told or one.bars_reply:
            continue
        if one.site.of == "truth" and not (
            walked.spots.is_written(one.site) and one.site.id in proof.known
        ):
            continue
        # Promises that are settled together share one condition.
        span = walked.spots.condition(one.site, one.part)
        if span not in seen:
            seen.add(span)
            yield one


def _says_otherwise(walked: Walked, one: Constant) -> bool:
    """Whether a condition always holds only because those before it in its list did not."""
    _, name, key, at = one.site
    if key == "due":
        due = walked.scenario.states[name].due
        return any(due[before].promise == due[at].promise for before in range(at))
    return key == "to" and at > 0 and bool(one.part)
