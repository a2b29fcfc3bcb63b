"""Laying out text: pure functions from words and a width to rows, each one line of the screen.

Every screen is made of rows, so what is on it can be tested without a terminal, and drawing is a look-up.
Text that comes from a file enters through `words` or `plain`, and nowhere else: control characters and
direction overrides are gone after that, and nothing is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from textual.content import Content, Span

Row = Content
Build = Callable[[int], Sequence[Row]]
"""Makes the rows for a width in columns."""

BLANK = Content("")
MORE = " ↓ more "
UNSEEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")
"""Control characters, direction overrides and halves of characters."""


def plain(text: str) -> str:
    """Text without anything that a terminal could take for a command, on one line."""
    return " ".join(UNSEEN.sub("", part) for part in text.split())


def words(text: str, role: str = "") -> Content:
    """Text from a file, with ``*emphasis*`` shown, in one role."""
    text = plain(text)
    if "*" not in text:
        return say(text, role)
    # Imported here: the library has little emphasis, and its first frame should not wait for the core.
    from simulator.core.speech import emphasised

    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    for stretch, is_stressed in emphasised(text):
        parts.append(stretch)
        if is_stressed:
            spans.append(Span(length, length + len(stretch), "em"))
        length += len(stretch)
    whole = "".join(parts)
    if role:
        spans.insert(0, Span(0, len(whole), role))
    return Content(whole, spans)


def say(text: str, role: str = "") -> Content:
    """The program's own words, in one role."""
    return Content(text, [Span(0, len(text), role)] if role else None)


def joined(*parts: Content | str) -> Content:
    """Several pieces on one row."""
    return Content("").join(
        [part if isinstance(part, Content) else Content(part) for part in parts]
    )


def wrapped(content: Content, width: int) -> list[Row]:
    """The rows of a paragraph. None of them is wider than `width` columns, which is at least two."""
    return [row.rstrip() for row in content.wrap(max(width, 2))]


def clipped(content: Content, width: int) -> Row:
    """At most `width` columns, with … where something is missing."""
    if content.cell_length <= width:
        return content
    return content.truncate(max(width, 1), ellipsis=True).rstrip_end(max(width, 1))


def indented(rows: Iterable[Row], columns: int) -> list[Row]:
    """Rows moved to the right. Blank rows stay blank."""
    return [row.pad_left(columns) if row and columns > 0 else row for row in rows]


def paragraph(content: Content, width: int, left: int = 0) -> list[Row]:
    """A paragraph that begins `left` columns in, within `width` columns in all."""
    return indented(wrapped(content, width - left), left)


def hanging(label: Content | str, content: Content, width: int, hang: int) -> list[Row]:
    """A label, and a paragraph that stays `hang` columns in beside it."""
    label = label if isinstance(label, Content) else Content(label)
    rows = wrapped(content, width - hang) or [BLANK]
    first = joined(label, " " * max(0, hang - label.cell_length), rows[0])
    return [first, *indented(rows[1:], hang)]


def centred(content: Content, width: int) -> list[Row]:
    """A paragraph in the middle."""
    return [row.pad_left(max(0, (width - row.cell_length) // 2)) for row in wrapped(content, width)]


def ends(left: Content, right: Content, width: int) -> Row:
    """One row with something at either end. The left gives way."""
    room = width - right.cell_length - 2
    if room < 4:
        return clipped(left, width)
    left = clipped(left, room)
    return joined(left, " " * (width - left.cell_length - right.cell_length), right)


def rule(width: int) -> Row:
    """A line across."""
    return say("─" * max(0, width), "faint")


def rule_with(word: str, width: int) -> Row:
    """A line across with a word in its middle."""
    side = max(0, (width - len(word)) // 2)
    return clipped(joined(rule(side), say(word, "quiet"), rule(width - side - len(word))), width)


def beside(left: Sequence[Row], right: Sequence[Row], at: int) -> list[Row]:
    """Two columns, the second beginning `at` columns in."""
    count = max(len(left), len(right))
    firsts = [*left, *[BLANK] * (count - len(left))]
    seconds = [*right, *[BLANK] * (count - len(right))]
    return [
        joined(clipped(first, at - 1), " " * (at - min(first.cell_length, at - 1)), second)
        if second
        else first
        for first, second in zip(firsts, seconds, strict=True)
    ]


def measure(width: int, most: int) -> tuple[int, int]:
    """The margin and the width of a column of text on a screen so wide."""
    margin = 3 if width >= 60 else 1 if width >= 30 else 0
    column = max(2, min(width - 2 * margin, most))
    return margin, column
