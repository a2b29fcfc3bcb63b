"""What of a room may be seen by whom: the wall, a phone, the facilitator. Plain values, ready for JSON.

Nobody is told more than is due at the stage: no count before the vote is closed, no histogram before the
second vote unless the room has chosen so, no reason before the customer has answered, and never who voted for
what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.core.analysis import Valuation
from simulator.core.debrief import debrief
from simulator.core.promises import OPEN
from simulator.core.report import report
from simulator.core.room import Room, Round, Vote, may_vote, next_stage, tally, to_be_said, voters
from simulator.core.room_advice import advice, best_here
from simulator.core.room_lenses import ASKED, lens_of, noticed
from simulator.core.room_stages import ANSWERED, VOTING, Stage
from simulator.core.speech import LETTERS, Utterance, one_line

LAST_WORDS = 12
"""How many pieces of the conversation are shown; what was before that, the room has heard."""


def wall(room: Room, valuation: Valuation | None = None) -> dict[str, Any]:
    """What is on the big screen, and on every phone."""
    scenario = room.conversation.engine.scenario
    round_ = room.round
    seen: dict[str, Any] = {
        "title": scenario.title,
        "customer": {"name": scenario.customer.name, "role": scenario.customer.role},
        "reliance": scenario.customer.reliance,
        "stage": room.stage.value,
        "turn": room.turn,
        "ends": room.position.ends,
        "people": len(room.here),
        "expected": room.settings.expected,
        "is_locked": room.is_locked,
        "channel": room.conversation.situation.channel,
        "heard": [_piece(one) for one in room.conversation_before.transcript[-LAST_WORDS:]],
        "promises": _promises(room),
        "replies": [
            {"id": one.id, "letter": letter, "say": one_line(one.say), "do": one_line(one.do)}
            for letter, one in zip(LETTERS, room.offered, strict=False)
        ],
    }
    if round_ is not None:
        seen |= _of_round(room, round_)
    if room.stage is Stage.PREDICT and (reports := noticed(room)):
        seen["noticed"] = _told(reports)
    if room.stage in {Stage.VERDICT, Stage.CLOSE}:
        seen["verdict"] = _verdict(room, valuation)
    return seen


def _of_round(room: Room, round_: Round) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    if room.stage in VOTING:
        second = room.stage is Stage.REVOTE
        votes = round_.second if second else round_.first
        counting = voters(room)
        hands = round_.second_hands if second else round_.first_hands
        seen["voted"] = (
            sum(hands.values()) if hands is not None else sum(one in counting for one in votes)
        )
        seen["of"] = len(counting)
    if room.stage in ANSWERED or room.histograms_early:
        if room.stage not in {Stage.SCENE, Stage.VOTE}:
            seen["first"] = tally(room, round_, second=False)
        if room.stage in ANSWERED and round_.has_second:
            seen["second"] = tally(room, round_, second=True)
    if room.stage in ANSWERED and round_.said is not None:
        turn = room.conversation.turns[room.turn]
        seen["said"] = round_.said
        seen["answer"] = [_piece(one) for one in turn.heard]
        seen["why"] = _notes(room)
    if room.stage is Stage.FORUM and round_.foreseen:
        other = round_.foreseen[-1]
        branch = room.conversation_before.choose(other)
        seen["foreseen"] = other
        seen["foreseen_answer"] = [_piece(one) for one in branch.turns[-1].heard]
    return seen


def phone(room: Room, person: str) -> dict[str, Any]:
    """What only this one sees, beside what all see."""
    one = room.people.get(person)
    if one is None or one.is_removed:
        return {"is_in": False}
    round_ = room.round
    mine = _mine(room, round_, person) if round_ is not None else None
    words = round_.words.get(person, "") if round_ is not None else ""
    lens = lens_of(room, person)
    return {
        "is_in": True,
        "nickname": one.nickname,
        "table": one.table,
        "votes": may_vote(room, person),
        "vote": {"reply": mine.reply, "sure": mine.sure} if mine else None,
        "letter": _letter(round_, mine.reply) if round_ is not None and mine else None,
        "words": words,
        "prediction": room.predictions.get(person, (None, None))[0],
        "plan": room.plans.get(person, ""),
        "lens": lens,
        "look_for": ASKED[lens] if lens is not None else "",
        "noticed": round_.noticed.get(person, "") if round_ is not None else "",
    }


def _mine(room: Room, round_: Round, person: str) -> Vote | None:
    """Somebody's vote, as it matters at this stage: in the second vote only the second."""
    second = round_.second.get(person)
    if room.stage is Stage.REVOTE:
        return second
    return second if second and room.stage in ANSWERED else round_.first.get(person)


def panel(room: Room, valuation: Valuation | None = None) -> dict[str, Any]:
    """What the facilitator sees, and nobody else."""
    seen = wall(room, valuation)
    round_ = room.round
    following = next_stage(room)
    seen["next"] = following.value if following is not None else None
    seen["is_full"] = room.is_full
    seen["can_undo"] = bool(room.before)
    seen["noticed"] = _told(noticed(room))
    if round_ is not None:
        seen["counts"] = {
            "first": tally(room, round_, second=False),
            "second": tally(room, round_, second=True),
        }
        seen["to_be_said"] = to_be_said(room)
        seen["advice"] = advice(room, round_, valuation)
        seen["notes"] = _notes(room)
        seen["best"] = list(best_here(room.conversation_before.situation, valuation))
    seen["who"] = [
        {
            "id": one.id,
            "nickname": "" if room.names_hidden else one.nickname,
            "table": one.table,
        }
        for one in room.here
    ]
    return seen


def _told(reports: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [{"lens": lens, "words": list(words)} for lens, words in reports.items()]


def _notes(room: Room) -> dict[str, dict[str, str]]:
    """What the author says of each reply that is offered."""
    return {
        one.id: {"why": one_line(one.why), "tempting": one_line(one.tempting)}
        for one in room.offered
    }


def _verdict(room: Room, valuation: Valuation | None) -> dict[str, Any]:
    result = debrief(room.conversation, valuation)
    yes, no = room.predicted
    return {
        "yes": result.verdict,
        "predicted": {"yes": yes, "no": no},
        "sections": [
            {"heading": one.heading, "lines": list(one.lines)}
            for one in report(result, by_room=True)
        ],
    }


def _promises(room: Room) -> list[str]:
    conversation = room.conversation_before
    scenario = conversation.engine.scenario
    statuses = zip(scenario.promises.values(), conversation.situation.promises, strict=True)
    return [one_line(promise.text) for promise, status in statuses if status in OPEN]


def _letter(round_: Round, reply: str) -> str | None:
    return LETTERS[round_.offered.index(reply)] if reply in round_.offered else None


def _piece(piece: Utterance) -> dict[str, str]:
    return {"kind": piece.kind.value, "who": piece.who, "text": one_line(piece.text)}
