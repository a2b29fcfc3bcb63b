"""What can be said now, as rows: a digit, the words, and a mark at the one that Enter would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from simulator.core.scenario import Aside, Reply
from simulator.tui.rows import Row, hanging, indented, joined, say, words, wrapped


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose by a digit."""

    id: str
    key: str
    """The digit; empty from the tenth on."""
    words: Content


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows, and which of them belong to which option."""

    rows: tuple[Row, ...]
    spans: tuple[tuple[int, int], ...]

    def option_at(self, row: int) -> int | None:
        """The number of the option on a row."""
        return next((n for n, (start, end) in enumerate(self.spans) if start <= row < end), None)


def of_replies(replies: Sequence[Reply]) -> tuple[Option, ...]:
    """Replies in the order in which the play offers them."""
    return tuple(Option(reply.id, _digit(n), _reply(reply)) for n, reply in enumerate(replies, 1))


def of_thoughts(asides: Sequence[Aside]) -> tuple[Option, ...]:
    """Thoughts, and none of them."""
    thoughts = (Option(one.id, _digit(n), words(one.thought)) for n, one in enumerate(asides, 1))
    return (*thoughts, Option("", "0", say("None of these", "quiet")))


def _digit(number: int) -> str:
    return str(number) if number < 10 else ""


def _reply(reply: Reply) -> Content:
    if not reply.do:
        return words(reply.say)
    do = joined(say("(", "cue"), words(reply.do, "cue"), say(")", "cue"))
    return joined(do, " ", words(reply.say)) if reply.say else do


def placed(
    options: Sequence[Option],
    left: int,
    width: int,
    at: int | None,
    *,
    heading: str = "",
    held: bool = False,
) -> Placed:
    """Lay options out.

    Args:
        options: what can be chosen.
        left: where digits stand; the mark stands before them where there is room.
        width: how far the words may reach from there.
        at: the number of the marked one; None for none.
        heading: a question over them.
        held: the choice is made; all but it step back.
    """
    rows: list[Row] = indented(wrapped(say(heading, "quiet"), width), left) if heading else []
    spans: list[tuple[int, int]] = []
    for number, option in enumerate(options):
        start = len(rows)
        is_marked = number == at
        text = option.words
        if held:
            text = text if is_marked else text.stylize("held")
        digit = say(f"{option.key:1}", "key" if not held or is_marked else "held")
        block = indented(hanging(digit, text, width, 3), left)
        if is_marked and left >= 2:
            block[0] = joined(" " * (left - 2), say("▸", "accent"), block[0][left - 1 :])
        elif is_marked:
            block = [row.stylize("strong") for row in block]
        rows += block
        spans.append((start, len(rows)))
    return Placed(tuple(rows), tuple(spans))
