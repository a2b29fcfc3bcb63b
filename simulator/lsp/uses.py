"""What an id stands for, and every place of a file at which it stands.

A state and an ending share one space of names, because both are led to; every other kind has its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.compiler.diagnostic import Span
from simulator.compiler.names import TARGETS, Names
from simulator.compiler.nodes import Scalar, span_of
from simulator.compiler.singles import normal_name
from simulator.lsp.document import Document, Point


class Thing(NamedTuple):
    """Something with an id: `of` is what it is, a "reply" or a "promise"."""

    of: str
    id: str


class Place(NamedTuple):
    """Where an id stands. `is_written` is False where it was made up, for a reply that has none."""

    thing: Thing
    span: Span
    defines: bool
    is_written: bool = True


def things(names: Names, of: str, name: str) -> list[Thing]:
    """What a name may stand for where one of this kind is wanted: none, one, or two of a shared name."""
    return [
        Thing(kind, name) for kind in TARGETS.get(of, (of,)) if name in names.defined.get(kind, ())
    ]


def places(names: Names) -> Iterator[Place]:
    """Every place at which an id of something defined stands."""
    for of, known in names.defined.items():
        for name, node in known.items():
            yield Place(Thing(of, name), span_of(node), True, _is_written(name, node))
    for of, name, node in names.again:
        yield Place(Thing(of, name), span_of(node), True)
    for use in names.uses:
        for thing in things(names, use.kind.of, use.id):
            yield Place(thing, use.span, False)


def place_at(document: Document, point: Point) -> Place | None:
    """The id that stands at a point of the current text. A made-up one stands nowhere."""
    found = (one for one in places(document.names) if one.is_written and point.is_in(one.span))
    return next(found, None)


def _is_written(name: str, node: Scalar) -> bool:
    return normal_name(node.value) == name
