"""The turns of one play: begin, choose, rewind, replay.

A conversation is a value. Every front end reaches the game through `Conversation.choose`, and a record
of the replies is enough to have the whole conversation again (`replay`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.machine import ConversationMachine
from simulator.core.notes import Note
from simulator.core.scenario import Ending, Reply, State
from simulator.core.speech import Utterance, answered, entered, said


@dataclass(frozen=True)
class Turn:
    """One reply and what came of it."""

    before: Situation
    reply: Reply
    after: Situation
    notes: tuple[Note, ...]
    heard: tuple[Utterance, ...]
    """What was heard after the reply, up to the next one."""
    aside: str | None = None
    """The id of the thought that was chosen before the reply."""


@dataclass(frozen=True)
class Conversation:
    """A play so far."""

    machine: ConversationMachine
    opening: Situation
    opening_heard: tuple[Utterance, ...]
    turns: tuple[Turn, ...] = ()

    @property
    def engine(self) -> Engine:
        """The rules that the conversation runs by."""
        return self.machine.engine

    @property
    def situation(self) -> Situation:
        """Where it stands."""
        return self.turns[-1].after if self.turns else self.opening

    @property
    def state(self) -> State | None:
        """The state that it stands in; None at an ending."""
        return self.engine.scenario.states.get(self.situation.at)

    @property
    def ending(self) -> Ending | None:
        """The ending that it has come to, if it has."""
        return self.engine.scenario.endings.get(self.situation.at)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What can be said now, in the order of the file. Nothing at an ending."""
        return self.engine.replies(self.situation)

    @property
    def is_over(self) -> bool:
        """Whether nothing can be said any more."""
        return not self.replies

    @property
    def transcript(self) -> tuple[Utterance, ...]:
        """Everything seen, heard and said so far."""
        return tuple(
            chain(
                self.opening_heard,
                *((*said(turn.reply), *turn.heard) for turn in self.turns),
            )
        )

    def choose(self, reply: str, aside: str | None = None) -> Conversation:
        """The conversation after a reply.

        Raises:
            ValueError: the reply cannot be used now, or the state offers no such aside.
        """
        if aside is not None and not (
            self.state and any(one.id == aside for one in self.state.asides)
        ):
            raise ValueError(f"`{aside}` is no aside of `{self.situation.at}`")
        before = self.situation
        after, notes = self.machine.choose(before, reply)
        used = self.engine.ways[reply].reply
        heard = (
            *answered(self.engine, used, after, notes),
            *entered(self.engine, after),
        )
        return replace(self, turns=(*self.turns, Turn(before, used, after, notes, heard, aside)))

    def rewind(self, turns: int) -> Conversation:
        """The conversation as it was after that many turns."""
        return replace(self, turns=self.turns[:turns])


def begin(machine: ConversationMachine, variant: str | None = None) -> Conversation:
    """A new conversation.

    Raises:
        KeyError: the scenario has no such variant.
    """
    opening, _ = machine.opening(variant)
    return Conversation(machine, opening, tuple(entered(machine.engine, opening)))


def replay(
    machine: ConversationMachine,
    replies: Iterable[str | tuple[str, str | None]],
    variant: str | None = None,
) -> Conversation:
    """The conversation that these replies make, each an id or a pair of id and aside.

    Raises:
        ValueError: one of them cannot be used when its turn comes.
        KeyError: the scenario has no such variant.
    """
    conversation = begin(machine, variant)
    for one in replies:
        reply, aside = (one, None) if isinstance(one, str) else one
        conversation = conversation.choose(reply, aside)
    return conversation
