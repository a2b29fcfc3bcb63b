"""A mend changes what it says, keeps the rest to the letter, and the scenario with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_text
from simulator.workbench.mends import difference, with_ids, with_near_names
from tests.compiler.small import SMALLEST

EXAMPLE = (Path(__file__).parents[2] / "docs" / "example.yaml").read_text(encoding="utf-8")
WITHOUT_IDS = re.sub(r"- id: \w+\n +(say|do)", r"- \1", SMALLEST)


def test_missing_ids_are_added_above_the_first_key() -> None:
    assert "id: own_it" not in WITHOUT_IDS
    after, count = with_ids(WITHOUT_IDS.encode(), "x.yaml")
    assert count == 2
    assert after.decode() == SMALLEST.replace("own_it", "the_call_1").replace("gift", "the_call_2")


def test_the_scenario_stays_the_same_and_is_not_mended_again() -> None:
    after, _ = with_ids(WITHOUT_IDS.encode(), "x.yaml")
    assert compile_text(after).scenario == compile_text(WITHOUT_IDS).scenario is not None
    assert with_ids(after, "x.yaml") == (after, 0)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comments_line_breaks_and_byte_order_mark_stay(end: str, mark: str) -> None:
    text = WITHOUT_IDS.replace("to: bought\n", "to: bought   # all's well\n")
    text = mark + text.replace("\n", end) + f"# ende é{end}"
    after, count = with_ids(text.encode(), "x.yaml")
    assert count == 2
    kept = re.sub(rf"id: the_call_\d{end} *", "", after.decode())
    assert kept == text
    assert after.decode().count(end) == after.decode().count("\n")


def test_replies_in_braces_get_theirs_inside() -> None:
    text = re.sub(
        r"      - say: (.*)\n        to: (.*)\n", r"      - {say: \1, to: \2}\n", WITHOUT_IDS
    )
    after, count = with_ids(text.encode(), "x.yaml")
    assert count == 2
    assert "- {id: the_call_1, say: This was ours., to: bought}" in after.decode()


def test_an_id_that_is_taken_is_not_given_twice() -> None:
    text = WITHOUT_IDS.replace("      - say: Keep", "      - id: the_call_1\n        say: Keep")
    after, count = with_ids(text.encode(), "x.yaml")
    assert count == 1
    assert "- id: the_call_1_\n        say: This" in after.decode()


def test_a_rare_layout_is_left_alone() -> None:
    text = WITHOUT_IDS.replace(
        "      - say: This was ours.", "      - ? say\n        : This was ours."
    )
    assert compile_text(text).scenario is not None
    assert with_ids(text.encode(), "x.yaml") == (text.encode(), 0)


@pytest.mark.parametrize("text", ["", "title: [", WITHOUT_IDS + "titel: x\n", "\x00", "é"])
def test_a_file_with_errors_gets_no_ids(text: str) -> None:
    data = text.encode("latin-1")
    assert with_ids(data, "x.yaml") == (data, 0)


def test_every_reply_of_the_example_gets_an_id_back() -> None:
    text = re.sub(r"- id: \w+\n +say", "- say", EXAMPLE.partition("walks:")[0])
    before = compile_text(text)
    assert before.scenario is not None
    after, count = with_ids(text.encode(), "x.yaml")
    assert count == sum(len(state.replies) for state in before.scenario.states.values())
    assert compile_text(after).scenario == before.scenario


def test_near_names_are_mended_where_they_stand() -> None:
    text = SMALLEST.replace("to: bought", "to: bougt  # yes").replace(
        "start: the_call", "start: 'the_cal'"
    )
    after, count = with_near_names(text.encode(), "x.yaml")
    assert count == 2
    assert "to: bought  # yes" in after.decode()
    assert "start: the_call\n" in after.decode()
    assert compile_text(after).scenario is not None


def test_names_that_are_like_none_stay() -> None:
    data = SMALLEST.replace("to: bought", "to: qqqqqq").encode()
    assert with_near_names(data, "x.yaml") == (data, 0)


def test_the_difference_is_shown_as_a_patch() -> None:
    before = SMALLEST.replace("to: bought", "to: bougt").encode()
    shown = difference(before, with_near_names(before, "x.yaml")[0], "x\x1b.yaml")
    assert "-        to: bougt\n+        to: bought\n" in shown
    assert "\x1b" not in shown
