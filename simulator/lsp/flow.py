"""Braces and brackets that are open at a cursor: `earns: {honest: sh`.

They may run over several lines, and are never closed while somebody types in them.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.compiler.rows import indent, row

FARTHEST = 30
"""How many lines above the cursor a bracket is looked for."""

Step = str | None
"""One step into a value: the value of a key, or None for an item of a list."""


class Brackets(NamedTuple):
    """What is open at a cursor.

    Attributes:
        line: where the outermost bracket stands, from 0; it begins the value of that line.
        steps: from the value of that line to what is wanted at the cursor.
        wants_key: whether that is a key.
        rest: what is typed of it.
        present: the keys before it, in the same braces.
        needs_space: whether the cursor stands right behind a colon.
    """

    line: int
    steps: list[Step]
    wants_key: bool
    rest: str
    present: frozenset[str]
    needs_space: bool


class _Open:
    """One bracket that is open: the keys in it so far, and the one whose value is being written."""

    def __init__(self, sign: str) -> None:
        self.is_list = sign == "["
        self.keys: set[str] = set()
        self.key: str | None = None
        self.rest = ""


def enclosing_brackets(lines: list[str], number: int, before: str) -> Brackets | None:
    """The brackets that are open at the end of `before`, which is the line `number` up to the cursor."""
    found = None
    for at in range(number, max(number - FARTHEST, -1), -1):
        here = row([before], 0) if at == number else row(lines, at)
        if here.value[:1] not in ("[", "{"):
            continue
        if at < number and indent(lines[number]) <= indent(lines[at]):
            break
        first = before if at == number else lines[at]
        rest = [] if at == number else [*lines[at + 1 : number], before]
        opened = _scan("\n".join([first[here.value_at :], *rest]))
        if not opened:
            break
        found = _brackets(at, opened)
    return found


def _brackets(line: int, opened: list[_Open]) -> Brackets:
    steps: list[Step] = []
    for one in opened:
        if one.is_list:
            steps.append(None)
        elif one.key is not None:
            steps.append(one.key)
    last = opened[-1]
    wants_key = not last.is_list and last.key is None
    behind_colon = last.key is not None and last.rest == ""
    return Brackets(line, steps, wants_key, last.rest, frozenset(last.keys), behind_colon)


def _scan(text: str) -> list[_Open]:
    """What is open at the end of a text that begins with a bracket."""
    opened: list[_Open] = []
    quote = ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
            continue
        last = opened[-1] if opened else None
        if letter in "[{":
            opened.append(_Open(letter))
        elif last is None:
            return []
        elif letter in "]}":
            opened.pop()
        elif letter == ",":
            last.key, last.rest = None, ""
        elif letter == ":" and not last.is_list and last.key is None and _ends(text, at + 1):
            last.key = last.rest.strip().strip("'\"")
            last.keys.add(last.key)
            last.rest = ""
        elif letter in "'\"" and not last.rest.strip():
            quote = letter
            last.rest += letter
        else:
            last.rest += letter
    if opened:
        opened[-1].keys.discard(opened[-1].key or "")
    return opened


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or text[at].isspace()
