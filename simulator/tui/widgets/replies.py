"""What can be said now, as rows: a digit, the words, and a mark at the one that Enter would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from simulator.core.scenario import Aside, Reply
from simulator.tui.rows import (
    BLANK,
    Row,
    clipped,
    hanging,
    indented,
    joined,
    say,
    words,
    wrapped,
)


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


NOTHING = Placed((), ())


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


class Offer:
    """What is up for choice: options, the one that is marked, and which rows are in sight.

    A hint stands in the place of options where there is nothing to choose.
    """

    def __init__(self, options: tuple[Option, ...] = (), heading: str = "", hint: str = "") -> None:
        self.options, self.heading, self.hint = options, heading, hint
        self.at = 0
        """The number of the marked option."""
        self.is_taken = False
        """The choice is made: all but the marked one step back."""
        self.top = 0
        self._placed = NOTHING
        self._key: tuple[int, ...] = ()

    def place(self, left: int, width: int) -> Placed:
        """Rows and options in a column; laid out again only when something is another."""
        key = (left, width, self.at, self.is_taken)
        if key != self._key:
            self._key, self._placed = key, self._place(left, width)
        return self._placed

    def keep_in_sight(self, room: int) -> None:
        """Scroll so that the marked option is among the `room` rows in sight."""
        if not self._placed.spans or room <= 0:
            return
        start, end = self._placed.spans[self.at]
        start = start if self.at else 0
        self.top = max(0, min(max(self.top, end - room), start))

    def row(self, y: int) -> tuple[Row, bool]:
        """The row on a line, and whether it is of the marked option and that can be chosen."""
        number = self.top + y
        rows = self._placed.rows
        lit = not self.is_taken and self._placed.option_at(number) == self.at
        return (rows[number] if number < len(rows) else BLANK), lit

    def option_at(self, y: int) -> int | None:
        """The number of the option on a line."""
        return self._placed.option_at(self.top + y)

    def _place(self, left: int, width: int) -> Placed:
        if not self.options:
            return Placed((clipped(say(self.hint, "quiet"), width).pad_left(left),), ())
        rows: list[Row] = []
        if self.heading:
            rows += indented(wrapped(say(self.heading, "quiet"), width), left)
        spans: list[tuple[int, int]] = []
        for number, option in enumerate(self.options):
            block = self._block(option, number == self.at, left, width)
            spans.append((len(rows), len(rows) + len(block)))
            rows += block
        return Placed(tuple(rows), tuple(spans))

    def _block(self, option: Option, is_marked: bool, left: int, width: int) -> list[Row]:
        """The rows of an option. Its digit stands at `left`, and the mark before that if it can."""
        steps_back = self.is_taken and not is_marked
        text = option.words.stylize("held") if steps_back else option.words
        digit = say(f"{option.key:1}", "held" if steps_back else "key")
        block = indented(hanging(digit, text, width, 3), left)
        if is_marked and left >= 2:
            block[0] = joined(" " * (left - 2), say("▸", "accent"), block[0][left - 1 :])
        elif is_marked:
            block = [row.stylize("strong") for row in block]
        return block
