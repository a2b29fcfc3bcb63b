"""Only a comment silences, only where it stands, and never an error that blocks a play."""

from __future__ import annotations

from time import process_time

import pytest

from simulator.compiler.compile import compile_text
from simulator.workbench.comments import MOST, silenced
from simulator.workbench.rule_book import every_rule
from tests.compiler.small import SMALLEST, with_top

RULES = every_rule()
OTHERS = "others:\n  jonas: {name: Jonas}\n  petra: {name: Petra}\n"


def left(text: str) -> list[tuple[str, int]]:
    """The codes that are left of what is found in a file, with their lines."""
    compiled = compile_text(text, "x.yaml")
    found = silenced(compiled.diagnostics, compiled.source, RULES, lambda code: True)
    return [(one.code, one.span.line) for one in found]


def codes(text: str) -> list[str]:
    return [code for code, _ in left(text)]


def test_the_file_has_two_warnings_to_silence() -> None:
    assert codes(with_top(OTHERS)) == ["N209", "N209"]


def test_a_comment_at_the_end_of_a_line_counts_for_that_line() -> None:
    text = with_top(OTHERS.replace("{name: Jonas}", "{name: Jonas}  # roleplay: ignore[N209]"))
    at = text.splitlines().index("  petra: {name: Petra}") + 1
    assert left(text) == [("N209", at)]


def test_a_comment_on_a_line_of_its_own_counts_for_the_next_line() -> None:
    text = with_top(OTHERS.replace("  jonas", "  # roleplay: ignore[N209]\n\n  # why\n  jonas"))
    at = text.splitlines().index("  petra: {name: Petra}") + 1
    assert left(text) == [("N209", at)]


def test_a_comment_above_a_key_counts_for_the_block_below_it() -> None:
    assert codes(with_top(f"# roleplay: ignore[N209]\n{OTHERS}")) == []


def test_the_block_ends_where_the_next_key_stands() -> None:
    text = with_top(f"# roleplay: ignore[N209]\npractises: [x]\n{OTHERS}")
    assert codes(text) == ["C901", "N209", "N209"]


def test_a_list_that_is_not_indented_belongs_to_its_key() -> None:
    text = with_top(f"# roleplay: ignore[F150]\npractises:\n- a\n- a\n{OTHERS}")
    assert codes(text) == ["C903", "F150", "N209", "N209"]


def test_a_comment_above_the_first_key_counts_for_the_whole_file() -> None:
    assert codes(f"# A file.\n\n# roleplay: ignore[N209]\n---\n{with_top(OTHERS)}") == []


@pytest.mark.parametrize("word", ["N209", "n209", "N", "N2", "never used", "never-used"])
def test_a_rule_may_be_named_in_every_way(word: str) -> None:
    assert codes(f"# roleplay: ignore[{word}]\n{with_top(OTHERS)}") == []


def test_several_codes_and_a_reason_may_stand_in_one_comment() -> None:
    text = f"# roleplay:ignore [ N209 , P302] they speak [later]\n{with_top(OTHERS)}"
    assert codes(text) == ["C901"]


def test_what_people_say_is_no_comment() -> None:
    said = "summary: >\n  # roleplay: ignore[N209]\n  and so on # roleplay: ignore[N209]\n"
    assert codes(f"{said}{with_top(OTHERS)}") == ["N209", "N209"]
    quoted = 'summary: "a # roleplay: ignore[N209]"\n'
    assert codes(f"{quoted}{with_top(OTHERS)}") == ["N209", "N209"]


def test_a_comment_may_stand_beside_the_arrow_and_counts_for_its_text() -> None:
    text = with_top("summary: >  # roleplay: ignore[P302]\n  She calls you.\n")
    assert codes(text) == ["C901"]


def test_a_comment_may_stand_behind_speech() -> None:
    text = SMALLEST.replace("say: This was ours.", "say: This was ours.  # roleplay: ignore[P302]")
    assert codes(text) == ["C901"]


def test_an_ignore_that_silences_nothing_is_told() -> None:
    text = SMALLEST.replace("title: The wrong pallet", "title: x  # roleplay: ignore[N209]")
    assert left(text) == [("C901", 2)]


def test_an_ignore_of_a_rule_that_did_not_run_is_not_called_needless() -> None:
    compiled = compile_text(f"# roleplay: ignore[P302]\n{SMALLEST}")
    assert silenced(compiled.diagnostics, compiled.source, RULES, lambda code: False) == []


def test_an_error_that_blocks_a_play_cannot_be_ignored() -> None:
    text = SMALLEST.replace("to: bought\n", "to: bougt  # roleplay: ignore[N201]\n")
    assert codes(text) == ["N201", "C903"]


@pytest.mark.parametrize(
    "comment",
    ["ignore N209", "ignore", "ignore[]", "ignore[ , ]", "ignroe[N209]", "ignore[N209", "noqa"],
)
def test_a_comment_that_is_not_understood_is_told(comment: str) -> None:
    assert codes(f"# roleplay: {comment}\n{with_top(OTHERS)}") == ["C902", "N209", "N209"]


def test_an_unknown_code_is_answered_with_a_near_one_at_its_place() -> None:
    compiled = compile_text(f"# roleplay: ignore[N209, N999x]\n{with_top(OTHERS)}")
    found = silenced(compiled.diagnostics, compiled.source, RULES, lambda code: True)
    assert [(one.code, one.span.column, one.span.end_column) for one in found] == [("C902", 26, 31)]
    near = silenced((), compile_text("# roleplay: ignore[F1422]\nx: 1").source, RULES, bool)
    assert near[0].help == "did you mean `F142`?"


def test_a_broken_file_does_not_hinder_its_comments() -> None:
    text = f"# roleplay: ignore[N209]\n{with_top(OTHERS)}title: [\n"
    assert "N209" not in codes(text)


@pytest.mark.parametrize(
    "comments",
    [
        "# roleplay: ignore[N209]\n" * 20_000,
        "# roleplay: ignore[" + "qqqq," * 50_000 + "]\n",
        "# roleplay: " + "ignore[" * 50_000 + "\n",
        "# " * 200_000 + "roleplay\n",
        "a: b # roleplay: ignore[" + " " * 200_000 + "]\n",
    ],
)
def test_an_absurd_number_of_comments_is_answered_soon(comments: str) -> None:
    compiled = compile_text(comments + with_top(OTHERS))
    start = process_time()
    silenced(compiled.diagnostics, compiled.source, RULES, lambda code: True)
    assert process_time() - start < 2


def test_more_codes_than_any_file_needs_are_refused() -> None:
    text = with_top(OTHERS) + f"# roleplay: ignore[{','.join(['N209'] * (MOST + 1))}]\n"
    assert codes(text).count("C902") == 1
