"""The debrief as text: headings and lines, for every place that shows it without a screen of its own.

Line mode prints it, and saving a play as Markdown writes it. Screens show the same values their own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.core import wording
from simulator.core.debrief import Debrief, TurnReview
from simulator.core.scenario import Axis
from simulator.core.speech import Kind, Utterance, unemphasised


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it. An empty line separates groups."""

    heading: str
    lines: tuple[str, ...]


def report(
    result: Debrief, predicted: bool | None = None, *, by_room: bool = False
) -> tuple[Section, ...]:
    """The whole debrief.

    Args:
        result: of a play.
        predicted: whether the trainee thought that the customer trusts; None for no prediction.
        by_room: whether a room has played: how many thought what is told elsewhere.
    """
    sections = (
        Section(_reliance(result), tuple(_verdict(result, predicted, by_room=by_room))),
        Section(f"In {wording.first_name(result.scenario)}'s words", tuple(_card(result))),
        Section("Change this", tuple(_change(result))),
        Section("How well you chose", tuple(_choices(result))),
        Section("Promises", tuple(_promises(result))),
        Section("Truths", tuple(_truths(result))),
        Section("Your style", tuple(_style(result))),
        # The longest comes last, for whoever listens to it.
        Section("Turn by turn", tuple(_turns(result))),
    )
    return tuple(section for section in sections if section.lines)


def _reliance(result: Debrief) -> str:
    return unemphasised(result.scenario.customer.reliance)


def _verdict(result: Debrief, predicted: bool | None, *, by_room: bool) -> Iterator[str]:
    yield f"{'Yes' if result.verdict else 'No'}. {wording.verdict_sentence(result)}"
    if not by_room:
        yield wording.prediction_sentence(result, predicted)
    yield wording.referral_sentence(result)


def _card(result: Debrief) -> Iterator[str]:
    for line in result.card:
        quote = unemphasised(wording.quote_of(result, line))
        end = f". {quote}" if quote else ""
        yield f"{wording.QUESTIONS[line.question]}: {wording.answer_word(line)}{end}"


def _change(result: Debrief) -> Iterator[str]:
    yield wording.change_sentence(result)
    reason = wording.change_reason(result)
    if reason:
        yield unemphasised(reason)


def _choices(result: Debrief) -> Iterator[str]:
    if not result.values:
        yield "The scenario is too large for its chances to be computed."
        return
    yield wording.choices_sentence(result)
    if result.score is not None:
        yield f"{result.score} of 100."
    chances = ", ".join(f"{value:.2f}" for value in result.values)
    yield f"The chance still open, before the first turn and after each: {chances}"


def _turns(result: Debrief) -> Iterator[str]:
    heard = result.conversation.opening_heard
    for review in result.turns:
        if review.number > 1:
            yield ""
        yield from _turn(result, review, heard)
        heard = review.turn.heard


def _turn(result: Debrief, review: TurnReview, heard: tuple[Utterance, ...]) -> Iterator[str]:
    last = next((piece for piece in reversed(heard) if piece.kind is Kind.LINE), None)
    mark = wording.mark_words(review)
    yield f"Turn {review.number}" + (f" · {mark}" if mark else "")
    if last is not None:
        yield f"{last.who}: {unemphasised(last.text.strip())}"
    if review.aside is not None:
        yield f"You thought: {unemphasised(review.aside.thought.strip())}"
        if review.aside.why:
            yield f"On that thought: {unemphasised(review.aside.why.strip())}"
    yield f"You: {unemphasised(review.turn.reply.words.strip())}"
    for note in review.turn.notes:
        yield wording.note_words(note, result.scenario)
    if review.turn.reply.why:
        yield f"Why: {unemphasised(review.turn.reply.why.strip())}"
    if review.best and review.turn.reply.tempting:
        yield f"What tempts: {unemphasised(review.turn.reply.tempting.strip())}"
    for better in review.best[:1]:
        yield f"Best here: {unemphasised(better.words.strip())}"
        if better.why:
            yield f"Why that: {unemphasised(better.why.strip())}"
    if review.lost_here:
        yield f"{wording.COST} After this turn yes was out of reach."


def _promises(result: Debrief) -> Iterator[str]:
    for promise, status in result.promises:
        sign, word = wording.PROMISE_SIGNS[status], wording.PROMISE_WORDS[status]
        yield f"{sign} {word}: {unemphasised(promise.text.strip())}"


def _truths(result: Debrief) -> Iterator[str]:
    for truth in result.truths:
        yield f"{wording.BUILT} told ({truth.about.value}): {unemphasised(truth.told.strip())}"
    for truth in result.halves:
        yield f"{wording.COST} half ({truth.about.value}): {unemphasised(truth.half.strip())}"
        yield f"  and the whole of it: {unemphasised(truth.told.strip())}"


def _style(result: Debrief) -> Iterator[str]:
    for axis in Axis:
        pusher, builder = wording.AXES[axis]
        if axis in result.style:
            left, right = result.style[axis]
            yield f"{pusher} {left} · {builder} {right}"
    for era, count in result.eras.items():
        yield f"sales {wording.ERAS[era]}: {count}"
    unseen = [axis for axis in Axis if axis not in result.style]
    if result.style and unseen:
        yield "not seen: " + ", ".join(axis.value.replace("_", " ") for axis in unseen)
