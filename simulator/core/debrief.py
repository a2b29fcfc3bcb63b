"""What a finished play was worth, and why: the verdict, the report card, every turn.

Everything here is derived from the conversation by the rules of the model; nothing is judged twice.
The sentences that a trainee reads are made of these values in ``wording.py``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.analysis import TIE, Choice, Mark, Valuation
from simulator.core.card import CardLine, Referral, last_turn, referral, report_card
from simulator.core.conditions import KNOWN, UNKNOWN
from simulator.core.conversation import Conversation, Turn
from simulator.core.notes import Earned, Wounded
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
    Scenario,
    Side,
    TrustState,
    Truth,
)


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
    def scenario(self) -> Scenario:
        """What was played."""
        return self.conversation.engine.scenario

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
        _review(number, conversation, choice, valuation) for number, choice in enumerate(choices, 1)
    )
    card = report_card(conversation)
    statuses = zip(scenario.promises.values(), situation.promises, strict=True)
    known = tuple(zip(scenario.truths.values(), situation.truths, strict=True))
    return Debrief(
        conversation=conversation,
        verdict=trust.verdict,
        state=TrustState(trust.state),
        ending=conversation.ending,
        card=card,
        change_this=_change_this(conversation, turns),
        referral=referral(conversation, card),
        turns=turns,
        score=_score(conversation, choices),
        promises=tuple((p, s) for p, n in statuses if (s := STATUS[n]) is not None),
        truths=tuple(truth for truth, state in known if state == KNOWN),
        halves=tuple(truth for truth, state in known if state not in (KNOWN, UNKNOWN)),
        style=_style(conversation),
        eras=_eras(conversation),
    )


def review(conversation: Conversation, number: int, valuation: Valuation | None) -> TurnReview:
    """Look back on one turn, counted from 1: what coach mode tells while the play goes on."""
    turn = conversation.turns[number - 1]
    choice = valuation.choice(turn.before) if valuation else None
    return _review(number, conversation, choice, valuation)


def is_turning_point(review: TurnReview) -> bool:
    """Whether coach mode stops here: a costly or decisive reply, or one that proved something."""
    return review.mark in (Mark.COSTLY, Mark.DECISIVE) or any(
        isinstance(note, Earned) and note.climbed and note.rung is Rung.PROVED
        for note in review.turn.notes
    )


def _review(
    number: int, conversation: Conversation, choice: Choice | None, valuation: Valuation | None
) -> TurnReview:
    turn = conversation.turns[number - 1]
    asides = conversation.engine.scenario.states[turn.before.at].asides
    aside = next((one for one in asides if one.id == turn.aside), None)
    if choice is None or valuation is None:
        return TurnReview(number, turn, None, (), None, None, 0.0, False, aside)
    used = turn.reply.id
    wounds = any(isinstance(note, Wounded) for note in turn.notes)
    best = () if used in choice.best else choice.best
    before, after = valuation.value(turn.before), choice.values[used]
    return TurnReview(
        number,
        turn,
        choice.mark(used, wounds),
        tuple(conversation.engine.ways[reply].reply for reply in best),
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
    turn = last_turn(
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
