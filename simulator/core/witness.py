"""An engine that remembers what it saw: which conditions ever held or failed, which actions did nothing.

The walk of every situation takes every step that can be taken, so what a witness has seen after it is all
that can ever happen. The rules are the engine's own; nothing is played differently.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.core import promises as ledger
from simulator.core.conditions import KNOWN, Numbers, Situation, Test, test_of
from simulator.core.engine import Engine
from simulator.core.notes import Notes
from simulator.core.program import Move, Place, Way
from simulator.core.scenario import (
    AllOf,
    AnyOf,
    AtLeast,
    Before,
    Condition,
    Not,
    OpenIs,
    Scenario,
    TrustIs,
    VerdictIs,
    WoundOpen,
)
from simulator.core.sites import Part, Site, deciding, parts_of
from simulator.core.trust import Change, Trust

ACTIONS = ledger.Actions._fields

Origin = tuple[Situation, str] | None
"""The situation and the reply under way; None on entering the start."""

Idle = tuple[Site, str, str, int]
"""Who acts, the action, the promise, and its status number then."""


OF_TRUST = (TrustIs, VerdictIs, OpenIs, AtLeast, WoundOpen, Not, AnyOf, AllOf)
"""Conditions that read nothing of a situation but trust, if those inside them do not either."""


class Watch:
    """One condition, and of it and each of its parts whether it ever held, and ever failed.

    Calling it judges the condition. A part that has been seen both ways is looked at no more, and a condition
    that reads nothing but trust is judged once for each trust: situations by the hundred thousand have a few
    hundred of them.
    """

    __slots__ = ("_answers", "_condition", "_held", "_test", "_undecided", "seen")

    def __init__(self, condition: Condition, numbers: Numbers) -> None:
        self._condition = condition
        self._test = test_of(condition, numbers) or _always
        self._undecided = [
            (part, test_of(inner, numbers) or _always) for part, inner in parts_of(condition)
        ]
        self._held: dict[Part, bool] = {}
        reads_trust = all(isinstance(inner, OF_TRUST) for _, inner in parts_of(condition))
        self._answers: dict[Trust, bool] | None = {} if reads_trust else None
        self.seen = False
        """Whether it was judged at all."""

    def __call__(self, situation: Situation) -> bool:
        if self._answers is None:
            if self._undecided:
                self.look(situation)
            return self._test(situation)
        answer = self._answers.get(situation.trust)
        if answer is None:
            self.look(situation)
            answer = self._answers[situation.trust] = self._test(situation)
        return answer

    def look(self, situation: Situation) -> None:
        """Judge what has not been seen both ways yet."""
        self.seen = True
        for part, test in self._undecided:
            held = test(situation)
            if self._held.setdefault(part, held) != held:
                del self._held[part]
                self._undecided = [one for one in self._undecided if one[0] != part]

    @property
    def is_open(self) -> bool:
        """Whether some part has not been seen both ways yet."""
        return bool(self._undecided)

    @property
    def settled(self) -> list[tuple[Part, bool]]:
        """The parts that always or never held, and which; without the parts of those."""
        return list(_outermost(self._condition, (), self._held)) if self.seen else []


def _always(_: Situation) -> bool:
    return True


def _outermost(
    condition: Condition, way: Part, held: dict[Part, bool]
) -> Iterable[tuple[Part, bool]]:
    if way in held:
        yield way, held[way]
        return
    match condition:
        case Not(inner):
            yield from _outermost(inner, (*way, 0), held)
        case AnyOf(inners) | AllOf(inners):
            for at, inner in enumerate(inners):
                yield from _outermost(inner, (*way, at), held)
        case _:
            pass


class Witness(Engine):
    """An engine for the walk of all variants, one after the other."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self.watches = {
            site: Watch(condition, self.program.numbers)
            for site, condition in deciding(scenario)
            if condition != AllOf()
        }
        """A watch for each condition that decides what happens."""
        before = [
            (Site("before", "", "when", at), one.when) for at, one in enumerate(scenario.before)
        ]
        for site, condition in before:
            if condition != AllOf():
                self.watches[site] = Watch(condition, self.program.numbers)
        self._before = {id(when): self.watches.get(site) for site, when in before}
        self._owners: dict[int, Site] = {}
        self.program.needs = tuple(
            self.watches.get(Site("truth", truth, "needs"), test)
            for truth, test in zip(scenario.truths, self.program.needs, strict=True)
        )
        self.places = {name: self._watched(place) for name, place in self.places.items()}
        self.ways = {way.reply.id: way for place in self.places.values() for way in place.ways}
        self._promises = list(self.program.numbers.promises)
        self._origin: Origin = None
        self._acted: dict[tuple[Site, tuple[int, ...]], tuple[Idle, ...]] = {}
        self.idle: dict[Idle, list[Origin]] = {}
        """What acted on a promise in vain, and everywhere that it did."""
        self.pressed: dict[str, list[Situation]] = {}
        """The replies that press a truth, and the situations in which it is unknown."""

    def holds(self, condition: Condition, situation: Situation) -> bool:
        watch = self._before.get(id(condition))
        return watch(situation) if watch is not None else super().holds(condition, situation)

    def opening(
        self,
        variant: str | None = None,
        notes: Notes | None = None,
        before: tuple[Before, ...] | None = None,
    ) -> Situation:
        self._origin = None
        return super().opening(variant, notes, before)

    def take(self, situation: Situation, way: Way) -> Situation:
        self._origin = situation, way.reply.id
        return super().take(situation, way)

    def _watched(self, place: Place) -> Place:
        state = place.state

        def watch(test: Test | None, of: str, name: str, key: str, at: int = 0) -> Test | None:
            return self.watches.get(Site(of, name, key, at), test)

        for at, (_, move) in enumerate(place.events):
            self._owners[id(move)] = Site("state", state.id, "events", at)
        for way in place.ways:
            self._owners[id(way.move)] = Site("reply", way.reply.id, "when")
        return place._replace(
            events=tuple(
                (watch(test, "state", state.id, "events", at), move)
                for at, (test, move) in enumerate(place.events)
            ),
            due=tuple(
                (watch(test, "state", state.id, "due", at), promise, kept)
                for at, (test, promise, kept) in enumerate(place.due)
            ),
            ways=tuple(
                way._replace(
                    test=watch(way.test, "reply", way.reply.id, "when"),
                    targets=tuple(
                        (watch(test, "reply", way.reply.id, "to", at), go)
                        for at, (test, go) in enumerate(way.targets)
                    ),
                )
                for way in place.ways
            ),
        )

    def _resolve(
        self, situation: Situation, move: Move, what: Change, notes: Notes | None
    ) -> tuple[Change, tuple[int, ...], tuple[int, ...]]:
        owner = self._owners[id(move)]
        if move.actions != ledger.NO_ACTIONS:
            key = owner, situation.promises
            idle = self._acted.get(key)
            if idle is None:
                idle = self._acted[key] = tuple(self._in_vain(owner, situation.promises, move))
            for one in idle:
                self.idle.setdefault(one, []).append(self._origin)
        if move.presses is not None and situation.truths[move.presses] != KNOWN:
            self.pressed.setdefault(owner.id, []).append(situation)
        return super()._resolve(situation, move, what, notes)

    def _in_vain(self, owner: Site, statuses: ledger.Ledger, move: Move) -> Iterable[Idle]:
        """The actions of a move that change nothing, done one by one in the order of the ledger."""
        for action in ACTIONS:
            for one in getattr(move.actions, action):
                alone = ledger.Actions(**{action: (one,)})
                after = ledger.act(statuses, alone, self.program.accounts).ledger
                if after == statuses:
                    promise = self._at_fault(statuses, one)
                    yield owner, action, self._promises[promise], statuses[promise]
                statuses = after

    def _at_fault(self, statuses: ledger.Ledger, acted_on: int | tuple[int, int]) -> int:
        """The promise whose status is not the fitting one."""
        if isinstance(acted_on, int):
            return acted_on
        old, new = acted_on
        return new if statuses[old] == ledger.OWN_OPEN else old
