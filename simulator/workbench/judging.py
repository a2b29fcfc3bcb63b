"""What is found in one file: the one place from which the compiler and its further rules are called.

A verdict depends on nothing but the bytes of the file and the plan, so that it can be kept under a key made
of the two, and found in any process.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.compiler.diagnostic import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled


class Stage(Enum):
    """What takes time after compiling."""

    WALK = "walk"
    TEXT = "text"


def stages() -> dict[str, Stage]:
    """The codes that are found later than by compiling, and when."""
    return {}


class Plan(NamedTuple):
    """What is looked for, beside what compiling finds anyway."""

    walks: bool = True
    """Whether to walk the situations that can arise."""
    texts: bool = True
    """Whether to judge what is said."""
    situations: int | None = None
    thresholds: tuple[tuple[str, float], ...] = ()

    def looks_for(self, code: str) -> bool:
        """Whether a rule of this code is at work in a file that compiles."""
        stage = stages().get(code)
        return (stage is not Stage.WALK or self.walks) and (stage is not Stage.TEXT or self.texts)


class Task(NamedTuple):
    """A file to be judged: its bytes, what diagnostics call it, and what is looked for."""

    data: bytes
    name: str
    plan: Plan


class Verdict(NamedTuple):
    """What was found in a file."""

    found: tuple[Diagnostic, ...]
    is_draft: bool = False
    is_whole: bool = False
    """Whether it compiled, so that every rule of the plan has looked at it."""
    unproved: frozenset[str] = frozenset()
    """The codes that say of a rule that it could not be settled."""


def judge(task: Task) -> Verdict:
    """What is found in a file."""
    from simulator.compiler.compile import compile_text

    compiled = compile_text(task.data, task.name)
    found = list(compiled.diagnostics)
    unproved: list[Diagnostic] = []
    if compiled.scenario is not None:
        more, unproved = _further(compiled, task.plan)
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


def from_text(text: str, name: str) -> Verdict:
    """The verdict that `as_text` wrote, of a file of that name.

    Raises:
        ValueError: the text is no verdict.
    """
    try:
        found, is_draft, is_whole, unproved = json.loads(text)
        return Verdict(
            tuple(_diagnostic(one, name) for one in found),
            is_draft is True,
            is_whole is True,
            frozenset(unproved),
        )
    except (TypeError, RecursionError) as error:
        raise ValueError("no verdict") from error


def _diagnostic(values: list[Any], name: str) -> Diagnostic:
    code, severity, message, mend, *span = values
    return Diagnostic(code, Severity(severity), message, mend, Span(*span), name)
