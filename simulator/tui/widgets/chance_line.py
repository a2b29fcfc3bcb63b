"""The chance still open over the turns, drawn as a line.

It is the chance that a practised seller would still have won the verdict, and no picture of trust: trust is
yes or no, and is never drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.tui.rows import Row, joined, say

AXIS = 5
"""How wide the scale is, its line included."""


def chance_line(values: Sequence[float], width: int, height: int, marked: int | None = None) -> list[Row]:
    """Draw the line.

    Args:
        values: the chance before the first turn and after each, 0 to 1; at least one.
        width: in columns.
        height: in rows, the numbers of the turns not counted; at least two.
        marked: the turn whose end is marked, counted from 1.
    """
    step = max(1, min(8, (width - AXIS - 1) // len(values)))
    top = max(0.1, *values)
    levels = [height - 1 - round(value / top * (height - 1)) for value in values]
    grid = [[" "] * (step * len(values)) for _ in range(height)]
    for n, level in enumerate(levels):
        x = n * step
        before = levels[n - 1] if n else level
        _climb(grid, x, before, level)
        for i in range(x + (1 if n else 0), x + step):
            grid[level][i] = "─"
    rows = [
        joined(_scale(y, height, top), say("".join(cells), "accent" if marked is None else ""))
        for y, cells in enumerate(grid)
    ]
    if marked is not None:
        rows = [_lit(row, marked * step + AXIS) for row in rows]
    return [*rows, say(" " * AXIS + _numbers(len(values), step), "quiet")]


def _climb(grid: list[list[str]], x: int, before: int, level: int) -> None:
    """From one level to the next, at a column."""
    if level == before:
        grid[level][x] = "─"
        return
    falls = level > before
    grid[before][x] = "╮" if falls else "╯"
    grid[level][x] = "╰" if falls else "╭"
    for y in range(min(before, level) + 1, max(before, level)):
        grid[y][x] = "│"


def _scale(y: int, height: int, top: float) -> Content:
    if y == 0:
        return say(f"{top:.2f}".removeprefix("0") .rjust(3) + " ┤", "quiet")
    if y == height - 1:
        return say("  0 ┤", "quiet")
    return say("    │", "faint")


def _numbers(count: int, step: int) -> str:
    """The turns under the line, as many as stand apart."""
    every = 1 if step >= 3 else 2 if step == 2 else 5
    out = [" "] * (count * step + 2)
    for turn in range(1, count):
        if turn % every == 0 or turn == 1:
            for i, digit in enumerate(str(turn)):
                out[turn * step + i] = digit
    return "".join(out).rstrip()


def _lit(row: Row, x: int) -> Row:
    return row.stylize("accent", x, x + 1)
