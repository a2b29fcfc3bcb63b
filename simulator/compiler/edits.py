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
    lines = _lines(text)
    first = BREAK.search(text)
    own_break = first[0] if first else "\n"
    parts: list[str] = []
    done = 0
    previous: Edit | None = None
    for edit in ordered:
        start = _offset(edit.span.line, edit.span.column, lines)
        end = _offset(edit.span.end_line, edit.span.end_column, lines)
        if previous is not None and (start < done or previous.span[:2] == edit.span[:2]):
            raise OverlapError(f"{previous.span} and {edit.span} overlap")
        if end < start:
            raise ValueError(f"{edit.span} ends before it starts")
        parts += (text[done:start], edit.text.replace("\n", own_break))
        done, previous = end, edit
    return "".join([*parts, text[done:]])


def _lines(text: str) -> list[tuple[int, int]]:
    """Where each line starts and ends, without its break."""
    found = []
    start = len(MARK) if text.startswith(MARK) else 0
    for line_break in BREAK.finditer(text):
        found.append((start, line_break.start()))
        start = line_break.end()
    return [*found, (start, len(text))]


def _offset(line: int, column: int, lines: list[tuple[int, int]]) -> int:
    if not 1 <= line <= len(lines):
        raise ValueError(f"the text has no line {line}")
    start, end = lines[line - 1]
    at = start + column - 1
    if not start <= at <= end:
        raise ValueError(f"line {line} has no column {column}")
    return at
