"""What of the findings a user is shown: what she chose, without what her files ignore, and how many.

What must stay true: nothing that keeps a scenario from being played is ever lost on the way. Where a choice
leaves it out, it is still counted and named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from simulator.compiler.diagnostic import Diagnostic, Severity
from simulator.workbench.checking import Checked
from simulator.workbench.rule_book import FOLDED, blocks, every_rule

MARK = b"roleplay"
"""A file without these bytes has no comment that speaks to the program."""


class Shown(NamedTuple):
    """What is shown of one file.

    Attributes:
        checked: the file.
        diagnostics: what is shown, in the order of the file.
        folded: how many notes and warnings wait until the draft is finished.
        left_out: what blocks a play and was not selected.
    """

    checked: Checked
    diagnostics: tuple[Diagnostic, ...]
    folded: int
    left_out: tuple[Diagnostic, ...]

    @property
    def is_pack(self) -> bool:
        """Whether it is said of many files as a whole."""
        return self.checked.order.file.is_pack

    @property
    def is_failed(self) -> bool:
        """Whether there is an error."""
        return any(one.severity is Severity.ERROR for one in (*self.diagnostics, *self.left_out))


def shown(checked: Checked, *, everything: bool, allow_unproved: bool) -> Shown:
    """What is shown of a file.

    Args:
        checked: what was found.
        everything: whether to show the notes and warnings of a draft, too.
        allow_unproved: whether what could not be settled is a warning only.
    """
    verdict, choice = checked.verdict, checked.order.choice
    kept: list[Diagnostic] = []
    left_out: list[Diagnostic] = []
    folded = 0
    for one in _unsilenced(checked):
        is_unproved = one.code in verdict.unproved
        must = is_unproved or blocks(one)
        if is_unproved and allow_unproved:
            one = replace(one, severity=Severity.WARNING)
        if must and not choice.has(one.code) and one.code not in choice.ignored:
            left_out.append(one)
        elif must or choice.has(one.code):
            if verdict.is_draft and not everything and _waits(one):
                folded += 1
            else:
                kept.append(one)
    return Shown(checked, tuple(kept), folded, tuple(left_out))


def _waits(one: Diagnostic) -> bool:
    """Whether this waits until a draft is finished."""
    return one.code[0] in FOLDED and one.severity is not Severity.ERROR


def _unsilenced(checked: Checked) -> Iterable[Diagnostic]:
    verdict = checked.verdict
    if checked.data is None or MARK not in checked.data:
        return verdict.found
    from simulator.workbench.comments import silenced

    plan = checked.order.plan._replace(walks=checked.order.plan.walks and not verdict.unproved)

    def ran(code: str) -> bool:
        return verdict.is_whole and plan.looks_for(code)

    return silenced(verdict.found, checked.source, every_rule(), ran)
