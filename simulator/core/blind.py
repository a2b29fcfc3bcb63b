"""Reading blind: what somebody is shown who ranks replies without knowing what they do, and what came of it.

For every state a place in a play is drawn at which something is at stake. A reader sees what was seen and
said up to there and the replies, in an order of the reader's own, and ranks them by the trust that they
would build. Held against V, that tells whether the words carry what the effects say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from statistics import StatisticsError, correlation, fmean

from simulator.core.analysis import PRACTISED, Choice, Valuation
from simulator.core.conditions import Situation
from simulator.core.conversation import Conversation, replay
from simulator.core.engine import Engine
from simulator.core.machine import ConversationMachine
from simulator.core.scenario import Reply

MOST_PLAYS = 2_000
"""How many plays are drawn to come to every state. One that none of them comes to is left out."""

LEVEL = 0.01
"""Replies whose V differs by less are not ranked against each other: a choice between them counts as best."""


@dataclass(frozen=True, slots=True)
class Item:
    """One place in a play, to be judged."""

    variant: str | None
    state: str
    path: tuple[str, ...]
    """The replies that lead to it."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a reader made of an item: the ids of the replies, the most trusted first."""

    reader: str
    item: Item
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateFigures:
    """How the readers did at one item.

    Attributes:
        item: which.
        readers: how many ranked it.
        first_right: the share whose first choice is a best reply.
        spearman: the mean rank correlation of the readers' orders with V, -1 to 1.
        best: the best replies.
        firsts: how often each reply was somebody's first.
    """

    item: Item
    readers: int
    first_right: float
    spearman: float
    best: tuple[str, ...]
    firsts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came of a scenario's reading.

    Attributes:
        states: item by item.
        first_right: the share of first choices that are a best reply.
        spearman: the mean rank correlation with V.
        among_readers: the mean rank correlation of every two readers of an item; None with one reader.
    """

    states: tuple[StateFigures, ...]
    first_right: float
    spearman: float
    among_readers: float | None


def items_of(valuation: Valuation, variant: str | None, seed: int = 1) -> tuple[Item, ...]:
    """The places of one variant that are shown to readers, in the order of the file's states.

    They are met by a practised seller's plays, so that neither all that was said before is right nor all
    wrong.
    """
    engine = valuation.engine
    found: dict[str, Item] = {}
    for number in range(MOST_PLAYS):
        for item in _met(valuation, variant, (seed, number)):
            found.setdefault(item.state, item)
        if len(found) == len(engine.scenario.states):
            break
    return tuple(found[state] for state in engine.scenario.states if state in found)


def _met(valuation: Valuation, variant: str | None, draw: tuple[int, int]) -> Iterator[Item]:
    """The places of one play at which something is at stake."""
    engine = valuation.engine
    situation = engine.opening(variant)
    path: list[str] = []
    while situation.at in engine.scenario.states and engine.replies(situation):
        choice = valuation.choice(situation)
        if is_at_stake(choice):
            yield Item(variant, situation.at, tuple(path))
        reply = _drawn(choice, (*draw, len(path)))
        path.append(reply)
        situation = engine.step(situation, reply)


def is_at_stake(choice: Choice) -> bool:
    """Whether there is something to tell apart."""
    return max(choice.values.values()) - min(choice.values.values()) >= LEVEL


def _drawn(choice: Choice, draw: tuple[int, ...]) -> str:
    """A practised seller's reply: mostly a best one, else any other, by the draw."""
    best = choice.best
    others = tuple(reply for reply in choice.values if reply not in best)
    luck = int.from_bytes(_hashed(*draw)[:8], "big") / 2**64
    some = best if luck < PRACTISED or not others else others
    return min(some, key=lambda reply: _hashed(*draw, reply))


def _hashed(*what: object) -> bytes:
    return sha256("\0".join(map(str, what)).encode()).digest()


def conversation_at(engine: Engine, item: Item) -> Conversation:
    """The conversation up to an item.

    Raises:
        ValueError: the scenario no longer goes that way.
        KeyError: it has no such variant.
    """
    conversation = replay(ConversationMachine(engine), item.path, item.variant)
    if conversation.situation.at != item.state:
        raise ValueError(f"this way no longer leads to `{item.state}`")
    return conversation


def shown_to(reader: str, item: Item, replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """The replies in the order in which a reader is shown them: another for every reader."""
    return tuple(sorted(replies, key=lambda one: _hashed("blind", reader, item.state, one.id)))


def agreement(
    valuations: Mapping[str | None, Valuation], rankings: Sequence[Ranking]
) -> Agreement | None:
    """What came of a reading; None where nothing was read that still can be held against V."""
    by_item: dict[Item, list[Ranking]] = {}
    for ranking in rankings:
        by_item.setdefault(ranking.item, []).append(ranking)
    states = []
    among: list[float] = []
    for item, some in by_item.items():
        situation = _situation(valuations, item)
        if situation is None:
            continue
        choice = valuations[item.variant].choice(situation)
        fitting = [one for one in some if set(one.order) == set(choice.values)]
        if fitting and is_at_stake(choice):
            states.append(_figures(item, choice, fitting))
            for one, other in combinations(fitting, 2):
                among.append(spearman(_places(one.order, choice), _places(other.order, choice)))
    if not states:
        return None
    weights = [one.readers for one in states]
    whole = sum(weights)
    return Agreement(
        tuple(states),
        sum(one.first_right * n for one, n in zip(states, weights, strict=True)) / whole,
        sum(one.spearman * n for one, n in zip(states, weights, strict=True)) / whole,
        fmean(among) if among else None,
    )


def _situation(valuations: Mapping[str | None, Valuation], item: Item) -> Situation | None:
    if item.variant not in valuations:
        return None
    engine = valuations[item.variant].engine
    try:
        return conversation_at(engine, item).situation
    except ValueError:
        return None


def _figures(item: Item, choice: Choice, rankings: Sequence[Ranking]) -> StateFigures:
    top = max(choice.values.values())
    best = tuple(reply for reply, value in choice.values.items() if value > top - LEVEL)
    by_value = _ranks({reply: -value for reply, value in choice.values.items()})
    firsts = {reply: sum(one.order[0] == reply for one in rankings) for reply in choice.values}
    return StateFigures(
        item,
        len(rankings),
        sum(firsts[reply] for reply in best) / len(rankings),
        fmean(spearman(_places(one.order, choice), by_value) for one in rankings),
        best,
        firsts,
    )


def _places(order: Sequence[str], choice: Choice) -> list[float]:
    return [float(order.index(reply)) for reply in choice.values]


def _ranks(costs: Mapping[str, float]) -> list[float]:
    """Ranks from the least on; what differs by less than `LEVEL` from the one before shares its rank."""
    ordered = sorted(costs, key=lambda reply: costs[reply])
    groups: list[list[str]] = []
    for reply in ordered:
        if groups and costs[reply] - costs[groups[-1][0]] < LEVEL:
            groups[-1].append(reply)
        else:
            groups.append([reply])
    ranks: dict[str, float] = {}
    place = 0
    for group in groups:
        for reply in group:
            ranks[reply] = place + (len(group) - 1) / 2
        place += len(group)
    return [ranks[reply] for reply in costs]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """The rank correlation of two lists of ranks [Spearman 1904]; 0 where one of them tells nothing apart."""
    try:
        return correlation(one, other)
    except StatisticsError:
        return 0.0
