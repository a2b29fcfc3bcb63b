"""The diagnostics of an open file: at once what compiling finds, and after saving all that `check` finds.

What must stay true: an editor shows what `roleplay check` would say, with the same settings of the folder,
the same ignores and the same draft folding. What only a walk finds stays where it was found while somebody
types on, until its lines change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from simulator.compiler.compile import Compiled
from simulator.compiler.diagnostic import Diagnostic
from simulator.lsp.document import Document, Moved
from simulator.workbench.checking import Checked
from simulator.workbench.files import File
from simulator.workbench.judging import Task, Verdict, judge
from simulator.workbench.orders import Order, orders_for
from simulator.workbench.plan import Plan
from simulator.workbench.report import shown
from simulator.workbench.rule_book import Choice
from simulator.workbench.settings import Settings
from simulator.workbench.wrong_use import WrongUseError


@dataclass(frozen=True, slots=True)
class Further:
    """What was found beyond compiling, and the lines of the text in which it was."""

    found: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = ()


def order_of(path: Path | None, name: str) -> tuple[Order, str]:
    """How a file is to be checked, and what is wrong with the settings of its folder, or an empty text.

    Args:
        path: where it is kept; None for one that has not been saved yet.
        name: what diagnostics call it.
    """
    file = File(path, name)
    try:
        return orders_for([file], (), ())[0], ""
    except WrongUseError as error:
        return Order(file, Settings(), Plan(), Choice()), str(error)


def at_once(document: Document, order: Order) -> tuple[Diagnostic, ...]:
    """What compiling finds, as `check` would show it."""
    compiled = document.compiled
    return _shown(document, order, Verdict(compiled.diagnostics, _is_draft(compiled)))


def further(document: Document, order: Order) -> Further:
    """What the rest of `check` finds. It takes as long as a walk of the scenario."""
    if document.compiled.scenario is None:
        return Further()
    task = Task(document.text.encode("utf-8", "surrogatepass"), order.file.name, order.plan)
    all_of_it = _shown(document, order, judge(task))
    known = set(at_once(document, order))
    return Further(tuple(one for one in all_of_it if one not in known), document.lines)


def still_there(before: Further, document: Document) -> tuple[Diagnostic, ...]:
    """What was found further, at the places where its lines stand in the current text."""
    moved = Moved(before.lines, document.lines)
    placed = ((one, moved.span(one.span)) for one in before.found)
    return tuple(replace(one, span=span) for one, span in placed if span is not None)


def _is_draft(compiled: Compiled) -> bool:
    return compiled.draft is not None and compiled.draft.scenario.draft


def _shown(document: Document, order: Order, verdict: Verdict) -> tuple[Diagnostic, ...]:
    data = document.text.encode("utf-8", "surrogatepass")
    one = shown(Checked(order, data, verdict), everything=False, allow_unproved=False)
    return (*one.diagnostics, *one.left_out)
