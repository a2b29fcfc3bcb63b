"""The report card, as rows: six lines in the customer's voice, each with what decided it."""

from __future__ import annotations

from simulator.core import wording
from simulator.core.card import CardLine
from simulator.core.debrief import Debrief
from simulator.tui.rows import Row, clipped, joined, paragraph, say, words

ANSWER_ROLES = {True: "builds", False: "costs", None: "quiet"}
ANSWER_SIGNS = {True: wording.BUILT, False: wording.BROKEN, None: "·"}
QUESTION, ANSWER = 19, 11
"""How wide the first two columns are."""


def report_card(result: Debrief, width: int) -> list[Row]:
    """The card. On a narrow screen quotes stand under their lines."""
    rows: list[Row] = []
    for line in result.card:
        quote = wording.quote_of(result, line)
        text = words(quote, "quiet")
        head = _head(line)
        if width >= QUESTION + ANSWER + 24:
            rows.append(joined(head, clipped(text, width - QUESTION - ANSWER)))
        else:
            rows.append(clipped(head, width))
            rows += [row for row in paragraph(text, width, 2)[:2] if quote]
    return rows


def _head(line: CardLine) -> Row:
    question = wording.QUESTIONS[line.question]
    answer = wording.answer_word(line)
    sign = ANSWER_SIGNS[line.answer]
    return joined(
        f"{question:{QUESTION}}",
        say(f"{sign} {answer}", ANSWER_ROLES[line.answer]),
        " " * max(1, ANSWER - 2 - len(answer)),
    )
