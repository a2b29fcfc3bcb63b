"""Laying out: no row is wider than asked, and nothing in a text is a command."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.rows import (
    beside,
    centred,
    clipped,
    ends,
    hanging,
    joined,
    paragraph,
    plain,
    rule_with,
    say,
    words,
    wrapped,
)
from simulator.tui.widgets.transcript import balanced

texts = st.text(max_size=200)
widths = st.integers(2, 120)


@given(texts, widths)
def test_no_row_is_wider_than_asked(text: str, width: int) -> None:
    content = words(text)
    for rows in (
        wrapped(content, width),
        centred(content, width),
        paragraph(content, width + 4, 4),
        balanced(content, width) if content else [],
        [clipped(content, width)],
    ):
        assert all(
            row.cell_length <= max(width + 4 if row.plain[:4] == "    " else width, 2)
            for row in rows
        )


@given(texts)
def test_nothing_reaches_the_terminal_that_it_could_obey(text: str) -> None:
    shown = plain(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode("utf-8")


def test_emphasis_is_a_span_and_its_asterisks_are_gone() -> None:
    content = words("I sell *geraniums*, 2 * 3 of them.", "you")
    assert content.plain == "I sell geraniums, 2 * 3 of them."
    assert [(span.start, span.end, span.style) for span in content.spans] == [
        (0, 32, "you"),
        (7, 16, "em"),
    ]


def test_brackets_are_text() -> None:
    assert words("[bold]50% off[/bold]").plain == "[bold]50% off[/bold]"


def test_a_hanging_paragraph_stays_beside_its_label() -> None:
    rows = [row.plain for row in hanging("You", words("one two three"), 12, 5)]
    assert rows == ["You  one two", "     three"]


def test_ends_stand_at_either_end_and_the_left_gives_way() -> None:
    assert ends(say("left"), say("right"), 14).plain == "left     right"
    assert ends(say("a very long left"), say("right"), 14).plain == "a very…  right"
    assert ends(say("left"), say("a long right"), 6).plain == "left"


def test_two_columns_keep_their_places() -> None:
    left, right = [say("a"), say("b")], [say("x"), say("y"), say("z")]
    assert [row.plain for row in beside(left, right, 4)] == ["a   x", "b   y", "    z"]


def test_a_rule_bears_its_word_in_the_middle() -> None:
    assert rule_with(" ↓ more ", 12).plain == "── ↓ more ──"
    assert rule_with(" ↓ more ", 3).cell_length <= 3


def test_wide_characters_count_two() -> None:
    rows = wrapped(words("日本語の文字列です"), 6)
    assert [row.plain for row in rows] == ["日本語", "の文字", "列です"]


def test_pieces_join_with_their_roles() -> None:
    content = joined(say("a", "builds"), " ", say("b", "costs"))
    assert [(span.start, span.end, span.style) for span in content.spans] == [
        (0, 1, "builds"),
        (2, 3, "costs"),
    ]
