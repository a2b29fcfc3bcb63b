"""What an error of the YAML parser means, in our words and at the place where a person would mend it.

The parser says where it gave up, which is often the line after, and in terms that a trainer has never
heard. So only its positions are used: the lines themselves tell what was meant. For each error this module
also says which lines to leave out, so that the rest of the file can be read in the same run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from simulator.compiler.diagnostic import Problems, Span
from simulator.compiler.kinds import KeyKinds
from simulator.compiler.rows import CLOSING, Row, indent, line_above, owner_of, row
from simulator.compiler.rules import form_keys, form_speech, form_yaml

if TYPE_CHECKING:
    from yaml import MarkedYAMLError


class Fault(NamedTuple):
    """The lines to leave out, from 0, the last exclusive.

    `keeps_key` says that the first of them keeps its key and loses only its value; `is_text`, that
    nothing but words of a text is lost.
    """

    first: int
    end: int
    keeps_key: bool = False
    is_text: bool = False


class Syntax:
    """Explains the errors of one file, whose `lines` are as they were parsed."""

    def __init__(self, lines: list[str], problems: Problems, keys: KeyKinds) -> None:
        self.lines = lines
        self.problems = problems
        self.keys = keys

    def explain(self, error: MarkedYAMLError, quoted_from: int | None) -> Fault:
        """Note the problem that an error stands for, and say which lines it spoils.

        Args:
            error: what the parser says.
            quoted_from: the line, from 0, on which the last value in quotation marks began, if it
                ran over several.
        """
        last = len(self.lines) - 1
        mark = error.problem_mark or error.context_mark
        at, column = (min(mark.line, last), mark.column) if mark else (last, 0)
        context = error.context or ""
        blamed = [at]
        if error.context_mark and (context.startswith("while scanning") or "flow" in context):
            blamed.insert(0, min(error.context_mark.line, last))
        above = line_above(self.lines, at)
        return (
            next(filter(None, map(self._tab, dict.fromkeys([*blamed, above]))), None)
            or self._quote([*blamed, above, *([] if quoted_from is None else [quoted_from])])
            or next(filter(None, (self._value(row(self.lines, one)) for one in blamed)), None)
            or self._cut_by_hash(row(self.lines, above), row(self.lines, at))
            or self._colon(blamed[0], column if blamed[0] == at else -1)
            or self._text_astray(row(self.lines, blamed[0]))
            or self._no_dash(row(self.lines, blamed[0]))
            or self._misplaced(row(self.lines, blamed[0]))
        )

    def _tab(self, number: int) -> Fault | None:
        lead = self.lines[number][: indent(self.lines[number])]
        if "\t" not in lead:
            return None
        self.problems.add(form_yaml.tab_indents, _span(number, lead.index("\t"), 1))
        # How far the line was meant to be indented is not known, so what belongs to it is told by looks.
        return Fault(number, self._next_row(number))

    def _quote(self, numbers: list[int]) -> Fault | None:
        for number in dict.fromkeys(numbers):
            here = row(self.lines, number)
            if here.is_open_quote:
                span = _span(number, here.value_at, 1)
                self.problems.add(form_speech.begins_with_quotation_mark, span, here.value[0])
                return self._without_value(here)
        return None

    def _value(self, here: Row) -> Fault | None:
        """A value that begins with something that YAML takes for its own, or cannot bear."""
        value, sign = here.value, here.value[:1]
        start = _span(here.number, here.value_at, 1)
        if sign and sign in ">|" and not here.is_header:
            self.problems.add(form_speech.text_beside_arrow, start, sign)
        elif sign in CLOSING and here.is_closed:
            return None
        elif sign in CLOSING and not (here.has_words_after or self._is_text(here)):
            self.problems.add(form_yaml.not_closed, start, sign, CLOSING[sign])
        elif (sign and sign in "*[{%@`!&,]}") or value.startswith("? "):
            self.problems.add(form_speech.begins_with_sign, start, sign)
        elif value.startswith("- ") and here.key:
            self.problems.add(form_speech.begins_with_dash, start)
        elif here.key is None and (glued := re.match(r"(\w+):(?=\S)", value)):
            span = _span(here.number, here.value_at, len(glued[0]))
            self.problems.add(form_yaml.no_space_after_colon, span, glued[1])
            return self._without(here.number)
        else:
            return None
        return self._without_value(here)

    def _cut_by_hash(self, above: Row, here: Row) -> Fault | None:
        """A comment in a line of text that goes on in the next."""
        cut = re.search(r"(^|\s)#", above.value)
        owner = above
        if not above.is_entry:
            owner = row(self.lines, owner_of(self.lines, above.number))
        if cut is None or here.is_entry or not self._is_speech(owner):
            return None
        span = _span(above.number, above.value_at + cut.end() - 1, 1)
        self.problems.add(form_speech.cut_by_hash, span)
        return self._without_value(owner)

    def _colon(self, at: int, column: int) -> Fault | None:
        """A colon in a line of text, or in one of the lines that follow it."""
        here, owner = row(self.lines, at), row(self.lines, owner_of(self.lines, at))
        if column >= 0 and self.lines[at][column : column + 1] == ":":
            if here.key and here.value and column >= here.value_at:
                self.problems.add(form_speech.colon_in_text, _span(at, column, 1))
                return self._without_value(here)
            if owner.value and not owner.is_header and self._is_speech(owner):
                self.problems.add(form_speech.colon_in_text, _span(at, column, 1))
                return self._without_value(owner)
        first = row(self.lines, min(owner.number + 1, at))
        if owner.key in self.keys.text and not (owner.value or first.is_item):
            for number in range(owner.number + 1, at + 1):
                if colon := re.search(r":(\s|$)", self.lines[number]):
                    span = _span(number, colon.start(), 1)
                    self.problems.add(form_speech.colon_in_text, span)
                    return self._without_value(owner)
        return None

    def _text_astray(self, here: Row) -> Fault | None:
        """A line of text that is not indented as far as the block that it belongs to."""
        above = row(self.lines, line_above(self.lines, here.number))
        owner = above if above.is_header else row(self.lines, owner_of(self.lines, here.number))
        if here.is_entry or not owner.is_header:
            return None
        length = max(len(here.value), 1)
        name = owner.key or "this item"
        self.problems.add(form_speech.text_astray, _span(here.number, here.column, length), name)
        end = self._next_row(here.number)
        return Fault(owner.number, end, True, owner.key in self.keys.text)

    def _no_dash(self, here: Row) -> Fault | None:
        """A line that is indented deeper than an item of a list that lacks its dash."""
        above = row(self.lines, line_above(self.lines, here.number))
        owner = row(self.lines, owner_of(self.lines, above.number))
        if not here.key or above.is_item or owner.key not in self.keys.lists or owner.value:
            return None
        span = _span(above.number, above.column, len(above.key or " "))
        self.problems.add(form_keys.no_dash, span, owner.key or "")
        return self._without_value(owner)

    def _misplaced(self, here: Row) -> Fault:
        """A key or item in a wrong column, or words that are neither."""
        if here.is_entry:
            # Where nothing follows a row of dashes, it is the last of them.
            column = min(here.column, len(self.lines[here.number].rstrip()) - 1)
            span = _span(here.number, column, len(here.key or "-"))
            self.problems.add(form_yaml.wrong_indentation, span)
        else:
            span = _span(here.number, here.column, max(len(here.value), 1))
            self.problems.add(form_yaml.not_yaml, span)
        return self._without(here.number)

    def _is_text(self, here: Row) -> bool:
        """Whether the value of a line, though it begins with a bracket, was meant as text."""
        return here.key in self.keys.text and not re.match(r"\{\s*\w+:\s", here.value)

    def _is_speech(self, here: Row) -> bool:
        return here.key in self.keys.text or (here.key is None and here.is_item)

    def _without_value(self, here: Row) -> Fault:
        """A line keeps its key, and loses its value with all that is indented deeper."""
        end = self._end(here.number, here.column)
        return Fault(here.number, end, here.is_entry, here.key in self.keys.text)

    def _without(self, number: int) -> Fault:
        return Fault(number, self._end(number, row(self.lines, number).column))

    def _next_row(self, number: int) -> int:
        """The next line that is a key or an item."""
        end = number + 1
        while end < len(self.lines) and not row(self.lines, end).is_entry:
            end += 1
        return end

    def _end(self, number: int, column: int) -> int:
        """The line after those that are indented deeper than a column."""
        end = number + 1
        lines = self.lines
        while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > column):
            end += 1
        return end


def _span(line: int, column: int, length: int) -> Span:
    return Span(line + 1, column + 1, line + 1, column + 1 + length)
