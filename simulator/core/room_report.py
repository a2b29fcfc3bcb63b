"""The end report of a group session: what the votes did from turn to turn, and what the room came to.

Counts that the room has seen are told in full. What links one person's answers with each other (changes of
mind, sureness) is told only where nobody can be found in it: a cell under five is left out, and then a second
one, so that it cannot be computed back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.core.analysis import Valuation
from simulator.core.debrief import Debrief, debrief
from simulator.core.room import Room, Round, leading, tally, voters
from simulator.core.room_advice import best_here, share_on
from simulator.core.room_lenses import noticed
from simulator.core.speech import LETTERS

FEWEST = 5
"""A cell with fewer people is left out."""
ENOUGH, TOO_GOOD = 8, 0.9
"""The gain is told where so many voted, and the first vote left something to gain."""

Cells = dict[str, int | None]
"""Counts by name; None where one is left out."""


@dataclass(frozen=True)
class TurnReport:
    """What the room did in one turn.

    Attributes:
        turn: its number, from 1.
        state: where it was.
        letters: the letter of each reply, by id.
        first: the first vote; empty where there was none.
        second: the second vote; empty where there was none.
        said: the reply that was said.
        by: who decided: `vote`, `tie` or `facilitator`.
        best: the best replies; empty where nothing is known of them, or nothing was at stake.
        right: the share of right first votes, and of second ones; None without a vote or a best reply.
        gain: (second - first) / (1 - first) of those [Hake 1998]; None where too few voted, or little was to
            gain.
        moved: how many went from wrong to right, from right to wrong, and stayed, as far as it may be told.
        tempting: the wrong reply that most voted for at first.
        confident_errors: how many were certain of a wrong reply, as far as it may be told.
        foreseen: other replies that the room looked at.
    """

    turn: int
    state: str
    letters: Mapping[str, str]
    first: Mapping[str, int]
    second: Mapping[str, int]
    said: str | None
    by: str
    best: tuple[str, ...]
    right: tuple[float | None, float | None]
    gain: float | None
    moved: Cells
    tempting: str | None
    confident_errors: Cells
    foreseen: tuple[str, ...]


@dataclass(frozen=True)
class RoomReport:
    """A session, looked back on.

    Attributes:
        people: how many were there.
        turns: turn by turn.
        debrief: the play, as for one player; None where nothing was said.
        predicted: how many thought that they are trusted, and how many not.
        right: how many predictions were right, of how many; None without predictions or without an end.
        plans: the plans that were shared, in no order that tells whose they are.
        words: what was said first in people's own words, and shared, by turn.
        noticed: what was reported through each lens of the fishbowl.
    """

    people: int
    turns: tuple[TurnReport, ...]
    debrief: Debrief | None
    predicted: tuple[int, int]
    right: tuple[int, int] | None
    plans: tuple[str, ...]
    words: Mapping[int, tuple[str, ...]]
    noticed: Mapping[str, tuple[str, ...]]


def room_report(room: Room, valuation: Valuation | None) -> RoomReport:
    """Look back on a session, as far as it went."""
    result = debrief(room.conversation, valuation) if room.conversation.turns else None
    predicted = room.predicted
    right = None
    whole = predicted[0] + predicted[1]
    if result is not None and result.ending is not None and whole:
        right = (predicted[0] if result.verdict else predicted[1]), whole
    return RoomReport(
        len(room.here),
        tuple(_turn(room, round_, valuation) for round_ in room.rounds if round_.said is not None),
        result,
        predicted,
        right,
        tuple(sorted(filter(None, room.plans.values()))),
        {
            round_.turn + 1: tuple(sorted(filter(None, round_.words.values())))
            for round_ in room.rounds
            if any(round_.words.values())
        },
        noticed(room),
    )


def _turn(room: Room, round_: Round, valuation: Valuation | None) -> TurnReport:
    before = room.conversation.turns[round_.turn].before
    best = best_here(before, valuation)
    first = _counts(room, round_, second=False)
    second = _counts(room, round_, second=True)
    pre, post = share_on(best, first), share_on(best, second)
    wrong = {reply: count for reply, count in first.items() if best and reply not in best and count}
    return TurnReport(
        round_.turn + 1,
        before.at,
        {reply: LETTERS[at] for at, reply in enumerate(round_.offered)},
        first,
        second,
        round_.said,
        _by(room, round_),
        best,
        (pre, post),
        _gain(pre, post, min(sum(first.values()), sum(second.values()))),
        _moved(room, round_, best),
        max(wrong, key=lambda reply: wrong[reply]) if wrong else None,
        _confident(room, round_, best),
        round_.foreseen,
    )


def _counts(room: Room, round_: Round, *, second: bool) -> dict[str, int]:
    counts = tally(room, round_, second=second)
    return counts if any(counts.values()) else {}


def _gain(pre: float | None, post: float | None, voted: int) -> float | None:
    if pre is None or post is None or voted < ENOUGH or pre >= TOO_GOOD:
        return None
    return (post - pre) / (1 - pre)


def _by(room: Room, round_: Round) -> str:
    if round_.decided is None:
        return "vote"
    ahead = leading(room, round_)
    return "tie" if len(ahead) > 1 and round_.decided in ahead else "facilitator"


def _moved(room: Room, round_: Round, best: tuple[str, ...]) -> Cells:
    """How minds were changed between the two votes, of those who gave both."""
    both = [one for one in voters(room) if one in round_.first and one in round_.second]
    if not best or not both or round_.first_hands is not None or round_.second_hands is not None:
        return {}
    names = {
        (False, True): "wrong to right",
        (True, False): "right to wrong",
        (True, True): "right and stayed",
        (False, False): "wrong and stayed",
    }
    found = Counter(
        names[round_.first[one].reply in best, round_.second[one].reply in best] for one in both
    )
    return suppressed({name: found[name] for name in names.values()})


def _confident(room: Room, round_: Round, best: tuple[str, ...]) -> Cells:
    """How sure those were whose first vote was wrong."""
    if not best or round_.first_hands is not None:
        return {}
    counting = voters(room)
    sure = Counter(
        vote.sure
        for person, vote in round_.first.items()
        if person in counting and vote.reply not in best and vote.sure is not None
    )
    if not sure:
        return {}
    return suppressed({"certain": sure[3], "fairly sure": sure[2], "guessed": sure[1]})


def suppressed(cells: Mapping[str, int]) -> Cells:
    """The cells without those under five; where only one would be missing, the next smallest is left out too.

    A cell of nobody says nothing about anybody, and is told.
    """
    small = [name for name, count in cells.items() if 0 < count < FEWEST]
    if len(small) == 1:
        rest = [name for name, count in cells.items() if name not in small and count > 0]
        if rest:
            small.append(min(rest, key=lambda name: cells[name]))
    return {name: None if name in small else count for name, count in cells.items()}
