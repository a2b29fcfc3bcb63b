"""The steps of a turn, and the keys that each has."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from simulator.tui.widgets.edges import HELP, Key


class Step(Enum):
    """What a conversation waits for."""

    THOUGHT = auto()
    REPLY = auto()
    BREATH = auto()
    """Her answer, which comes in a moment."""
    COACHED = auto()
    LISTENING = auto()
    OVER = auto()


PAUSES = frozenset({Step.COACHED, Step.LISTENING})
"""Where any key goes on."""
STAYS = frozenset({"escape", "question_mark", "n", "t", "pageup", "pagedown", "home", "end"})
"""Keys that do what they always do, in a pause, too."""


def step_keys(step: Step, count: int) -> Sequence[Key]:
    """The keys for the footer.

    Args:
        step: what is waited for.
        count: how many things can be chosen.
    """
    always = (("n", "what you know"), HELP, ("esc", "leave, kept"))
    digits = f"1-{min(count, 9)}" if count > 1 else "1"
    match step:
        case Step.THOUGHT:
            return ((digits, "think"), ("0", "none"), *always)
        case Step.REPLY:
            return ((digits, "say"), *always)
        case Step.COACHED | Step.LISTENING:
            return (("any key", "go on"), *always)
        case Step.OVER:
            return (("↵", "look back"), *always)
        case Step.BREATH:
            return always


def more_step_keys(step: Step) -> Sequence[Key]:
    """The keys that stand under ``?`` only."""
    reading = (("pgup pgdn", "read back and on"),)
    if step not in {Step.THOUGHT, Step.REPLY}:
        return reading
    return (("↑ ↓", "mark another one"), ("↵", "choose the marked one"), *reading)
