"""The same files, laid out as other hands and editors would."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "docs" / "example.yaml").read_text(encoding="utf-8")
LEAD = re.compile(r"^( *)((?:- )*)(.*)$")
VALUE = re.compile(r"^( *(?:- )?\w+: )([A-Za-z][\w .]*)$")


def scaled(line: str, factor: int) -> str:
    """A line with its indentation multiplied, and the blanks after its dash widened to fit."""
    found = LEAD.match(line)
    assert found is not None
    dash = "-" + " " * (2 * factor - 1) if found[2] else ""
    return " " * (len(found[1]) * factor) + dash + found[3]


def indentless(lines: list[str]) -> list[str]:
    """Lines with the dashes under `replies` moved below the first letter of that key."""
    made: list[str] = []
    inside: int | None = None
    for line in lines:
        own = len(line) - len(line.lstrip(" "))
        if inside is not None and line.strip() and own <= inside:
            inside = None
        made.append(line[2:] if inside is not None and line.strip() else line)
        if line.strip() == "replies:":
            inside = own
    return made


@st.composite
def layouts(draw: Any, base: str = EXAMPLE) -> str:
    """A file with other indentation, blanks, comments, quotation marks and line breaks."""
    lines = base.splitlines()
    if draw(st.booleans()):
        lines = indentless(lines)
    lines = [scaled(line, factor) for factor in [draw(st.integers(1, 4))] for line in lines]
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                lines[at] = VALUE.sub(draw(st.sampled_from([r"\1'\2'", r'\1"\2"'])), lines[at])
            case 1:
                lines[at] += " " * draw(st.integers(1, 3))
            case 2:
                lines.insert(at, " " * draw(st.integers(0, 9)))
            case 3:
                lines.insert(at, " " * draw(st.integers(0, 9)) + "# a comment")
            case 4:
                lines[at] = lines[at].replace(": ", ":   ", 1)
    end: str = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    rest = draw(st.sampled_from([[], [""], ["", "  ", ""]]))
    mark: str = draw(st.sampled_from(["", "\ufeff"]))
    return mark + end.join([*lines, *rest])
