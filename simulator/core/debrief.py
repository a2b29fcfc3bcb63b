"""What a finished play was worth, and why: the verdict, the report card, every turn.

Everything here is derived from the conversation by the rules of the model; nothing is judged twice.
The sentences that a trainee reads are made of these values in ``wording.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from simulator.core import trust as rules
from simulator.core.analysis import TIE, Choice, Mark, Valuation
from simulator.core.conditions import KNOWN, UNKNOWN
from simulator.core.conversation import Conversation, Turn
from simulator.core.notes import Earned, Healed, Note, PromiseMoved, Wounded
from simulator.core.promises import STATUS
from simulator.core.scenario import (
    Aside,
    Axis,
    Dimension,
    Ending,
    Era,
    Promise,
    PromiseStatus,
    Reply,
    Rung,
    Side,
    TrustState,
    Truth,
    Wound,
)


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


class Change(StrEnum):
    """What to change first: the first of these that applies, in this order."""

    BETRAYAL = "betrayal"
    BREACH = "breach"
    RUMOUR = "rumour"
    DOOR = "door"
    BAR = "bar"
    PROOF = "proof"
    SLIP = "slip"
    COSTLIEST_TURN = "costliest_turn"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ChangeThis:
    """The one thing to change, with the dimension and the turn that it is about, where there is one."""

    change: Change
    dimension: Dimension | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class TurnReview:
    """One turn, looked back on. What V tells is None where the scenario was too large for its walk."""

    number: int
    turn: Turn
    mark: Mark | None
    best: tuple[Reply, ...]
    """The best replies, where the one used was none of them."""
    value_before: float | None
    value_after: float | None
    given_away: float
    """V of the best reply less that of the one used."""
    lost_here: bool
    """Whether yes went out of reach with this reply."""
    aside: Aside | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that the debrief shows of a play."""

    conversation: Conversation
    verdict: bool
    state: TrustState
    ending: Ending | None
    card: tuple[CardLine, ...]
    change_this: ChangeThis
    referral: Referral
    turns: tuple[TurnReview, ...]
    score: int | None
    """How well the replies were chosen, 0 to 100; None where no turn had a choice, or without V."""
    promises: tuple[tuple[Promise, PromiseStatus], ...]
    truths: tuple[Truth, ...]
    """Those that the seller was told."""
    halves: tuple[Truth, ...]
    """Those of which the seller believes the half."""
    style: dict[Axis, tuple[int, int]]
    """For each axis that the play touched, how often as pusher and as builder."""
    eras: dict[Era, int]

    @property
    def is_sold(self) -> bool:
        """Whether the ending is a sale."""
        return self.ending is not None and self.ending.sold

    @property
    def lost_at(self) -> int | None:
        """The turn after which yes was out of reach."""
        return next((review.number for review in self.turns if review.lost_here), None)

    @property
    def values(self) -> tuple[float, ...]:
        """V before the first turn and after each: the chance still open. Empty without V."""
        if not self.turns or self.turns[0].value_before is None:
            return ()
        after = [review.value_after or 0.0 for review in self.turns]
        return (self.turns[0].value_before, *after)


def debrief(conversation: Conversation, valuation: Valuation | None) -> Debrief:
    """Look back on a play.

    Args:
        conversation: a play, usually at an ending; one that stopped early is judged as it stands.
        valuation: V of the play's variant; None where the scenario was too large to walk.
    """
    situation = conversation.situation
    trust = situation.trust
    scenario = conversation.engine.scenario
    choices = [valuation.choice(t.before) if valuation else None for t in conversation.turns]
    turns = tuple(
        _review(number, turn, choice, valuation, conversation)
        for number, (turn, choice) in enumerate(zip(conversation.turns, choices, strict=True), 1)
    )
    card = _card(conversation)
    statuses = zip(scenario.promises.values(), situation.promises, strict=True)
    known = tuple(zip(scenario.truths.values(), situation.truths, strict=True))
    return Debrief(
        conversation=conversation,
        verdict=trust.verdict,
        state=TrustState(trust.state),
        ending=conversation.ending,
        card=card,
        change_this=_change_this(conversation, turns),
        referral=_referral(conversation, card),
        turns=turns,
        score=_score(conversation, choices),
        promises=tuple((p, s) for p, n in statuses if (s := STATUS[n]) is not None),
        truths=tuple(truth for truth, state in known if state == KNOWN),
        halves=tuple(truth for truth, state in known if state not in (KNOWN, UNKNOWN)),
        style=_style(conversation),
        eras=_eras(conversation),
    )


def _review(
    number: int,
    turn: Turn,
    choice: Choice | None,
    valuation: Valuation | None,
    conversation: Conversation,
) -> TurnReview:
    used = turn.reply
    aside = None
    if turn.aside is not None:
        asides = conversation.engine.scenario.states[turn.before.at].asides
        aside = next(one for one in asides if one.id == turn.aside)
    if choice is None or valuation is None:
        return TurnReview(number, turn, None, (), None, None, 0.0, False, aside)
    wounds = any(isinstance(note, Wounded) for note in turn.notes)
    before, after = valuation.value(turn.before), choice.values[used.id]
    return TurnReview(
        number,
        turn,
        choice.mark(used.id, wounds),
        ()
        if used.id in choice.best
        else tuple(conversation.engine.ways[reply].reply for reply in choice.best),
        before,
        after,
        max(choice.values.values()) - after,
        after <= TIE < before,
        aside,
    )


def _score(conversation: Conversation, choices: list[Choice | None]) -> int | None:
    kept: list[float] = []
    for turn, choice in zip(conversation.turns, choices, strict=True):
        if choice is None or len(choice.values) < 2:
            continue
        if choice.is_lost:
            kept.append(0.0)
        elif choice.matters:
            kept.append(choice.kept(turn.reply.id))
    return round(100 * sum(kept) / len(kept)) if kept else None


# The report card


def _card(conversation: Conversation) -> tuple[CardLine, ...]:
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
        turn = _last_turn(
            conversation, lambda note: isinstance(note, Wounded) and note.dimension is dimension
        )
        return CardLine(question, False, turn, "" if turn else _what_lay_before(conversation))
    bar = dict(conversation.engine.scenario.customer.bar)[dimension]
    if trust.rung(dimension) >= max(bar, Rung.SAID):
        turn = _last_turn(
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
        turn = _last_turn(
            conversation, lambda note: isinstance(note, Wounded) and note.wound in grave
        )
        return CardLine(
            Question.MADE_IT_RIGHT, False, turn, "" if turn else _what_lay_before(conversation)
        )
    turn = _last_turn(conversation, lambda note: isinstance(note, Healed) and note.wound in grave)
    return CardLine(Question.MADE_IT_RIGHT, True if turn else None, turn)


def _last_turn(conversation: Conversation, fits: Callable[[Note], bool]) -> int | None:
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


def _referral(conversation: Conversation, card: tuple[CardLine, ...]) -> Referral:
    situation = conversation.situation
    if situation.trust.state == rules.BROKEN:
        return Referral.COMPLAINT
    if not situation.trust.verdict or any(line.answer is False for line in card):
        return Referral.NONE
    proved = sum(rung == rules.PROVED for rung in situation.trust.rungs)
    return Referral.UNSOLICITED if proved >= 2 and situation.eased else Referral.IF_ASKED


# The one thing to change


def _change_this(conversation: Conversation, turns: tuple[TurnReview, ...]) -> ChangeThis:
    trust = conversation.situation.trust
    if trust.verdict:
        return _costliest(turns)
    door = conversation.engine.scenario.customer.door
    bars = dict(conversation.engine.scenario.customer.bar)
    for change, mask in (
        (Change.BETRAYAL, trust.betrayals),
        (Change.BREACH, trust.breaches),
        (Change.RUMOUR, trust.rumours),
    ):
        if mask:
            return _wound_to_change(conversation, change, mask)
    if not trust.opened:
        return ChangeThis(Change.DOOR, door, _costliest(turns).turn)
    under = next((d for d in Dimension if trust.rung(d) < bars[d]), None)
    if under is not None:
        return ChangeThis(Change.BAR, under, _missed(turns, under))
    if not {trust.rung(Dimension.HONEST), trust.rung(Dimension.ON_MY_SIDE)} & {Rung.PROVED}:
        return ChangeThis(
            Change.PROOF, None, _missed(turns, Dimension.HONEST, Dimension.ON_MY_SIDE)
        )
    return _wound_to_change(conversation, Change.SLIP, trust.slips)


def _wound_to_change(conversation: Conversation, change: Change, mask: int) -> ChangeThis:
    dimension = next(d for n, d in enumerate(Dimension) if mask >> n & 1)
    turn = _last_turn(
        conversation,
        lambda note: (
            isinstance(note, Wounded) and note.wound == change.value and note.dimension is dimension
        ),
    )
    return ChangeThis(change, dimension, turn)


def _costliest(turns: tuple[TurnReview, ...]) -> ChangeThis:
    """The turn that gave away most of V."""
    worst = max(turns, key=lambda review: review.given_away, default=None)
    if worst is None or worst.given_away <= TIE:
        return ChangeThis(Change.NOTHING)
    return ChangeThis(Change.COSTLIEST_TURN, None, worst.number)


def _missed(turns: tuple[TurnReview, ...], *dimensions: Dimension) -> int | None:
    """The turn at which a better reply would have given the evidence, the costliest of them."""
    chances = [
        review
        for review in turns
        if any(d in dimensions for reply in review.best for d, _ in reply.effects.earns)
    ]
    return max(chances, key=lambda review: review.given_away).number if chances else None


# The style profile


def _style(conversation: Conversation) -> dict[Axis, tuple[int, int]]:
    seen = Counter(tag for turn in conversation.turns for tag in turn.reply.style)
    return {
        axis: (seen[axis, Side.PUSHER], seen[axis, Side.BUILDER])
        for axis in Axis
        if seen[axis, Side.PUSHER] or seen[axis, Side.BUILDER]
    }


def _eras(conversation: Conversation) -> dict[Era, int]:
    """How often each sales era was seen; 3.0 counts only where 1.0 and 2.0 held as well."""
    seen = Counter(turn.reply.era for turn in conversation.turns if turn.reply.era is not None)
    if not (seen[Era.ORDER] and seen[Era.NEED]):
        del seen[Era.FEELING]
    return {era: seen[era] for era in Era if seen[era]}
