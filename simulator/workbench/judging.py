"""What is found in one file: the one place from which the compiler and its further rules are called.

A verdict depends on nothing but the bytes of the file and the plan, so that it can be kept under a key made
of the two, and found in any process.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.compiler.diagnostic import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled


class Plan(NamedTuple):
    """What is looked for, beside what compiling finds anyway."""

    walks: bool = True
    """Whether to walk the situations that can arise."""
    texts: bool = True
    """Whether to judge what is said."""
    situations: int | None = None
    thresholds: tuple[tuple[str, float], ...] = ()


class Verdict(NamedTuple):
    """What was found in a file.

    `depth` says how far the rules could look: an error keeps those that walk or read from their work.
    """

    found: tuple[Diagnostic, ...]
    is_draft: bool = False
    is_whole: bool = False
    """Whether it compiled, so that every rule of the plan has looked at it."""
    unproved: frozenset[str] = frozenset()
    """The codes that say of a rule that it could not be settled."""


def judge_file(data: bytes, name: str, plan: Plan) -> Verdict:
    """What is found in the bytes of a file that diagnostics are to call `name`."""
    from simulator.compiler.compile import compile_text

    compiled = compile_text(data, name)
    found = list(compiled.diagnostics)
    unproved: list[Diagnostic] = []
    if compiled.scenario is not None:
        more, unproved = _further(compiled, plan)
        found += [*more, *unproved]
        found.sort(key=lambda one: one.span)
    return Verdict(
        tuple(found),
        compiled.draft is not None and compiled.draft.scenario.draft,
        compiled.scenario is not None,
        frozenset(one.code for one in unproved),
    )


def _further(compiled: Compiled, plan: Plan) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What walking and reading find, and what walking could not settle."""
    return [], []


def as_text(verdict: Verdict) -> str:
    """A verdict as JSON, without the file's name: to be kept, or handed from one process to another."""
    found = [[one.code, one.severity, one.message, one.help, *one.span] for one in verdict.found]
    return json.dumps(
        [found, verdict.is_draft, verdict.is_whole, sorted(verdict.unproved)],
        separators=(",", ":"),
    )


def from_text(text: str, name: str) -> Verdict | None:
    """The verdict that `as_text` wrote, of a file of that name; None if it is none."""
    try:
        found, is_draft, is_whole, unproved = json.loads(text)
        return Verdict(
            tuple(_diagnostic(one, name) for one in found),
            is_draft is True,
            is_whole is True,
            frozenset(unproved),
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _diagnostic(values: list[Any], name: str) -> Diagnostic:
    code, severity, message, mend, *span = values
    return Diagnostic(code, Severity(severity), message, mend, Span(*span), name)
