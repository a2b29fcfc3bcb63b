"""What coach mode says at a turning point: the sign and the dimension in one line, and why under it."""

from __future__ import annotations

from textual.content import Content

from simulator.core import wording
from simulator.core.debrief import TurnReview
from simulator.core.notes import Earned, FactDenied, Note, TruthPressed, Wounded
from simulator.core.scenario import Rung, Scenario
from simulator.tui.rows import say, words

SIGN_ROLES = {
    wording.BUILT: "builds",
    wording.PROVED: "builds",
    wording.COST: "costs",
    wording.BROKEN: "costs",
}


def signed(text: str) -> Content:
    """A sentence that begins with a sign, the sign in its colour."""
    content = words(text)
    role = SIGN_ROLES.get(text[:1])
    return content.stylize(role, 0, 1) if role else content


def coaching_lines(review: TurnReview, scenario: Scenario) -> tuple[Content, ...]:
    """The two lines of a turning point."""
    note = _decisive(review.turn.notes)
    first = wording.note_words(note, scenario) if note else wording.mark_words(review)
    why = review.turn.reply.why
    return (signed(first), *((words(why, "quiet"),) if why else ())) if first else (say(why),)


def _decisive(notes: tuple[Note, ...]) -> Note | None:
    """The note that the turn turned on: what hurt, else what proved, else what was earned."""
    for fits in (
        lambda note: isinstance(note, FactDenied | TruthPressed),
        lambda note: isinstance(note, Wounded),
        lambda note: isinstance(note, Earned) and note.rung is Rung.PROVED,
    ):
        found = next(filter(fits, notes), None)
        if found is not None:
            return found
    return None
