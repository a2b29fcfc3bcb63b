"""Comments in a file that silence a code: `# roleplay: ignore[CODE] a reason`.

What must stay true: only a comment silences, never words that people say; an error that blocks a play
is never silenced; and an ignore that does nothing is told, so that none outlives its reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from simulator.compiler.diagnostic import Diagnostic, Problems, Span
from simulator.compiler.nodes import Scalar
from simulator.compiler.source import Source
from simulator.workbench.comment_rules import ignored_error, needless_ignore, unknown_ignore
from simulator.workbench.rule_book import Named, blocks, codes_of, no_rule

COMMENT = re.compile(r"(?:^|(?<=\s))#\s*(?P<all>roleplay\s*:\s*(?P<rest>.*))$")
IGNORE = re.compile(r"ignore\s*\[(?P<codes>[^\]]*)\]")
WORD = re.compile(r"[^\s,][^,]*[^\s,]|[^\s,]")
FARTHEST = 50
"""How many lines below a comment of its own what it counts for is looked for."""

MOST = 500
"""How many codes are silenced in one file at most; more of them are no comments but an attack."""

HEADER = re.compile(r"[|>][-+0-9]{0,2}\s*$")


class Ignore(NamedTuple):
    """One code that is silenced. `word` is how the file writes it, at `span`; the lines count from 1."""

    word: str
    codes: frozenset[str]
    span: Span
    first: int
    last: int

    def covers(self, one: Diagnostic) -> bool:
        """Whether a diagnostic is of this code, and where this counts."""
        return one.code in self.codes and self.first <= one.span.line <= self.last


def silenced(
    found: Iterable[Diagnostic],
    source: Source,
    rules: Mapping[str, Named],
    ran: Callable[[str], bool],
) -> list[Diagnostic]:
    """What is left of the diagnostics of a file, and what is to be said of the comments themselves.

    Args:
        found: everything that was found.
        source: the file.
        rules: every rule, by code.
        ran: says of a code whether it was looked for. An ignore of another is not needless.
    """
    problems = Problems(source.name)
    ignores = list(_ignores(source, rules, problems))
    used: set[Ignore] = set()
    refused: set[Ignore] = set()
    left = []
    for one in found:
        hits = [ignore for ignore in ignores if ignore.covers(one)]
        if blocks(one):
            refused.update(hits)
            hits = []
        used.update(hits)
        if not hits:
            left.append(one)
    for ignore in ignores:
        if ignore in refused:
            problems.add(ignored_error, ignore.span, ignore.word)
        elif ignore not in used and all(map(ran, ignore.codes)):
            problems.add(needless_ignore, ignore.span, ignore.word)
    return sorted([*left, *problems.found], key=lambda one: one.span)


def _ignores(source: Source, rules: Mapping[str, Named], problems: Problems) -> Iterator[Ignore]:
    """The codes that a file silences. A comment that is not understood is noted."""
    covered = _Covered(source.lines)
    room = MOST
    for at, comment in _comments(source):
        inside = IGNORE.match(comment["rest"])
        words = list(islice(WORD.finditer(inside["codes"]), room + 1)) if inside else []
        room -= max(len(words), 1)
        if inside is None or not words or room < 0:
            mend = None if room >= 0 else f"a file may silence {MOST} codes at most"
            span = _span(at, comment.start("all"), comment.end())
            problems.add(unknown_ignore, span, comment["all"], mend)
            if room < 0:
                return
            continue
        first, last = covered(at, comment.start())
        offset = comment.start("rest") + inside.start("codes")
        for word in words:
            span = _span(at, offset + word.start(), offset + word.end())
            if codes := codes_of(word[0], rules):
                yield Ignore(word[0], codes, span, first, last)
            else:
                near = problems.room_for_suggestions
                mend = no_rule(word[0], rules).partition("; ")[2] if near else None
                problems.add(unknown_ignore, span, word[0], mend)


def _span(at: int, start: int, end: int) -> Span:
    return Span(at + 1, start + 1, at + 1, end + 1)


def _comments(source: Source) -> Iterator[tuple[int, re.Match[str]]]:
    """Lines, from 0, with a comment that begins with `roleplay:`."""
    looks = [
        (at, match)
        for at, line in enumerate(source.lines)
        if "roleplay" in line and (match := COMMENT.search(line))
    ]
    texts = sorted(_texts(source)) if looks else []
    for at, match in looks:
        place = (at, match.start())
        # Values do not overlap, so only the last that begins before can hold it.
        before = bisect_right(texts, (place, place)) - 1
        if before < 0 or not texts[before][0] <= place < texts[before][1]:
            yield at, match


def _texts(source: Source) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the values stand in which a `#` is only a letter; what cannot be read is judged by its looks."""
    from simulator.compiler.reader import read

    root = read(source, Problems(source.name)).root if source.usable else None
    waiting = [root] if root is not None else []
    while waiting:
        here = waiting.pop()
        if not isinstance(here, Scalar):
            waiting.extend(here.flat)
        elif here.style:
            start, end = here.start_mark, here.end_mark
            # The line that announces a block of text may bear a comment.
            opened = (start.line + 1, 0) if here.style in "|>" else (start.line, start.column)
            yield opened, (end.line, end.column)


def _first_content(lines: tuple[str, ...]) -> int:
    """The first line, from 0, that is more than a comment."""
    for at, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith(("#", "---", "%")):
            return at
    return len(lines)


class _Covered:
    """Says for which lines a comment counts. Each block is measured once, however often it is asked for."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._top = _first_content(lines)
        self._ends: dict[int, int] = {}

    def __call__(self, at: int, column: int) -> tuple[int, int]:
        """The first and the last line, from 1, for a comment in line `at`, from 0."""
        lines = self._lines
        if at < self._top:
            return 1, len(lines)
        if before := lines[at][:column].strip():
            return at + 1, self._end(at) if HEADER.search(before) else at + 1
        for below in range(at + 1, min(at + FARTHEST, len(lines))):
            if lines[below].strip() and not lines[below].lstrip().startswith("#"):
                return below + 1, self._end(below)
        return at + 1, at + 1

    def _end(self, at: int) -> int:
        if at not in self._ends:
            self._ends[at] = _block_end(self._lines, at)
        return self._ends[at]


def _block_end(lines: tuple[str, ...], at: int) -> int:
    """The last line, from 1, of what is indented below a line, from 0; that line's own if nothing is."""
    indent = _indent(lines[at])
    is_key = lines[at].rstrip().endswith(":")
    last = at
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        own_item = is_key and _indent(line) == indent and line.lstrip().startswith("- ")
        if _indent(line) <= indent and not own_item:
            break
        last = number
    return last + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
