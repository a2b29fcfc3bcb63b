"""Figures as they are written: rounded, and never to what they are not."""

from __future__ import annotations

import pytest

from simulator.core.figure_words import count, decimal, percent, several, trust_span, turns_words


@pytest.mark.parametrize(
    ("share", "digits", "words"),
    [
        (0.0, 0, "0 %"),
        (0.004, 0, "<1 %"),
        (0.996, 0, ">99 %"),
        (1.0, 0, "100 %"),
        (1 - 1e-12, 0, "100 %"),
        (0.047, 1, "4.7 %"),
        (0.0004, 1, "<0.1 %"),
        (0.9996, 1, ">99.9 %"),
    ],
)
def test_what_is_not_quite_none_or_all_never_reads_so(
    share: float, digits: int, words: str
) -> None:
    assert percent(share, digits) == words


def test_v_is_written_without_its_nought() -> None:
    assert [decimal(value) for value in (0.0, 0.066, 0.5, 1.0)] == [".00", ".07", ".50", "1.00"]


def test_numbers_are_exact_as_far_as_they_can_be_read() -> None:
    assert count(530475) == "530,475"
    assert count(2**1000) == "about 1.1 × 10^301"
    assert count(3**20_000) == "about 2.7 × 10^9542", "Python refuses to write so many digits"


def test_one_is_one() -> None:
    assert (several(1, "path"), several(2, "path")) == ("1 path", "2 paths")
    assert (turns_words(9, 9), turns_words(9, 10)) == ("turn 9", "turns 9 to 10")
    assert (trust_span("broken", "broken"), trust_span("broken", "testing")) == (
        "broken",
        "broken to testing",
    )
