"""Editors count in code units, we in characters."""

import pytest

from simulator.compiler.diagnostic import Span
from simulator.lsp.columns import Columns
from simulator.lsp.document import Point

LINES = ("plain", "😀 犬 é: own_it", "")


@pytest.mark.parametrize(
    ("encoding", "units"), [("utf-8", 13), ("utf-16", 8), ("utf-32", 7)], ids=str
)
def test_an_emoji_counts_as_many_units_as_the_encoding_needs(encoding: str, units: int) -> None:
    columns = Columns(LINES, encoding)
    assert columns.span(Span(2, 8, 2, 14)) == ((1, units), (1, units + 6))
    assert columns.point(1, units) == Point(2, 8)


def test_a_position_inside_a_character_is_the_one_before_it() -> None:
    assert Columns(LINES).point(1, 1) == Point(2, 1)


@pytest.mark.parametrize(
    ("position", "point"),
    [((0, 99), Point(1, 6)), ((1, 99), Point(2, 14)), ((2, 5), Point(3, 1)), ((9, 0), Point(3, 1))],
)
def test_a_position_behind_the_text_is_the_nearest_that_there_is(
    position: tuple[int, int], point: Point
) -> None:
    assert Columns(LINES).point(*position) == point
