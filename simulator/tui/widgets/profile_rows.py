"""The style profile, as rows: thirteen axes, the pusher's end left, the builder's right."""

from __future__ import annotations

from simulator.core import wording
from simulator.core.debrief import Debrief
from simulator.core.scenario import Axis
from simulator.tui.rows import BLANK, Row, joined, paragraph, say

LEFT, MIDDLE, RIGHT = 26, 11, 39
MOST = 5
"""How many marks stand on one side; beyond it there are as many."""


def profile_page(result: Debrief, width: int) -> list[Row]:
    """Axes, and the eras under them."""
    wide = width >= LEFT + MIDDLE + RIGHT + 2
    rows: list[Row] = []
    if wide:
        rows += [
            _axis_row(say("the pusher".rjust(LEFT), "quiet"), BLANK, say("the builder", "quiet")),
            BLANK,
        ]
    for axis in Axis:
        pusher, builder = wording.AXES[axis]
        left, right = result.style.get(axis, (0, 0))
        role = "" if left or right else "quiet"
        if wide:
            rows.append(
                _axis_row(say(pusher.rjust(LEFT), role), _scale(left, right), say(builder, role))
            )
        else:
            rows += [
                *paragraph(say(pusher, role), width),
                _scale(left, right),
                *paragraph(say(builder, role), width),
                BLANK,
            ]
    if result.eras:
        rows += [BLANK, say("Sales eras", "strong")]
        for era, count in result.eras.items():
            rows.append(joined(say("●" * min(count, 12), "accent"), f"  {wording.ERAS[era]}"))
    end = "How you went about it; no part of the verdict. · is what this play never tested."
    rows += [BLANK, *paragraph(say(end, "quiet"), width)]
    return rows


def _axis_row(left: Row, scale: Row, right: Row) -> Row:
    scale = scale if scale else say(" " * MIDDLE)
    return joined(left, " ", scale, " ", right)


def _scale(left: int, right: int) -> Row:
    """Marks to either side of the middle; one dot where nothing was seen."""
    if not left and not right:
        return say("·".center(MIDDLE), "faint")
    side = MIDDLE // 2
    return joined(
        say(("●" * min(left, MOST)).rjust(side)),
        say("│", "faint"),
        say(("●" * min(right, MOST)).ljust(side), "accent"),
    )
