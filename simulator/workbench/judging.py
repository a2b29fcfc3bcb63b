"""What is found in one file: the one place from which the compiler and its further rules are called.

A verdict depends on nothing but the bytes of the file and the plan, so that it can be kept under a key made
of the two, and found in any process.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.workbench.plan import Plan

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled
    from simulator.compiler.prove import Proved
    from simulator.compiler.thresholds import Thresholds


class Task(NamedTuple):
    """A file to be judged: its bytes, what diagnostics call it, and what is looked for."""

    data: bytes
    name: str
    plan: Plan


class Cues(NamedTuple):
    """What a pack is judged by: how often each cue was met in a file, and how often each bot won.

    A tally is the list of its numbers, so that it can be read without what made it.
    """

    tallies: tuple[tuple[str, list[float]], ...] = ()
    bots: tuple[tuple[str, float], ...] = ()


class Verdict(NamedTuple):
    """What was found in a file."""

    found: tuple[Diagnostic, ...]
    is_draft: bool = False
    is_whole: bool = False
    """Whether it compiled, so that every rule of the plan has looked at it."""
    unproved: frozenset[str] = frozenset()
    """The codes that say of rules that they could not be settled."""
    cues: Cues | None = None
    """None where what is said was not judged."""


def judge(task: Task) -> Verdict:
    """What is found in a file."""
    from simulator.compiler.beside import read_beside
    from simulator.compiler.compile import compile_text
    from simulator.compiler.library import is_beside

    if is_beside(task.name):
        read = read_beside(task.data, task.name)
        return Verdict(read.diagnostics, is_whole=read.value is not None)
    compiled = compile_text(task.data, task.name)
    found = list(compiled.diagnostics)
    proved: Proved | None = None
    cues = None
    if compiled.scenario is not None:
        if task.plan.walks:
            proved = _walk(compiled, task.plan, found)
        if task.plan.texts:
            cues = _read(compiled, task.plan, proved, found)
        found.sort(key=lambda one: one.span)
    return Verdict(
        tuple(found),
        compiled.draft is not None and compiled.draft.scenario.draft,
        compiled.scenario is not None,
        frozenset({proved.not_proved.code}) if proved and proved.not_proved else frozenset(),
        cues,
    )


def _walk(compiled: Compiled, plan: Plan, found: list[Diagnostic]) -> Proved:
    """Add what walking finds, and what it could not settle."""
    from simulator.compiler.prove import prove
    from simulator.core.explore import LIMIT

    proved = prove(compiled, plan.situations or LIMIT, thresholds_of(plan.thresholds))
    found += proved.diagnostics
    if proved.not_proved is not None:
        found.append(proved.not_proved)
    return proved


def _read(compiled: Compiled, plan: Plan, proved: Proved | None, found: list[Diagnostic]) -> Cues:
    """Add what is found in what is said. Gives what a pack is judged by.

    What walking has learnt of V, or that it is out of reach, is not worked out again.
    """
    from simulator.compiler.judge import judged
    from simulator.core.explore import LIMIT

    one = judged(
        compiled,
        proved.valuations or None if proved else None,
        thresholds_of(plan.thresholds),
        plan.situations or LIMIT,
        proved.unknown if proved else "",
    )
    found += one.diagnostics
    # Where it was met is of no use over several files.
    tallies = tuple((code, list(tally[:4])) for code, tally in one.tallies.items())
    return Cues(tallies, tuple(one.bots.items()))


def thresholds_of(settings: tuple[tuple[str, float], ...]) -> Thresholds:
    """The thresholds, with those that settings name in place of the usual ones."""
    from dataclasses import replace

    from simulator.compiler.thresholds import DEFAULTS

    # A number of words stays a whole number, as messages show it.
    changed = {name: type(getattr(DEFAULTS, name))(number) for name, number in settings}
    return replace(DEFAULTS, **changed)


def as_text(verdict: Verdict) -> str:
    """A verdict as JSON, without the file's name: to be kept, or handed from one process to another."""
    found = [[one.code, one.severity, one.message, one.help, *one.span] for one in verdict.found]
    parts = [found, verdict.is_draft, verdict.is_whole, sorted(verdict.unproved), verdict.cues]
    return json.dumps(parts, separators=(",", ":"))


def from_text(text: str, name: str) -> Verdict:
    """The verdict that `as_text` wrote, of a file of that name.

    Raises:
        ValueError: the text is no verdict.
    """
    try:
        found, is_draft, is_whole, unproved, cues = json.loads(text)
        return Verdict(
            tuple(_diagnostic(one, name) for one in found),
            is_draft is True,
            is_whole is True,
            frozenset(unproved),
            None
            if cues is None
            else Cues(*(tuple((of, value) for of, value in part) for part in cues)),
        )
    except (TypeError, RecursionError) as error:
        raise ValueError("no verdict") from error


def _diagnostic(values: list[Any], name: str) -> Diagnostic:
    code, severity, message, mend, *span = values
    return Diagnostic(code, Severity(severity), message, mend, Span(*span), name)
