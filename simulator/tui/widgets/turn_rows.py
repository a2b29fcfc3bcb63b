"""One turn looked back on, as rows: in the list of turns, and in full."""

from __future__ import annotations

from simulator.core import wording
from simulator.core.debrief import Debrief, TurnReview
from simulator.core.scenario import Scenario
from simulator.core.speech import Kind, Utterance
from simulator.tui.rows import BLANK, Row, clipped, hanging, indented, joined, paragraph, say, words
from simulator.tui.widgets.coaching import SIGN_ROLES
from simulator.tui.widgets.menu import Item

LABEL = 10
STACKED = 44
"""Under so many columns labels stand over what they name."""


def turn_item(review: TurnReview) -> Item:
    """A turn in the list: its number, its mark, and how the reply began."""

    def rows(width: int, selected: bool) -> list[Row]:
        mark = wording.mark_words(review)[:1] or "·"
        head = joined(
            say(" ▸" if selected else "  ", "accent"),
            say(f"{review.number:>3} ", "quiet"),
            say(f"{mark} ", SIGN_ROLES.get(mark, "faint")),
        )
        said = words(review.turn.reply.words, "strong" if selected else "quiet")
        return [clipped(joined(head, said), width - 1)]

    return Item(str(review.number), rows)


def turn_page(result: Debrief, number: int, width: int) -> list[Row]:
    """A turn in full, in a column."""
    review = result.turns[number - 1]
    scenario = result.conversation.engine.scenario
    heard = result.turns[number - 2].turn.heard if number > 1 else result.conversation.opening_heard
    rows = [BLANK, *_heard(heard, scenario, width)]
    if review.aside is not None:
        rows += [BLANK, *_labelled("You thought", review.aside.thought, width, "cue")]
        rows += _labelled("", review.aside.why, width, "quiet")
    rows += [BLANK, *_labelled("You", review.turn.reply.words, width, "you")]
    rows += _effects(review, scenario, width)
    rows += _reasons(review, width)
    if review.lost_here:
        lost = joined(say(wording.COST, "costs"), " after this turn yes was out of reach")
        rows += [BLANK, *paragraph(lost, width)]
    return rows


def _heard(heard: tuple[Utterance, ...], scenario: Scenario, width: int) -> list[Row]:
    """The last that was said to the trainee before the reply."""
    last = next((piece for piece in reversed(heard) if piece.kind is Kind.LINE), None)
    if last is None:
        return []
    is_hers = last.who == scenario.customer.name
    name = wording.first_name(scenario) if is_hers else last.who
    return _labelled(name, last.text, width)


def _effects(review: TurnReview, scenario: Scenario, width: int) -> list[Row]:
    """The mark, and what the reply did."""
    done = [wording.note_words(note, scenario) for note in review.turn.notes]
    left = LABEL if width >= STACKED else 0
    rows: list[Row] = []
    for text in filter(None, (wording.mark_words(review), *done)):
        sign = text[:2] if text[:1] in SIGN_ROLES or text.startswith("·") else ""
        label = say(sign, SIGN_ROLES.get(sign[:1], "quiet"))
        rows += indented(hanging(label, words(text[len(sign) :]), width - left, len(sign)), left)
    return [BLANK, *rows] if rows else []


def _reasons(review: TurnReview, width: int) -> list[Row]:
    """Why; what tempts; and the best reply where the trainee's was not."""
    reply = review.turn.reply
    rows: list[Row] = []
    if reply.why:
        rows += [BLANK, *_labelled("Why", reply.why, width)]
    if reply.tempting and review.best:
        rows += [BLANK, *_labelled("It tempts", reply.tempting, width)]
    for best in review.best[:1]:
        rows += [BLANK, *_labelled("Best here", best.words, width, "builds")]
        rows += _labelled("", best.why, width)
    return rows


def _labelled(label: str, text: str, width: int, role: str = "") -> list[Row]:
    if not text:
        return []
    if width < STACKED or len(label) >= LABEL:
        head = [say(label, "quiet")] if label else []
        return [*head, *paragraph(words(text, role), width, 0 if width < STACKED else LABEL)]
    return hanging(words(label, "quiet"), words(text, role), width, LABEL)
