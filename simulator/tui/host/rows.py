"""What stands on the facilitator's panel: the stage, the votes, the advice, the author's notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual.content import Content

from simulator.core.room import Room
from simulator.core.room_stages import ANSWERED, VOTING, Stage
from simulator.core.speech import LETTERS
from simulator.tui.rows import BLANK, Row, ends, hanging, joined, paragraph, say, words

NAMES = {
    Stage.LOBBY: "Lobby",
    Stage.SCENE: "The customer has spoken",
    Stage.VOTE: "Vote 1",
    Stage.ADVICE: "The vote is in",
    Stage.DISCUSS: "Discuss",
    Stage.REVOTE: "Vote 2",
    Stage.REVEAL: "The room has said it",
    Stage.FORUM: "The other branch",
    Stage.PREDICT: "Predict",
    Stage.VERDICT: "Verdict",
    Stage.CLOSE: "Close",
}
"""The stages, as the facilitator sees them."""
ASKED = {
    "lobby": "Wait for the others. It begins in a moment.",
    "scene": "Listen. What would you say?",
    "vote": "Vote: what do you say?",
    "advice": "The votes are in.",
    "discuss": "Discuss. What does the customer hear?",
    "revote": "Vote again.",
    "reveal": "This is what the room has said.",
    "forum": "And if it had been said otherwise?",
    "predict": "Does the customer trust you now?",
    "verdict": "The verdict.",
    "close": "If …, then I … One sentence for your next customer.",
}
"""What everybody is asked at a stage."""
ADVICE = {
    "replay": "Few have found it: say the line again, give a cue, and vote again (v).",
    "discuss": "The room is of two minds: let them discuss (space).",
    "go_on": "Most have found it: go on (k skips the discussion).",
}
WAYS_OUT = (
    "No phone yet? Hotels often keep devices apart, and firewalls ask an administrator.",
    "Try another address below · a hotspot of one phone for all · show of hands with h, at any moment.",
)
BAR = 16


def clock_words(seconds: float | None) -> str:
    """What is left of a stage."""
    if seconds is None:
        return ""
    left = max(0, round(seconds))
    return f"{left // 60}:{left % 60:02}"


def lobby_rows(
    seen: Mapping[str, Any],
    code: str,
    address: str,
    others: Sequence[tuple[str, str]],
    width: int,
) -> list[Row]:
    """How to get in, and who is there."""
    rows = [
        BLANK,
        joined(say("Code  ", "quiet"), words(code, "strong")),
        joined(say("At    ", "quiet"), words(address, "accent")),
    ]
    rows += [say(f"      or {at}  ({adapter})", "quiet") for at, adapter in others]
    wall = words(f"{address}/screen?room={code}", "quiet")
    rows += hanging(say("Wall  ", "quiet"), wall, width, 6)
    expected = f" of {seen['expected']}" if seen["expected"] else ""
    lock = "  ·  the door is locked" if seen["is_locked"] else ""
    rows += [BLANK, say(f"{seen['people']}{expected} here{lock}", "strong")]
    names = [one["nickname"] for one in seen["who"] if one["nickname"]]
    if names:
        rows += paragraph(words(" · ".join(names), "quiet"), width)
    return rows


def turn_rows(seen: Mapping[str, Any], room: Room, width: int) -> list[Row]:
    """The customer's words, the replies with what they got, the advice, and the author's notes."""
    rows: list[Row] = [BLANK]
    for piece in seen["heard"][-3:]:
        rows += paragraph(words(piece["text"], "" if piece["kind"] == "line" else "quiet"), width)
    rows.append(BLANK)
    counts = seen.get("counts", {})
    first, second = counts.get("first", {}), counts.get("second", {})
    for number, (letter, reply) in enumerate(zip(LETTERS, seen["replies"], strict=False), 1):
        name = reply["id"]
        is_best = name in seen.get("best", ())
        head = joined(
            say(f"{letter} ", "key"), say("★ " if is_best else "  ", "accent"), words(spoken(reply))
        )
        rows += hanging(say(f"{number} ", "faint"), head, width, 2)
        rows.append(votes_row(first, second, name))
    if seen.get("advice") and room.stage is Stage.ADVICE:
        rows += [BLANK, *paragraph(say(ADVICE[seen["advice"]], "accent"), width)]
    elif room.stage in VOTING and seen.get("next") is None:
        rows += [BLANK, *paragraph(say("A tie, or no vote yet: a digit decides.", "accent"), width)]
    for piece in seen.get("foreseen_answer") or seen.get("answer") or ():
        rows += [*paragraph(words(piece["text"], "strong"), width)]
    if room.stage in ANSWERED and seen.get("why"):
        for one in seen["replies"]:
            notes = seen["why"][one["id"]]
            if notes["why"]:
                rows += hanging(
                    say(f"{one['letter']} ", "key"), words(notes["why"], "quiet"), width, 2
                )
    return rows


def spoken(reply: Mapping[str, Any]) -> str:
    """A reply of the wall as it is offered: what is done, then what is said."""
    does, says = reply.get("do"), reply.get("say")
    return " ".join(part for part in (f"({does})" if does else "", says) if part)


def piece_rows(piece: Mapping[str, Any], width: int) -> list[Row]:
    """A piece of the conversation."""
    text, kind = str(piece.get("text", "")), piece.get("kind")
    if kind == "line":
        return paragraph(joined(words(f"{piece.get('who')}:", "strong"), " ", words(text)), width)
    return paragraph(words(f"({text})" if kind == "done" else text, "quiet"), width)


def votes_row(first: Mapping[str, int], second: Mapping[str, int], name: str) -> Row:
    """The votes of a reply, side by side if there were two."""
    bars = [_bar(counts, name) for counts in (first, second) if any(counts.values())]
    return joined("      ", *(part for bar in bars or [_bar(first, name)] for part in (bar, "   ")))


def _bar(counts: Mapping[str, int], name: str) -> Content:
    most = max(counts.values(), default=0)
    count = counts.get(name, 0)
    length = round(BAR * count / most) if most else 0
    return joined(say("█" * length, "quiet"), say(f" {count}", "quiet"))


def end_rows(seen: Mapping[str, Any], width: int) -> list[Row]:
    """The verdict, as all see it."""
    verdict = seen.get("verdict")
    if verdict is None:
        asked = say(f"{seen['people']} are asked whether they are trusted now.", "quiet")
        return [BLANK, asked, BLANK, *noticed_rows(seen.get("noticed", ()), width)]
    return [BLANK, *verdict_rows(verdict, verdict["sections"], width)]


def noticed_rows(noticed: Iterable[Mapping[str, Any]], width: int) -> list[Row]:
    """What was reported through each lens."""
    rows: list[Row] = []
    for one in noticed:
        told = words(" · ".join(map(str, one["words"])))
        rows += hanging(words(f"{one['lens']}  ", "quiet"), told, width, 11)
    return rows


def verdict_rows(
    verdict: Mapping[str, Any], sections: Iterable[Mapping[str, Any]], width: int
) -> list[Row]:
    """Yes or no, what the room had thought, and sections of the debrief. The first asks the question."""
    yes = bool(verdict["yes"])
    rows = [say("▲ Yes" if yes else "▽ No", "builds" if yes else "costs")]
    said = verdict["predicted"]
    if said["yes"] + said["no"]:
        rows.append(say(f"The room thought: {said['yes']} yes, {said['no']} no.", "quiet"))
    for section in sections:
        rows += [BLANK, words(str(section["heading"]), "quiet")]
        for line in section["lines"]:
            rows += paragraph(words(str(line)), width)
    return rows


def head_row(room: Room, clock: str, width: int) -> Row:
    """The stage, and its clock."""
    left = joined(
        say(NAMES[room.stage], "strong"),
        say("" if room.stage is Stage.LOBBY else f"   turn {room.turn + 1}", "quiet"),
    )
    return ends(left, say(clock, "accent"), width)
