"""The layout of a scenario file: indentation, blank lines and quotation marks, in one small style.

What must stay true: the file means the same before and after, to the last value and the last finding, and a
file that has been laid out is not changed again. The first is not trusted but tried, each time.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.beside import read_beside
from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Diagnostic, Span
from simulator.compiler.edits import Edit, apply, insertion
from simulator.compiler.library import is_beside
from simulator.compiler.source import Source
from simulator.workbench.layout import Layout, indent_of
from simulator.workbench.placement import Placement
from simulator.workbench.quotes import mended
from simulator.workbench.reading import reading_of
from simulator.workbench.rewrite import Rewrite
from simulator.workbench.tokens import RareLayoutError, layout_of

RARE = "it is laid out in a rare way, so it is left alone"


def formatted(data: bytes, name: str) -> Rewrite:
    """Lay a file out.

    Args:
        data: its bytes.
        name: what diagnostics call it.
    """
    reading = reading_of(data, name)
    if reading.root is None:
        return Rewrite(data, reading.problems)
    meaning, faults = _meaning(data, name)
    if meaning is None:
        return Rewrite(data, faults)
    try:
        edits = tuple(_edits(reading.source))
    except RareLayoutError:
        return Rewrite(data, complaint=RARE)
    if not edits:
        return Rewrite(data)
    after = apply(edits, data.decode("utf-8")).encode("utf-8")
    again, found = _meaning(after, name)
    if again != meaning or _codes(found) != _codes(faults):
        return Rewrite(data, complaint=RARE)
    return Rewrite(after)


def _meaning(data: bytes, name: str) -> tuple[object, tuple[Diagnostic, ...]]:
    """What a file says, as far as it could be read, and what is wrong with it. None if it says nothing."""
    if is_beside(name):
        read = read_beside(data, name)
        return read.value, read.diagnostics
    compiled = compile_text(data, name)
    meaning = None if compiled.draft is None else (compiled.scenario,)
    return meaning, compiled.diagnostics


def _codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return sorted(one.code for one in found)


def _edits(source: Source) -> Iterator[Edit]:
    lines = source.lines
    layout = layout_of(source.text, lines)
    placed = Placement(lines, layout)
    for number, line in enumerate(lines):
        if number in placed.removed:
            yield Edit(Span(number + 1, 1, number + 2, 1), "")
            continue
        if not line.strip(" \t") and number not in layout.solid and number <= placed.last:
            if line:
                yield Edit(Span(number + 1, 1, number + 1, len(line) + 1), "")
            continue
        at = indent_of(line)
        lead = " " * placed.columns.get(number, at)
        if number in placed.opened:
            lead = "\n" + lead
        if lead != line[:at]:
            yield Edit(Span(number + 1, 1, number + 1, at + 1), lead)
        end = len(line.rstrip(" \t"))
        if end < len(line) and at < end and number not in layout.solid:
            yield Edit(Span(number + 1, end + 1, number + 1, len(line) + 1), "")
    yield from _inner(lines, layout)
    yield from _end(lines, placed.last)


def _inner(lines: tuple[str, ...], layout: Layout) -> Iterator[Edit]:
    """Blanks after dashes and colons, and quotation marks."""
    for line, start, end in layout.gaps:
        yield Edit(Span(line + 1, start + 1, line + 1, end + 1), " ")
    for one in layout.words:
        if (text := mended(one, lines[one.line][one.end :])) is not None:
            yield Edit(Span(one.line + 1, one.start + 1, one.line + 1, one.end + 1), text)


def _end(lines: tuple[str, ...], last: int) -> Iterator[Edit]:
    """One line break at the end."""
    if last == len(lines) - 1:
        yield insertion(len(lines), len(lines[-1]) + 1, "\n")
    elif last + 2 < len(lines) or lines[-1]:
        yield Edit(Span(last + 2, 1, len(lines), len(lines[-1]) + 1), "")
