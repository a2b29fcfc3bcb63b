"""Where plays go: the share of random, practised and best play that comes to each situation.

Everything is an exact pass over the walk, never a sample. Replies are shuffled for each play, so where
several tie for the best no order decides between them: each is taken as often as the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.analysis import PRACTISED, TIE, Values
from simulator.core.explore import Exploration
from simulator.core.graph import circles, graph_of


class Player(StrEnum):
    """Three ways to choose: evenly, as a practised seller (see ``analysis.py``), and always the best."""

    RANDOM = "random"
    PRACTISED = "practised"
    BEST = "best"


def weights_of(player: Player, values: Sequence[float]) -> list[float]:
    """How often a player takes each reply of a turn, given V after each. They sum to 1."""
    count = len(values)
    if player is Player.RANDOM or count == 1:
        return [1 / count] * count
    least = max(values) - TIE
    is_best = [value >= least for value in values]
    ties = sum(is_best)
    other = 0.0 if player is Player.BEST else (1 - PRACTISED) / (count - 1)
    # One of those that tie is the best of this play; the rest of them are like any other reply.
    best = (1.0 if player is Player.BEST else PRACTISED + other * (ties - 1)) / ties
    return [best if one else other for one in is_best]


@dataclass(frozen=True)
class Flow:
    """All plays of one player, over a walk."""

    exploration: Exploration
    weights: list[list[float]]
    """For each situation, how often each of its replies is taken, in the order of its edges."""
    met: list[float]
    """For each situation, the share of plays that meet it. None is met twice in a play."""

    def ends(self) -> dict[str, float]:
        """For each place where plays stop, the share that stops there. Mostly endings."""
        found: dict[str, float] = defaultdict(float)
        for number, edges in enumerate(self.exploration.edges):
            if not edges:
                found[self.exploration.situations[number].at] += self.met[number]
        return dict(found)

    def yes(self) -> float:
        """The share of plays that end in yes."""
        return sum(
            met
            for met, edges, situation in zip(
                self.met, self.exploration.edges, self.exploration.situations, strict=True
            )
            if not edges and situation.trust.verdict
        )

    def by_turn(self) -> list[dict[str, float]]:
        """Where plays are after each number of replies, from 0 on. A play that is over stays there."""
        situations = self.exploration.situations
        over: dict[str, float] = defaultdict(float)
        now: dict[int, float] = {0: 1.0}
        turns: list[dict[str, float]] = []
        while now:
            places: dict[str, float] = defaultdict(float, over)
            after: dict[int, float] = defaultdict(float)
            for number, share in now.items():
                places[situations[number].at] += share
                edges = self.exploration.edges[number]
                if not edges:
                    over[situations[number].at] += share
                for weight, (_, to) in zip(self.weights[number], edges, strict=True):
                    if weight:
                        after[to] += share * weight
            turns.append(dict(places))
            now = after
        return turns

    def visitors(self) -> dict[str, float]:
        """For each state and ending, the share of plays that ever come there."""
        exploration = self.exploration
        graph = graph_of(exploration.engine.scenario)
        circle = circles(graph)
        found: dict[str, float] = defaultdict(float)
        for situation, met in zip(exploration.situations, self.met, strict=True):
            found[situation.at] += met
        members: dict[int, list[str]] = defaultdict(list)
        for place in found:
            members[circle[place]].append(place)
        # Elsewhere a play comes to a place once, and the shares add up.
        again = {
            circle[place] for place in found for to in graph[place] if circle[to] == circle[place]
        }
        for number in again:
            for place in members[number]:
                found[place] = self._come_once(place, number, circle)
        return dict(found)

    def _come_once(self, place: str, number: int, circle: dict[str, int]) -> float:
        """The share of plays that come to a place of a circle, counted when they first do."""
        exploration = self.exploration
        come, yet = 0.0, [0.0] * len(exploration)
        inside = [circle[situation.at] == number for situation in exploration.situations]
        yet[0] = 1.0
        for at in reversed(exploration.order):
            if inside[at]:
                if exploration.situations[at].at == place:
                    come += yet[at]
                    continue
                share = yet[at]
            else:
                share = self.met[at]
            for weight, (_, to) in zip(self.weights[at], exploration.edges[at], strict=True):
                yet[to] += share * weight
        return come


def flow(exploration: Exploration, values: Values, player: Player) -> Flow:
    """All plays of a player.

    Args:
        exploration: a full walk, or a sliced one where only its yes is wanted.
        values: V of each of its situations.
        player: how replies are chosen.
    """
    weights: list[list[float]] = [[]] * len(exploration)
    met = [0.0] * len(exploration)
    met[0] = 1.0
    for number in reversed(exploration.order):
        edges = exploration.edges[number]
        if not edges:
            continue
        share = met[number]
        weights[number] = weights_of(player, [values[to] for _, to in edges])
        for weight, (_, to) in zip(weights[number], edges, strict=True):
            met[to] += share * weight
    return Flow(exploration, weights, met)


def lost_by(exploration: Exploration, values: Values, turns: int) -> float:
    """The share of random plays in which yes is out of reach after so many replies, or sooner."""
    lost, now = 0.0, {0: 1.0}
    for _ in range(turns + 1):
        after: dict[int, float] = defaultdict(float)
        for number, share in now.items():
            edges = exploration.edges[number]
            if values[number] <= TIE:
                lost += share
            else:
                for _, to in edges:
                    after[to] += share / len(edges)
        now = after
    return lost
