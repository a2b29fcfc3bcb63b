"""Text in columns: nothing is wider than it may be, whatever the script."""

from __future__ import annotations

import io

import pytest

from simulator.compiler.render import width
from simulator.workbench.columns import Ink, bar, cut, fill, one_line, wrapped


@pytest.mark.parametrize(
    "text", ["plain words", "你好你好你好", "e\u0301e\u0301e\u0301e\u0301", ""]
)
@pytest.mark.parametrize("columns", range(12))
def test_what_is_filled_takes_exactly_its_columns(text: str, columns: int) -> None:
    assert width(fill(text, columns)) == columns


def test_what_is_cut_shows_that_it_goes_on() -> None:
    assert cut("first_words", 6) == "first…"
    assert cut("first_words", 11) == "first_words"
    assert cut("你好吗", 4) == "你…"


def test_text_of_a_file_cannot_speak_to_the_terminal() -> None:
    assert one_line("a\n  b\x1b[2J") == "a b\ufffd[2J"


def test_a_bar_is_true_to_an_eighth_and_shows_that_there_is_something() -> None:
    assert bar(0, 8) == ""
    assert bar(1, 8) == "████████"
    assert bar(1.0000001, 8) == "████████"
    assert bar(0.5, 1) == "▌"
    assert bar(0.0001, 8) == "▏"


def test_lines_are_no_longer_than_the_columns_even_if_a_word_is() -> None:
    lines = list(wrapped("a " * 30 + "x" * 50, 20))
    assert all(width(line) <= 20 and line.startswith("  ") for line in lines)
    assert lines[-1] == "  " + "x" * 17 + "…"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "no_color", "colour"),
    [("xterm", "", True), ("xterm", "1", False), ("dumb", "", False)],
)
def test_colour_is_for_terminals_that_show_it_and_people_who_want_it(
    term: str, no_color: str, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("NO_COLOR", no_color)
    assert Ink.on(Terminal()).colour is colour
    assert Ink.on(io.StringIO()).colour is False
    assert Ink.on(None).colour is False


def test_ink_sets_off_text_and_leaves_it_alone_without_colour() -> None:
    assert Ink(True).grave("x") == "\x1b[31mx\x1b[0m"
    assert Ink(False).grave("x") == "x"
