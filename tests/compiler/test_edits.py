"""Edits change what they say and nothing else, whatever the line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.compiler.diagnostic import Span
from simulator.compiler.edits import Edit, OverlapError, apply, insertion

LINES = st.lists(st.text(st.sampled_from("ab: é日😀#"), max_size=6), min_size=1, max_size=6)


def test_a_span_is_replaced() -> None:
    assert apply([Edit(Span(2, 5, 2, 10), "bought")], "a\nto: bougt\nb") == "a\nto: bought\nb"


def test_an_empty_span_inserts_and_an_empty_text_deletes() -> None:
    assert apply([insertion(1, 2, "x")], "ab") == "axb"
    assert apply([Edit(Span(1, 1, 2, 1), "")], "a\nb") == "b"
    assert apply([insertion(1, 3, "!")], "ab") == "ab!"


def test_edits_are_made_at_their_places_in_whatever_order_they_come() -> None:
    edits = [insertion(2, 1, "y"), insertion(1, 1, "x")]
    assert apply(edits, "a\nb") == apply(reversed(edits), "a\nb") == "xa\nyb"


def test_the_byte_order_mark_and_windows_line_breaks_stay() -> None:
    text = "\ufeffa: 1\r\nb: 2\r\n"
    assert apply([insertion(1, 1, "id: x\n")], text) == "\ufeffid: x\r\na: 1\r\nb: 2\r\n"
    assert apply([Edit(Span(2, 4, 2, 5), "3")], text) == "\ufeffa: 1\r\nb: 3\r\n"


def test_old_line_breaks_count_as_such() -> None:
    assert apply([insertion(2, 1, "x\n")], "a\rb\rc") == "a\rx\rb\rc"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Edit(Span(1, 1, 1, 3), "x"), Edit(Span(1, 2, 1, 4), "y")),
        (Edit(Span(1, 1, 1, 3), "x"), insertion(1, 2, "y")),
        (insertion(1, 2, "x"), insertion(1, 2, "y")),
        (Edit(Span(1, 2, 1, 3), "x"), insertion(1, 2, "y")),
    ],
)
def test_edits_that_overlap_are_refused(first: Edit, second: Edit) -> None:
    for edits in ([first, second], [second, first]):
        with pytest.raises(OverlapError):
            apply(edits, "abcd")


def test_edits_side_by_side_do_not_overlap() -> None:
    edits = [Edit(Span(1, 1, 1, 3), "x"), Edit(Span(1, 3, 1, 5), "y")]
    assert apply(edits, "abcd") == "xy"


@pytest.mark.parametrize("place", [(0, 1), (3, 1), (1, 0), (1, 5), (2, 9)])
def test_an_edit_outside_of_the_text_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no "):
        apply([insertion(*place, "x")], "abc\nd")


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        apply([Edit(Span(1, 3, 1, 1), "x")], "abc")


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.data())
def test_line_breaks_and_letters_beside_an_edit_stay(
    lines: list[str], end: str, marked: bool, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, len(lines[at])))
    stop = data.draw(st.integers(start, len(lines[at])))
    before, after = "\ufeff" * marked, end.join(lines)
    edited = apply([Edit(Span(at + 1, start + 1, at + 1, stop + 1), "new")], before + after)
    lines[at] = lines[at][:start] + "new" + lines[at][stop:]
    assert edited == before + end.join(lines)
