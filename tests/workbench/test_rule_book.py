"""A rule is chosen by its code, its beginning, its name or its group; a word that means none is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.workbench.cache import Cache
from simulator.workbench.plan import Stage
from simulator.workbench.rule_book import (
    GROUPS,
    Choice,
    blocks,
    choose,
    codes_of,
    every_rule,
    known_rules,
)
from simulator.workbench.settings import Settings
from simulator.workbench.wrong_use import WrongUseError

RULES = known_rules()


def diagnostic(code: str, severity: Severity) -> Diagnostic:
    return Diagnostic(code, severity, "m", None, Span(1, 1, 1, 2), "x.yaml")


def test_every_rule_is_in_a_group_and_they_come_in_their_order() -> None:
    letters = [code[0] for code in every_rule()]
    assert list(dict.fromkeys(letters)) == list(GROUPS)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("F142", "F142"),
        ("f142", "F142"),
        ("unknown key", "F142"),
        ("Unknown-Key", "F142"),
        ("unknown_key", "F142"),
    ],
)
def test_a_word_means_one_rule(word: str, code: str) -> None:
    assert codes_of(word, RULES) == {code}


@pytest.mark.parametrize("word", ["F", "f1", "form"])
def test_a_word_means_many_rules(word: str) -> None:
    assert codes_of(word, RULES) == {code for code in RULES if code.startswith("F1")}


@pytest.mark.parametrize("word", ["", " ", "142", "F9", "unknown", "*"])
def test_a_word_means_nothing(word: str) -> None:
    assert codes_of(word, RULES) == frozenset()


def test_without_words_all_count() -> None:
    assert choose(RULES, Settings()) == Choice()
    assert Choice().has("F142")


def test_what_is_ignored_wins_over_what_is_selected() -> None:
    choice = choose(RULES, Settings(), ["N"], ["N209"])
    assert (choice.has("N201"), choice.has("N209"), choice.has("F142")) == (True, False, False)


def test_the_command_selects_in_place_of_the_settings_and_ignores_besides() -> None:
    settings = Settings(select=("F",), ignore=("N209",), file=Path("roleplay.toml"))
    choice = choose(RULES, settings, ["N"], ["N208"])
    assert [code for code in ("F142", "N201", "N208", "N209") if choice.has(code)] == ["N201"]
    assert choose(RULES, settings).has("F142")


def test_an_unknown_word_is_answered_with_a_near_one_and_where_it_stands() -> None:
    with pytest.raises(
        WrongUseError, match=r"--select: no rule is called `F1422`; did you mean `F142`"
    ):
        choose(RULES, Settings(), ["F1422"])
    with pytest.raises(WrongUseError, match=r"--ignore: .*did you mean `unknown key`"):
        choose(RULES, Settings(), [], ["unknwon-key"])
    with pytest.raises(
        WrongUseError, match=r"roleplay.toml: `ignore`: no rule.*`roleplay explain`"
    ):
        choose(RULES, Settings(ignore=("qqqqqqq",), file=Path("roleplay.toml")))


def test_what_blocks_a_play_are_errors_of_form_names_and_flow() -> None:
    assert blocks(diagnostic("N201", Severity.ERROR))
    assert not blocks(diagnostic("N209", Severity.WARNING))
    assert not blocks(diagnostic("G520", Severity.ERROR))


def test_rules_are_known_by_the_stage_that_finds_them() -> None:
    at = {code: RULES[code].stage for code in ("F142", "P301", "P310", "B401", "W601")}
    assert at == {
        "F142": None,
        "P301": None,
        "P310": Stage.WALK,
        "B401": Stage.WALK,
        "W601": Stage.TEXT,
    }


def test_the_rules_are_the_same_from_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "stamp")
    assert known_rules(cache) == known_rules(cache) == RULES
    assert list(known_rules(cache)) == list(RULES)
