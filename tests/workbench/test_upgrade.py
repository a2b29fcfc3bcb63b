"""A file of an older format is carried over by text edits, and a file of this one is left alone."""

from __future__ import annotations

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.edits import Edit
from simulator.compiler.format_library import FORMAT
from simulator.workbench.upgrade import FIRST, STEPS, upgraded
from tests.compiler.small import SMALLEST
from tests.workbench.format_zero import ONE, ZERO, from_zero

MADE_UP = {0: from_zero}


def test_there_is_a_step_from_each_format_that_was_released() -> None:
    assert sorted(STEPS) == list(range(FIRST, FORMAT))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_of_a_made_up_format_is_carried_over_with_its_comments(end: str) -> None:
    data = ("\ufeff" + ZERO.replace("\n", end)).encode()
    result = upgraded(data, "x.yaml", MADE_UP)
    assert result.data.decode() == "\ufeff" + ONE.replace("\n", end)
    assert not result.is_failed
    assert not compile_text(result.data).diagnostics


def test_a_file_goes_through_every_step_in_between() -> None:
    def rename(root: object, lines: tuple[str, ...]) -> list[Edit]:
        return []

    result = upgraded(ZERO.encode(), "x.yaml", {0: from_zero, 1: rename, 2: rename}, newest=3)
    assert result.data.decode() == ONE.replace("format: 1", "format: 3")


def test_a_file_of_this_format_is_left_alone_and_said_to_be() -> None:
    data = SMALLEST.encode()
    result = upgraded(data, "x.yaml", MADE_UP)
    assert result.data == data
    assert result.note == "is in format 1, the newest"


def test_a_format_that_never_was_is_said_to_be_none() -> None:
    result = upgraded(ZERO.encode(), "x.yaml")
    assert result.data == ZERO.encode()
    assert result.complaint == "there is no format 0; the first is 1"


def test_a_newer_file_gets_the_one_sentence_of_the_compiler() -> None:
    result = upgraded(SMALLEST.replace("format: 1", "format: 7").encode(), "x.yaml")
    assert [one.code for one in result.diagnostics] == ["F141"]


@pytest.mark.parametrize("line", ["", "format: one\n", "format: [1]\n", "format:\n"])
def test_a_file_that_does_not_say_its_format_is_left_alone(line: str) -> None:
    data = SMALLEST.replace("format: 1\n", line).encode()
    result = upgraded(data, "x.yaml")
    assert result.data == data
    assert result.complaint.startswith("it has no `format`")


@pytest.mark.parametrize("text", ["a: [", "", "words", "- 1\n"])
def test_what_cannot_be_read_is_left_alone_and_said(text: str) -> None:
    result = upgraded(text.encode(), "x.yaml", MADE_UP)
    assert result.data == text.encode()
    assert result.diagnostics
