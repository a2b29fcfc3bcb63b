"""A file as keys and values with positions, for what is said of its text rather than of its meaning."""

from __future__ import annotations

from typing import NamedTuple

from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Diagnostic, Problems
from simulator.compiler.format import key_kinds
from simulator.compiler.nodes import Mapping
from simulator.compiler.reader import read
from simulator.compiler.source import Source, from_bytes


class Reading(NamedTuple):
    """What was read of a file; `root` is None, with the reasons in `problems`, if it cannot be."""

    source: Source
    root: Mapping | None
    problems: tuple[Diagnostic, ...]


def reading_of(data: bytes, name: str) -> Reading:
    """Read a file as far as YAML goes; whether its keys make sense is not asked."""
    source, found = from_bytes(data, name)
    problems = Problems(source.name)
    problems.found.extend(found)
    root = read(source, problems, key_kinds()).root if source.usable else None
    if problems.found:
        return Reading(source, None, tuple(sorted(problems.found, key=lambda one: one.span)))
    if not isinstance(root, Mapping):
        return Reading(source, None, compile_text(data, name).errors)
    return Reading(source, root, ())
