"""A play and the library as JSON, for programs.

A play is a dialogue of lines: each line written is one JSON object with its `type`; where a `turn`
offers replies, the next line read answers it, by a reply's id or its number from 1.
"""

from __future__ import annotations

import json
from typing import Any

from simulator.core import wording
from simulator.core.debrief import Debrief
from simulator.core.phases import Phase
from simulator.core.report import report
from simulator.core.speech import Utterance
from simulator.plain.lines import EndOfInput, Lines
from simulator.records.play import Play
from simulator.shelf import Entry


def play_as_json(play: Play, lines: Lines) -> bool:
    """Play to the debrief. Gives whether it was reached; if not, what was played is kept."""
    if play.phase is Phase.BRIEFING:
        play.begin()
    _write(
        lines,
        type="play",
        title=play.scenario.title,
        seed=play.seed,
        mode=play.mode.value,
        variant=play.conversation.opening.variant,
        turn=len(play.conversation.turns) + 1,
    )
    heard = play.conversation.transcript
    try:
        while not play.conversation.is_over:
            heard = _turn(play, lines, heard)
    except EndOfInput:
        _write(lines, type="left", turns=len(play.conversation.turns), saved=play.trouble is None)
        return False
    _write(lines, type="heard", heard=_pieces(heard))
    play.predict(None)
    result = play.debrief()
    play.finish(result)
    _write(lines, type="debrief", **debrief_values(result))
    return True


def _turn(play: Play, lines: Lines, heard: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    offered = play.offered
    _write(
        lines,
        type="turn",
        state=play.conversation.situation.at,
        heard=_pieces(heard),
        replies=[{"id": reply.id, "say": reply.say, "do": reply.do} for reply in offered],
        asides=[{"id": aside.id, "thought": aside.thought} for aside in play.asides],
    )
    by_answer = {reply.id: reply for reply in offered}
    by_answer |= {str(number): reply for number, reply in enumerate(offered, 1)}
    while True:
        answer = lines.read()
        if answer in by_answer:
            return play.choose(by_answer[answer].id).heard
        _write(lines, type="error", message=f"no reply `{answer}` now")


def _pieces(heard: tuple[Utterance, ...]) -> list[dict[str, str]]:
    return [
        {"kind": piece.kind.value, "who": piece.who, "text": piece.text.strip()} for piece in heard
    ]


def debrief_values(result: Debrief) -> dict[str, Any]:
    """The debrief as plain values."""
    return {
        "verdict": result.verdict,
        "state": result.state.value,
        "ending": result.ending.id if result.ending else None,
        "sold": result.is_sold,
        "score": result.score,
        "referral": result.referral.value,
        "change_this": wording.change_sentence(result),
        "card": [
            {"question": line.question.value, "answer": line.answer, "turn": line.turn}
            for line in result.card
        ],
        "turns": [
            {
                "reply": review.turn.reply.id,
                "mark": review.mark.value if review.mark else None,
                "best": [reply.id for reply in review.best] or [review.turn.reply.id],
                "value_before": review.value_before,
                "value_after": review.value_after,
            }
            for review in result.turns
        ],
        "promises": {promise.id: status.value for promise, status in result.promises},
        "truths": [truth.id for truth in result.truths],
        "half_truths": [truth.id for truth in result.halves],
        "style": {
            axis.value: {"pusher": pusher, "builder": builder}
            for axis, (pusher, builder) in result.style.items()
        },
        "text": {section.heading: list(section.lines) for section in report(result, None)},
    }


def entry_values(entry: Entry, problem: str | None) -> dict[str, Any]:
    """A scenario of the library as plain values."""
    header, last = entry.header, entry.last
    return {
        "name": entry.name,
        "path": str(entry.path),
        "title": header.title,
        "summary": header.summary.strip(),
        "practises": list(header.practises),
        "minutes": header.minutes,
        "difficulty": header.difficulty,
        "customer": header.customer,
        "problem": problem,
        "last": {"day": last.day, "verdict": last.verdict, "score": last.score} if last else None,
    }


def _write(lines: Lines, **values: Any) -> None:
    lines.tell(json.dumps(values, ensure_ascii=False))
