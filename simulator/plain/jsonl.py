"""A play and the library as JSON, for programs.

A play is a dialogue of lines: each line written is one JSON object with its `type`. Two of them wait
for an answer, one line: `turn`, answered by a reply's id, its number from 1, or an object
`{"reply": …, "aside": …}`; and `prediction`, answered by `yes`, `no`, `none` or an object
`{"trusts": …, "sure": …}`. What is not understood is answered by an `error`, and may be said again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from simulator.core import wording
from simulator.core.debrief import Debrief
from simulator.core.phases import Phase
from simulator.core.report import report
from simulator.core.speech import Utterance
from simulator.plain.lines import PATIENCE, EndOfInput, Lines, yes_or_no
from simulator.records.play import Play
from simulator.shelf import Entry

Answer = TypeVar("Answer")


class _NotUnderstood(Exception):  # noqa: N818  # not an error of the program's
    """An answer means nothing here. The text says what does."""


def play_as_json(play: Play, lines: Lines) -> bool:
    """Play to the debrief. Gives whether it was reached; if not, what was played is kept.

    Raises:
        KeyboardInterrupt: as it came, once it is said what is kept.
    """
    if play.phase is Phase.BRIEFING:
        play.begin()
    _write(lines, type="play", **play_values(play))
    heard = play.conversation.transcript
    try:
        while not play.conversation.is_over:
            heard = _turn(play, lines, heard)
        _predict(play, lines, heard)
    except (EndOfInput, KeyboardInterrupt) as end:
        _write(lines, type="left", turns=len(play.conversation.turns), **_saved(play))
        if isinstance(end, KeyboardInterrupt):
            raise
        return False
    result = play.debrief()
    play.finish(result)
    _write(lines, type="debrief", **_saved(play), **debrief_values(result, play.predicted))
    return True


def _turn(play: Play, lines: Lines, heard: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    offered, asides = play.offered, [aside.id for aside in play.asides]
    _write(
        lines,
        type="turn",
        turn=len(play.conversation.turns) + 1,
        state=play.conversation.situation.at,
        heard=_pieces(heard),
        replies=[{"id": reply.id, "say": reply.say, "do": reply.do} for reply in offered],
        asides=[{"id": aside.id, "thought": aside.thought} for aside in play.asides],
    )
    replies = {str(number): reply.id for number, reply in enumerate(offered, 1)}
    replies |= {reply.id: reply.id for reply in offered}

    def read(answer: str) -> tuple[str, str | None]:
        values = _object(answer)
        given = values.get("reply") if values is not None else answer
        aside = values.get("aside") if values is not None else None
        if not isinstance(given, str | int) or str(given) not in replies:
            raise _NotUnderstood(f"no reply {given!r} now, but {', '.join(replies)}")
        if aside is not None and aside not in asides:
            raise _NotUnderstood(f"no aside {aside!r} now, but {', '.join(asides) or 'none'}")
        return replies[str(given)], aside

    turn = play.choose(*_answer(lines, read))
    if play.coaching() is not None:
        _write(
            lines,
            type="coaching",
            trust=turn.after.trust.state,
            notes=[wording.note_words(note, play.scenario) for note in turn.notes],
            why=turn.reply.why,
        )
    return turn.heard


def _predict(play: Play, lines: Lines, heard: tuple[Utterance, ...]) -> None:
    name = wording.first_name(play.scenario)
    _write(lines, type="prediction", heard=_pieces(heard), question=f"Does {name} trust you now?")

    def read(answer: str) -> tuple[bool | None, int | None]:
        values = _object(answer)
        if values is None:
            values = {"trusts": yes_or_no(answer)} if answer.lower() != "none" else {}
            understood = values.get("trusts", True) is not None
        else:
            understood = True
        trusts, sure = values.get("trusts"), values.get("sure")
        understood &= trusts is None or isinstance(trusts, bool)
        understood &= sure is None or (type(sure) is int and 1 <= sure <= 3)
        if not understood:
            raise _NotUnderstood('yes, no, none, or {"trusts": true or false, "sure": 1 to 3}')
        return trusts, sure

    play.predict(*_answer(lines, read))


def _answer(lines: Lines, read: Callable[[str], Answer]) -> Answer:
    for _ in range(PATIENCE):
        try:
            return read(lines.read())
        except _NotUnderstood as error:
            _write(lines, type="error", message=str(error))
    raise EndOfInput


def _object(answer: str) -> dict[str, Any] | None:
    """The JSON object that an answer is; None where it is plain words."""
    if not answer.startswith("{"):
        return None
    try:
        values = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise _NotUnderstood("this is no JSON object") from error
    return values if isinstance(values, dict) else None


def _pieces(heard: tuple[Utterance, ...]) -> list[dict[str, str]]:
    return [
        {"kind": piece.kind.value, "who": piece.who, "text": piece.text.strip()} for piece in heard
    ]


def _saved(play: Play) -> dict[str, Any]:
    return {"saved": play.trouble is None, "trouble": play.trouble}


def play_values(play: Play) -> dict[str, Any]:
    """What the briefing tells, and what the play is, as plain values."""
    scenario, situation = play.scenario, play.conversation.situation
    customer = scenario.customer
    return {
        "name": play.script.name,
        "title": scenario.title,
        "summary": scenario.summary.strip(),
        "seed": play.seed,
        "mode": play.mode.value,
        "variant": play.conversation.opening.variant,
        "turn": len(play.conversation.turns) + 1,
        "seller": {"role": scenario.seller.role, "aim": scenario.seller.aim.strip()},
        "customer": {
            "name": customer.name,
            "role": customer.role,
            "mood": customer.mood,
            "background": customer.background.strip(),
        },
        "channel": scenario.channel.value,
        "facts": [fact.text.strip() for fact in play.conversation.engine.facts(situation)],
    }


def debrief_values(result: Debrief, predicted: bool | None = None) -> dict[str, Any]:
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
                "aside": review.turn.aside,
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
        "text": {section.heading: list(section.lines) for section in report(result, predicted)},
    }


def entry_values(entry: Entry, problem: str | None, pack: str = "") -> dict[str, Any]:
    """A scenario of the library as plain values; `pack` is the title of the one that it stands in."""
    header, last = entry.header, entry.last
    return {
        "pack": pack,
        "name": entry.name,
        "path": str(entry.path),
        "title": header.title,
        "summary": header.summary.strip(),
        "practises": list(header.practises),
        "minutes": header.minutes,
        "difficulty": header.difficulty,
        "customer": header.customer,
        "acts": list(header.acts),
        "problem": problem,
        "last": {"day": last.day, "verdict": last.verdict, "score": last.score} if last else None,
    }


def _write(lines: Lines, **values: Any) -> None:
    lines.tell(json.dumps(values, ensure_ascii=False))
