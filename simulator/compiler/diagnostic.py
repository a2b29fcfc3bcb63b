"""What the compiler has to say about a file, as values.

A diagnostic knows nothing of how it will be shown: renderers, editors and tests read the same value.
The message states the fault; only ``help`` suggests the mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.compiler.rules.rule import FormRule

P = ParamSpec("P")

MOST_PROBLEMS = 500
MOST_SUGGESTIONS = 100
LONGEST_NAME = 60
SHORTEST_PART = 3


class Severity(StrEnum):
    """How much a problem matters: an error blocks a play, a warning and a note never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, in characters; `end_column` is past it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in one file."""

    code: str
    severity: Severity
    message: str
    help: str | None
    span: Span
    file: str


class Problems:
    """The problems of one file, collected while it is read.

    At most `MOST_PROBLEMS` are kept, so that a hostile file cannot fill the memory.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []

    def add(self, rule: FormRule[P], span: Span, *args: P.args, **kwargs: P.kwargs) -> None:
        """Note that `rule` is violated at `span`; what else it is told goes into its message."""
        if not self.is_full:
            message, mend = rule(*args, **kwargs)
            self.found.append(Diagnostic(rule.code, rule.severity, message, mend, span, self.file))

    @property
    def is_full(self) -> bool:
        """Whether no more problems are kept."""
        return len(self.found) >= MOST_PROBLEMS

    @property
    def room_for_suggestions(self) -> bool:
        """Looking for near names is slow: a file with very many problems gets no more of them."""
        return len(self.found) < MOST_SUGGESTIONS


def errors_of(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of some diagnostics that keep a file from being used."""
    return tuple(one for one in found if one.severity is Severity.ERROR)


def quoted(name: str) -> str:
    """A word from a file, as messages show it: in backticks, on one line, clipped."""
    short = " ".join(name.split())
    if len(short) > LONGEST_NAME:
        short = short[: LONGEST_NAME - 1] + "…"
    return f"`{short}`"


def one_of(words: Iterable[str]) -> str:
    """Words as a choice: ``"`yes`, `unknown` or `no`"``."""
    shown = [quoted(word) for word in dict.fromkeys(words)]
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def near(name: str, known: Iterable[str]) -> str | None:
    """The known word that `name` was probably meant to be, if there is one."""
    if len(name) > LONGEST_NAME:
        return None
    from difflib import get_close_matches

    by_folded = {word.casefold(): word for word in known}
    folded = name.casefold()
    found = get_close_matches(folded, by_folded, 1, 0.65)
    if not found and len(folded) >= SHORTEST_PART:
        found = [word for word in by_folded if word.startswith(folded) or folded.startswith(word)]
    return by_folded[found[0]] if len(found) == 1 else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """The help for a word that is nearly right, or None."""
    found = near(name, known)
    return f"did you mean {quoted(found)}?" if found else None
