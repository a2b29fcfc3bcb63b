"""Where in the format a cursor stands, told by the lines alone.

Completion is wanted most where the file cannot be read: in the middle of a word, behind a colon, in a
bracket that nobody has closed yet. So this asks no parser. Columns lead from the cursor to the keys that
hold it, and the definition of the format says what may stand there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import Choice, Kind, ListOf, Nested, Pairs, Some
from simulator.compiler.rows import Row, indent, row
from simulator.lsp.document import Point
from simulator.lsp.flow import Step, enclosing_brackets

LEAD = re.compile(r"[ \t]*(?:- +)*(?:-$)?")
WORD = re.compile(r"[^\s\[\]{},:#'\"]*$")
REST_OF_WORD = re.compile(r"[^\s\[\]{},:#'\"]*")


class Place(NamedTuple):
    """What can stand at a cursor.

    Attributes:
        kind: the kind of value that is wanted; for a key, the kind of what holds it.
        takes_key: whether a key can stand here.
        takes_value: whether a value can.
        typed: what stands there of the word already, up to the cursor.
        present: the keys that are there besides.
        in_brackets: whether it is within braces or brackets.
        needs_space: whether the cursor stands right behind a colon.
    """

    kind: Kind
    takes_key: bool
    takes_value: bool
    typed: str
    present: frozenset[str] = frozenset()
    in_brackets: bool = False
    needs_space: bool = False


def word_end(lines: tuple[str, ...], point: Point) -> Point:
    """The end of the word in which a point stands."""
    line = lines[point.line - 1]
    rest = REST_OF_WORD.match(line, point.column - 1)
    return Point(point.line, (rest.end() if rest else point.column - 1) + 1)


def word_at(lines: tuple[str, ...], point: Point) -> str:
    """The word in which a point stands; empty if in none."""
    line = lines[point.line - 1]
    end = word_end(lines, point).column - 1
    before = WORD.search(line[: point.column - 1])
    return (before[0] if before else "") + line[point.column - 1 : end]


def place_at(lines: tuple[str, ...], point: Point) -> Place | None:
    """What can stand at a point; None in text, in a comment, and where the format knows nothing."""
    number = point.line - 1
    before = lines[number][: point.column - 1]
    if re.search(r"(^|\s)#", before):
        return None
    if brackets := enclosing_brackets(list(lines), number, before):
        steps = _steps(lines, brackets.line, row(list(lines), brackets.line))
        kind = None if steps is None else _kind([*steps, *brackets.steps])
        typed = WORD.search(brackets.rest)
        if kind is None or typed is None or brackets.rest.strip() != typed[0]:
            return None
        key, value = brackets.wants_key, not brackets.wants_key
        return Place(kind, key, value, typed[0], brackets.present, True, brackets.needs_space)
    return _in_lines(lines, number, before)


def _in_lines(lines: tuple[str, ...], number: int, before: str) -> Place | None:
    here = row([before], 0)
    lead = LEAD.match(before)
    typed = before[here.value_at :]
    if here.key is not None and _is_word(typed):
        steps = _steps(lines, number, here)
        kind = None if steps is None else _kind(steps)
        if kind is None:
            return None
        return Place(kind, False, True, typed, needs_space=before.endswith(":"))
    start = lead.end() if lead else 0
    typed = before[start:]
    if here.key is not None or not _is_word(typed):
        return None
    dashes = _dashes(before)
    steps = _climbed(lines, number, start, dashes)
    kind = None if steps is None else _kind(steps)
    if kind is None:
        return None
    is_item = bool(dashes)
    takes_value = is_item or mapping_of(kind) is None
    present = _siblings(lines, number, start)
    return Place(kind, True, takes_value, typed, present, needs_space=before.endswith("-"))


def mapping_of(kind: Kind) -> Nested | Pairs | None:
    """What of a kind is written with keys, if anything is."""
    match kind:
        case Nested() | Pairs():
            return kind
        case Some(item):
            return mapping_of(item)
        case Choice(keys=keys) if keys is not None:
            return mapping_of(keys)
    return None


def _is_word(text: str) -> bool:
    return REST_OF_WORD.fullmatch(text) is not None


def _kind(steps: list[Step]) -> Kind | None:
    kind: Kind | None = Nested("file")
    for step in steps:
        if kind is None:
            return None
        kind = _item_of(kind) if step is None else _value_of(kind, step)
    return kind


def _item_of(kind: Kind) -> Kind | None:
    match kind:
        case Some(item) | ListOf(item):
            return item
        case Choice(items=items) if items is not None:
            return _item_of(items)
    return None


def _value_of(kind: Kind, key: str) -> Kind | None:
    held = mapping_of(kind)
    if isinstance(held, Nested):
        known = RECORDS[held.record].keys.get(key)
        return known.kind if known else None
    return held.value if held else None


def _steps(lines: tuple[str, ...], number: int, here: Row) -> list[Step] | None:
    """The steps to the value of a line, with the key of the line itself."""
    line = lines[number][: here.column]
    steps = _climbed(lines, number, here.column, _dashes(line))
    if steps is None or here.key is None:
        return steps
    return [*steps, here.key]


def _climbed(
    lines: tuple[str, ...], number: int, column: int, dashes: list[int]
) -> list[Step] | None:
    """The keys and items that hold a column of a line, outermost first; None if that is within a text."""
    steps: list[Step] = []
    for dash in reversed(dashes):
        steps.append(None)
        column = dash
    rows = list(lines)
    for up in range(number - 1, -1, -1):
        bare = lines[up].strip()
        if not bare or bare.startswith("#") or indent(lines[up]) > column:
            continue
        above = row(rows, up)
        own = _dashes(lines[up])
        says = "" if above.value.startswith("#") or above.value == "-" else above.value
        under_dash = steps and steps[-1] is None and not own and above.column == column
        if above.key is not None and (above.column < column or under_dash):
            if says:
                return None
            steps.append(above.key)
            column = above.column
        elif above.key is None and any(dash < column for dash in own) and says:
            return None
        for dash in reversed(own):
            if dash < column:
                steps.append(None)
                column = dash
        if column == 0 and steps and steps[-1] is not None:
            break
    return steps[::-1]


def _dashes(line: str) -> list[int]:
    lead = LEAD.match(line)
    return [at for at, letter in enumerate(lead[0]) if letter == "-"] if lead else []


def _siblings(lines: tuple[str, ...], number: int, column: int) -> frozenset[str]:
    """The keys that stand in a column, in the same mapping as a line, without its own."""
    found: set[str] = set()
    rows = list(lines)
    ways = [range(number - 1, -1, -1), range(number + 1, len(lines))]
    if _dashes(lines[number][:column]):
        ways = ways[1:]
    for way in ways:
        for at in way:
            here = row(rows, at)
            bare = lines[at].strip()
            if not bare or bare.startswith("#") or here.column > column:
                continue
            goes_up = way.step < 0
            if here.column == column and here.key and (goes_up or not _dashes(lines[at])):
                found.add(here.key)
            if here.column < column or _dashes(lines[at]):
                break
    return frozenset(found)
