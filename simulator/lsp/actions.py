"""What the help line of a diagnostic says, done: a near name put in place, speech written under `>`.

Only what is mechanical is offered. What must stay true: after an action its diagnostic is gone, and no new
error stands in its line; each is tried out on the text before it is offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.compiler.edits import Edit, OverlapError, apply, insertion
from simulator.compiler.format import key_kinds
from simulator.compiler.rows import Row, indent, owner_of, row
from simulator.lsp.document import Document
from simulator.lsp.uses import places

MOST_TRIED = 20
"""Each action is tried out by a compilation, so only so many are."""

MEANT = re.compile(r"(?:did you mean|write one word, such as) `([^`…]+)`")
WRITE = re.compile(r"write `[^`:]+: ([^`…]+)`")
SPEECH = frozenset({"F130", "F131", "F132", "F133", "F134", "F135"})


@dataclass(frozen=True, slots=True)
class Action:
    """Something that an editor can do about a diagnostic."""

    title: str
    edits: tuple[Edit, ...]
    diagnostic: Diagnostic


def actions(document: Document, span: Span) -> list[Action]:
    """What can be done about the diagnostics that touch a span."""
    found: list[Action] = []
    touched = (one for one in document.compiled.diagnostics if _touch(one.span, span))
    for one, _ in zip(touched, range(MOST_TRIED), strict=False):
        found.extend(action for action in _of(document, one) if _helps(document, action))
    return found


def _of(document: Document, one: Diagnostic) -> Iterator[Action]:
    said = one.help or ""
    if one.code in SPEECH:
        if edits := _under_arrow(document.lines, one.span):
            yield Action("write the text under `>`", edits, one)
    elif one.code in OTHERS:
        title, mend = OTHERS[one.code]
        if edits := mend(document.lines, one.span):
            yield Action(title, edits, one)
    elif (meant := MEANT.search(said)) or (
        one.code == "F146" and " or " not in said and (meant := WRITE.search(said))
    ):
        yield Action(f"write `{meant[1]}`", tuple(_everywhere(document, one, meant[1])), one)


def _everywhere(document: Document, one: Diagnostic, word: str) -> Iterable[Edit]:
    """A word in place of what stands at a diagnostic; of a bad id, in place of all its uses."""
    thing = next(
        (here.thing for here in places(document.names) if here.span == one.span and here.defines),
        None,
    )
    if one.code == "F148" and thing is not None:
        return sorted({Edit(it.span, word) for it in places(document.names) if it.thing == thing})
    return [Edit(one.span, word)]


def _helps(document: Document, action: Action) -> bool:
    try:
        after = compile_text(apply(action.edits, document.text))
    except (OverlapError, ValueError):
        return False
    counted = Counter(_kind(one) for one in after.diagnostics)
    before = Counter(_kind(one) for one in document.compiled.diagnostics)
    this = _kind(action.diagnostic)
    return counted[this] < before[this] and not any(
        one.severity is Severity.ERROR and one.span.line == action.diagnostic.span.line
        for one in after.diagnostics
        if counted[_kind(one)] > before[_kind(one)]
    )


def _kind(one: Diagnostic) -> tuple[str, str]:
    return one.code, one.message


def _touch(one: Span, other: Span) -> bool:
    if one.line == other.end_line and one.line == other.line:
        return one.column <= other.end_column and other.column <= one.end_column
    return one.line <= other.end_line and other.line <= one.end_line


# What is written for each kind of mend. Lines and columns count from 0 here, in the edits from 1.


def _under_arrow(lines: tuple[str, ...], span: Span) -> tuple[Edit, ...]:
    """The value of a key, or an item of a list, written under `>` with all that belongs to it."""
    rows = list(lines)
    number = span.line - 1
    here = row(rows, number)
    text_keys = key_kinds().text
    if not here.is_entry or (here.key not in text_keys and not here.is_item and not here.value):
        number = owner_of(rows, number)
        here = row(rows, number)
    is_text = here.key in text_keys
    if not (is_text or here.is_item):
        return ()
    start = here.value_at if is_text else here.column
    if lines[number][start : start + 1] in ("[", "{") and span[:2] != (number + 1, start + 1):
        return ()  # a part of what stands in brackets, which is no text as a whole
    end = _end_of(lines, number, here)
    text = [lines[number][start:], *lines[number + 1 : end]]
    text[0] = re.sub(r"^[>|]\s*", "", text[0])
    said = [line.strip() for line in text if line.strip()]
    if not said:
        return ()
    lead = " " * (here.column + 2 if is_text else here.column)
    space = "" if start == 0 or lines[number][:start].endswith(" ") else " "
    written = "\n".join([f"{space}>", *(lead + line for line in said)])
    return (Edit(Span(number + 1, start + 1, end, len(lines[end - 1]) + 1), written),)


def _end_of(lines: tuple[str, ...], number: int, here: Row) -> int:
    """The line after those of a text that begins on a line: deeper ones that are not blank."""
    end = number + 1
    while end < len(lines) and lines[end].strip() and indent(lines[end]) > here.column:
        end += 1
    return end


def _indented_further(lines: tuple[str, ...], span: Span) -> tuple[Edit, ...]:
    """Lines that are not as far in as their text, put where they belong."""
    rows = list(lines)
    above = span.line - 2
    while above >= 0 and not row(rows, above).is_header:
        above -= 1
    if above < 0:
        return ()
    lead = " " * (row(rows, above).column + 2)
    end = span.line
    while end < len(lines) and lines[end].strip() and not row(rows, end).is_entry:
        end += 1
    return tuple(
        Edit(Span(at + 1, 1, at + 1, indent(lines[at]) + 1), lead)
        for at in range(span.line - 1, end)
    )


def _format_first(lines: tuple[str, ...], span: Span) -> tuple[Edit, ...]:
    return (insertion(span.line, 1, "format: 1\n"),)


def _spaces(lines: tuple[str, ...], span: Span) -> tuple[Edit, ...]:
    lead = lines[span.line - 1][: indent(lines[span.line - 1])]
    return (Edit(Span(span.line, 1, span.line, len(lead) + 1), lead.replace("\t", "  ")),)


def _space_after_colon(lines: tuple[str, ...], span: Span) -> tuple[Edit, ...]:
    at = lines[span.line - 1].find(":", span.column - 1)
    return (insertion(span.line, at + 2, " "),) if at >= 0 else ()


def _dash(lines: tuple[str, ...], span: Span) -> tuple[Edit, ...]:
    return (insertion(span.line, span.column, "- "),)


Mend = Callable[[tuple[str, ...], Span], tuple[Edit, ...]]

OTHERS: dict[str, tuple[str, Mend]] = {
    "F111": ("indent with spaces", _spaces),
    "F121": ("put a space after the colon", _space_after_colon),
    "F136": ("indent the text further", _indented_further),
    "F140": ("begin with `format: 1`", _format_first),
    "F154": ("put `- ` before it", _dash),
}
