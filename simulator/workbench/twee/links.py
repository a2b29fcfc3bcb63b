"""Links of a passage, in every way in which Twine and its story formats write them."""

from __future__ import annotations

import re
from typing import NamedTuple


class Link(NamedTuple):
    """A link. `setter` is what SugarCube does on the way; empty if nothing."""

    text: str
    target: str
    setter: str = ""


OUTSIDE = re.compile(r"(?:https?|ftp|mailto|file):", re.IGNORECASE)
"""What a target begins with that leads out of the story."""

STRING = r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')"
SUGARCUBE = re.compile(rf"(?:link|button|click)\s+{STRING}\s+{STRING}\s*\Z", re.DOTALL)
INSIDE_OF_MACRO = re.compile(r"(?:link|button|click)\s+\[\[([^\n]*?)\]\]\s*\Z")
HARLOWE = re.compile(rf"link-(?:reveal-)?goto\s*:\s*{STRING}(?:\s*,\s*{STRING})?\s*\Z", re.DOTALL)
CHAPBOOK_TO = re.compile(rf"\blink\s+to\s*:\s*{STRING}")
CHAPBOOK_LABEL = re.compile(rf"\blabel\s*:\s*{STRING}")


def of_brackets(inside: str) -> Link | None:
    """The link of what stands between `[[` and `]]`; None if there is nothing.

    The order is Twine's own: the last `->`, else the first `<-`, else the last `|`.
    """
    inside, _, setter = inside.partition("][")
    if not inside.strip():
        return None
    text, arrow, target = inside.rpartition("->")
    if not arrow:
        target, arrow, text = inside.partition("<-")
    if not arrow:
        text, arrow, target = inside.rpartition("|")
    if not arrow:
        text = target = inside
    return Link(text.strip(), target.strip(), setter.strip())


def of_sugarcube(inside: str) -> Link | None:
    """The link of a macro, what stands between `<<` and `>>`, if it is one."""
    if found := SUGARCUBE.match(inside):
        text, target = (_string(found, at) for at in (1, 3))
        return Link(text, target)
    inner = INSIDE_OF_MACRO.match(inside)
    return of_brackets(inner[1]) if inner else None


def of_harlowe(inside: str) -> Link | None:
    """The link of a macro, what stands between its parentheses, if it is one."""
    if found := HARLOWE.match(inside):
        text = _string(found, 1)
        return Link(text, text if found[3] is None and found[4] is None else _string(found, 3))
    return None


def of_chapbook(inside: str) -> Link | None:
    """The link of an insert, what stands between its braces, if it is one."""
    to = CHAPBOOK_TO.search(inside)
    if to is None:
        return None
    label = CHAPBOOK_LABEL.search(inside)
    target = _string(to, 1)
    return Link(_string(label, 1) if label else target, target)


def _string(found: re.Match[str], at: int) -> str:
    text = found[at] if found[at] is not None else found[at + 1]
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL).strip()
