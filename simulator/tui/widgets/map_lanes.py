"""The lines of a map: places one under the other, and beside them lanes that show what leads where.

A lane runs from the first place that leads somewhere to that somewhere, and every further way there joins
it. So a place has one lane, however many ways lead to it, and a map is as wide as there are places still to
come. What leads back up is not drawn; `Mark.back` tells of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
JOINTS = {
    0: " ",
    UP: "╵",
    DOWN: "╷",
    UP | DOWN: "│",
    LEFT: "─",
    RIGHT: "─",
    LEFT | RIGHT: "─",
    UP | RIGHT: "╰",
    UP | LEFT: "╯",
    DOWN | RIGHT: "╭",
    DOWN | LEFT: "╮",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬",
    UP | LEFT | RIGHT: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}
THICK, THIN, NEVER = "┃", "│", "┊"


@dataclass(frozen=True, slots=True)
class Mark:
    """How the line of a place looks, and what stands under it. A lane takes two columns."""

    lanes: tuple[str, ...]
    """What runs past the place, by lane; empty where the place itself stands."""
    at: int
    """The lane of the place."""
    joints: str
    """The line under it, where ways part or join; else empty."""
    back: tuple[str, ...]
    """The places above, or the place itself, that it leads back to."""


def lanes(order: Sequence[str], leads: Mapping[str, Mapping[str, float]]) -> dict[str, Mark]:
    """Draw the lanes.

    Args:
        order: the places from the top to the bottom.
        leads: for each place where it leads, and how often a play goes there.
    """
    height = {place: n for n, place in enumerate(order)}
    running: list[str | None] = []
    flow: dict[str, float] = defaultdict(float)
    marks: dict[str, Mark] = {}
    for place in order:
        at = running.index(place) if place in running else _free(running)
        past = tuple(
            "" if n == at else _line(flow[lane]) if lane is not None else " "
            for n, lane in enumerate(running)
        )
        running[at] = None
        before = tuple(running)
        # The way that is gone most goes straight on.
        ways = sorted(leads.get(place, {}).items(), key=lambda way: -way[1])
        on = [(to, often) for to, often in ways if height[to] > height[place]]
        ends = []
        for to, often in on:
            flow[to] += often
            if to not in running:
                running[at if running[at] is None else _free(running)] = to
            ends.append(running.index(to))
        joints = _joints(before, running, at, ends, flow)
        back = tuple(to for to, _ in ways if height[to] <= height[place])
        marks[place] = Mark(past, at, joints, back)
        while running and running[-1] is None:
            running.pop()
    return marks


def _free(running: list[str | None]) -> int:
    """The first lane that nothing runs in; a new one if there is none."""
    if None not in running:
        running.append(None)
    return running.index(None)


def _line(often: float) -> str:
    return THICK if often >= 0.5 else THIN if often > 0 else NEVER


def _joints(
    before: Sequence[str | None],
    after: Sequence[str | None],
    at: int,
    ends: Sequence[int],
    flow: Mapping[str, float],
) -> str:
    """The line under a place; empty where all that runs goes straight on."""
    if all(end == at for end in ends):
        return ""
    cells = [
        UP * (n < len(before) and before[n] is not None) | DOWN * (lane is not None)
        for n, lane in enumerate(after)
    ]
    cells[at] |= UP
    for end in ends:
        low, high = min(at, end), max(at, end)
        for n in range(low, high):
            cells[n] |= RIGHT
            cells[n + 1] |= LEFT
    drawn = []
    for cell, lane in zip(cells, after, strict=True):
        straight = cell == UP | DOWN and lane is not None
        drawn.append(_line(flow[lane]) if straight and lane is not None else JOINTS[cell])
        drawn.append("─" if cell & RIGHT else " ")
    return "".join(drawn).rstrip()
