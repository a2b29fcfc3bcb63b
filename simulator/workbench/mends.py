"""Mends that are written into a file: ids that are missing, and names that are nearly right.

An id that is added is the one that the program makes up anyway, so the scenario stays the same, to the last
value. A name is only a guess at what was meant, so its mend is shown before it is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.compile import Compiled, compile_text
from simulator.compiler.edits import Edit, apply, insertion
from simulator.compiler.nodes import Mapping, Node, Scalar


def missing_ids(compiled: Compiled) -> tuple[Edit, ...]:
    """The edits that give each reply its id; none for a file with errors, of which parts are not known."""
    if compiled.scenario is None or compiled.draft is None:
        return ()
    bodies = compiled.draft.names.bodies
    return tuple(
        _with_id(name, body)
        for (of, name), body in bodies.items()
        if of == "reply" and isinstance(body, Mapping) and not _has_id(body)
    )


def _has_id(body: Mapping) -> bool:
    return any(isinstance(key, Scalar) and key.value == "id" for key, _ in body.pairs)


def _with_id(name: str, body: Mapping) -> Edit:
    mark = _first(body)
    line, column = mark.start_mark.line + 1, mark.start_mark.column + 1
    if body.flow:
        return insertion(line, column, f"id: {name}, ")
    return insertion(line, column, f"id: {name}\n{' ' * (column - 1)}")


def _first(body: Mapping) -> Scalar:
    """The first key: that of a mapping with values is always a word, or the file has an error."""
    key: Node = body.flat[0]
    assert isinstance(key, Scalar)
    return key


def near_names(compiled: Compiled) -> tuple[Edit, ...]:
    """The edits that put the names that were probably meant in place of those that nothing defines."""
    return tuple(_near_names(compiled))


def _near_names(compiled: Compiled) -> Iterator[Edit]:
    if compiled.draft is None:
        return
    names = compiled.draft.names
    seen = set()
    for use in names.undefined:
        meant = names.meant(use.kind.of, use.id)
        if meant is not None and meant != use.id and use.span not in seen:
            seen.add(use.span)
            yield Edit(use.span, meant)


def with_ids(data: bytes, name: str) -> tuple[bytes, int]:
    """The bytes of a file with the missing ids, and how many those are.

    Line breaks and byte-order mark stay. A file of which the edits would make another scenario, because its
    layout is a rare one, stays as it is.
    """
    compiled = compile_text(data, name)
    edits = missing_ids(compiled)
    after = _edited(data, edits)
    if edits and compile_text(after, name).scenario != compiled.scenario:
        return data, 0
    return after, len(edits)


def laid_out(data: bytes, name: str) -> bytes:
    """The bytes of a file as `roleplay fmt` would lay it out."""
    from simulator.workbench.fmt import formatted

    return formatted(data, name).data


def with_near_names(data: bytes, name: str) -> tuple[bytes, int]:
    """The bytes of a file with the names that were probably meant, and how many those are."""
    edits = near_names(compile_text(data, name))
    return _edited(data, edits), len(edits)


def _edited(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    return apply(edits, data.decode("utf-8")).encode("utf-8") if edits else data


def difference(before: bytes, after: bytes, name: str) -> str:
    """The two as a unified diff, for a person to read."""
    from difflib import unified_diff

    from simulator.compiler.cleaning import clean
    from simulator.compiler.source import normal

    old, new = (normal(data.decode("utf-8")).split("\n") for data in (before, after))
    shown = clean(name)
    rows = unified_diff(old, new, shown, f"{shown}, mended", lineterm="", n=1)
    return "".join(f"{clean(row)}\n" for row in rows)
