"""What is said of walks that were played: what went otherwise than written, at the line where it did."""

from __future__ import annotations

from typing import Any

from simulator.compiler.cleaning import clean
from simulator.compiler.diagnostic import Diagnostic, Severity, one_of, quoted
from simulator.compiler.draft import Draft
from simulator.compiler.spots import Spots
from simulator.workbench.walks import Course, Walked

CODE = "walk"
"""Stands where a diagnostic has the code of a rule."""
UPDATE = "if this is right now, `roleplay test --update` writes it into the walk"


def findings(walks: tuple[Walked, ...], draft: Draft, file: str) -> tuple[Diagnostic, ...]:
    """What is wrong with walks, at its place. A walk that ends otherwise in two ways has two findings."""
    spots = Spots(draft)
    found = []
    for one in walks:
        for key, at, message, mend in faults(one):
            span = spots.value("walk", one.walk.name, key, at)
            found.append(Diagnostic(CODE, Severity.ERROR, message, mend, span, file))
    return tuple(found)


def faults(one: Walked) -> list[tuple[str, int, str, str]]:
    """The key at fault, which of its values, what is wrong, and what may help."""
    walk, name = one.walk, quoted(one.walk.name)
    here = quoted(one.at)
    match one.course:
        case Course.AS_WRITTEN:
            return []
        case Course.LEFT:
            said = quoted(walk.replies[one.turns])
            turn = one.turns + 1
            message = (
                f"the walk {name} leaves its path: {said} is not offered in {here}, turn {turn}"
            )
            return [("replies", one.turns, message, _offered(one))]
        case Course.GOES_ON:
            message = (
                f"the walk {name} goes on after the ending {here}, which it has reached before"
            )
            return [("replies", one.turns, message, "take out this reply and those after it")]
        case Course.STOPS:
            message = f"the walk {name} stops in {here}, which is no ending"
            return [("replies", one.turns - 1, message, _offered(one))]
        case Course.NO_VARIANT:
            message = f"the walk {name} names no variant"
            return [("replies", 0, message, f"add `variant:` with {one_of(one.offered)}")]
    faults = []
    if one.at != walk.ends:
        message = f"the walk {name} ends in {here}, and not in {quoted(walk.ends)}"
        faults.append(("ends", 0, message, UPDATE))
    if one.verdict != walk.verdict:
        message = (
            f"the walk {name} has the verdict {_word(one.verdict)}, and not {_word(walk.verdict)}"
        )
        faults.append(("verdict", 0, message, UPDATE))
    return faults


def _offered(one: Walked) -> str:
    if not one.offered:
        return "nothing is offered there"
    verb = "is" if len(one.offered) == 1 else "are"
    return f"offered there {verb} {one_of(one.offered).replace(' or ', ' and ')}"


def _word(verdict: bool) -> str:
    return "`yes`" if verdict else "`no`"


def as_values(walks: tuple[Walked, ...], draft: Draft, file: str) -> list[dict[str, Any]]:
    """Walks, as values that `json.dumps` takes; lines count from 1."""
    return [walk_values(one, file, draft.positions["walks", one.walk.name].line) for one in walks]


def walk_values(one: Walked, file: str, line: int) -> dict[str, Any]:
    """A walk, as values that `json.dumps` takes."""
    return {
        "file": clean(file),
        "walk": one.walk.name,
        "line": line,
        "course": one.course.value,
        "at": one.at,
        "turns": one.turns,
        "reply": one.walk.replies[one.turns] if one.course is Course.LEFT else None,
        "offered": list(one.offered),
        "ends": one.walk.ends,
        "verdict": one.walk.verdict,
        "verdict_now": one.verdict,
    }
