"""Giving something another id, wherever it stands.

What must stay true: a rename changes every place or none. So it is refused where lines that could not be
read may hold the id as well, and where it is not clear which of two things is meant.
"""

from __future__ import annotations

from simulator.compiler.diagnostic import quoted
from simulator.compiler.edits import Edit
from simulator.compiler.names import TARGETS
from simulator.compiler.singles import is_id, normal_name
from simulator.lsp.document import Document, Point
from simulator.lsp.uses import Place, place_at, places

SHARED = {kind: kinds for kinds in TARGETS.values() for kind in kinds}
"""Kinds that have their names in common with others."""


class RenameError(Exception):
    """Why something cannot be renamed, in words for the author."""


def renamed(document: Document, point: Point, name: str) -> list[Edit]:
    """The edits that give the thing at a point another id.

    Raises:
        RenameError: there is nothing to rename, the new id is none or is taken, or the file cannot be
            read far enough.
    """
    here = can_rename(document, point)
    new = normal_name(name.strip())
    if not is_id(new):
        raise RenameError(
            f"{quoted(name) if new else 'nothing'} is no id: one word of letters, digits, `_` and `-`, "
            "a letter or `_` first"
        )
    if new == here.thing.id:
        return []
    names = document.names
    if new in names.lost:
        raise RenameError(f"{quoted(new)} may be taken, in lines that cannot be read")
    for kind in SHARED.get(here.thing.of, (here.thing.of,)):
        if new in names.defined.get(kind, ()):
            raise RenameError(f"{quoted(new)} is already the id of {_a(kind)}")
    return [
        Edit(span, new)
        for span in sorted({one.span for one in places(names) if one.thing == here.thing})
    ]


def can_rename(document: Document, point: Point) -> Place:
    """What stands at a point and can be renamed.

    Raises:
        RenameError: nothing does.
    """
    here = place_at(document, point)
    if here is None:
        raise RenameError("there is no id here that could be renamed")
    of, name = here.thing
    names = document.names
    if name in names.lost:
        raise RenameError(
            f"{quoted(name)} may also stand in lines that cannot be read: mend the file first"
        )
    twice = any(one[:2] == (of, name) for one in names.again)
    if twice or sum(name in names.defined.get(kind, ()) for kind in SHARED.get(of, ())) > 1:
        raise RenameError(f"{quoted(name)} is the id of two things: mend that first")
    spans = [one for one in places(names) if one.thing == here.thing]
    if not all(one.is_written for one in spans):
        raise RenameError(
            f"{quoted(name)} is a name made up for {_a(of)} without an id: give it one"
        )
    if any(_is_block(document, one) for one in spans):
        raise RenameError(f"{quoted(name)} is written under `>` somewhere: write it on one line")
    return here


def _is_block(document: Document, place: Place) -> bool:
    line, column, _, end = place.span
    return (
        normal_name(document.lines[line - 1][column - 1 : end - 1].strip("'\"")) != place.thing.id
    )


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
