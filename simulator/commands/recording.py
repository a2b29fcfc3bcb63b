"""A conversation played in the terminal to write it down as a walk: no prediction, no debrief, no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.speech import reply_words
from simulator.plain.lines import EndOfInput, Lines, number_to
from simulator.plain.telling import tell_heard

if TYPE_CHECKING:
    from simulator.core.conversation import Conversation
    from simulator.core.scenario import Scenario, Walk


def recorded(scenario: Scenario, name: str, variant: str | None, lines: Lines) -> Walk | None:
    """The walk that somebody plays; None if the play was left before an ending."""
    from simulator.core.conversation import begin
    from simulator.core.engine import Engine
    from simulator.core.machine import ConversationMachine
    from simulator.core.scenario import Walk

    conversation = begin(ConversationMachine(Engine(scenario)), variant)
    lines.tell("A number chooses a reply; q leaves, and writes nothing.")
    tell_heard(conversation.opening_heard, lines)
    while not conversation.is_over:
        chosen = _chosen(conversation, lines)
        if chosen is None:
            return None
        conversation = conversation.choose(chosen)
        lines.tell()
        tell_heard(conversation.turns[-1].heard, lines)
    situation = conversation.situation
    if conversation.ending is None:
        lines.tell(f"Nothing is left to say in `{situation.at}`, and that is no ending.")
        return None
    replies = tuple(turn.reply.id for turn in conversation.turns)
    return Walk(name, replies, situation.at, situation.trust.verdict, variant)


def _chosen(conversation: Conversation, lines: Lines) -> str | None:
    """The id of the reply that is chosen; None if the play is left."""
    replies = conversation.replies
    lines.tell()
    for number, reply in enumerate(replies, 1):
        lines.tell(f"{number}. {reply_words(reply)} [{reply.id}]")
    ids = {reply.id for reply in replies}
    to_number = number_to(len(replies))

    def read(answer: str) -> str | None:
        number = to_number(answer)
        if number is not None:
            return replies[number - 1].id
        return answer if answer in ids else "" if answer.lower() == "q" else None

    sorry = f"A number from 1 to {len(replies)}, please, or q to leave."
    try:
        return lines.ask(f"1 to {len(replies)}:", lines.or_else(read, sorry)) or None
    except EndOfInput:
        return None
