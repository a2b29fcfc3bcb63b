"""No cascades: what only follows from a mistake is not answered as well, and what does not is."""

from __future__ import annotations

import pytest

from simulator.compiler.compile import compile_text
from tests.compiler.small import SMALLEST, with_reply

PROMISES = "promises:\n  call: {text: A call}\n  van: {text: A van}\n"
USED = with_reply("id: own_it\nsay: Ours.\nmakes: [call, van]\nto: bought\n")


def answers(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.span.line) for one in compile_text(text).diagnostics]


def test_a_misspelt_place_of_definitions_leaves_nothing_undefined() -> None:
    assert answers(USED + PROMISES.replace("promises", "promisses")) == [("F142", 23)]


@pytest.mark.parametrize("value", ["5", "[call, van]", ">\n  call van"])
def test_a_wrong_place_of_definitions_is_answered_once(value: str) -> None:
    assert [code for code, _ in answers(USED + f"promises: {value}\n")][-1:] == ["F144"]


def test_a_broken_line_leaves_what_it_may_have_defined_defined() -> None:
    assert answers(USED + PROMISES.replace("  van:", "   van:")) == [("F120", 25)]


def test_a_misspelt_name_is_answered_where_it_is_used_and_its_like_counts_as_used() -> None:
    assert answers(USED.replace("makes: [call, van]", "makes: [cal, van]") + PROMISES) == [
        ("N202", 13)
    ]


def test_a_misspelt_key_of_one_reply_hides_nothing_of_another() -> None:
    text = SMALLEST.replace("to: bought", "too: bought").replace("        to: not_bought\n", "")
    assert answers(text) == [("F142", 13), ("F143", 14)]


def test_a_key_in_a_wrong_column_is_not_missing_in_the_right_one() -> None:
    text = SMALLEST.replace(
        "        to: bought\n      - id: gift", "    to: bought\n    replies:\n      - id: gift"
    )
    assert [code for code, _ in answers(text)] == ["F142", "F112"]


def test_a_wrong_value_is_not_a_missing_key() -> None:
    assert answers(SMALLEST.replace("sold: yes", "sold: perhaps")) == [("F146", 19)]


def test_an_unknown_name_hides_no_other_mistake() -> None:
    text = SMALLEST.replace("to: bought", "to: nowhere").replace("Lena Brandt", "[Lena]")
    assert answers(text) == [("F133", 4), ("N201", 13)]


def test_states_and_replies_may_share_an_id() -> None:
    assert answers(SMALLEST.replace("own_it", "the_call")) == []


def test_thousands_of_unknown_names_are_answered_in_bearable_time() -> None:
    promises = "".join(f"  promise_{n}: {{text: A call}}\n" for n in range(3000))
    makes = ", ".join(f"promise_{n}x" for n in range(3000))
    text = (
        with_reply(f"id: own_it\nsay: Ours.\nmakes: [{makes}]\nto: bought\n")
        + "promises:\n"
        + promises
    )
    assert {code for code, _ in answers(text)} == {"N202"}
