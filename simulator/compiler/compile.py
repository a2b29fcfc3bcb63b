"""The compiler's front door: text or a file in, a scenario or the reasons why not out.

No input raises: whatever is wrong with a file is a diagnostic.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from simulator.compiler.build import build
from simulator.compiler.diagnostic import MOST_PROBLEMS, Diagnostic, Problems, errors_of
from simulator.compiler.draft import Draft, Positions
from simulator.compiler.format import key_kinds
from simulator.compiler.format_library import FORMAT
from simulator.compiler.names import Names
from simulator.compiler.nodes import Mapping, Scalar, span_of
from simulator.compiler.reader import read, root_of
from simulator.compiler.rules import form_keys, over_drafts
from simulator.compiler.singles import DIGITS
from simulator.compiler.source import Source, digest, from_bytes, from_path, from_text
from simulator.core.scenario import Scenario

__all__ = ["Compiled", "compile_file", "compile_text", "digest"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What became of a file.

    Attributes:
        scenario: the scenario; None if there is any error.
        diagnostics: everything that was found, in the order of the file.
        source: the text, to show lines of.
        positions: where each id, and each value under it, stands.
        draft: the scenario as far as it could be read, for further rules; None if there is not even a part.
    """

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    positions: Positions
    draft: Draft | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep the scenario from being played."""
        return errors_of(self.diagnostics)


def compile_file(path: Path, name: str | None = None) -> Compiled:
    """Compile the file at `path`; `name` is what diagnostics call it, if not by its path."""
    return _compiled(*from_path(path, name))


def compile_text(text: str | bytes, name: str = "<text>") -> Compiled:
    """Compile text, or the bytes of a file, under the name that diagnostics shall give it."""
    return _compiled(
        *(from_bytes(text, name) if isinstance(text, bytes) else from_text(text, name))
    )


def _compiled(source: Source, found: list[Diagnostic]) -> Compiled:
    """Compile a source, with the collector of garbage at rest.

    A file becomes thousands of small objects and no garbage. Looking through them again and again for
    some costs as much as a third of the whole.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        return _judged(source, found)
    finally:
        if collected:
            gc.enable()


def _judged(source: Source, found: list[Diagnostic]) -> Compiled:
    problems = Problems(source.name)
    problems.found.extend(found)
    names = Names()
    draft = None
    if source.usable:
        tree = read(source, problems, key_kinds())
        names = Names(tree.lost, tree.left_out)
        root = root_of(tree, problems)
        if root is not None:
            if newer := _newer_format(root, source.name):
                return Compiled(None, (newer,), source, Positions(names))
            draft = _draft(root, tree.whole, source, problems, names)
    diagnostics = tuple(sorted(problems.found, key=lambda one: one.span))
    return Compiled(
        None if errors_of(diagnostics) or draft is None else draft.scenario,
        diagnostics,
        source,
        Positions(names),
        draft,
    )


def _newer_format(root: Mapping, name: str) -> Diagnostic | None:
    """The one thing to say of a file that is written for a newer program, if it is."""
    for key, value in root.pairs:
        if isinstance(key, Scalar) and key.value == "format" and isinstance(value, Scalar):
            number = int(value.value) if DIGITS.match(value.value) else 0
            if number > FORMAT:
                problems = Problems(name)
                problems.add(form_keys.newer_format, span_of(value), number, FORMAT)
                return problems.found[0]
    return None


def _draft(root: Mapping, whole: bool, source: Source, problems: Problems, names: Names) -> Draft:
    """What could be read, once every rule has looked at it."""
    scenario, gaps = build(root, source.lines, problems, names)
    draft = Draft(scenario, names, Positions(names), gaps or not whole, root)
    for rule in over_drafts():
        problems.found.extend(
            Diagnostic(rule.code, rule.severity, message, mend, span, source.name)
            for span, message, mend in islice(rule(draft), MOST_PROBLEMS)
        )
    return draft
