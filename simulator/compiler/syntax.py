"""What an error of the YAML parser means, in our words and at the place where a person would mend it.

The parser says where it gave up, which is often the line after, and in terms that a trainer has never
heard. So only its positions are used: the lines themselves tell what was meant. For each error this module
also says which lines to leave out, so that the rest of the file can be read in the same run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from simulator.compiler.diagnostic import Problems, Span
from simulator.compiler.rules import form_speech, form_yaml

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

LINE = re.compile(
    r"(?P<lead>[ \t]*(?:- +)*)(?:(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]*?)\s*:(?=\s|$)\s*)?(?P<value>.*)"
)
BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2}\s*(#.*)?$")
CLOSING = {"[": "]", "{": "}"}


class Fault(NamedTuple):
    """The lines of a fault, from 0, the last exclusive: the first of them is to keep only its key.

    `is_text` says that nothing but words of a text is lost with them.
    """

    first: int
    end: int
    is_text: bool


class Row(NamedTuple):
    """A line taken apart. `column` is where its key or text begins, `value_at` where its value does; both from 0."""

    number: int
    column: int
    key: str | None
    value: str
    value_at: int
    is_item: bool


def row(lines: list[str], number: int) -> Row:
    """The line of that number, taken apart."""
    match = LINE.match(lines[number])
    if match is None:
        return Row(number, 0, None, "", 0, False)
    lead = match["lead"]
    return Row(
        number, len(lead), match["key"], match["value"].rstrip(), match.start("value"), "-" in lead
    )


def without_value(lines: list[str], number: int, poison: str) -> str:
    """What stays of a faulty line: its key, or its dash, with `poison` for the value."""
    here = row(lines, number)
    return (
        lines[number][: here.value_at].rstrip() + " " + poison if here.key or here.is_item else ""
    )


def explain(
    error: MarkedYAMLError,
    lines: list[str],
    problems: Problems,
    text_keys: frozenset[str],
    quoted_from: int | None,
) -> Fault:
    """Add the problem that a YAML error stands for, and say which lines it spoils.

    Args:
        error: what the parser says.
        lines: the file, as it was parsed.
        problems: where to note the problem.
        text_keys: keys whose value is text.
        quoted_from: the line, from 0, on which the last value in quotation marks began, if it ran
            over several.
    """
    last = len(lines) - 1
    mark = error.problem_mark or error.context_mark
    at, column = (min(mark.line, last), mark.column) if mark else (last, 0)
    context = min(error.context_mark.line, last) if error.context_mark else at
    if (error.context or "").startswith("while scanning") or "flow" in (error.context or ""):
        numbers = [context, at]
    else:
        numbers = [at, _line_above(lines, at)]
        if quoted_from is not None:
            numbers.insert(0, quoted_from)
    for number in dict.fromkeys([at, *numbers]):
        if "\t" in lines[number][: len(lines[number]) - len(lines[number].lstrip())]:
            tab = lines[number].index("\t")
            problems.add(form_yaml.tab_indents, _span(number, tab, 1))
            return _fault(lines, number, text_keys)
    for number in dict.fromkeys(numbers):
        here = row(lines, number)
        if _speech(here, (at, column), problems, text_keys) or _layout(here, problems):
            return _fault(lines, number, text_keys)
    if lines[at][column : column + 1] == ":":
        return _colon(lines, at, column, problems, text_keys)
    return _misplaced(lines, at if numbers[0] != context else context, problems, text_keys)


def _speech(
    here: Row, stopped: tuple[int, int], problems: Problems, text_keys: frozenset[str]
) -> bool:
    """Whether the value of this line is speech that YAML could not bear; then it is reported."""
    value, number = here.value, here.number
    sign = value[:1]
    start = _span(number, here.value_at, 1)
    if sign in ('"', "'"):
        problems.add(form_speech.begins_with_quotation_mark, start, sign)
    elif sign and sign in ">|" and not BLOCK_HEADER.match(value):
        problems.add(form_speech.text_beside_arrow, start, sign)
    elif sign in CLOSING and not (here.key in text_keys or _ends_early(value)):
        problems.add(form_yaml.not_closed, start, sign, CLOSING[sign])
    elif sign and sign in "*[{%@`!&,]}" or value.startswith("? "):
        problems.add(form_speech.begins_with_sign, start, sign)
    elif value.startswith("- ") and here.key:
        problems.add(form_speech.begins_with_dash, start)
    elif here.key and number == stopped[0] and value and re.search(r":(\s|$)", value):
        colon = re.search(r":(\s|$)", value)
        problems.add(
            form_speech.colon_in_text,
            _span(number, here.value_at + (colon.start() if colon else 0), 1),
        )
    elif value and number < stopped[0] and (cut := re.search(r"(^|\s)#", value)):
        problems.add(form_speech.cut_by_hash, _span(number, here.value_at + cut.end() - 1, 1))
    else:
        return False
    return True


def _ends_early(value: str) -> bool:
    """Whether a bracket is closed and words follow, so that it was meant as text."""
    closing = value.rfind(CLOSING[value[0]])
    return (
        closing >= 0
        and bool(value[closing + 1 :].strip())
        and not value[closing + 1 :].lstrip().startswith("#")
    )


def _layout(here: Row, problems: Problems) -> bool:
    """Whether a colon lacks its space; then it is reported."""
    glued = re.match(r"(\w+):(?=\S)", here.value) if here.key is None else None
    if glued is None:
        return False
    problems.add(
        form_yaml.no_space_after_colon, _span(here.number, here.value_at, len(glued[0])), glued[1]
    )
    return True


def _colon(
    lines: list[str], at: int, column: int, problems: Problems, text_keys: frozenset[str]
) -> Fault:
    """A colon where none can be: in the second line of a text, or after a key that is indented too far."""
    owner = _owner(lines, at)
    above = row(lines, owner)
    if above.value and (above.key in text_keys or (above.key is None and above.is_item)):
        problems.add(form_speech.colon_in_text, _span(at, column, 1))
        return _fault(lines, owner, text_keys)
    here = row(lines, at)
    problems.add(form_yaml.wrong_indentation, _span(at, here.column, len(here.key or " ")))
    return _fault(lines, at, text_keys)


def _misplaced(lines: list[str], at: int, problems: Problems, text_keys: frozenset[str]) -> Fault:
    """A line that fits nothing above it: a key in a wrong column, or words that are neither key nor item."""
    here = row(lines, at)
    length = max(len(lines[at].rstrip()) - here.column, 1)
    if here.key or here.is_item:
        problems.add(form_yaml.wrong_indentation, _span(at, here.column, len(here.key or "-")))
    else:
        problems.add(form_yaml.not_yaml, _span(at, here.column, length))
    return _fault(lines, at, text_keys)


def _fault(lines: list[str], first: int, text_keys: frozenset[str]) -> Fault:
    """The lines that belong to the one at fault: those indented deeper than its key, and blank ones."""
    here = row(lines, first)
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > here.column):
        end += 1
    return Fault(first, end, here.key in text_keys)


def _owner(lines: list[str], at: int) -> int:
    """The nearest line above that is indented less."""
    indent = _indent(lines[at])
    for number in range(at - 1, -1, -1):
        if lines[number].strip() and _indent(lines[number]) < indent:
            return number
    return at


def _line_above(lines: list[str], at: int) -> int:
    """The nearest line above that is not blank."""
    return next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _span(line: int, column: int, length: int) -> Span:
    return Span(line + 1, column + 1, line + 1, column + 1 + length)
