"""What the facilitator is advised once the first vote is in [Mazur; Smith 2009, 2011]."""

from __future__ import annotations

from enum import StrEnum

from simulator.core.analysis import Valuation
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
    share = share_on_best(room, counts, valuation)
    if share is None:
        return None
    if share < LOW:
        return Advice.REPLAY
    return Advice.DISCUSS if share <= HIGH else Advice.GO_ON


def share_on_best(room: Room, counts: dict[str, int], valuation: Valuation | None) -> float | None:
    """The share of votes on the best replies; None where it makes no difference, or nothing is known."""
    whole = sum(counts.values())
    if valuation is None or not whole:
        return None
    choice = valuation.choice(room.conversation_before.situation)
    if not choice.values or not choice.matters:
        return None
    return sum(counts.get(reply, 0) for reply in choice.best) / whole
