"""Flow, proved by walking every situation: replies that make no difference, and the author's own walks."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Severity, one_of, quoted
from simulator.compiler.rules.rule import Finding, over_walk
from simulator.compiler.rules.walked import Walked, in_variant, listed
from simulator.core.likeness import alike, without_effect
from simulator.core.scenario import Walk


@over_walk("P331", Severity.WARNING)
def changes_nothing(walked: Walked) -> Iterator[Finding]:
    """A reply leads back to where it was given and changes nothing there, in whatever situation.

    It only passes the time: the customer knows, feels and trusts as before. If a condition asks by `replied`
    whether it was given, it does change something.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Hm., to: the_call}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: I see., earns: {hears_me: said}, to: the_call}
    """
    for reply in without_effect(walked.scenario, walked.proof.walks.values()):
        yield Finding(
            walked.draft.positions["replies", reply],
            f"the reply {quoted(reply)} changes nothing",
            "let it earn or wound something, or lead elsewhere",
        )


@over_walk("P332", Severity.WARNING)
def replies_alike(walked: Walked) -> Iterator[Finding]:
    """Replies of one state do the same wherever they are offered together, so the choice is none.

    They lead to the same situation: the same state, trust, promises and truths. They may sound different,
    but no play and no debrief can tell them apart by what they do.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {honest: shown}, to: bought}
              - {id: gift, say: Keep the trays., wounds: {hears_me: slip}, to: not_bought}
              - {id: check, say: Let me check., wounds: {hears_me: slip}, to: not_bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., earns: {honest: shown}, to: bought}
              - {id: gift, say: Keep the trays., wounds: {hears_me: slip}, to: not_bought}
              - {id: check, say: Let me check., wounds: {on_my_side: slip}, to: not_bought}
    """
    # Where a target's condition decides nothing, that is reported, and is why they do the same.
    told = {one.site.id for one in walked.proof.constants if one.site.key == "to" and not one.part}
    for group in alike(walked.scenario, walked.proof.walks.values()):
        if not told.isdisjoint(group):
            continue
        names = listed([quoted(reply) for reply in group])
        yield Finding(
            walked.draft.positions["replies", group[-1]],
            f"{names} do the same wherever {'both' if len(group) == 2 else 'they'} are offered",
            "let them earn, wound or promise something different",
        )


@over_walk("P341", needs_all=False)
def walk_leaves_path(walked: Walked) -> Iterator[Finding]:
    """A walk names a reply that cannot be given when its turn comes.

    The state that the walk has come to does not offer it: it belongs to another state, its condition does
    not hold, it was used before, or the conversation is over. A walk without a `variant` must be possible in
    every variant.

    Fails:

        walks:
          good: {replies: [own_it, gift], ends: bought, verdict: no}

    Passes:

        walks:
          good: {replies: [own_it], ends: bought, verdict: no}
    """
    for walk in walked.scenario.walks:
        for variant in _variants(walked, walk):
            found = _astray(walked, walk, variant)
            if found is not None:
                yield found
                break


def _variants(walked: Walked, walk: Walk) -> tuple[str | None, ...]:
    return walked.scenario.variant_ids if walk.variant is None else (walk.variant,)


def _astray(walked: Walked, walk: Walk, variant: str | None) -> Finding | None:
    """The first reply of a walk that cannot be given."""
    engine = walked.engine
    situation = engine.opening(variant)
    for at, reply in enumerate(walk.replies):
        offered = [one.id for one in engine.replies(situation)]
        if reply not in offered:
            where = f"{quoted(situation.at)}{in_variant(variant)}"
            over = situation.at in walked.scenario.endings
            return Finding(
                walked.spots.value("walk", walk.name, "replies", at),
                f"the conversation is over before {quoted(reply)}, at {where}"
                if over
                else f"{quoted(reply)} cannot be given here: the walk is in {where}",
                None
                if over
                else f"what can be given there is {one_of(offered)}"
                if offered
                else None,
            )
        situation = engine.step(situation, reply)
    return None


@over_walk("P342", needs_all=False)
def walk_ends_elsewhere(walked: Walked) -> Iterator[Finding]:
    """A walk does not end in the ending, or not with the verdict, that it says.

    Fails:

        walks:
          good: {replies: [own_it], ends: bought, verdict: yes}

    Passes:

        walks:
          good: {replies: [own_it], ends: bought, verdict: no}
    """
    for walk in walked.scenario.walks:
        for variant in _variants(walked, walk):
            if _astray(walked, walk, variant) is not None:
                break
            found = _end(walked, walk, variant)
            if found is not None:
                yield found
                break


def _end(walked: Walked, walk: Walk, variant: str | None) -> Finding | None:
    """How a walk ends that does not end as it says."""
    situation = walked.engine.opening(variant)
    for reply in walk.replies:
        situation = walked.engine.step(situation, reply)
    which = f"the walk {quoted(walk.name)}"
    if situation.at in walked.scenario.states:
        message = f"{which} stops in the state {quoted(situation.at)}, before any ending"
        return Finding(
            walked.spots.value("walk", walk.name, "ends"),
            message + in_variant(variant),
            "go on with it to the ending",
        )
    if situation.at != walk.ends:
        message = f"{which} ends in {quoted(situation.at)}, not in {quoted(walk.ends)}"
        return Finding(walked.spots.value("walk", walk.name, "ends"), message + in_variant(variant))
    if situation.trust.verdict != walk.verdict:
        verdict = "yes" if situation.trust.verdict else "no"
        message = f"{which} ends with the verdict {verdict}"
        return Finding(
            walked.spots.value("walk", walk.name, "verdict"), message + in_variant(variant)
        )
    return None
