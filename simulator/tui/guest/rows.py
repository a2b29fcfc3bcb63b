"""What stands before one who takes part: the conversation, and the one thing to do now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from simulator.core.room_stages import ANSWERED, VOTING
from simulator.tui.host.rows import ASKED, piece_rows, spoken, verdict_rows
from simulator.tui.rows import BLANK, Row, ends, hanging, joined, paragraph, say, words

Values = Mapping[str, Any]

VOTED = "Voted. You can change it until it closes."
SURE = ("", "a guess", "fairly sure", "certain")
WATCHED = frozenset({"scene", "vote", "advice", "discuss", "revote", "reveal", "forum", "predict"})
"""Where somebody with a lens reports."""


class Writing(NamedTuple):
    """What can be written at a stage: what is sent, what the line asks for, and what is said then."""

    what: str
    asks: str
    told: str


WORDS = Writing("share", "Share your own words with the room", "Shared.")
NOTICE = Writing("notice", "What do you notice?", "Reported.")
PLAN = Writing("plan", "Share your if-then", "Shared. Thank you.")


def seat_rows(wall: Values | None, own: Values, is_lost: bool, clock: str, width: int) -> list[Row]:
    """Everything, from the conversation down to what is asked."""
    rows: list[Row] = []
    if is_lost:
        rows += [say("Reconnecting. You need not do anything.", "costs"), BLANK]
    if wall is None:
        return rows or [say("One moment.", "quiet")]
    if not own.get("is_in"):
        return [*rows, say("You are not in this room any more.", "costs")]
    stage = str(wall.get("stage"))
    asked = VOTED if stage in VOTING and own.get("vote") else ASKED.get(stage, "")
    question = [ends(say(asked, "strong"), say(clock, "accent"), width)]
    question += _act_rows(stage, wall, own, width)
    if stage in WATCHED:
        question += _lens_rows(own, width)
    if "verdict" in wall:
        verdict = wall["verdict"]
        sections = _all(verdict, "sections")[:4]
        return [*rows, *question, BLANK, *verdict_rows(verdict, sections, width)]
    for piece in _all(wall, "heard"):
        rows += piece_rows(piece, width)
    if stage in ANSWERED:
        rows += _answer_rows(wall, width)
    return [*rows, BLANK, *question]


def can_vote(wall: Values | None, own: Values) -> bool:
    """Whether a digit is a vote now."""
    return wall is not None and wall.get("stage") in VOTING and bool(own.get("votes"))


def writing(wall: Values | None, own: Values) -> Writing | None:
    """What can be written now; None where nothing can."""
    stage = str(wall.get("stage")) if wall is not None else ""
    if own.get("lens") and stage in WATCHED:
        return NOTICE
    return {"scene": WORDS, "close": PLAN}.get(stage)


def _act_rows(stage: str, wall: Values, own: Values, width: int) -> list[Row]:
    mine = own.get("vote") or {}
    if stage in VOTING:
        if not own.get("votes"):
            return [] if own.get("lens") else [say("Another device votes for your table.", "quiet")]
        return _offered_rows(wall, mine, width)
    if stage == "discuss" and own.get("letter"):
        return [
            joined(say("Hold up  "), words(str(own["letter"]), "strong")),
            say("Find someone with another letter.", "quiet"),
        ]
    if stage in ANSWERED:
        notes = (wall.get("why") or {}).get(mine.get("reply"))
        if notes:
            letter = words(f"Yours was {own.get('letter')}. {notes.get('why', '')}", "quiet")
            return paragraph(letter, width)
    if stage == "predict" and own.get("prediction") is not None:
        return [say(f"You said {'yes' if own['prediction'] else 'no'}.", "quiet")]
    if stage == "close" and own.get("plan"):
        return paragraph(words(str(own["plan"]), "quiet"), width)
    return []


def _lens_rows(own: Values, width: int) -> list[Row]:
    """What is looked for from outside the fishbowl, and what was reported of it."""
    if not own.get("lens"):
        return []
    asked = words(f"Your lens is {own['lens']}: {own.get('look_for', '')}.", "quiet")
    return [*paragraph(asked, width), *paragraph(words(str(own.get("noticed", ""))), width)]


def _offered_rows(wall: Values, mine: Values, width: int) -> list[Row]:
    rows: list[Row] = []
    for number, reply in enumerate(_all(wall, "replies"), 1):
        is_mine = reply.get("id") == mine.get("reply")
        text = words(spoken(reply), "strong" if is_mine else "")
        if is_mine and mine.get("sure"):
            text = joined(text, say(f" ({SURE[mine['sure']]})", "accent"))
        mark = say("● " if is_mine else "  ", "accent")
        label = joined(say(f"{number} ", "key"), say(f"{reply.get('letter')} ", "quiet"))
        rows += hanging(label, joined(mark, text), width, 4)
    return rows


def _answer_rows(wall: Values, width: int) -> list[Row]:
    name = wall.get("foreseen") or wall.get("said")
    rows: list[Row] = []
    for reply in _all(wall, "replies"):
        if reply.get("id") == name:
            label = say(f"{reply.get('letter')} ", "key")
            rows += hanging(label, words(spoken(reply), "quiet"), width, 2)
    for piece in _all(wall, "foreseen_answer") or _all(wall, "answer"):
        rows += piece_rows(piece, width)
    return rows


def _all(values: Values, name: str) -> Sequence[Values]:
    found = values.get(name) or ()
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, Iterable) else ()
