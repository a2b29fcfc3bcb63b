"""What is decided in each state: V after each reply, and how much is at stake there.

A state is met in many situations, and a reply is worth something else in each. They are weighted by
how often practised play meets them, since those are the situations that trainees will be in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from simulator.core.analysis import TIE, Values
from simulator.core.flow import Flow

STAKES = (0.01, 0.10, 0.25)
"""From where on something, much and most is at stake: the bounds by which a choice is marked."""


@dataclass(frozen=True, slots=True)
class ReplyFigures:
    """One reply of a state, over the situations in which it is offered."""

    id: str
    value: float
    """V after it."""
    given_away: float
    """How much less V that is than after the best reply."""
    best: float
    """How often it is the best, or one of those that tie."""
    to: Mapping[str, float]
    """Where it leads, and how often: shares that sum to 1."""


@dataclass(frozen=True, slots=True)
class StateFigures:
    """One state, over the situations in which practised play meets it."""

    id: str
    met: float
    """The share of practised plays that come here at all."""
    turns: tuple[int, int]
    """The number of the turn in which it can first and last be met, from 1."""
    at_stake: float
    """V after the best reply less V after the worst, where there is a choice; else 0."""
    replies: tuple[ReplyFigures, ...]
    """In the order of the file, without those that are never offered."""
    stuck: float
    """The share of practised plays that stop here because no reply is left."""
    to: Mapping[str, float]
    """How often a practised play goes on from here to each place: times in a play, on average."""

    @property
    def stake_level(self) -> int:
        """How much is at stake, from 0, nothing, to 3, most."""
        return sum(self.at_stake >= bound - TIE for bound in STAKES)


@dataclass(slots=True)
class _Sums:
    """What is summed up of one reply, each weighted."""

    often: float = 0.0
    value: float = 0.0
    given_away: float = 0.0
    best: float = 0.0
    to: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def figures(self, reply: str) -> ReplyFigures:
        """The means."""
        often = self.often or 1.0
        return ReplyFigures(
            reply,
            self.value / often,
            self.given_away / often,
            self.best / often,
            {place: share / often for place, share in self.to.items()},
        )


def decisions(
    practised: Flow, values: Values, by_turn: Sequence[Mapping[str, float]]
) -> tuple[StateFigures, ...]:
    """The figures of every state that a play can meet, in the order in which practised play does.

    Args:
        practised: practised play over the full walk.
        values: V of each situation of that walk.
        by_turn: where practised plays are after each number of replies.
    """
    scenario = practised.exploration.engine.scenario
    replies: dict[str, dict[str, _Sums]] = defaultdict(lambda: defaultdict(_Sums))
    met: dict[str, float] = defaultdict(float)
    stake: dict[str, float] = defaultdict(float)
    stuck: dict[str, float] = defaultdict(float)
    goes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for number, situation in enumerate(practised.exploration.situations):
        edges = practised.exploration.edges[number]
        # What is too rare for a float counts as hardly anything, and not as nothing.
        share = practised.met[number] or 1e-300
        met[situation.at] += share
        if not edges:
            stuck[situation.at] += share
            continue
        after = [values[to] for _, to in edges]
        top = max(after)
        stake[situation.at] += share * (top - min(after))
        taken = practised.weights[number]
        for (reply, to), value, weight in zip(edges, after, taken, strict=True):
            place = practised.exploration.situations[to].at
            goes[situation.at][place] += share * weight
            sums = replies[situation.at][reply]
            sums.often += share
            sums.value += share * value
            sums.given_away += share * (top - value)
            sums.best += share * (value >= top - TIE)
            sums.to[place] += share
    visitors = practised.visitors()
    turns = _turns(by_turn)
    return tuple(
        StateFigures(
            state,
            visitors[state],
            (turns[state][0], turns[state][1]),
            stake[state] / met[state],
            tuple(
                replies[state][reply.id].figures(reply.id)
                for reply in scenario.states[state].replies
                if reply.id in replies[state]
            ),
            stuck.get(state, 0.0),
            dict(goes[state]),
        )
        for state in sorted(
            (state for state in scenario.states if state in met), key=lambda s: turns[s][2]
        )
    )


def _turns(by_turn: Sequence[Mapping[str, float]]) -> dict[str, tuple[int, int, float]]:
    """For each state and ending: the first turn there, the last, and the mean of those there."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    shares: dict[str, float] = defaultdict(float)
    sums: dict[str, float] = defaultdict(float)
    for turn, places in enumerate(by_turn, 1):
        for place, share in places.items():
            first.setdefault(place, turn)
            last[place] = turn
            shares[place] += share
            sums[place] += share * turn
    return {
        place: (first[place], last[place], sums[place] / (shares[place] or 1)) for place in first
    }
