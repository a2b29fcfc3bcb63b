"""What the facilitator is advised once the first vote is in [Mazur; Smith 2009, 2011]."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from simulator.core.analysis import Valuation
from simulator.core.conditions import Situation
from simulator.core.room import Room, Round, tally

FEW = 8
"""Under so many votes shares say little, and what counts is whether the room is of two minds."""
LOW, HIGH = 0.35, 0.70


class Advice(StrEnum):
    """What is best done with a vote."""

    REPLAY = "replay"
    """Few have found it: say the line again, give a cue, and vote again."""
    DISCUSS = "discuss"
    GO_ON = "go_on"


def advice(room: Room, round_: Round, valuation: Valuation | None) -> Advice | None:
    """What is advised; None before there is a vote, and where nothing is known of what is best."""
    counts = tally(room, round_, second=False)
    whole = sum(counts.values())
    if not whole:
        return None
    if whole < FEW:
        of_two_minds = sum(count >= 2 for count in counts.values()) >= 2
        return Advice.DISCUSS if of_two_minds else Advice.GO_ON
    best = best_here(room.conversation_before.situation, valuation)
    share = share_on(best, counts)
    if share is None:
        return None
    if share < LOW:
        return Advice.REPLAY
    return Advice.DISCUSS if share <= HIGH else Advice.GO_ON


def best_here(situation: Situation, valuation: Valuation | None) -> tuple[str, ...]:
    """The best replies; none where it makes no difference, or nothing is known."""
    if valuation is None:
        return ()
    choice = valuation.choice(situation)
    return choice.best if choice.values and choice.matters else ()


def share_on(best: Collection[str], counts: Mapping[str, int]) -> float | None:
    """The share of votes on the best replies; None without a vote or a best reply."""
    whole = sum(counts.values())
    return sum(counts.get(reply, 0) for reply in best) / whole if whole and best else None
