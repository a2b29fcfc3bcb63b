"""The machines that live, on `transitions`: a conversation, the trust state, the phases of a play.

This file alone knows the library. Every machine is built from a table that the rules export as data
(`Program.places`, `trust.RULES`, `phases.PHASES`), and is given functions, never a name from a file,
which the library would import and call. The walk of every situation uses the same functions without
it; ``tests/core/test_machine.py`` holds the two together.

Models are bare: the library reads and writes their ``state`` and adds nothing to them, because a
machine serves every conversation of its scenario.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from transitions import EventData, Machine

from simulator.core import trust as rules
from simulator.core.conditions import Situation, Test
from simulator.core.engine import Engine
from simulator.core.notes import Note, Notes
from simulator.core.phases import PHASES, Phase
from simulator.core.program import Way
from simulator.core.scenario import TrustState
from simulator.core.trust import Terms, Trust


def _machine(states: Sequence[str], initial: str, **options: Any) -> Machine:
    return Machine(
        model=None,
        states=list(states),
        initial=initial,
        auto_transitions=False,
        send_event=True,
        **options,
    )


@dataclass
class _Judged:
    """The model of the trust machine."""

    state: str
    trust: Trust
    terms: Terms
    in_person: bool


class TrustMachine:
    """The trust state machine, the same for every scenario."""

    def __init__(self) -> None:
        self._machine = _machine([state.value for state in TrustState], rules.GUARDED)
        for rule in rules.RULES:
            for source in sorted(rule.sources):
                self._machine.add_transition(
                    "judge",
                    source,
                    rule.dest,
                    conditions=[_rule_test(rule)],
                    before=[_rule_effect(rule)],
                )

    def judge(self, trust: Trust, terms: Terms, in_person: bool) -> Trust:
        """Let the rules move the trust state until it rests: `trust.judge`, live."""
        model = _Judged(trust.state, trust, terms, in_person)
        while self._machine.events["judge"].trigger(model):
            pass
        return model.trust


def _rule_test(rule: rules.Rule) -> Any:
    def holds(event: EventData) -> bool:
        judged: Any = event.model
        return rule.holds(judged.trust, judged.terms, judged.in_person)

    return holds


def _rule_effect(rule: rules.Rule) -> Any:
    def move(event: EventData) -> None:
        judged: Any = event.model
        judged.trust = rules.moved(judged.trust, rule.dest)

    return move


@dataclass
class _Talk:
    """The model of a conversation's machine, for one reply."""

    state: str
    situation: Situation
    way: Way
    notes: Notes = field(default_factory=list)


class ConversationMachine:
    """The states of one scenario. A reply is a trigger, named `say` and the reply's id."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._trust = TrustMachine()
        scenario = engine.scenario
        self._machine = _machine([*scenario.states, *scenario.endings], scenario.start)
        for place in engine.places.values():
            for way in place.ways:
                for number, (test, go) in enumerate(way.targets):
                    self._machine.add_transition(
                        f"say {way.reply.id}",
                        place.state.id,
                        go,
                        # The first target tried applies the reply; the others find it applied.
                        prepare=[self._say] if number == 0 else [],
                        conditions=[_target_test(test)] if test is not None else [],
                        after=[self._enter],
                    )

    def opening(self, variant: str | None) -> tuple[Situation, tuple[Note, ...]]:
        """The situation in which a play of that variant starts, and what happened on entering it."""
        notes: Notes = []
        return self.engine.opening(variant, notes), tuple(notes)

    def choose(self, situation: Situation, reply: str) -> tuple[Situation, tuple[Note, ...]]:
        """The situation after a reply, and what happened.

        Raises:
            ValueError: the reply cannot be used now.
        """
        way = next((w for w in self.engine.ways_from(situation) if w.reply.id == reply), None)
        if way is None:
            raise ValueError(f"`{reply}` cannot be used in `{situation.at}` now")
        model = _Talk(situation.at, situation, way)
        self._machine.events[f"say {reply}"].trigger(model)
        return model.situation, tuple(model.notes)

    def _say(self, event: EventData) -> None:
        talk: Any = event.model
        talk.situation = self.engine.say(talk.situation, talk.way, self._trust.judge, talk.notes)

    def _enter(self, event: EventData) -> None:
        talk: Any = event.model
        talk.situation = self.engine.enter(
            talk.situation, talk.state, self._trust.judge, talk.notes
        )


def _target_test(test: Test) -> Any:
    def holds(event: EventData) -> bool:
        talk: Any = event.model
        return test(talk.situation)

    return holds


@dataclass
class _Stage:
    state: str


class PhaseMachine:
    """The phases of a play: `Phase` after `Phase`, and nothing skipped by mistake."""

    def __init__(self) -> None:
        self._machine = _machine([phase.value for phase in Phase], Phase.BRIEFING.value)
        for trigger, source, dest in PHASES:
            self._machine.add_transition(trigger, source.value, dest.value)

    def after(self, phase: Phase, trigger: str) -> Phase:
        """The phase that a trigger leads to.

        Raises:
            transitions.MachineError: the phase knows no such trigger.
        """
        model = _Stage(phase.value)
        self._machine.events[trigger].trigger(model)
        return Phase(model.state)
