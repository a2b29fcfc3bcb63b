"""`roleplay graph`: a scenario's states and what leads where, as a chart that every format is written from.

How often practised play goes somewhere, and what is at stake in a state, come from the overview. What
no play ever does is in the chart as well, marked as such: it is what an author looks for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from simulator.core.figure_words import decimal, percent, trust_span, turns_words
from simulator.core.flow import Player
from simulator.core.overview import Overview
from simulator.core.scenario import Ending, Scenario, State
from simulator.workbench.columns import one_line

LEGEND = (
    "The redder a state, the more is at stake there.",
    "The thicker an arrow, the more often practised play goes that way.",
    "What is dashed, no play does.",
)


@dataclass(frozen=True, slots=True)
class Node:
    """A state or an ending. Its place in the chart is its name there: an id may be any word."""

    id: str
    lines: tuple[str, ...]
    """What is written in it, from the top."""
    level: int | None
    """How much is at stake, from 0, nothing, to 3, most; None for an ending."""
    is_start: bool
    is_met: bool
    """Whether any play comes here."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one place to another, by one or more replies."""

    source: int
    target: int
    often: float
    """How often a practised play goes this way: times in a play, on average."""
    replies: tuple[str, ...]

    @property
    def label(self) -> str:
        """How often it is taken; empty where always, or never."""
        if self.often <= 0 or abs(self.often - 1) < 0.005:
            return ""
        return percent(self.often) if self.often < 1 else f"{self.often:.1f} ×"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def chart_of(scenario: Scenario, figures: Overview) -> Chart:
    """The chart of one variant: states in the order of practised play, then those never met, then endings."""
    met = [state.id for state in figures.states]
    order = [*met, *(one for one in scenario.states if one not in met), *scenario.endings]
    number = {place: n for n, place in enumerate(order)}
    going = {state.id: state.to for state in figures.states}
    arrows = []
    for place in order:
        ways: dict[str, list[str]] = defaultdict(list)
        for reply in scenario.states[place].replies if place in scenario.states else ():
            for target in dict.fromkeys(one.go for one in reply.to):
                ways[target].append(one_line(reply.id))
        for target, replies in ways.items():
            often = going.get(place, {}).get(target, 0.0)
            arrows.append(Arrow(number[place], number[target], often, tuple(replies)))
    variant = f" ({figures.variant})" if figures.variant else ""
    return Chart(
        one_line(f"{scenario.title}{variant}"),
        tuple(_node(scenario, figures, place) for place in order),
        tuple(arrows),
    )


def _node(scenario: Scenario, figures: Overview, place: str) -> Node:
    known: State | Ending = scenario.states.get(place) or scenario.endings[place]
    if isinstance(known, Ending):
        return _ending(known, figures)
    for state in figures.states:
        if state.id == place:
            facts = f"{turns_words(*state.turns)} · {percent(state.met)}"
            stake = f"at stake {decimal(state.at_stake)}"
            lines = (one_line(place), facts, stake)
            return Node(place, lines, state.stake_level, place == scenario.start, True)
    return Node(place, (one_line(place), "no play comes here"), 0, False, False)


def _ending(ending: Ending, figures: Overview) -> Node:
    one = next(one for one in figures.endings if one.id == ending.id)
    sold = "sold" if ending.sold else "not sold"
    if one.best_trust is None or one.worst_trust is None:
        return Node(ending.id, (one_line(ending.id), sold, "no play ends here"), None, False, False)
    facts = f"{sold} · {percent(one.reach[Player.PRACTISED])}"
    trust = trust_span(one.worst_trust, one.best_trust)
    return Node(ending.id, (one_line(ending.id), facts, trust), None, False, True)
