"""What reaches the screen: carets in their place, nothing of a file raw."""

from __future__ import annotations

import json

import pytest

from simulator.compiler.cleaning import clean
from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.compiler.render import as_json, concise, full, width
from simulator.compiler.source import Source
from tests.compiler.small import SMALLEST


def caret(line: str, start: int, end: int) -> tuple[str, str]:
    """The line and the carets under it, as they are shown for columns from 1."""
    source = Source("x.yaml", line, (line,), True)
    problem = Diagnostic("F100", Severity.ERROR, "m", None, Span(1, start, 1, end), "x.yaml")
    rows = full([problem], source).splitlines()
    return rows[3][4:], rows[4][4:]


def test_a_caret_stands_under_the_fault() -> None:
    assert caret("to: bougt", 5, 10) == ("to: bougt", "    ^^^^^")


def test_a_wide_letter_takes_two_columns() -> None:
    assert caret("say: 日本 x", 9, 10) == ("say: 日本 x", "          ^")
    assert caret("say: 日本 x", 6, 8)[1] == "     ^^^^"


def test_a_letter_with_a_mark_of_its_own_takes_one_column() -> None:
    assert caret("e\u0301a", 3, 4)[1] == " ^"


def test_a_tab_is_as_wide_as_it_is_shown() -> None:
    assert caret("a:\tb", 4, 5) == ("a:    b", "      ^")


def test_a_long_line_is_shown_around_the_fault() -> None:
    shown, marks = caret("x" * 5000 + "!" + "x" * 5000, 5001, 5002)
    assert len(shown) == 102
    assert shown[marks.index("^")] == "!"


def test_an_empty_span_has_one_caret() -> None:
    assert caret("", 1, 1)[1] == "^"


def test_what_a_terminal_would_act_on_is_replaced() -> None:
    assert clean("a\x1b[31mb\u202ec\u2028d\ud800") == "a\ufffd[31mb\ufffdc\ufffdd\ufffd"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize("render", [lambda found: concise(found), lambda found: as_json(found)])
def test_nothing_of_a_file_reaches_the_output_raw(render: object) -> None:
    assert callable(render)
    bad = Diagnostic("F1", Severity.ERROR, "a\x1bb", "c\x07d", Span(1, 1, 1, 2), "e\x9bf.yaml")
    assert not any(sign in render([bad]) for sign in "\x1b\x07\x9b")


def test_concise_is_one_line_for_each() -> None:
    found = compile_text(SMALLEST.replace("to: bought", "to: bougt"), "x.yaml").diagnostics
    assert concise(found) == "x.yaml:13:13: N201 no state or ending is called `bougt`\n"


def test_json_says_all_that_a_diagnostic_holds() -> None:
    found = compile_text(SMALLEST.replace("to: bought", "to: bougt"), "x.yaml").diagnostics
    assert json.loads(as_json(found)) == [
        {
            "code": "N201",
            "severity": "error",
            "message": "no state or ending is called `bougt`",
            "help": "did you mean `bought`?",
            "file": "x.yaml",
            "line": 13,
            "column": 13,
            "end_line": 13,
            "end_column": 18,
        }
    ]


def test_colour_only_adds_colour() -> None:
    compiled = compile_text(SMALLEST.replace("to: bought", "to: bougt"))
    plain = full(compiled.diagnostics, compiled.source)
    coloured = full(compiled.diagnostics, compiled.source, colour=True)
    import re

    assert coloured != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_width_counts_columns() -> None:
    assert (width("abc"), width("日本"), width("e\u0301"), width("a\u200db")) == (3, 4, 1, 2)
