"""Rewrites of a file, as edits at source positions.

Every rewrite is made of these and never of a dump, so comments and layout stay as the author left them.
What must stay true: outside of the edits no character changes, neither a line break nor a byte-order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from simulator.compiler.diagnostic import Span

BREAK = re.compile(r"\r\n|\r|\n")
MARK = "\ufeff"


class Edit(NamedTuple):
    """The text that is to stand in place of a span. An empty span inserts; an empty text deletes."""

    span: Span
    text: str


class OverlapError(ValueError):
    """Two edits want the same place, so neither order of them is right."""


def insertion(line: int, column: int, text: str) -> Edit:
    """An edit that puts `text` before the character at `line` and `column`, both from 1."""
    return Edit(Span(line, column, line, column), text)


def apply(edits: Iterable[Edit], text: str) -> str:
    """The text with the edits made.

    Args:
        edits: in any order. Line breaks in them are ``\\n`` and become those of the file.
        text: as it stands in the file, with its own line breaks and byte-order mark; spans count neither.

    Raises:
        OverlapError: two edits overlap, or insert at the same place.
        ValueError: an edit lies outside of the text.
    """
    ordered = sorted(set(edits))
    if not ordered:
        return text
    starts = _line_starts(text)
    first = BREAK.search(text)
    own_break = first[0] if first else "\n"
    parts: list[str] = []
    done = 0
    previous: Edit | None = None
    for edit in ordered:
        start = _offset(edit.span.line, edit.span.column, starts)
        end = _offset(edit.span.end_line, edit.span.end_column, starts)
        if previous is not None and (start < done or previous.span[:2] == edit.span[:2]):
            raise OverlapError(f"{previous.span} and {edit.span} overlap")
        if end < start:
            raise ValueError(f"{edit.span} ends before it starts")
        parts += (text[done:start], edit.text.replace("\n", own_break))
        done, previous = end, edit
    return "".join([*parts, text[done:]])


def _line_starts(text: str) -> list[int]:
    """Where each line starts; at last, for bounds, where one behind the text would."""
    starts = [len(MARK) if text.startswith(MARK) else 0]
    starts.extend(found.end() for found in BREAK.finditer(text))
    return [*starts, len(text) + 1]


def _offset(line: int, column: int, starts: list[int]) -> int:
    if not 1 <= line < len(starts):
        raise ValueError(f"the text has no line {line}")
    at = starts[line - 1] + column - 1
    if column < 1 or at >= starts[line]:
        raise ValueError(f"line {line} has no column {column}")
    return at
