"""A scenario's states and replies made ready to be played: names looked up, conditions made callable.

Built once for each scenario. Everything here is data for the engine, the state machine and the walk;
none of it is a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.core import promises as ledger
from simulator.core.conditions import Numbers, Test, parts, test_of
from simulator.core.graph import Graph, circles, components, graph_of
from simulator.core.scenario import (
    ALWAYS,
    Condition,
    Effects,
    Refers,
    Replied,
    Reply,
    Scenario,
    State,
)
from simulator.core.trust import NUMBER, STEP, Change


class Move(NamedTuple):
    """The effects of one reply or event, by number, ready to be applied again and again."""

    change: Change
    actions: ledger.Actions
    against: tuple[tuple[str, Test | None], ...]
    asks: int | None
    presses: int | None
    asks_referral: bool
    eases: bool
    is_plain: bool
    """Only evidence, wounds and repairs, the same whatever the situation."""

    def again(self) -> Change:
        """What it does when used again: a reply earns once in a play, and then closes no slip either."""
        return self.change._replace(evidence=())


class Way(NamedTuple):
    """One reply: when it can be used, what it does, and where it may lead."""

    reply: Reply
    test: Test | None
    move: Move
    targets: tuple[tuple[Test | None, str], ...]
    counter: int | None
    """Where its uses are counted in `Situation.used`, if they can matter."""


class Place(NamedTuple):
    """A state: what happens on entering it, and the replies that it offers."""

    state: State
    channel: str | None
    events: tuple[tuple[Test | None, Move], ...]
    due: tuple[tuple[Test | None, int, bool], ...]
    ways: tuple[Way, ...]
    replies: tuple[Reply, ...]
    is_free: bool
    """Whether every reply can always be used here."""
    is_busy: bool
    """Whether entering it can change anything."""


class Program:
    """The places, ways and numbers of one scenario.

    Raises:
        KeyError: the scenario uses a name that it does not define.
    """

    def __init__(self, scenario: Scenario) -> None:
        graph = graph_of(scenario)
        circle = circles(graph)
        asked = _replies_asked_about(scenario, graph)
        every = set().union(*asked.values())
        # A use can matter later where a way leads back to the reply, or a condition asks about it.
        counted = {
            reply.id: circle[state.id]
            for state in scenario.states.values()
            for reply in state.replies
            if reply.id in every or any(circle[to.go] == circle[state.id] for to in reply.to)
        }
        self.numbers = Numbers(
            {name: number for number, name in enumerate(scenario.promises)},
            {name: number for number, name in enumerate(scenario.truths)},
            {name: number for number, name in enumerate(counted)},
        )
        self.remembers: dict[str, tuple[bool, ...] | None] = {}
        """For each state and ending, the counts that can still matter there; None for all of them."""
        for place, number in circle.items():
            matters = tuple(name in asked[place] or of == number for name, of in counted.items())
            self.remembers[place] = None if all(matters) else matters
        self._tests: dict[Condition, Test | None] = {}
        self._facts = {fact.id: fact for fact in scenario.seller.facts if fact.id is not None}
        self.accounts = tuple(ledger.Account.of(promise) for promise in scenario.promises.values())
        self.needs = tuple(self.test(truth.needs) for truth in scenario.truths.values())
        self.places = {state.id: self._place(state) for state in scenario.states.values()}
        self.ways = {way.reply.id: way for place in self.places.values() for way in place.ways}

    def test(self, condition: Condition) -> Test | None:
        """A condition as a function of the situation; None if it always holds."""
        if condition is ALWAYS:
            return None
        if condition not in self._tests:
            self._tests[condition] = test_of(condition, self.numbers)
        return self._tests[condition]

    def _place(self, state: State) -> Place:
        ways = tuple(self._way(reply) for reply in state.replies)
        return Place(
            state,
            state.channel.value if state.channel is not None else None,
            tuple((self.test(event.when), self._move(event.effects)) for event in state.events),
            tuple(
                (self.test(due.when), self.numbers.promises[due.promise], due.kept)
                for due in state.due
            ),
            ways,
            state.replies,
            all(way.test is None and way.counter is None for way in ways),
            bool(state.channel or state.events or state.due),
        )

    def _way(self, reply: Reply) -> Way:
        return Way(
            reply,
            self.test(reply.when),
            self._move(reply.effects),
            tuple((self.test(target.when), target.go) for target in reply.to),
            self.numbers.used.get(reply.id),
        )

    def _move(self, effects: Effects) -> Move:
        repairs = 0
        for step in effects.repairs:
            repairs |= STEP[step]
        truths = self.numbers.truths
        actions = ledger.Actions.of(effects, self.numbers.promises)
        asks = truths[effects.asks] if effects.asks is not None else None
        presses = truths[effects.presses] if effects.presses is not None else None
        asked = effects.refers is Refers.ASKED
        eases = effects.refers is Refers.EASY
        against = tuple((fact, self.test(self._facts[fact].when)) for fact in effects.against)
        return Move(
            Change(
                tuple((NUMBER[dimension], int(rung)) for dimension, rung in effects.earns),
                tuple((NUMBER[dimension], wound.value) for dimension, wound in effects.wounds),
                repairs,
                effects.refutes,
            ),
            actions,
            against,
            asks,
            presses,
            asked,
            eases,
            actions == ledger.NO_ACTIONS
            and asks is None
            and presses is None
            and not (against or asked or eases),
        )


def _replies_asked_about(scenario: Scenario, graph: Graph) -> dict[str, set[str]]:
    """For each state and ending, the replies that some condition there or later asks about."""
    always = _named_in(
        (
            *(fact.when for fact in scenario.seller.facts),
            *(t.needs for t in scenario.truths.values()),
        )
    )
    found: dict[str, set[str]] = {}
    for component in components(graph):
        together = set(always)
        for place in component:
            together |= _named_in(_conditions_met_at(scenario, place))
            together = together.union(*(found.get(target, set()) for target in graph[place]))
        found.update({place: set(together) for place in component})
    for state in scenario.states.values():
        for reply in state.replies:
            # A reaction is heard on the way, and its conditions look at where the reply has led.
            named = _named_in(line.when for line in reply.reaction)
            for target in reply.to:
                found[target.go] |= named
    return found


def _named_in(conditions: Iterable[Condition]) -> set[str]:
    return {
        part.reply
        for condition in conditions
        if condition is not ALWAYS
        for part in parts(condition)
        if isinstance(part, Replied)
    }


def _conditions_met_at(scenario: Scenario, place: str) -> Iterator[Condition]:
    """Every condition of a state or an ending, those of the reactions to its replies as well."""
    ending = scenario.endings.get(place)
    if ending is not None:
        yield from (line.when for line in ending.lines)
        return
    state = scenario.states[place]
    yield from conditions_at(scenario, state)
    yield from (line.when for line in state.lines)
    yield from (line.when for reply in state.replies for line in reply.reaction)


def conditions_at(scenario: Scenario, state: State) -> Iterator[Condition]:
    """The conditions of a state that decide what happens: those of its lines are left out."""
    yield from (event.when for event in state.events)
    yield from (due.when for due in state.due)
    facts = {fact.id: fact for fact in scenario.seller.facts}
    for reply in state.replies:
        yield reply.when
        yield from (target.when for target in reply.to)
        yield from (facts[fact].when for fact in reply.effects.against)
