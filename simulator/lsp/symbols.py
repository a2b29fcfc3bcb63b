"""The outline of a file: who takes part, what may be promised, and each state with its replies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from simulator.compiler.diagnostic import Span
from simulator.compiler.names import Names
from simulator.compiler.nodes import Node, Scalar, span_of
from simulator.lsp.document import Document
from simulator.lsp.meanings import name_meaning

OUTLINED = ("person", "fact", "variant", "promise", "truth", "state", "ending", "walk")
"""What is shown at the outermost level, besides replies, which stand in their states."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One entry: `span` is its id, `whole` all that belongs to it."""

    of: str
    name: str
    detail: str
    span: Span
    whole: Span
    parts: tuple[Symbol, ...] = ()


def symbols(document: Document) -> list[Symbol]:
    """The outline of the current text, in the order of the file."""
    names = document.names
    replies = sorted(_of(document, names, "reply"), key=lambda one: one.span)
    found: list[Symbol] = []
    for of in OUTLINED:
        for symbol in _of(document, names, of):
            if of == "state":
                held = (one for one in replies if _holds(symbol.whole, one.span))
                symbol = replace(symbol, parts=tuple(held))
            found.append(symbol)
    return sorted(found, key=lambda one: one.span)


def _of(document: Document, names: Names, of: str) -> Iterator[Symbol]:
    for name, node in names.defined.get(of, {}).items():
        span = span_of(node)
        body = names.bodies.get((of, name))
        start, end = (span.line, span.column), _end(document, node)
        if body is not None:
            end = max(end, _end(document, body))
            start = min(start, _start(body))
        detail = name_meaning(document.scenario, of, name)
        yield Symbol(of, name, detail, span, Span(*start, *end))


def _start(node: Node) -> tuple[int, int]:
    mark = node.start_mark if isinstance(node, Scalar) else node.start
    return mark.line + 1, mark.column + 1


def _end(document: Document, node: Node) -> tuple[int, int]:
    """Where a node ends: the end of the last line that says something."""
    last: Node = node
    while not isinstance(last, Scalar) and last.flat:
        last = last.flat[-1]
    if isinstance(last, Scalar):
        line, column = last.end_mark.line, last.end_mark.column
    else:
        line, column = last.start.line, last.start.column + 1
    lines = document.lines
    while line > _line_of(node) and (line >= len(lines) or not lines[line][:column].strip()):
        line -= 1
        column = len(lines[line])
    return line + 1, column + 1


def _line_of(node: Node) -> int:
    """The line on which a node begins, from 0."""
    return node.start_mark.line if isinstance(node, Scalar) else node.start.line


def _holds(whole: Span, part: Span) -> bool:
    return (
        (whole.line, whole.column) <= (part.line, part.column) <= (whole.end_line, whole.end_column)
    )
