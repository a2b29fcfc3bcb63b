"""Quotation marks that YAML needs, and those that it does not.

A value keeps its marks wherever some reader of YAML would take the bare words for something else, so the
file means the same to an editor as to this program.
"""

from __future__ import annotations

import json
import re

from simulator.compiler.source import REFUSED
from simulator.workbench.layout import Word

SIGNS = "-?:,[]{}#&*!|>'\"%@`=<~"
"""What no bare value begins with; some may, if a letter follows, but a reader should not have to know."""
INSIDE = re.compile(r": |:$| #|[\t\n]")
INSIDE_FLOW = re.compile(r"[,\[\]{}:?]")
KEY = re.compile(r"[^\W\d][\w-]*\Z")
TYPED = re.compile(
    r"(?i:null|true|false)\Z|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?\Z"
    r"|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z|[-+]?\.(?i:inf|nan)\Z|\.{3}|-{3}"
)
"""What YAML 1.2 reads as something other than text, and its marks of a document."""


def is_bare(value: str, *, in_flow: bool = False) -> bool:
    """Whether words may stand without quotation marks."""
    return bool(
        value
        and value == value.strip()
        and not re.search(REFUSED, value)
        and value[0] not in SIGNS
        and not INSIDE.search(value)
        and not (in_flow and INSIDE_FLOW.search(value))
        and not TYPED.match(value)
    )


def quoted(value: str) -> str:
    """A text in double quotation marks, on one line, whatever is in it."""
    return json.dumps(value, ensure_ascii=False)


def word(value: str, *, in_flow: bool = False) -> str:
    """A text as a value on one line: bare where it may be, else in quotation marks."""
    return value if is_bare(value, in_flow=in_flow) else quoted(value)


def mended(one: Word, rest: str) -> str | None:
    """How a value in quotation marks is to be written; None if it is right already.

    Args:
        one: the value.
        rest: what stands behind it on its line. A comment there would cut off words without marks.
    """
    if one.is_key and not KEY.match(one.value):
        return None
    comment = "#" in rest and not one.is_key
    if not comment and is_bare(one.value, in_flow=one.in_flow):
        return one.value
    if (
        one.style == "'"
        and not re.search(REFUSED, one.value)
        and not set('"\\\t\n') & set(one.value)
    ):
        return f'"{one.value}"'
    return None
