"""What Chapbook writes on lines of their own: variables at the top of a passage, and modifiers.

Source: the guide of Chapbook 2. The lines are taken out before the text is looked at, and their numbers stay.
"""

from __future__ import annotations

import re

from simulator.workbench.twee.markup import GONE
from simulator.workbench.twee.story import LeftOut, Passage

VARIABLE = re.compile(r"\s*[\w.]+\s*(?:\(.*\)\s*)?:")
MODIFIER = re.compile(r"\[(?!\[)[^\[\]]+\]\s*\Z")
NOT_SHOWN = re.compile(
    r"\[\s*(?:javascript|css|note\b|note to myself|n\.\s*b\.|todo|fixme)", re.IGNORECASE
)
END = "--"


def without_lines(passage: Passage) -> tuple[str, list[LeftOut]]:
    """The text of a passage without those lines, and what they were."""
    lines = passage.text.split("\n")
    left_out: list[LeftOut] = []

    def leave(at: int, what: str) -> None:
        left_out.append(LeftOut(passage.text_line + at, passage.name, what, lines[at]))
        lines[at] = GONE

    body = 0
    if END in lines:
        end = lines.index(END)
        if end and all(not line.strip() or VARIABLE.match(line) for line in lines[:end]):
            for at in range(end):
                if lines[at].strip():
                    leave(at, "variable")
            lines[end] = GONE
            body = end + 1
    hidden = False
    for at in range(body, len(lines)):
        if MODIFIER.match(lines[at]):
            hidden = bool(NOT_SHOWN.match(lines[at]))
            leave(at, "modifier")
        elif hidden and lines[at].strip():
            leave(at, "text that is not shown")
    return "\n".join(lines), left_out
