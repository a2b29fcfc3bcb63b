"""Laying out changes how a file looks and nothing that it means."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings

from simulator.compiler.compile import compile_text
from simulator.compiler.library import find_files, shipped_folder
from simulator.workbench.fmt import RARE, formatted
from simulator.workbench.rewrite import Rewrite
from tests.compiler.small import SMALLEST
from tests.compiler.test_properties import moved_lines
from tests.workbench.layouts import EXAMPLE, ROOT, layouts

CASES = sorted((ROOT / "tests" / "compiler" / "cases").glob("*.yaml"))
SHIPPED = find_files(shipped_folder())

UNTIDY = """\


# yaml-language-server: $schema=./scenario.schema.json
format:   1
title: 'The wrong pallet'BLANKS
customer:
    name: "Lena Brandt"  # the owner
    reliance: "Will she: yes or no?"
    mood: 'it''s bad'


    # what else
    background: >
          She has bought here
            for years.

          Twice.
start: 'the_call'
states:
    the_call:
        line: "Well?"
        replies:
        -   id: own_it
            say: This was
                      ours.
            to:
            # a yes first
            -   when: { verdict: "yes" }
                go:   bought
            - go:  not_bought
        # kind, and wrong
        -
            id: gift
            say: "Keep the \\"trays\\"."
            to: not_bought
    # only then
    second:
        line:
            - line: "#1"
        replies:
            - {id: third, say: "So: this", to: bought}
endings:
        bought: {sold: "yes"}


        # at the end
        not_bought:
            sold: no

# of mine
walks: {
  good: {replies: [own_it],
    ends: bought, verdict: no
  }
}
# the end


""".replace("BLANKS", "   ")

TIDY = """\
# yaml-language-server: $schema=./scenario.schema.json
format: 1
title: The wrong pallet

customer:
  name: "Lena Brandt"  # the owner
  reliance: "Will she: yes or no?"
  mood: it's bad

  # what else
  background: >
    She has bought here
      for years.

    Twice.

start: the_call
states:
  the_call:
    line: Well?
    replies:
      - id: own_it
        say: This was
          ours.
        to:
          # a yes first
          - when: { verdict: yes }
            go: bought
          - go: not_bought
      # kind, and wrong
      -
        id: gift
        say: Keep the "trays".
        to: not_bought

  # only then
  second:
    line:
      - line: "#1"
    replies:
      - {id: third, say: "So: this", to: bought}

endings:
  bought: {sold: yes}

  # at the end
  not_bought:
    sold: no

# of mine
walks: {
  good: {replies: [own_it],
    ends: bought, verdict: no
  }
}
# the end
"""


def laid_out(text: str) -> str:
    """A text after laying out; it must be one that can be."""
    result = formatted(text.encode(), "x.yaml")
    assert not result.diagnostics
    assert not result.complaint
    return result.data.decode()


def hold(data: bytes) -> None:
    """Laying out keeps the meaning, and does nothing the second time."""
    once = formatted(data, "x.yaml")
    before, after = compile_text(data, "x.yaml"), compile_text(once.data, "x.yaml")
    assert after.scenario == before.scenario
    assert [one.code for one in after.diagnostics] == [one.code for one in before.diagnostics]
    assert formatted(once.data, "x.yaml").data == once.data


def test_an_untidy_file_becomes_tidy() -> None:
    assert laid_out(UNTIDY) == TIDY


def test_a_tidy_file_stays_as_it_is() -> None:
    assert laid_out(TIDY) == TIDY


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_scenarios_are_laid_out(path: Path) -> None:
    data = path.read_bytes()
    assert formatted(data, path.name) == Rewrite(data)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_with_a_mistake_keeps_it(path: Path) -> None:
    hold(path.read_bytes())


@settings(max_examples=60)
@given(layouts())
@example(EXAMPLE)
def test_no_layout_is_too_odd_and_none_changes_what_is_meant(text: str) -> None:
    data = text.encode()
    hold(data)
    result = formatted(data, "x.yaml")
    assert not result.complaint
    if not result.diagnostics:
        assert result.data.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")


@settings(max_examples=60)
@given(moved_lines())
def test_lines_that_have_moved_keep_their_meaning(text: str) -> None:
    hold(text.encode())


def test_every_layout_of_one_file_becomes_the_same() -> None:
    wide = "\n".join(line.replace("  ", "    ") for line in SMALLEST.splitlines())
    wide = wide.replace("- id", "-   id")
    assert wide != SMALLEST
    assert laid_out(wide) == laid_out(SMALLEST)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_and_byte_order_mark_stay(end: str) -> None:
    text = "\ufeff" + UNTIDY.replace("\n", end)
    assert laid_out(text) == "\ufeff" + TIDY.replace("\n", end)


@pytest.mark.parametrize(
    "line",
    [
        "title: 'say \"hello\"'  # a comment",
        'title: "yes: no"',
        'title: "- a"',
        'title: "1.0"',
        'title: "null"',
        'title: "#1"',
        'title: "a #1"',
        'title: " a"',
        'title: "two\\nlines"',
        'title: "a"  # b',
        'title: "?"',
        'title: "---"',
        'title: "end:"',
        'title: "@home"',
        'practises: ["a, b", "c: d", "e]"]',
    ],
)
def test_quotation_marks_that_are_needed_stay(line: str) -> None:
    text = SMALLEST.replace("title: The wrong pallet", line)
    if line.startswith("practises"):
        text = SMALLEST.replace("customer:", f"{line}\ncustomer:", 1)
    assert f"\n{line}\n" in laid_out(text)


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("'a'", "a"),
        ('"yes"', "yes"),
        ("'12:30'", "12:30"),
        ("'a: b'", '"a: b"'),
        ("'it''s: so'", '"it\'s: so"'),
        ("'\"a\": b'", "'\"a\": b'"),
        ("'a\\b'", "a\\b"),
        ('"Grünwerk 🌱"', "Grünwerk 🌱"),
    ],
)
def test_quotation_marks_are_double_or_go(written: str, tidy: str) -> None:
    text = laid_out(SMALLEST.replace("The wrong pallet", written))
    assert f"\ntitle: {tidy}\n" in text


@pytest.mark.parametrize("header", [">", "|", ">-", "|+", ">2", "|2-", ">+"])
def test_speech_is_moved_as_a_whole(header: str) -> None:
    says = f"say: {header}\n            Well.\n              So?\n\n            Yes.  \n\n"
    text = SMALLEST.replace("say: This was ours.\n", says.replace("            ", "          "))
    hold(text.encode())
    assert not formatted(text.encode(), "x").is_failed
    assert "Yes.  \n" in laid_out(text)


@pytest.mark.parametrize("text", ["a: [", "title: *x\n", "", "\t", "just words", "format: 2\n"])
def test_what_cannot_be_read_is_left_alone_and_said(text: str) -> None:
    data = text.encode()
    result = formatted(data, "x.yaml")
    assert result.data == data
    assert result.diagnostics


def test_keys_with_a_question_mark_are_left_alone() -> None:
    data = SMALLEST.replace("title: The wrong pallet", "? title\n: The wrong pallet").encode()
    assert formatted(data, "x.yaml") == Rewrite(data, complaint=RARE)


def test_a_text_that_keeps_its_last_lines_does_not_grow() -> None:
    text = SMALLEST.replace(
        "title: The wrong pallet", "title: The wrong pallet\nsummary: >+\n  A\n"
    )
    once = laid_out(text)
    assert "  A\n\ncustomer:" in once
    assert laid_out(once) == once


def test_blank_lines_inside_of_quotation_marks_stay() -> None:
    text = SMALLEST.replace("say: This was ours.", "say: 'This was\n  \n          ours.'")
    assert "say: 'This was\n\n          ours.'" in laid_out(text)


def test_what_stands_in_braces_is_never_left_of_its_key() -> None:
    text = SMALLEST.replace("  bought:\n    sold: yes\n", "  bought: {\nsold: yes\n}\n")
    assert "\n  bought: {\n    sold: yes\n  }\n" in laid_out(text)


def test_a_blank_that_is_meant_stays_at_the_end_of_a_line() -> None:
    text = SMALLEST.replace("say: This was ours.", 'say: "This was\\ \n          ours."')
    assert 'say: "This was\\ \n          ours."' in laid_out(text)


def test_a_list_below_its_key_is_moved_with_its_texts() -> None:
    text = f"{SMALLEST}practises:\n- >2\n    two\n  one\n- three\n"
    assert laid_out(text).endswith("practises:\n  - >2\n      two\n    one\n  - three\n")
