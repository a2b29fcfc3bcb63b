from __future__ import annotations

import io

import pytest

from simulator.plain.lines import (
    LONGEST,
    PATIENCE,
    EndOfInput,
    Lines,
    NobodyHears,
    number_to,
    yes_or_no,
)


def reading(text: str) -> Lines:
    return Lines(io.StringIO(text), io.StringIO())


@pytest.mark.parametrize(
    "line", ["1\n", "1\r\n", "  1 \t\n", "1", "\ufeff1\n", "\ufeff 1\n", "1\u00a0\n"]
)
def test_an_answer_is_read_without_what_surrounds_it(line: str) -> None:
    assert reading(line).read() == "1"


def test_after_the_last_answer_input_ends_and_an_empty_line_is_no_end() -> None:
    lines = reading("\n1")
    assert [lines.read(), lines.read()] == ["", "1"]
    with pytest.raises(EndOfInput):
        lines.read()


def test_an_endless_line_is_read_in_part_and_the_next_answer_stands() -> None:
    lines = reading("x" * (3 * LONGEST) + "\n2\n")
    assert len(lines.read()) == LONGEST
    assert lines.read() == "2"


def test_a_line_without_any_end_is_the_end_of_input() -> None:
    class Zeros(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            return "\0" * (size or 0)

    with pytest.raises(EndOfInput):
        Lines(Zeros(), io.StringIO()).read()


def test_streams_that_are_closed_neither_answer_nor_hear() -> None:
    lines = Lines(None, None)
    lines.tell("hello")
    with pytest.raises(EndOfInput):
        lines.read()


def test_a_stream_that_cannot_be_read_has_ended() -> None:
    class Gone(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            raise OSError(5, "Input/output error")

    with pytest.raises(EndOfInput):
        Lines(Gone(), io.StringIO()).read()


def test_a_stream_that_cannot_be_written_is_nobody_hearing() -> None:
    class Full(io.StringIO):
        def write(self, text: str, /) -> int:
            raise BrokenPipeError

    with pytest.raises(NobodyHears) as caught:
        Lines(io.StringIO(), Full()).tell("hello")
    assert isinstance(caught.value.__cause__, BrokenPipeError)


@pytest.mark.parametrize(("answer", "number"), [("1", 1), ("3", 3), ("03", 3), ("٣", 3), ("３", 3)])
def test_numbers_are_read_in_the_digits_of_any_script(answer: str, number: int) -> None:
    assert number_to(3)(answer) == number


@pytest.mark.parametrize(
    "answer", ["", "0", "4", "-1", "+1", "1.0", "²", "①", "1 2", "1_0", "9" * 5000, "one"]
)
def test_what_is_no_number_in_range_is_not_understood(answer: str) -> None:
    assert number_to(3)(answer) is None


def test_yes_and_no_in_either_case() -> None:
    assert [yes_or_no(one) for one in ("y", "YES", "n", "No", "", "maybe", "1")] == [
        True,
        True,
        False,
        False,
        None,
        None,
        None,
    ]


def test_a_question_is_asked_until_it_is_answered_and_says_what_it_wants() -> None:
    told = io.StringIO()
    lines = Lines(io.StringIO("x\n2\n"), told)

    answer = lines.ask("Which?", lines.or_else(number_to(3), "1, 2 or 3."))

    assert answer == 2
    assert told.getvalue() == "Which? x\n1, 2 or 3.\nWhich? 2\n"


def test_a_terminal_is_not_told_its_own_answer() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    told = io.StringIO()
    Lines(Terminal("2\n"), told).ask("Which?", number_to(3))

    assert told.getvalue() == "Which? "


def test_an_answer_that_a_terminal_would_act_on_is_not_told_back() -> None:
    told = io.StringIO()
    with pytest.raises(EndOfInput):
        Lines(io.StringIO("\x1b[31m\n"), told).ask("Which?", number_to(3))

    assert "\x1b" not in told.getvalue()


def test_what_never_answers_sensibly_is_no_person() -> None:
    told = io.StringIO()
    with pytest.raises(EndOfInput):
        Lines(io.StringIO("yes\n" * 10_000), told).ask("Which?", number_to(3))

    assert told.getvalue().count("Which?") == PATIENCE
