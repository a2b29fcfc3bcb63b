"""What a rule is, so that adding one is adding a function.

A rule's docstring is its page for the user: what it finds and why, a file that fails, a file that passes.
Form rules are met while a file is read, so the function words the message only. The others yield what they
find: over the whole draft, or over the walk of every situation, once the file has no errors.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, NamedTuple, ParamSpec

from simulator.compiler.diagnostic import Severity, Span

if TYPE_CHECKING:
    from simulator.compiler.draft import Draft
    from simulator.compiler.rules.walked import Walked

P = ParamSpec("P")

Message = tuple[str, str | None]
"""What is wrong, and the mend if one can be named."""


class Finding(NamedTuple):
    """Where a rule is violated, and how."""

    span: Span
    message: str
    help: str | None = None


class FormRule(Generic[P]):
    """A rule that is met while the file is read. Calling it words the message."""

    def __init__(self, code: str, severity: Severity, words: Callable[P, Message]) -> None:
        self.code = code
        self.severity = severity
        self._words = words

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Message:
        return self._words(*args, **kwargs)

    @property
    def name(self) -> str:
        """The rule's short name: ``"unknown key"``."""
        return self._words.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """The rule's documentation, for the user."""
        return inspect.getdoc(self._words) or ""


class DraftRule:
    """A rule over a draft that has been read. Calling it yields what it finds."""

    def __init__(
        self, code: str, severity: Severity, find: Callable[[Draft], Iterator[Finding]]
    ) -> None:
        self.code = code
        self.severity = severity
        self._find = find

    def __call__(self, draft: Draft) -> Iterator[Finding]:
        return self._find(draft)

    @property
    def name(self) -> str:
        """The rule's short name: ``"unreachable state"``."""
        return self._find.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """The rule's documentation, for the user."""
        return inspect.getdoc(self._find) or ""


class WalkRule:
    """A rule over a scenario that has been walked. Calling it yields what it finds.

    Attributes:
        needs_all: whether it needs every situation; else what is left of them for V is enough.
    """

    def __init__(
        self,
        code: str,
        severity: Severity,
        find: Callable[[Walked], Iterator[Finding]],
        needs_all: bool,
    ) -> None:
        self.code = code
        self.severity = severity
        self.needs_all = needs_all
        self._find = find

    def __call__(self, walked: Walked) -> Iterator[Finding]:
        return self._find(walked)

    @property
    def name(self) -> str:
        """The rule's short name: ``"no reply left"``."""
        return self._find.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """The rule's documentation, for the user."""
        return inspect.getdoc(self._find) or ""


def form(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[P, Message]], FormRule[P]]:
    """Make a function that words a message the rule of that code."""

    def made(words: Callable[P, Message]) -> FormRule[P]:
        return FormRule(code, severity, words)

    return made


def over_draft(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Draft], Iterator[Finding]]], DraftRule]:
    """Make a function that looks at a draft the rule of that code."""

    def made(find: Callable[[Draft], Iterator[Finding]]) -> DraftRule:
        return DraftRule(code, severity, find)

    return made


def over_walk(
    code: str, severity: Severity = Severity.ERROR, *, needs_all: bool = True
) -> Callable[[Callable[[Walked], Iterator[Finding]]], WalkRule]:
    """Make a function that looks at a walked scenario the rule of that code."""

    def made(find: Callable[[Walked], Iterator[Finding]]) -> WalkRule:
        return WalkRule(code, severity, find, needs_all)

    return made
