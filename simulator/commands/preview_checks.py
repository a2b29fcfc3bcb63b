"""How the preview looks at a file: as `roleplay check` does, by the settings of its folder and its comments.

The functions are a module's, and know no screen, because one of them is called in another process.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.tui.preview.found import Checks, Found

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled
    from simulator.workbench.judging import Verdict
    from simulator.workbench.orders import Order


def checks_of(path: Path) -> Checks:
    """The checks for a file.

    Raises:
        WrongUseError: the settings of its folder are not understood.
    """
    _order(path)
    return Checks(partial(_at_once, path), partial(_in_full, path))


def _at_once(path: Path, compiled: Compiled, data: bytes) -> Found:
    from simulator.workbench.judging import Verdict

    is_draft = compiled.draft is not None and compiled.draft.scenario.draft
    return _found(_order_now(path), data, Verdict(compiled.diagnostics, is_draft))


def _in_full(path: Path, data: bytes) -> Found:
    from simulator.workbench.judging import Task, judge

    order = _order_now(path)
    return _found(order, data, judge(Task(data, order.file.name, order.plan)))


def _found(order: Order, data: bytes, verdict: Verdict) -> Found:
    from simulator.workbench.checking import Checked
    from simulator.workbench.report import shown

    one = shown(Checked(order, data, verdict), everything=False, allow_unproved=False)
    every = sorted((*one.diagnostics, *one.left_out), key=lambda one: one.span)
    return Found(tuple(every), one.folded)


def _order(path: Path) -> Order:
    """How the file is to be checked. It is called by its name alone: there is only one."""
    from simulator.workbench.files import File
    from simulator.workbench.orders import orders_for

    return orders_for([File(path, path.name)])[0]


def _order_now(path: Path) -> Order:
    """The same; by the usual settings where those of the folder were spoilt since the start."""
    from simulator.workbench.files import File
    from simulator.workbench.orders import Order
    from simulator.workbench.plan import Plan
    from simulator.workbench.rule_book import Choice
    from simulator.workbench.settings import Settings
    from simulator.workbench.wrong_use import WrongUseError

    try:
        return _order(path)
    except WrongUseError:
        return Order(File(path, path.name), Settings(), Plan(), Choice())
