"""The sentences of the debrief and of coach mode, once for every front end.

They use the customer's name and no pronoun, since a scenario's customer may be anybody. Every sign
stands beside a word, so nothing depends on a sign or a colour.
"""

from __future__ import annotations

from simulator.core.analysis import Mark
from simulator.core.card import CardLine, Question, Referral
from simulator.core.debrief import Change, Debrief, TurnReview
from simulator.core.notes import (
    Earned,
    FactDenied,
    Healed,
    Moved,
    Note,
    PromiseMoved,
    ReferralMadeEasy,
    TruthHeard,
    TruthPressed,
    Wounded,
)
from simulator.core.scenario import (
    Axis,
    Dimension,
    Era,
    PromiseStatus,
    Rung,
    Scenario,
    Wound,
)

BUILT, COST, PROVED, BROKEN = "▲", "▽", "◆", "✕"
"""What builds, what costs, what was proved, what broke."""

QUESTIONS = {
    Question.HEARD_ME: "Heard me",
    Question.TOLD_THE_TRUTH: "Told me the truth",
    Question.ON_MY_SIDE: "On my side",
    Question.ABLE_AND_SIMPLE: "Able and simple",
    Question.KEPT_YOUR_WORD: "Kept your word",
    Question.MADE_IT_RIGHT: "Made it right",
}

DIMENSIONS = {
    Dimension.HONEST: "tells the truth",
    Dimension.ABLE: "knows the trade and makes it simple",
    Dimension.ON_MY_SIDE: "puts my interest first",
    Dimension.HEARS_ME: "listens, and gets how I feel",
}
"""What each dimension asks, as the customer would say of a seller: "somebody who …"."""

DIMENSION_NAMES = {
    Dimension.HONEST: "honest",
    Dimension.ABLE: "able",
    Dimension.ON_MY_SIDE: "on my side",
    Dimension.HEARS_ME: "hears me",
}

AXES = {
    Axis.HORIZON: ("makes this year's numbers", "balances the long term"),
    Axis.DRIVE: ("the award trip", "serving people"),
    Axis.TALK: ("speeches", "deep conversation"),
    Axis.CONTENT: ("what the technology can do", "the client's hidden wants"),
    Axis.FIT: ("force-fits the product", "recommends another's where it is better"),
    Axis.TEMPO: ("gets the sale and gets out", "becomes part of the client's team"),
    Axis.AFTER_SALE: ("frustrated by service", "lives on repeat business"),
    Axis.FAULT: ("avoids accountability", "recovers, whatever it takes"),
    Axis.PRICE: ("low price, blames price", "value, at its price"),
    Axis.SOURCE: ("cold calls", "referrals"),
    Axis.LEARNING: ("asks nobody", "asks for the report card"),
    Axis.INSIDE_VOICE: ("sends it upstairs", "the client's champion inside"),
    Axis.LEAD: ("steers the talk", "lets the customer lead there"),
}
"""For each axis, the pusher's end and the builder's."""

ERAS = {
    Era.ORDER: "1.0 takes the order right",
    Era.NEED: "2.0 diagnoses the need",
    Era.FEELING: "3.0 engages the feeling",
}

MARKS = {
    Mark.BEST: (BUILT, "best"),
    Mark.GOOD: (BUILT, "good"),
    Mark.COSTLY: (COST, "costly"),
    Mark.DECISIVE: (BROKEN, "decisive"),
}

ANSWERS = {True: "yes", False: "NO", None: "not seen"}

WOUNDS = {
    Wound.SLIP: "a slip",
    Wound.BREACH: "a breach",
    Wound.BETRAYAL: "a betrayal",
    Wound.RUMOUR: "a rumour",
}


def first_name(scenario: Scenario) -> str:
    """What to call the customer: her first name, or the whole where a title comes first."""
    name = scenario.customer.name
    first = name.split()[0] if name.split() else name
    return (
        name
        if first.rstrip(".").lower() in {"mr", "mrs", "ms", "dr", "prof", "herr", "frau"}
        else first
    )


def verdict_sentence(result: Debrief) -> str:
    """Whether the customer trusts the seller, and whether there was a sale, in one line."""
    name = first_name(result.scenario)
    trusted = f"{name} trusts you." if result.verdict else f"{name} does not trust you."
    if result.ending is None:
        return f"{trusted} The conversation stopped before its end."
    if result.is_sold == result.verdict:
        return f"{trusted} {'Sold.' if result.is_sold else 'Not sold.'}"
    return f"{trusted} {'Sold, all the same.' if result.is_sold else 'And nothing was sold.'}"


def prediction_sentence(result: Debrief, predicted: bool | None) -> str:
    """What the trainee thought, beside what is so."""
    if predicted is None:
        return "You made no prediction."
    if predicted == result.verdict:
        return f"You said {'yes' if predicted else 'no'}, and so it is."
    if predicted:
        return (
            "You said yes. Most sellers think so: they overestimate how far customers trust them."
        )
    return "You said no. There was more trust than you saw."


def quote_of(result: Debrief, line: CardLine) -> str:
    """What decided a line of the report card: the reply's words, or what it was if no reply."""
    if line.turn is not None:
        return f"“{result.turns[line.turn - 1].turn.reply.words.strip()}”"
    return line.what


def answer_word(line: CardLine) -> str:
    """The answer of a line of the report card."""
    return ANSWERS[line.answer]


def change_sentence(result: Debrief) -> str:
    """The one thing to change, in one line."""
    this = result.change_this
    name = first_name(result.scenario)
    at = f" (turn {this.turn})" if this.turn else ""
    asked = DIMENSIONS[this.dimension] if this.dimension else ""
    match this.change:
        case Change.BETRAYAL:
            return f"Nothing repairs what you knew was not so{at}: say what you know, even if it costs."
        case Change.BREACH if this.turn is None:
            return "What had broken before you came was not put right: own it, and do something about it."
        case Change.BREACH:
            return f"What broke was not put right{at}: own it, and do something about it."
        case Change.RUMOUR:
            return f"What {name} had heard about you was never answered with something to check."
        case Change.DOOR:
            return f"{name} never opened up{at}: the way in was somebody who {asked}."
        case Change.BAR:
            return f"{name} did not see enough of somebody who {asked}{at}."
        case Change.PROOF:
            return f"Nothing that you did cost you anything, or could be checked, so nothing was proved{at}."
        case Change.SLIP:
            return f"A small hurt stayed open{at}: come back to it before you part."
        case Change.COSTLIEST_TURN:
            return f"Yes, all the same, turn {this.turn} cost you most of your chances."
        case Change.NOTHING:
            return "Nothing: no reply of yours gave anything away."


def change_reason(result: Debrief) -> str:
    """The `why` of the turn that the one thing to change is about; empty where there is none."""
    turn = result.change_this.turn
    if turn is None:
        return ""
    review = result.turns[turn - 1]
    best = review.best[0].why if review.best and result.change_this.change in MISSED else ""
    return (best or review.turn.reply.why).strip()


MISSED = frozenset({Change.DOOR, Change.BAR, Change.PROOF})
"""What to change is something that was not said, so the better reply's reason explains it."""


def choices_sentence(result: Debrief) -> str:
    """How well the replies were chosen, in words."""
    values = result.values
    if not values:
        return "" if result.turns else "Nothing was said."
    start = values[0]
    lost = result.lost_at
    fallen = next((n for n, value in enumerate(values) if value < 0.6 * start), None)
    if lost is not None and (fallen is None or fallen >= lost):
        return f"You kept most of your chances until turn {lost}, and then yes was out of reach."
    if lost is not None:
        return f"Your chances fell at turn {fallen}, and from turn {lost} yes was out of reach."
    if fallen is not None and not result.verdict:
        return f"You kept most of your chances until turn {fallen}."
    if fallen is not None:
        return f"Your chances fell at turn {fallen}, and you won them back."
    return (
        "You kept your chances the whole way." if result.verdict else "You were close to the end."
    )


def referral_sentence(result: Debrief) -> str:
    """What the customer would do for the seller's name."""
    name = first_name(result.scenario)
    return {
        Referral.NONE: f"{name} would not recommend you.",
        Referral.IF_ASKED: f"{name} would recommend you, if asked.",
        Referral.UNSOLICITED: f"{name} recommends you without being asked.",
        Referral.COMPLAINT: f"{name} will tell others, and not to your advantage.",
    }[result.referral]


def note_words(note: Note, scenario: Scenario) -> str:
    """One thing that a reply did, with its sign."""
    name = first_name(scenario)
    match note:
        case Earned(dimension, rung, climbed):
            sign = PROVED if rung is Rung.PROVED else BUILT
            again = "" if climbed else ", seen before"
            return f"{sign} {DIMENSION_NAMES[dimension]}: {rung.word}{again}"
        case Wounded(dimension, wound):
            sign = COST if wound is Wound.SLIP else BROKEN
            return f"{sign} {DIMENSION_NAMES[dimension]}: {WOUNDS[wound]}"
        case Healed(dimension, wound):
            return f"{BUILT} {DIMENSION_NAMES[dimension]}: {WOUNDS[wound]} put right"
        case Moved(before, after):
            return f"{name} was {before.value}, and is {after.value} now"
        case PromiseMoved(promise, status):
            text = scenario.promises[promise].text
            return f"{PROMISE_SIGNS[status]} {PROMISE_WORDS[status]}: {text}"
        case TruthHeard(truth, told):
            told_words = "told you" if told else "told you half"
            return f"{BUILT if told else COST} {name} {told_words}: {scenario.truths[truth].about.value}"
        case TruthPressed():
            return f"{BROKEN} what {name} had told you was used as pressure"
        case FactDenied():
            return f"{BROKEN} a claim against what you knew"
        case ReferralMadeEasy():
            return f"{BUILT} recommending you was made easy"


PROMISE_WORDS = {
    PromiseStatus.OPEN: "promised",
    PromiseStatus.KEPT: "kept",
    PromiseStatus.BROKEN: "broken",
    PromiseStatus.RENEGOTIATED: "renegotiated",
    PromiseStatus.WITHDRAWN: "withdrawn",
    PromiseStatus.REFUSED: "refused",
}
PROMISE_SIGNS = {
    PromiseStatus.OPEN: "·",
    PromiseStatus.KEPT: BUILT,
    PromiseStatus.BROKEN: BROKEN,
    PromiseStatus.RENEGOTIATED: "·",
    PromiseStatus.WITHDRAWN: COST,
    PromiseStatus.REFUSED: BROKEN,
}


def mark_words(review: TurnReview) -> str:
    """How a reply was chosen, with its sign; empty where all replies were equal."""
    if review.mark is None:
        return ""
    sign, word = MARKS[review.mark]
    return f"{sign} {word}"
