"""Whether a trainee can tell which variant is being played before it matters.

Two variants are played side by side, by the same replies, until something that is shown differs or a turning
point comes: a turn with a reply that would be costly or decisive.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from simulator.core.analysis import Mark, Values
from simulator.core.balance import choice_at
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import Exploration
from simulator.core.notes import Note
from simulator.core.scenario import Fact
from simulator.core.speech import Utterance, answered, entered

Seen = tuple[tuple[Fact, ...], tuple[Utterance, ...], tuple[str, ...]]
"""The facts that are told, what is heard, and the replies that are offered."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the variants that are compared: its walk, full or sliced, and V of each situation."""

    variant: str | None
    exploration: Exploration
    values: Values

    def turns(self, situation: Situation) -> bool:
        """Whether a turning point has come."""
        engine = self.exploration.engine
        choice = choice_at(self.exploration, self.values, self.exploration.number(situation))
        return choice is not None and any(
            choice.mark(reply, bool(engine.ways[reply].move.change.wounds))
            in (Mark.COSTLY, Mark.DECISIVE)
            for reply in choice.values
        )


def alike_until(engine: Engine, one: Side, other: Side) -> tuple[str, ...] | None:
    """The shortest play up to a turning point before which two variants show the same; None if there is none.

    Returns:
        The replies; none at all where the first turn is a turning point already.
    """
    start = engine.opening(one.variant), engine.opening(other.variant)
    if _seen(engine, start[0], ()) != _seen(engine, start[1], ()):
        return None
    waiting: deque[tuple[Situation, Situation, tuple[str, ...]]] = deque([(*start, ())])
    met = {start}
    while waiting:
        here, there, replies = waiting.popleft()
        if one.turns(here) or other.turns(there):
            return replies
        for way in engine.ways_from(here):
            reply = way.reply.id
            mine, theirs = _step(engine, here, reply), _step(engine, there, reply)
            after = mine[0], theirs[0]
            if after not in met and _seen(engine, *mine) == _seen(engine, *theirs):
                met.add(after)
                waiting.append((*after, (*replies, reply)))
    return None


def _step(
    engine: Engine, situation: Situation, reply: str
) -> tuple[Situation, tuple[Utterance, ...]]:
    """The situation after a reply, and her answer to it."""
    way = engine.ways[reply]
    notes: list[Note] = []
    said = engine.say(situation, way, notes=notes)
    after = engine.enter(said, engine.target(said, way), notes=notes)
    return after, tuple(answered(engine, way.reply, after, tuple(notes)))


def _seen(engine: Engine, situation: Situation, heard: tuple[Utterance, ...]) -> Seen:
    """What a trainee sees on coming to a situation, the replies in it included."""
    return (
        engine.facts(situation),
        (*heard, *entered(engine, situation)),
        tuple(reply.id for reply in engine.replies(situation)),
    )
