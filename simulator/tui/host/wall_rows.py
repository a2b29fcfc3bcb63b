"""What stands on the big screen in a terminal: how to join, the conversation, the replies, the votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.core.speech import LETTERS
from simulator.tui.host.rows import ASKED, noticed_rows, piece_rows, spoken, verdict_rows, votes_row
from simulator.tui.rows import BLANK, Row, beside, hanging, paragraph, say, words

Values = Mapping[str, Any]
LAST = 5
"""How many pieces of the conversation are shown."""
BESIDE = 36
"""Columns of the words beside the picture."""
UNTOLD = frozenset({"lobby", "verdict", "close"})
"""Where nobody talks with the customer."""
UNOFFERED = UNTOLD | {"scene", "predict"}


def wall_rows(seen: Values, address: str, code: str, width: int, height: int) -> list[Row]:
    """Everything that all may see.

    Args:
        seen: the wall.
        address: where phones join.
        code: what is typed there.
        width: in columns.
        height: in rows, for the picture of the address, which is left out where it does not fit.
    """
    stage = str(seen["stage"])
    asked = say(ASKED[stage], "accent")
    if stage == "lobby":
        return _door_rows(address, code, asked, width, height)
    if "verdict" in seen:
        verdict = seen["verdict"]
        return [*verdict_rows(verdict, verdict["sections"][:3], width), BLANK, asked]
    rows: list[Row] = []
    answer = seen.get("foreseen_answer") or seen.get("answer")
    for piece in answer or seen["heard"][-LAST:]:
        rows += piece_rows(piece, width)
    if stage not in UNOFFERED:
        rows += [BLANK, *_reply_rows(seen, width)]
    said = seen.get("foreseen") or seen.get("said")
    why = (seen.get("why") or {}).get(said, {}).get("why")
    if why:
        rows += [BLANK, *paragraph(words(why, "quiet"), width)]
    rows += noticed_rows(seen.get("noticed", ()), width)
    return [*rows, BLANK, *paragraph(asked, width)]


def count_words(seen: Values) -> str:
    """How many have voted, or are here."""
    if "voted" in seen:
        return f"{seen['voted']} of {seen['of']} voted"
    expected = f" of {seen['expected']}" if seen["expected"] else ""
    return f"{seen['people']}{expected} here"


def code_rows(address: str) -> list[Row]:
    """An address as a QR code, two of its rows in one: black on white, or a camera does not see it."""
    import segno

    cells = [list(row) for row in segno.make(address, error="l").matrix_iter(scale=1, border=2)]
    if len(cells) % 2:
        cells.append([0] * len(cells[0]))
    blocks = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    return [
        say("".join(blocks[bool(a), bool(b)] for a, b in zip(upper, lower, strict=True)), "code")
        for upper, lower in zip(cells[::2], cells[1::2], strict=True)
    ]


def _door_rows(address: str, code: str, asked: Row, width: int, height: int) -> list[Row]:
    """How to join: the picture beside the words, or above them, or left out, by what room there is."""
    door = [
        say("Join at", "quiet"),
        *paragraph(words(address, "accent"), BESIDE - 2),
        BLANK,
        say("Code", "quiet"),
        words(code, "strong"),
        BLANK,
        *paragraph(asked, BESIDE - 2),
    ]
    picture = code_rows(f"{address}/{code}") if address else []
    wide, high = (picture[0].cell_length, len(picture)) if picture else (0, 0)
    if not picture or high > height or wide > width:
        return door
    if BESIDE + wide <= width:
        return beside(door, picture, BESIDE)
    return [*picture, BLANK, *door] if high + 1 + len(door) <= height else door


def _reply_rows(seen: Values, width: int) -> list[Row]:
    rows: list[Row] = []
    replies: Sequence[Values] = seen["replies"]
    for letter, reply in zip(LETTERS, replies, strict=False):
        name = reply["id"]
        is_said = name == seen.get("said")
        text = words(spoken(reply), "strong" if is_said else "")
        rows += hanging(say(f"{letter}  ", "key"), text, width, 3)
        if "first" in seen or "second" in seen:
            rows.append(votes_row(seen.get("first", {}), seen.get("second", {}), name))
    return rows
