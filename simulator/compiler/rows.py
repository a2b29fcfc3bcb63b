"""A line of YAML taken apart by looks alone, where the parser has given up.

Nothing here is used for a file that is right.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(
    r"(?P<lead>[ \t]*(?:- +)*)"
    r"(?:(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]*?)\s*:(?=\s|$)\s*)?"
    r"(?P<value>.*)"
)
BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2}\s*(#.*)?$")
QUOTED = re.compile(r"""("([^"\\]|\\.)*"|'([^']|'')*')\s*(#.*)?$""")
CLOSING = {"[": "]", "{": "}"}


class Row(NamedTuple):
    """A line. `column` is where its key or text begins, `value_at` where its value does, both from 0."""

    number: int
    column: int
    key: str | None
    value: str
    value_at: int
    is_item: bool

    @property
    def is_entry(self) -> bool:
        """Whether the line is a key or an item, and not only words."""
        return self.is_item or self.key is not None

    @property
    def is_header(self) -> bool:
        """Whether a block of text is announced here, by `>` or `|`."""
        return bool(BLOCK_HEADER.match(self.value))

    @property
    def is_open_quote(self) -> bool:
        """Whether the value begins with a quotation mark that does not enclose all of it."""
        return self.value[:1] in ('"', "'") and not QUOTED.match(self.value)

    @property
    def is_closed(self) -> bool:
        """Whether the value is a list in brackets, or pairs in braces, and nothing else."""
        bare = re.sub(r"\s#.*$", "", self.value).rstrip()
        opened = sum(map(bare.count, CLOSING))
        return bare[-1:] in CLOSING.values() and opened == sum(map(bare.count, CLOSING.values()))

    @property
    def has_words_after(self) -> bool:
        """Whether a list or pairs are followed by words, so that the whole was meant as text."""
        rest = self.value[self.value.rfind(CLOSING.get(self.value[:1], "\0")) + 1 :].lstrip()
        return bool(rest) and rest != self.value and not rest.startswith("#")


def row(lines: list[str], number: int) -> Row:
    """The line of that number, taken apart."""
    match = LINE.match(lines[number])
    if match is None:
        return Row(number, 0, None, "", 0, False)
    lead, value = match["lead"], match["value"].rstrip()
    return Row(number, len(lead), match["key"], value, match.start("value"), "-" in lead)


def indent(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip())


def owner_of(lines: list[str], number: int) -> int:
    """The nearest line above that is indented less; the line itself if there is none."""
    own = indent(lines[number])
    above = range(number - 1, -1, -1)
    return next((at for at in above if lines[at].strip() and indent(lines[at]) < own), number)


def line_above(lines: list[str], number: int) -> int:
    """The nearest line above that is not blank; the line itself if there is none."""
    return next((at for at in range(number - 1, -1, -1) if lines[at].strip()), number)


def block_end(lines: list[str], number: int) -> int:
    """The line after those that are indented as far as this one, or further."""
    end = number + 1
    while end < len(lines) and (
        not lines[end].strip() or indent(lines[end]) >= indent(lines[number])
    ):
        end += 1
    return end
