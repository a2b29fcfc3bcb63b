"""What is named is found once, in order; what leads to nothing is said at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.workbench.files import File, find_files
from simulator.workbench.wrong_use import WrongUseError


def test_a_folder_stands_for_the_scenarios_in_it_and_below(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.yaml", "a.yml", "deep/c.yaml", "notes.txt"):
        (tmp_path / name).write_text("x")
    found = [file.path for file in find_files([str(tmp_path)])]
    assert found == [tmp_path / "a.yml", tmp_path / "b.yaml", tmp_path / "deep" / "c.yaml"]


def test_files_come_in_the_order_in_which_they_are_named_and_none_twice(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("x")
    names = [
        str(tmp_path / "b.yaml"),
        str(tmp_path),
        str(tmp_path / ".." / tmp_path.name / "a.yaml"),
    ]
    assert [Path(file.name).name for file in find_files(names)] == ["b.yaml", "a.yaml"]


def test_a_file_that_is_named_may_have_any_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert find_files([str(tmp_path / "a.txt")])[0].path == tmp_path / "a.txt"


def test_a_dash_is_standard_input_once() -> None:
    assert find_files(["-", "-"]) == [File(None, "<stdin>")]


def test_the_settings_of_standard_input_are_those_of_where_you_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert os.path.samefile(File(None, "<stdin>").folder, tmp_path)


def test_a_name_that_leads_to_nothing_is_answered_with_a_near_one(tmp_path: Path) -> None:
    (tmp_path / "wrong-pallet.yaml").write_text("x")
    with pytest.raises(WrongUseError, match=r"did you mean `wrong-pallet\.yaml`\?"):
        find_files([str(tmp_path / "wrong-palet.yaml")])


@pytest.mark.parametrize("name", ["", "  ", "no\0where", "x" * 5000])
def test_names_that_no_file_can_have_lead_to_nothing(name: str) -> None:
    with pytest.raises(WrongUseError, match="there is no file or folder"):
        find_files([name])


def test_a_folder_without_scenarios_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match=r"has no files that end in `\.yaml` or `\.yml`"):
        find_files([str(tmp_path)])


def test_a_name_cannot_speak_to_the_terminal() -> None:
    with pytest.raises(WrongUseError) as caught:
        find_files(["a\x1b[31mb"])
    assert "\x1b" not in str(caught.value)
