"""Diagnostics as text: in full with the line and a caret, in one line each, or as JSON.

Nothing of a file reaches the output raw: what a terminal would act on is shown as U+FFFD, and a tab is as
wide everywhere. So a caret stands where it should in any script, and a file cannot speak to the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from simulator.compiler.cleaning import clean
from simulator.compiler.diagnostic import Diagnostic, Severity
from simulator.compiler.source import Source

WIDEST = 100
"""Of a longer line only the part around the fault is shown."""

COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def full(diagnostics: Iterable[Diagnostic], source: Source, *, colour: bool = False) -> str:
    """Each diagnostic with its line and a caret under the fault; a blank line after each."""
    return "".join(_full(one, source, colour) + "\n" for one in diagnostics)


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """One line for each diagnostic: ``file:line:column: code message``."""
    return "".join(
        f"{clean(one.file)}:{one.span.line}:{one.span.column}: {one.code} {clean(one.message)}\n"
        for one in diagnostics
    )


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list with an object for each diagnostic; lines and columns from 1, the end exclusive."""
    import json

    return json.dumps(
        [
            {
                "code": one.code,
                "severity": one.severity.value,
                "message": clean(one.message),
                "help": clean(one.help) if one.help else None,
                "file": clean(one.file),
                **one.span._asdict(),
            }
            for one in diagnostics
        ],
        ensure_ascii=False,
        indent=2,
    )


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _full(one: Diagnostic, source: Source, colour: bool) -> str:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    accent, quiet = COLOURS[one.severity], "1;34"
    line, column = one.span.line, one.span.column
    margin = " " * len(str(line))
    head = paint(f"{one.severity}[{one.code}]", accent) + paint(f": {clean(one.message)}", "1")
    rows = [head, f"{margin}{paint('-->', quiet)} {clean(one.file)}:{line}:{column}"]
    bar = paint("|", quiet)
    if line <= len(source.lines):
        shown, before, marked = _excerpt(source.lines[line - 1], one)
        rows.append(f"{margin} {bar}")
        rows.append(f"{paint(str(line), quiet)} {bar} {shown}".rstrip())
        rows.append(f"{margin} {bar} {' ' * before}{paint('^' * marked, accent)}")
    if one.help:
        rows.append(f"{margin} {paint('=', quiet)} {paint('help', '1')}: {clean(one.help)}")
    return "\n".join(rows) + "\n"


def _excerpt(text: str, one: Diagnostic) -> tuple[str, int, int]:
    """What is shown of a line, the columns before the caret, and how many carets."""
    start = min(one.span.column - 1, len(text))
    end = one.span.end_column - 1 if one.span.end_line == one.span.line else len(text)
    end = max(min(end, len(text)), start)
    first = max(start - WIDEST // 2, 0) if len(text) > WIDEST else 0
    last = min(first + WIDEST, len(text))
    end = min(end, last)
    lead, tail = "…" if first else "", "…" if last < len(text) else ""
    shown = lead + clean(text[first:last]) + tail
    before = width(lead + clean(text[first:start]))
    return shown, before, max(width(clean(text[start:end])), 1)
