"""The tree of a YAML file: values with positions, and no meaning yet.

A single value is PyYAML's own scalar event: making a second object for each would cost as much again as
parsing. A mapping keeps its keys and values in one flat list, in the file's order, duplicates included.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from simulator.compiler.diagnostic import Span
from simulator.compiler.source import POISON


class Mark(Protocol):
    """A position, counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


if TYPE_CHECKING:

    class Scalar:
        """PyYAML's event, as far as it matters here. `style` is false for plain words."""

        value: str
        style: str | None
        anchor: str | None
        tag: str | None
        start_mark: Mark
        end_mark: Mark

        def __init__(
            self,
            anchor: None,
            tag: None,
            implicit: tuple[bool, bool],
            value: str,
            start: Mark,
            end: Mark,
        ) -> None: ...
else:
    from yaml.events import ScalarEvent as Scalar


class Mapping:
    """Keys and values; `flat` holds them by turns. `flow` says that it is written with braces."""

    __slots__ = ("flat", "flow", "start")

    def __init__(self, start: Mark, flow: bool) -> None:
        self.start = start
        self.flow = flow
        self.flat: list[Node] = []

    @property
    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Key and value, in the file's order."""
        return zip(self.flat[::2], self.flat[1::2], strict=False)


class Sequence:
    """A list. `flow` says that it is written with brackets."""

    __slots__ = ("flat", "flow", "start")

    def __init__(self, start: Mark, flow: bool) -> None:
        self.start = start
        self.flow = flow
        self.flat: list[Node] = []


Node = Scalar | Mapping | Sequence


def span_of(node: Node) -> Span:
    """Where a value stands: all of it if it is a word or two, else where it begins."""
    if isinstance(node, Scalar):
        start, end = node.start_mark, node.end_mark
        if node.style in ("|", ">") or end.line != start.line:
            return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
        return Span(
            start.line + 1, start.column + 1, end.line + 1, max(end.column, start.column) + 1
        )
    if node.flat and not node.flow:
        return span_of(node.flat[0])
    return Span(
        node.start.line + 1, node.start.column + 1, node.start.line + 1, node.start.column + 2
    )


def is_poison(node: Node) -> bool:
    """Whether this stands in for something that could not be read, and has been reported already."""
    return isinstance(node, Scalar) and node.value == POISON


def words_in(node: Node) -> Iterator[str]:
    """Every key and single value below a node, to know what was lost with it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Scalar):
            yield here.value
        else:
            waiting.extend(here.flat)
