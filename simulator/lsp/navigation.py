"""Going from an id to where it is defined, and to wherever it is used."""

from __future__ import annotations

from simulator.compiler.diagnostic import Span
from simulator.compiler.draft import PLURALS
from simulator.lsp.document import Document, Point
from simulator.lsp.place import word_at
from simulator.lsp.uses import Thing, place_at, places


def definition(document: Document, point: Point) -> list[Span]:
    """Where the id at a point is defined.

    Where the current text hides the definition or the use, the last good reading tells, as far as the
    lines are still the same.
    """
    if here := place_at(document, point):
        return [
            one.span for one in places(document.names) if one.thing == here.thing and one.defines
        ]
    return _as_it_was(document, point) if document.is_partly_read else []


def references(document: Document, point: Point, *, with_definition: bool = True) -> list[Span]:
    """Every place at which the id at a point stands, in the order of the file."""
    here = place_at(document, point)
    if here is None:
        return []
    return sorted(
        one.span
        for one in places(document.names)
        if one.thing == here.thing and one.is_written and (with_definition or not one.defines)
    )


def _as_it_was(document: Document, point: Point) -> list[Span]:
    good = document.good
    if good is None:
        return []
    word = word_at(document.lines, point)
    known = [Thing(of, word) for of in PLURALS if (PLURALS[of], word) in good.positions]
    spans = (document.moved.span(good.positions[PLURALS[one.of], one.id]) for one in known)
    return [span for span in spans if span is not None]
