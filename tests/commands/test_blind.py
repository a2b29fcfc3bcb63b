"""`roleplay blind` and `roleplay agreement`: from the briefing to the figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.agreement import command as agreement
from simulator.commands.blind import command as blind
from simulator.world import World
from tests.tui.conftest import EXAMPLE


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pallet.yaml").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")


def read(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(blind, ["pallet.yaml", *words], input=given, obj=World())


def held(*words: str) -> Result:
    return CliRunner().invoke(agreement, ["pallet.yaml", *words], obj=World())


def test_a_sheet_shows_what_a_trainee_sees_and_nothing_that_tells() -> None:
    sheet = read("--sheet").output
    assert "Eleven years a customer." in sheet
    assert "A  " in sheet
    assert "Your order: ______" in sheet
    for word in ("own_it", "tempting", "It names whose mistake", "hears_me", "slip"):
        assert word not in sheet


def test_one_place_is_shown_at_a_time_and_each_order_is_kept_at_once() -> None:
    done = read("--to", "a.json", given="BAC\n")
    assert done.exit_code == 0
    assert "--- 2 of" in done.output
    assert "(It goes on.)" in done.output
    kept = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert [one["state"] for one in kept["rankings"]] == ["the_call"]
    assert sorted(kept["rankings"][0]["order"]) == ["check_order", "gift", "own_it"]


def test_it_goes_on_where_it_was_left() -> None:
    read("--to", "a.json", given="BAC\n")
    again = read("--to", "a.json")
    assert "--- 1 of" not in again.output
    assert "--- 2 of" in again.output


def test_an_answer_can_be_given_with_the_command_to_the_last_place() -> None:
    read("--to", "a.json", "--answer", "abc")
    for _ in range(9):
        waiting = read("--to", "a.json").output
        if "That was the last one" in waiting:
            break
        letters = [
            line[0] for line in waiting.splitlines() if line[1:3] == "  " and line[0].isalpha()
        ]
        done = read("--to", "a.json", "--answer", "".join(reversed(letters)))
    assert "That was the last one. Thank you." in done.output


@pytest.mark.parametrize("answer", ["", "AB", "ABD", "AAB", "1"])
def test_an_order_that_is_none_is_refused_and_nothing_is_kept(answer: str) -> None:
    done = read("--to", "a.json", "--answer", answer)
    assert done.exit_code == 2
    assert not Path("a.json").exists()


def test_at_the_prompt_it_is_asked_again() -> None:
    done = read("--to", "a.json", given="AAB\nCAB\n")
    assert "Each letter once, please." in done.output
    assert "--- 2 of" in done.output


def test_the_figures_name_the_best_and_who_found_it() -> None:
    for reader, order in (("ada", "BAC"), ("bo", "CBA"), ("cy", "ACB")):
        read("--to", f"{reader}.json", "--reader", reader, "--answer", order)
    done = held("ada.json", "bo.json", "cy.json")
    assert done.exit_code == 0, done.output
    assert "1 places, 3 readers" in done.output
    assert "*own_it " in done.output
    values = json.loads(held("ada.json", "bo.json", "cy.json", "--json").output)
    (state,) = values["states"]
    assert state["best"] == ["own_it"]
    assert sum(state["firsts"].values()) == 3
    assert values["first_right"] == pytest.approx(state["firsts"]["own_it"] / 3)


def test_a_place_that_was_rewritten_since_does_not_count() -> None:
    read("--to", "a.json", "--answer", "BAC")
    text = Path("pallet.yaml").read_text(encoding="utf-8")
    Path("pallet.yaml").write_text(text.replace("That's awful", "Awful"), encoding="utf-8")
    done = held("a.json")
    assert done.exit_code == 1
    assert "none of these rankings" in done.output


def test_a_place_whose_effects_were_changed_counts_against_the_new_v() -> None:
    read("--to", "a.json", "--answer", "BAC")
    text = Path("pallet.yaml").read_text(encoding="utf-8")
    Path("pallet.yaml").write_text(
        text.replace("earns: {on_my_side: proved, able: shown}", "earns: {able: shown}"),
        encoding="utf-8",
    )
    assert held("a.json").exit_code == 1  # nothing is at stake any more, since yes is out of reach


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"reader": "a"}', "\x00"])
def test_a_file_that_holds_no_rankings_is_the_users_mistake(text: str) -> None:
    Path("a.json").write_text(text, encoding="utf-8")
    assert held("a.json").exit_code == 2
    assert read("--to", "a.json", "--answer", "BAC").exit_code == 2
    assert Path("a.json").read_text(encoding="utf-8") == text


def test_the_rankings_of_another_reader_are_not_written_over() -> None:
    read("--to", "a.json", "--reader", "ada", "--answer", "BAC")
    before = Path("a.json").read_text(encoding="utf-8")
    done = read("--to", "a.json", "--reader", "bo", "--answer", "BAC")
    assert done.exit_code == 2
    assert "another scenario or reader" in done.output
    assert Path("a.json").read_text(encoding="utf-8") == before


def test_without_a_place_to_keep_it_nothing_is_asked() -> None:
    done = read()
    assert done.exit_code == 2
    assert "--to FILE" in done.output


def test_bare_the_replies_alone_are_shown_and_kept_apart_from_the_other_readings() -> None:
    sheet = read("--sheet", "--bare").output
    assert "Our dispatch desk typed that list" in sheet
    for word in ("Lena", "Eleven years", "Ninety trays", "cat grass"):
        assert word not in sheet
    done = read("--bare", "--to", "b.json", "--answer", "BAC ABCD")
    assert done.exit_code == 0
    kept = json.loads(Path("b.json").read_text(encoding="utf-8"))
    assert (kept["bare"], len(kept["rankings"])) == (True, 2)
    assert read("--to", "b.json", "--answer", "BAC").exit_code == 2
    assert held("b.json").exit_code == 1
    assert "2 places, 1 readers" in held("--bare", "b.json").output
