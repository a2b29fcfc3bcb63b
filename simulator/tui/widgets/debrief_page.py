"""The first page of the debrief, as rows: the verdict and the one thing to change come first."""

from __future__ import annotations

from textual.content import Content

from simulator.core import wording
from simulator.core.debrief import Debrief
from simulator.core.scenario import PromiseStatus
from simulator.tui.rows import (
    BLANK,
    Row,
    beside,
    ends,
    hanging,
    indented,
    joined,
    measure,
    paragraph,
    say,
    words,
)
from simulator.tui.widgets.chance_line import chance_line
from simulator.tui.widgets.coaching import SIGN_ROLES
from simulator.tui.widgets.report_card import report_card

TWO_COLUMNS = 124
LINE_HEIGHT = 5


def debrief_page(
    result: Debrief, predicted: bool | None, question: str, width: int, most: int
) -> list[Row]:
    """The page, in one column or in two.

    Args:
        result: what is shown.
        predicted: what the trainee thought.
        question: the reliance, to stand above it all; empty where it stands elsewhere.
        width: of the screen, in columns.
        most: of a column of text.
    """
    margin, column = measure(width, most)
    if width < TWO_COLUMNS:
        rows = [
            *_verdict(result, predicted, question, column),
            *_card(result, column),
            *_change(result, column),
            *_choices(result, column),
            *_ledger(result, column),
        ]
        return [BLANK, *indented(rows, margin)]
    half = min(most, (width - 2 * margin - 6) // 2)
    left = [
        *_verdict(result, predicted, question, half),
        *_card(result, half),
        *_change(result, half),
    ]
    right = [*_choices(result, half)[1:], *_ledger(result, half)]
    rows = beside(left, right, half + 6)
    return [BLANK, *indented(rows, max(margin, (width - 2 * half - 6) // 2))]


def _verdict(result: Debrief, predicted: bool | None, question: str, width: int) -> list[Row]:
    asked = [*paragraph(words(question, "strong"), width), BLANK] if question else []
    return [
        *asked,
        *paragraph(words(wording.verdict_sentence(result), "strong"), width),
        *paragraph(words(wording.prediction_sentence(result, predicted)), width),
        *paragraph(words(wording.referral_sentence(result)), width),
    ]


def _card(result: Debrief, width: int) -> list[Row]:
    name = wording.first_name(result.conversation.engine.scenario)
    return [*_heading(f"In {name}'s words"), *report_card(result, width)]


def _change(result: Debrief, width: int) -> list[Row]:
    rows = [
        *_heading("Change this"),
        *paragraph(words(wording.change_sentence(result), "accent"), width),
    ]
    reason = wording.change_reason(result)
    return [*rows, *(paragraph(words(reason, "quiet"), width) if reason else ())]


def _choices(result: Debrief, width: int) -> list[Row]:
    score = say(f"{result.score} of 100", "accent") if result.score is not None else BLANK
    rows = [BLANK, ends(say("How well you chose", "strong"), score, width)]
    rows += paragraph(words(wording.choices_sentence(result)), width)
    if not result.values:
        return [
            *rows,
            *paragraph(
                say("This scenario is too large for its chances to be computed.", "quiet"), width
            ),
        ]
    rows += [BLANK, *chance_line(result.values, width, LINE_HEIGHT, result.lost_at)]
    rows += paragraph(say("The chance of yes still open after each turn.", "quiet"), width)
    if result.lost_at is not None:
        lost = f" After turn {result.lost_at} yes was out of reach."
        rows += paragraph(joined(say(wording.COST, "costs"), lost), width)
    return rows


def _ledger(result: Debrief, width: int) -> list[Row]:
    """Promises, truths and thoughts; none of them where the play had none."""
    rows: list[Row] = []
    if result.promises:
        rows += _heading("Promises")
        for promise, status in result.promises:
            sign = wording.PROMISE_SIGNS[status]
            word = "open" if status is PromiseStatus.OPEN else wording.PROMISE_WORDS[status]
            rows += _entry(sign, joined(say(f"{word}: ", "quiet"), words(promise.text)), width)
    if result.truths or result.halves:
        name = wording.first_name(result.conversation.engine.scenario)
        rows += _heading(f"What {name} told you")
        for truth in result.truths:
            rows += _entry(wording.BUILT, words(truth.told), width)
        for truth in result.halves:
            rows += _entry(
                wording.COST, joined(say("half of it: ", "quiet"), words(truth.half)), width
            )
            rows += _entry(" ", joined(say("the whole: ", "quiet"), words(truth.told)), width)
    thoughts = [review.aside for review in result.turns if review.aside is not None]
    if thoughts:
        rows += _heading("What went through your mind")
        for aside in thoughts:
            rows += _entry("·", words(aside.thought), width)
            rows += _entry(" ", words(aside.why, "quiet"), width) if aside.why else []
    return rows


def _entry(sign: str, content: Content, width: int) -> list[Row]:
    return hanging(say(sign, SIGN_ROLES.get(sign, "quiet")), content, width, 2)


def _heading(text: str) -> list[Row]:
    return [BLANK, words(text, "strong")]
