"""The keys of the preview: in the footer as many as fit, the most needed first, the rest under ``?``."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.tui.preview.rehearsal import Rehearsal
from simulator.tui.widgets.edges import HELP, Key

SPARE = ("r", "i", "v", "0", "b", "e")
"""What leaves the footer first where it is short."""


def every_key(rehearsal: Rehearsal, is_beside: bool) -> list[Key]:
    """All that works now, in the order of the footer.

    Args:
        rehearsal: what is played.
        is_beside: whether the panel stands beside the conversation.
    """
    keys: list[Key] = []
    conversation = rehearsal.conversation
    if conversation is not None:
        count = len(rehearsal.thoughts if rehearsal.is_thinking else conversation.replies)
        digits = f"1-{min(count, 9)}" if count > 1 else "1"
        if count:
            keys.append((digits, "think" if rehearsal.is_thinking else "say"))
        if rehearsal.is_thinking:
            keys.append(("0", "none"))
        if conversation.turns:
            keys.append(("b", "back"))
        keys.append(("g", "go to"))
        if len(rehearsal.variants) > 1:
            keys.append(("v", "variant"))
        keys += [("r", "anew"), ("e", "problems")]
        if not is_beside:
            keys.append(("i", "inside"))
    return [*keys, HELP, ("q", "quit")]


def footer(keys: Sequence[Key], width: int) -> tuple[Key, ...]:
    """Those that fit into so many columns."""
    kept = list(keys)
    for spare in SPARE:
        if 1 + sum(len(key) + len(does) + 4 for key, does in kept) - 3 <= width:
            break
        kept = [key for key in kept if key[0] != spare]
    return tuple(kept)


def under_help(rehearsal: Rehearsal, keys: Sequence[Key], shown: Sequence[Key]) -> tuple[Key, ...]:
    """Those that stand under ``?`` only."""
    more: list[Key] = [key for key in keys if key not in shown]
    conversation = rehearsal.conversation
    if conversation is None:
        return (*more, ("↑ ↓", "read on"))
    if not conversation.is_over:
        more += [("↑ ↓", "mark another one"), ("↵", "choose the marked one")]
    if ("i", "inside") not in keys:
        more.append(("i", "inside, on a page of its own"))
    return (*more, ("pgup pgdn", "read back and on"))
