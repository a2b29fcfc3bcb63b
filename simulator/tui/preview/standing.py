"""Where the author stands in the conversation, and how that outlives a change of the file.

What was said is kept as ids. After a change it is said again, one reply after the other, as far as the
replies can be used; the rest is remembered, so that a reply that comes back brings the turns after it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.core.conversation import Conversation, begin
from simulator.core.machine import ConversationMachine

Said = tuple[str, str | None]
"""The ids of a reply and of the thought before it."""


@dataclass(frozen=True)
class Standing:
    """A conversation, and what was said after it in an earlier state of the file."""

    conversation: Conversation
    rest: tuple[Said, ...] = ()
    of: int = 0
    """The turn at which the author stood before the rest was lost; 0 where nothing is."""

    @property
    def turn(self) -> int:
        """The turn under way, from 1; at an end the last one."""
        return len(self.conversation.turns) + (not self.conversation.is_over)

    @property
    def at(self) -> str:
        """The id of the state or the ending."""
        return self.conversation.situation.at

    @property
    def said(self) -> tuple[Said, ...]:
        """Everything said, the rest as well."""
        turns = self.conversation.turns
        return (*((turn.reply.id, turn.aside) for turn in turns), *self.rest)


def follow(
    machine: ConversationMachine, variant: str | None, said: Sequence[Said], of: int = 0
) -> Standing:
    """Say all that again, as far as it can be said.

    Args:
        machine: of the scenario.
        variant: one of its variants.
        said: the replies, in order.
        of: the turn that they led to.
    """
    conversation = begin(machine, variant)
    for number, (reply, aside) in enumerate(said):
        state = conversation.state
        thoughts = {one.id for one in state.asides} if state is not None else set()
        try:
            conversation = conversation.choose(reply, aside if aside in thoughts else None)
        except ValueError:
            return Standing(conversation, tuple(said[number:]), of)
    return Standing(conversation)


def moved(before: Standing, machine: ConversationMachine, variant: str | None) -> Standing:
    """The same place in another state of the file, or in another variant."""
    return follow(machine, variant, before.said, before.of or before.turn)


def stayed_words(standing: Standing) -> str:
    """Why it is not the turn that it was; empty where it is."""
    if not standing.rest:
        return ""
    reply = standing.rest[0][0]
    is_there = reply in standing.conversation.engine.ways
    why = "cannot be said there any more" if is_there else "is gone"
    at = len(standing.conversation.turns) + 1
    return f"stayed at turn {at} of {max(at, standing.of)}: `{reply}` {why}"
