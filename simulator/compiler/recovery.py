"""Reading on after an error in the layout, so that one run tells of all of them.

The lines of each fault are taken out of the text without changing the number of any other line, and the
text is read again. What must stay true: it ends, for the rounds are counted; and what was taken out is
remembered, so that nothing is called missing that stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from simulator.compiler.diagnostic import Problems, Span
from simulator.compiler.rows import block_end, row
from simulator.compiler.rules import form_yaml
from simulator.compiler.source import POISON
from simulator.compiler.syntax import Fault, Syntax

if TYPE_CHECKING:
    from simulator.compiler.reader import Pass, Tree

MOST_FAULTS = 50
LARGEST_REREAD = 512 * 1024
"""In characters. Of a larger text only the first fault is told, for reading it again takes long."""


def read_on(error: yaml.MarkedYAMLError, reading: Pass, tree: Tree, problems: Problems) -> Pass:
    """Read what can be read of a text in spite of an error.

    Args:
        error: what the parser said.
        reading: the pass that met it.
        tree: where to put what is read.
        problems: where to note the faults of the layout.

    Returns:
        The last pass, with the problems that it met itself.
    """
    lines = list(reading.lines)
    rounds = MOST_FAULTS if len(reading.text) <= LARGEST_REREAD else 1
    seen: set[int] = set()
    previous = Fault(-1, -1)
    gave_up = False
    while not gave_up:
        rounds -= 1
        noted = Problems(problems.file)
        fault = Syntax(lines, noted, reading.keys).explain(error, reading.quoted_from)
        gave_up = fault.first in seen or rounds <= 0
        if _follows(fault, previous):
            fault = fault._replace(end=block_end(lines, fault.first))
        elif fault.first not in seen:
            problems.found.extend(noted.found)
        if gave_up:
            fault = _all_from(fault, lines, problems)
        _leave_out(fault, lines, tree)
        seen.add(fault.first)
        previous = fault
        reading = reading.again(lines)
        try:
            reading.into(tree)
        except yaml.MarkedYAMLError as next_error:
            error = next_error
        else:
            return reading
    tree.whole = False
    return reading


def _follows(fault: Fault, previous: Fault) -> bool:
    """Whether a fault only follows from the one before, as does then what stands in the same column."""
    return fault.first == previous.end and not (fault.keeps_key or previous.keeps_key)


def _all_from(fault: Fault, lines: list[str], problems: Problems) -> Fault:
    """Say that nothing from a fault on is read."""
    first = fault.first + 1
    problems.add(form_yaml.not_read, Span(first, 1, first, 2), first, len(lines))
    return Fault(fault.first, len(lines))


def _leave_out(fault: Fault, lines: list[str], tree: Tree) -> None:
    """Take the lines of a fault out of the text, so that no later line changes its number."""
    here = row(lines, fault.first)
    kept = f"{lines[fault.first][: here.value_at].rstrip()} {POISON}" if fault.keeps_key else ""
    if not fault.is_text:
        tree.lose(lines[fault.first : fault.end])
    tree.left_out.update(range(fault.first, fault.end))
    lines[fault.first : fault.end] = [kept] + [""] * (fault.end - fault.first - 1)
