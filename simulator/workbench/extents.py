"""Where a value ends: what has to be known to put something behind it, or to move it.

Nodes know only where they begin, because nothing else is asked of them while a file is compiled.
"""

from __future__ import annotations

import re

from simulator.compiler.nodes import Node, Scalar

FILLER = re.compile(r"(?:[\s,]|#.*)*")


def end_of(node: Node, lines: tuple[str, ...]) -> tuple[int, int]:
    """The line and column, from 0, behind the last character of a value. Comments are no part of it."""
    if isinstance(node, Scalar):
        return _end_of_scalar(node, lines)
    if not node.flow:
        return end_of(node.flat[-1], lines) if node.flat else (node.start.line, node.start.column)
    start = (node.start.line, node.start.column + 1)
    line, column = end_of(node.flat[-1], lines) if node.flat else start
    while True:
        # Behind the last item only blanks, commas and comments can stand before the bracket.
        found = FILLER.match(lines[line], column)
        column = found.end() if found else column
        if column < len(lines[line]):
            return line, column + 1
        line, column = line + 1, 0


def _end_of_scalar(node: Scalar, lines: tuple[str, ...]) -> tuple[int, int]:
    end = node.end_mark
    if node.style not in (">", "|"):
        return end.line, end.column
    last = end.line if end.column else end.line - 1
    while last > node.start_mark.line and not lines[last].strip():
        last -= 1
    return last, len(lines[last])
