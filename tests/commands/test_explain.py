"""`roleplay explain`: the page of a code, or a list of all."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from simulator.commands.explain import command
from simulator.workbench.rule_book import GROUPS, every_rule


def run(*words: str) -> Result:
    return CliRunner().invoke(command, words, prog_name="roleplay explain")


@pytest.mark.parametrize("word", ["F142", "f142", "unknown key", "unknown-key"])
def test_a_code_or_a_name_shows_its_page(word: str) -> None:
    done = run(word)
    assert done.exit_code == 0
    assert done.output.startswith("F142 unknown key\n\nAn error.\n\nA key that the format")
    assert "Fails:\n\n    sumary: She calls you.\n\nPasses:\n\n    summary: She" in done.output


def test_without_a_code_all_are_listed_a_line_each() -> None:
    lines = run().output.splitlines()
    assert [line for line in lines if line and line[0] != " "] == list(GROUPS.values())
    assert "  N209  warning  never used" in lines
    assert len([line for line in lines if line.startswith("  ")]) == len(every_rule())


def test_the_beginning_of_a_code_lists_those_that_begin_so() -> None:
    codes = [line.split()[0] for line in run("N").output.splitlines()[1:]]
    assert codes == [code for code in every_rule() if code.startswith("N")]


@pytest.mark.parametrize("word", ["F1422", "unknwon key", "", "\x1b[31m", "x" * 5000])
def test_a_code_that_is_unknown_ends_with_2_and_one_line(word: str) -> None:
    done = run(word)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "no rule is called" in done.stderr
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_near_code_is_suggested() -> None:
    assert "did you mean `F142`?" in run("F1422").stderr
    assert "did you mean `unknown key`?" in run("unknwon-key").stderr
