"""A file that is open in an editor: its text, what became of it, and its last reading without errors.

Somebody who types has a broken file most of the time. What must stay true: whatever can be told from the
current text is told from it, and only what its errors hide comes from the last good reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from simulator.compiler.compile import Compiled, compile_text
from simulator.compiler.diagnostic import Span
from simulator.compiler.draft import Draft
from simulator.compiler.names import Names
from simulator.compiler.source import normal
from simulator.core.scenario import Scenario

OURS = re.compile(r"^(?:format|customer|states|endings)[ \t]*:", re.MULTILINE)
"""Editors send every YAML file that they open. Without any of these keys it is something else."""


class Point(NamedTuple):
    """A place between two characters. Lines and columns count from 1, in characters, as in a `Span`."""

    line: int
    column: int

    def is_in(self, span: Span) -> bool:
        """Whether a span holds the point, its two ends included."""
        return (span.line, span.column) <= self <= (span.end_line, span.end_column)


@dataclass(frozen=True)
class Document:
    """What the features look at.

    Attributes:
        text: as the editor has it.
        compiled: what became of that text.
        good: the last reading without an error; None if there was none yet.
    """

    text: str
    compiled: Compiled
    good: Compiled | None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines that positions count in; never none."""
        return self.compiled.source.lines or tuple(normal(self.text).split("\n"))

    @cached_property
    def is_scenario(self) -> bool:
        """Whether this is meant to be a scenario, and not some other YAML file."""
        return _is_ours(self.text)

    @property
    def draft(self) -> Draft | None:
        """The current text as far as it could be read."""
        return self.compiled.draft

    @property
    def names(self) -> Names:
        """The names of the current text, as far as it could be read."""
        return self.draft.names if self.draft is not None else Names()

    @property
    def scenario(self) -> Scenario | None:
        """The scenario of the current text as far as it could be read, else the last good one."""
        if self.draft is not None:
            return self.draft.scenario
        return self.good.scenario if self.good is not None else None

    @property
    def is_partly_read(self) -> bool:
        """Whether there are lines in the current text that could not be read."""
        return self.draft is None or bool(self.names.left_out)

    @cached_property
    def moved(self) -> Moved:
        """Where the lines of the last good reading stand in the current text."""
        return Moved(self.good.source.lines if self.good is not None else (), self.lines)

    def known(self, of: str) -> list[str]:
        """The names that could be meant where one of this kind is wanted."""
        found: list[str] = []
        if self.is_partly_read and self.good is not None and self.good.draft is not None:
            found = self.good.draft.names.known(of)
        return list(dict.fromkeys([*found, *self.names.known(of)]))


class Moved:
    """Follows lines from one version of a text to the next: all but the stretch that differs."""

    def __init__(self, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        shorter = min(len(old), len(new))
        self._same = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        rest = shorter - self._same
        self._after = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
        self._old = len(old)
        self._by = len(new) - len(old)

    def span(self, span: Span) -> Span | None:
        """Where a span of the old version stands in the new one; None if its lines have changed."""
        if span.end_line <= self._same:
            return span
        if span.line > self._old - self._after:
            return span._replace(line=span.line + self._by, end_line=span.end_line + self._by)
        return None


def read(text: str, name: str, before: Document | None = None) -> Document:
    """A document of this text. What is no scenario may be large, and is not compiled.

    Args:
        text: what the editor has.
        name: what diagnostics call the file.
        before: the same file as it was, for its last good reading.
    """
    if before is not None and before.text == text:
        return before
    compiled = compile_text(text if _is_ours(text) else "", name)
    good = compiled if compiled.scenario is not None else (before.good if before else None)
    return Document(text, compiled, good)


def _is_ours(text: str) -> bool:
    return OURS.search(normal(text)) is not None
