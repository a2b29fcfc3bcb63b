"""The page of a rule: one text, shown on a terminal, in the documentation, and by other programs.

The text is the docstring of the rule's function. Nothing about a rule is written anywhere else, so what
trainers read is what the compiler does.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from simulator.compiler.diagnostic import Severity

EXAMPLE = re.compile(r"(Fails|Passes): ")

WEIGHTS = {
    Severity.ERROR: "An error.",
    Severity.WARNING: "A warning: it keeps nobody from playing.",
    Severity.NOTE: "A note: it keeps nobody from playing.",
}


class Rule(Protocol):
    """What a page is made of."""

    code: str
    severity: Severity

    @property
    def name(self) -> str: ...
    @property
    def page(self) -> str: ...


class Part(NamedTuple):
    """A paragraph of a page, on one line; or a piece of a file, which keeps its lines."""

    text: str
    is_example: bool = False


def parts(page: str) -> Iterator[Part]:
    """The paragraphs and examples of a page, in order."""
    example: list[str] = []
    for block in re.split(r"\n[ \t]*\n", page.strip()):
        if block.startswith("    "):
            example.append(block)
            continue
        if example:
            yield _example(example)
            example = []
        yield from _paragraphs(block)
    if example:
        yield _example(example)


def _example(blocks: list[str]) -> Part:
    return Part(textwrap.dedent("\n\n".join(blocks)).rstrip(), True)


def _paragraphs(block: str) -> Iterator[Part]:
    """The paragraphs of a block: items of a list, and the two examples in words, stand alone."""
    lines: list[str] = []
    for line in block.split("\n"):
        if lines and (EXAMPLE.match(line) or line.startswith("- ")):
            yield Part(" ".join(lines))
            lines = []
        lines.append(line.strip())
    yield Part(" ".join(lines))


def summary(rule: Rule) -> str:
    """The first paragraph of a rule's page."""
    return next(parts(rule.page)).text


def as_plain(rule: Rule, width: int) -> str:
    """A rule's page for a terminal.

    Args:
        rule: the rule.
        width: how many columns paragraphs take; examples take what they need.
    """
    shown = [f"{rule.code} {rule.name}", WEIGHTS[rule.severity]]
    for part in parts(rule.page):
        if part.is_example:
            shown.append(textwrap.indent(part.text, "    "))
        else:
            shown.append(
                textwrap.fill(part.text, width, break_long_words=False, break_on_hyphens=False)
            )
    return "\n\n".join(shown) + "\n"


def as_markdown(rule: Rule, level: int) -> str:
    """A rule's page as Markdown, under a heading of that level."""
    shown = [f"{'#' * level} {rule.code} {rule.name}", f"*{WEIGHTS[rule.severity]}*"]
    for part in parts(rule.page):
        shown.append(f"```yaml\n{part.text}\n```" if part.is_example else part.text)
    return "\n\n".join(shown) + "\n"


def table_row(rule: Rule) -> str:
    """A rule on one line: its code, what it weighs, and its name."""
    return f"{rule.code}  {rule.severity:<7}  {rule.name}"
