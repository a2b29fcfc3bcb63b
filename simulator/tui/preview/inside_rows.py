"""What the trainee does not see, as rows: her trust and what it is made of, and what each reply did to it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core import trust as rules
from simulator.core import wording
from simulator.core.analysis import Valuation
from simulator.core.conditions import KNOWN, UNKNOWN
from simulator.core.conversation import Conversation
from simulator.core.debrief import review
from simulator.core.figure_words import decimal, percent
from simulator.core.promises import STATUS
from simulator.core.scenario import Dimension, PromiseStatus, Rung, TrustState, Wound
from simulator.core.trust import PHASES, Trust
from simulator.tui.preview.walking import Chances
from simulator.tui.rows import BLANK, Row, hanging, indented, joined, paragraph, say, words
from simulator.tui.widgets.coaching import SIGN_ROLES, signed

LABEL = 12
SIGNS = {*SIGN_ROLES, "·"}
UNKNOWN_YET = "…"
STEPS = (("own", rules.OWN), ("remedy", rules.REMEDY), ("prevent", rules.PREVENT))


@dataclass(frozen=True)
class Inside:
    """What there is to be seen inside."""

    conversation: Conversation
    chances: Chances | None = None
    """None while the walk is under way."""

    @property
    def valuation(self) -> Valuation | None:
        """V, where it is known."""
        return self.chances if isinstance(self.chances, Valuation) else None

    @property
    def value(self) -> str:
        """V here, as it is shown."""
        if self.valuation is None:
            return self.shown(None)
        return self.shown(self.valuation.value(self.conversation.situation))

    def shown(self, value: float | None) -> str:
        """A V, as it is shown; None where it is not known, or not yet."""
        if value is not None:
            return decimal(value)
        return UNKNOWN_YET if self.chances is None else "unknown"


def inside_rows(inside: Inside, width: int, left: int = 2) -> list[Row]:
    """Everything, in a column."""
    column = max(8, width - left - 1)
    rows = [
        *_standing(inside, column),
        *_evidence(inside.conversation, column),
        *_wounds(inside.conversation.situation.trust, column),
        *_did(inside, column),
        *_offered(inside, column),
        *_promises(inside.conversation, column),
        *_truths(inside.conversation, column),
        *_way_here(inside, column),
    ]
    return indented(rows, left)


def effect_line(inside: Inside) -> str:
    """What the last reply did, in one line; empty before the first."""
    turns = inside.conversation.turns
    if not turns:
        return ""
    notes = (
        wording.note_words(note, inside.conversation.engine.scenario) for note in turns[-1].notes
    )
    return " · ".join((f"{turns[-1].reply.id}: {_worth(inside)}", *notes))


def _heading(text: str) -> list[Row]:
    return [BLANK, say(text, "strong")]


def _standing(inside: Inside, width: int) -> list[Row]:
    situation = inside.conversation.situation
    state = TrustState(situation.trust.state)
    verdict = " · yes" if situation.trust.verdict else ""
    channel = situation.channel.replace("_", " ")
    rows: list[Row] = [
        BLANK,
        joined(
            say(f"{'Trust':{LABEL}}", "quiet"),
            say(state.value, "accent"),
            say(f" · {PHASES[state]}{verdict}"),
        ),
        joined(say(f"{'Channel':{LABEL}}", "quiet"), say(channel)),
        joined(say(f"{'V':{LABEL}}", "quiet"), say(inside.value)),
    ]
    if isinstance(inside.chances, Exception):
        rows += paragraph(say(str(inside.chances), "quiet"), width)
    ending = inside.conversation.ending
    if ending is not None:
        sold = "sold" if ending.sold else "not sold"
        rows.append(joined(say(f"{'Ending':{LABEL}}", "quiet"), say(f"{ending.id}, {sold}")))
    return rows


def _evidence(conversation: Conversation, width: int) -> list[Row]:
    trust, customer = conversation.situation.trust, conversation.engine.scenario.customer
    bars = dict(customer.bar)
    rows = _heading("Evidence")
    for dimension in Dimension:
        rung, bar = trust.rung(dimension), bars[dimension]
        sign = _sign(rung, bar)
        asked = f"bar {bar.word}" if bar else "no bar"
        door = ", door" if dimension is customer.door else ""
        name = joined(
            say(sign, SIGN_ROLES.get(sign, "quiet")), f" {wording.DIMENSION_NAMES[dimension]}"
        )
        text = joined(f"{rung.word:8}", say(f"{asked}{door}", "quiet"))
        rows += hanging(name, text, width, LABEL + 1)
    return rows


def _sign(rung: Rung, bar: Rung) -> str:
    if rung is Rung.PROVED:
        return wording.PROVED
    return wording.BUILT if rung and rung >= bar else "·"


def _wounds(trust: Trust, width: int) -> list[Row]:
    rows: list[Row] = []
    for dimension in Dimension:
        for wound in trust.wounds(dimension):
            sign = wording.COST if wound is Wound.SLIP else wording.BROKEN
            what = f"{wording.DIMENSION_NAMES[dimension]}: {wording.WOUNDS[wound]}"
            rows += hanging(
                say(sign, "costs"), say(f"{what}, {_closed_by(wound, trust)}"), width, 2
            )
    return [*_heading("Open wounds"), *rows] if rows else []


def _closed_by(wound: Wound, trust: Trust) -> str:
    match wound:
        case Wound.SLIP:
            return "until shown there, or owned" if not trust.breaches else "until shown there"
        case Wound.BREACH:
            needed = STEPS if trust.breach_count > 1 else STEPS[:2]
            done = [name for name, step in needed if trust.steps & step]
            missing = [name for name, step in needed if not trust.steps & step]
            taken = f"done: {', '.join(done)}; " if done else ""
            return f"{taken}missing: {', '.join(missing)}"
        case Wound.RUMOUR:
            return "until refuted"
        case Wound.BETRAYAL:
            return "for good"


def _did(inside: Inside, width: int) -> list[Row]:
    turns = inside.conversation.turns
    if not turns:
        return []
    scenario = inside.conversation.engine.scenario
    rows = _heading(f"What {turns[-1].reply.id} did")
    rows += paragraph(signed(_worth(inside)), width)
    for note in turns[-1].notes:
        sign, _, text = wording.note_words(note, scenario).partition(" ")
        if sign not in SIGNS:  # a note without a sign
            sign, text = "·", f"{sign} {text}"
        rows += hanging(say(sign, SIGN_ROLES.get(sign, "quiet")), words(text), width, 2)
    return rows


def _worth(inside: Inside) -> str:
    """The mark of the last reply, and the V that it kept."""
    valuation, turns = inside.valuation, inside.conversation.turns
    if valuation is None:
        return f"V kept {inside.value}"
    turn = turns[-1]
    choice = valuation.choice(turn.before)
    if not choice.matters:
        return f"all replies keep the same V, {decimal(choice.values[turn.reply.id])}"
    one = review(inside.conversation, len(turns), valuation)
    kept = percent(choice.kept(turn.reply.id))
    best = decimal(max(choice.values.values()))
    return f"{wording.mark_words(one)}, V kept {kept}: {decimal(one.value_after or 0.0)} of {best}"


def _offered(inside: Inside, width: int) -> list[Row]:
    replies = inside.conversation.replies
    if not replies:
        return []
    valuation = inside.valuation
    choice = valuation.choice(inside.conversation.situation) if valuation else None
    rows = _heading("What can be said")
    for number, reply in enumerate(replies, 1):
        value = decimal(choice.values[reply.id]) if choice else inside.value
        is_best = choice is not None and choice.matters and reply.id in choice.best
        text = joined(
            words(reply.id),
            say(f"  V {value}", "quiet"),
            say("  best" if is_best else "", "builds"),
        )
        rows += hanging(say(str(number), "key"), text, width, 3)
    return rows


def _promises(conversation: Conversation, width: int) -> list[Row]:
    scenario, situation = conversation.engine.scenario, conversation.situation
    rows: list[Row] = []
    for promise, number in zip(scenario.promises.values(), situation.promises, strict=True):
        status = STATUS[number]
        if status is not None:
            sign = wording.PROMISE_SIGNS[status]
            word = "open" if status is PromiseStatus.OPEN else wording.PROMISE_WORDS[status]
            text = joined(words(promise.id), say(f"  {word}", "quiet"))
            rows += hanging(say(sign, SIGN_ROLES.get(sign, "quiet")), text, width, 2)
    return [*_heading("Promises"), *rows] if rows else []


def _truths(conversation: Conversation, width: int) -> list[Row]:
    engine, situation = conversation.engine, conversation.situation
    rows: list[Row] = []
    for truth, known in zip(engine.scenario.truths.values(), situation.truths, strict=True):
        if known == KNOWN:
            sign, word = wording.BUILT, "told"
        else:
            would = "told" if engine.holds(truth.needs, situation) else "half"
            sign = "·" if known == UNKNOWN else wording.COST
            word = f"{'not asked' if known == UNKNOWN else 'half told'}; asked now: {would}"
        text = joined(words(truth.id), say(f"  {word}", "quiet"))
        rows += hanging(say(sign, SIGN_ROLES.get(sign, "quiet")), text, width, 2)
    return [*_heading("Truths"), *rows] if rows else []


def _way_here(inside: Inside, width: int) -> list[Row]:
    turns = inside.conversation.turns
    if not turns:
        return []
    rows = _heading("The way here")
    for number, turn in enumerate(turns, 1):
        one = review(inside.conversation, number, inside.valuation)
        mark = wording.mark_words(one)
        value = say(f"  V {inside.shown(one.value_after)}", "quiet")
        text = joined(words(turn.reply.id), *(("  ", signed(mark)) if mark else ()), value)
        rows += hanging(say(f"{number}", "quiet"), text, width, 3)
    return rows
