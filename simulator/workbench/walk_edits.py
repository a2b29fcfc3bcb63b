"""Walks written into a file: what they end in, and new ones, as text edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from simulator.compiler.compile import Compiled, compile_text
from simulator.compiler.edits import Edit, apply, insertion
from simulator.compiler.nodes import Mapping, Node, Scalar
from simulator.compiler.spots import Spots
from simulator.core.scenario import Scenario, Walk
from simulator.workbench.extents import end_of
from simulator.workbench.walks import Course, Walked


class CannotWriteError(Exception):
    """A walk cannot be written into the file as it is laid out."""


def with_ends(data: bytes, compiled: Compiled, walks: Iterable[Walked]) -> bytes:
    """The bytes of a file in which walks that follow their path end in what they do end in.

    Raises:
        CannotWriteError: its layout does not allow it.
    """
    assert compiled.scenario is not None
    assert compiled.draft is not None
    now = {one.walk.name: one for one in walks if one.course is Course.ENDS_OTHERWISE}
    spots = Spots(compiled.draft)
    edits = [
        edit
        for name, one in now.items()
        for edit in (
            Edit(spots.value("walk", name, "ends"), one.at),
            Edit(spots.value("walk", name, "verdict"), _word(one.verdict)),
        )
    ]
    meant = tuple(
        replace(walk, ends=now[walk.name].at, verdict=now[walk.name].verdict)
        if walk.name in now
        else walk
        for walk in compiled.scenario.walks
    )
    return _tried(data, edits, replace(compiled.scenario, walks=meant))


def with_walk(data: bytes, compiled: Compiled, walk: Walk) -> bytes:
    """The bytes of a file with one more walk, below the others.

    Raises:
        CannotWriteError: its layout does not allow it.
    """
    assert compiled.scenario is not None
    assert compiled.draft is not None
    assert compiled.draft.root is not None
    edit = _addition(compiled.draft.root, compiled.source.lines, walk)
    meant = replace(compiled.scenario, walks=(*compiled.scenario.walks, walk))
    return _tried(data, [edit], meant)


def _tried(data: bytes, edits: list[Edit], meant: Scenario) -> bytes:
    """The edited bytes, once it is sure that they mean what they should."""
    after = apply(edits, data.decode("utf-8")).encode("utf-8")
    if compile_text(after).scenario != meant:
        raise CannotWriteError
    return after


def _addition(root: Mapping, lines: tuple[str, ...], walk: Walk) -> Edit:
    walks = _walks(root)
    if isinstance(walks, Mapping) and walks.flat:
        line, column = end_of(walks.flat[-1], lines)
        if walks.flow:
            return insertion(line + 1, column + 1, f", {walk.name}: {{{', '.join(_keys(walk))}}}")
        lead = " " * walks.start.column
        return insertion(line + 1, len(lines[line]) + 1, "\n" + "\n".join(_rows(walk, lead)))
    if root.flow:
        raise CannotWriteError
    lead = " " * root.start.column
    rows = "\n".join([f"{lead}walks:", *_rows(walk, f"{lead}  ")])
    is_open = len(lines) < 2 or lines[-2].strip()
    gap = "\n\n" if lines[-1] else "\n" if is_open else ""
    return insertion(len(lines), len(lines[-1]) + 1, f"{gap}{rows}\n")


def _walks(root: Mapping) -> Node | None:
    return next(
        (value for key, value in root.pairs if isinstance(key, Scalar) and key.value == "walks"),
        None,
    )


def _rows(walk: Walk, lead: str) -> Iterator[str]:
    yield f"{lead}{walk.name}:"
    for key in _keys(walk):
        yield f"{lead}  {key}"


def _keys(walk: Walk) -> Iterator[str]:
    yield f"replies: [{', '.join(walk.replies)}]"
    yield f"ends: {walk.ends}"
    yield f"verdict: {_word(walk.verdict)}"
    if walk.variant is not None:
        yield f"variant: {walk.variant}"


def _word(verdict: bool) -> str:
    return "yes" if verdict else "no"
