"""What a rule over the replies' words is."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from simulator.compiler.diagnostic import Severity
from simulator.compiler.rules.rule import Finding
from simulator.compiler.texts import Texts


class TextRule:
    """A rule over the texts of a file. Calling it yields what it finds.

    Its name and page are those of the function that an author wrote, `written`, where that is another than
    the one that finds.
    """

    def __init__(
        self,
        code: str,
        severity: Severity,
        find: Callable[[Texts], Iterator[Finding]],
        written: Callable[[Texts], object] | None = None,
    ) -> None:
        self.code = code
        self.severity = severity
        self._find = find
        self._written = written or find

    def __call__(self, texts: Texts) -> Iterator[Finding]:
        return self._find(texts)

    @property
    def name(self) -> str:
        """The rule's short name: ``"uneven lengths"``."""
        return self._written.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """The rule's documentation, for the user."""
        return inspect.getdoc(self._written) or ""


def over_text(
    code: str, severity: Severity = Severity.WARNING
) -> Callable[[Callable[[Texts], Iterator[Finding]]], TextRule]:
    """Make a function that looks at the texts of a file the rule of that code."""

    def made(find: Callable[[Texts], Iterator[Finding]]) -> TextRule:
        return TextRule(code, severity, find)

    return made
