"""The report card: six lines in the customer's voice, and what she would do for the seller's name.

Each line is decided by one turn, which the debrief quotes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from simulator.core import trust as rules
from simulator.core.conversation import Conversation
from simulator.core.notes import Earned, Healed, Note, PromiseMoved, Wounded
from simulator.core.promises import STATUS
from simulator.core.scenario import Dimension, PromiseStatus, Rung, Wound


class Question(StrEnum):
    """The lines of the report card (S4), in the customer's voice. Four are the dimensions."""

    HEARD_ME = "heard_me"
    TOLD_THE_TRUTH = "told_the_truth"
    ON_MY_SIDE = "on_my_side"
    ABLE_AND_SIMPLE = "able_and_simple"
    KEPT_YOUR_WORD = "kept_your_word"
    MADE_IT_RIGHT = "made_it_right"


CARD_DIMENSIONS = {
    Question.HEARD_ME: Dimension.HEARS_ME,
    Question.TOLD_THE_TRUTH: Dimension.HONEST,
    Question.ON_MY_SIDE: Dimension.ON_MY_SIDE,
    Question.ABLE_AND_SIMPLE: Dimension.ABLE,
}


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the report card: yes, no, or None for *not seen*, and the turn that decided it."""

    question: Question
    answer: bool | None
    turn: int | None = None
    """Which turn decided it, counted from 1; None if no reply did."""
    what: str = ""
    """What decided it, where that was no reply: a promise, or what lay between them before."""


class Referral(StrEnum):
    """What she would do for the seller's name (S3)."""

    NONE = "none"
    IF_ASKED = "if_asked"
    UNSOLICITED = "unsolicited"
    COMPLAINT = "complaint"


def report_card(conversation: Conversation) -> tuple[CardLine, ...]:
    """The six lines for a play, as it stands."""
    return (
        *(
            _card_of_dimension(conversation, question, dimension)
            for question, dimension in CARD_DIMENSIONS.items()
        ),
        _kept_your_word(conversation),
        _made_it_right(conversation),
    )


def _card_of_dimension(
    conversation: Conversation, question: Question, dimension: Dimension
) -> CardLine:
    trust = conversation.situation.trust
    if trust.wounds(dimension):
        turn = last_turn(
            conversation, lambda note: isinstance(note, Wounded) and note.dimension is dimension
        )
        return CardLine(question, False, turn, "" if turn else _what_lay_before(conversation))
    bar = dict(conversation.engine.scenario.customer.bar)[dimension]
    if trust.rung(dimension) >= max(bar, Rung.SAID):
        turn = last_turn(
            conversation,
            lambda note: isinstance(note, Earned) and note.dimension is dimension and note.climbed,
        )
        return CardLine(question, True, turn, "" if turn else _what_lay_before(conversation))
    return CardLine(question, None)


def _kept_your_word(conversation: Conversation) -> CardLine:
    scenario = conversation.engine.scenario
    statuses = {
        name: STATUS[number]
        for name, number in zip(scenario.promises, conversation.situation.promises, strict=True)
    }
    for answer, fitting in (
        (False, {PromiseStatus.BROKEN, PromiseStatus.REFUSED}),
        (True, {PromiseStatus.KEPT}),
    ):
        for name, status in statuses.items():
            if status in fitting:
                return CardLine(
                    Question.KEPT_YOUR_WORD,
                    answer,
                    _turn_of_promise(conversation, name),
                    scenario.promises[name].text,
                )
    return CardLine(Question.KEPT_YOUR_WORD, None)


def _made_it_right(conversation: Conversation) -> CardLine:
    trust = conversation.situation.trust
    grave = {Wound.BREACH, Wound.BETRAYAL, Wound.RUMOUR}
    if trust.breaches or trust.rumours or trust.betrayals:
        turn = last_turn(
            conversation, lambda note: isinstance(note, Wounded) and note.wound in grave
        )
        return CardLine(
            Question.MADE_IT_RIGHT, False, turn, "" if turn else _what_lay_before(conversation)
        )
    turn = last_turn(conversation, lambda note: isinstance(note, Healed) and note.wound in grave)
    return CardLine(Question.MADE_IT_RIGHT, True if turn else None, turn)


def last_turn(conversation: Conversation, fits: Callable[[Note], bool]) -> int | None:
    """The last turn with such a note, counted from 1."""
    found = [
        number for number, turn in enumerate(conversation.turns, 1) if any(map(fits, turn.notes))
    ]
    return found[-1] if found else None


def _turn_of_promise(conversation: Conversation, promise: str) -> int | None:
    """The turn in which a promise was made, or else last moved."""
    moves = [
        number
        for number, turn in enumerate(conversation.turns, 1)
        for note in turn.notes
        if isinstance(note, PromiseMoved) and note.promise == promise
    ]
    return moves[0] if moves else None


def _what_lay_before(conversation: Conversation) -> str:
    engine = conversation.engine
    return next(
        (
            before.what
            for before in engine.scenario.before
            if before.what and engine.holds(before.when, conversation.opening)
        ),
        "",
    )


def referral(conversation: Conversation, card: tuple[CardLine, ...]) -> Referral:
    """What she would do for the seller's name."""
    situation = conversation.situation
    if situation.trust.state == rules.BROKEN:
        return Referral.COMPLAINT
    if not situation.trust.verdict or any(line.answer is False for line in card):
        return Referral.NONE
    proved = sum(rung == rules.PROVED for rung in situation.trust.rungs)
    return Referral.UNSOLICITED if proved >= 2 and situation.eased else Referral.IF_ASKED
