"""The chance still open over the turns, drawn as a line.

It is the chance that a practised seller would still have won the verdict, and no picture of trust: trust is
yes or no, and is never drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from textual.content import Content

from simulator.core import wording
from simulator.tui.rows import Row, joined, say

AXIS = 4
"""How wide the scale is, its line included."""


def chance_line(
    values: Sequence[float], width: int, height: int, lost_at: int | None = None
) -> list[Row]:
    """Draw the line, and the numbers of the turns under it.

    Args:
        values: the chance before the first turn and after each, 0 to 1; at least one.
        width: in columns.
        height: of the line itself, in rows; at least two.
        lost_at: the turn after which nothing was left, marked under its number.
    """
    step = max(1, min(6, (width - AXIS) // len(values)))
    top = max(1, ceil(max(values) * 10 - 1e-9)) / 10
    levels = [height - 1 - round(value / top * (height - 1)) for value in values]
    grid = [[" "] * (step * len(values)) for _ in range(height)]
    for n, level in enumerate(levels):
        _climb(grid, n * step, levels[n - 1] if n else level, level)
        for x in range(n * step + 1, (n + 1) * step):
            grid[level][x] = "─"
    rows = [
        joined(_scale(y, height, top), say("".join(cells), "accent"))
        for y, cells in enumerate(grid)
    ]
    rows.append(say(" " * AXIS + _numbers(len(values), step), "quiet"))
    if lost_at is not None:
        rows.append(joined(" " * (AXIS + lost_at * step), say(wording.COST, "costs")))
    return rows


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
    if y not in {0, height - 1}:
        return say("   │", "faint")
    number = "0" if y else f"{top:.1f}".removeprefix("0").removesuffix(".0")
    return joined(say(f"{number:>2} ", "quiet"), say("┤", "faint"))


def _numbers(count: int, step: int) -> str:
    """The turns, as many as stand apart, each under the column where its line begins."""
    every = 1 if step >= 3 else 2 if step == 2 else 5
    out = ""
    for turn in range(1, count):
        if turn == 1 or turn % every == 0:
            out = f"{out:{turn * step}}{turn}"
    return out
