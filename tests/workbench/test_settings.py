"""The nearest file upwards counts; nothing in it is passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.workbench.settings import DEFAULTS, Settings, SettingsOf
from simulator.workbench.wrong_use import WrongUseError


def read(folder: Path, text: str, name: str = "roleplay.toml") -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return SettingsOf()(folder)


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """
        [check]
        select = ["F", "N201,N202"]
        ignore = "W"
        situations = 1000
        style = "concise"
        cache = false
        [check.thresholds]
        saint = 0.3
        bot = 1
    """
    assert read(tmp_path, text) == Settings(
        select=("F", "N201", "N202"),
        ignore=("W",),
        thresholds=(("bot", 1.0), ("saint", 0.3)),
        situations=1000,
        style="concise",
        cache=False,
        file=tmp_path / "roleplay.toml",
    )


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    read(tmp_path, '[check]\nignore = ["W"]\nselect = ["F"]')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert SettingsOf()(below).ignore == ("W",)
    assert read(tmp_path / "a", '[check]\nignore = ["G"]').ignore == ("G",)
    assert SettingsOf()(below) == Settings(ignore=("G",), file=tmp_path / "a" / "roleplay.toml")


def test_a_table_of_a_project_file_counts_as_well(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.roleplay.check]\nignore = ["W"]\n'
    assert read(tmp_path, text, "pyproject.toml").ignore == ("W",)


@pytest.mark.parametrize("text", ['[project]\nname = "roleplay"', "[tool.roleplay]\n", "tool = 1"])
def test_a_project_file_without_the_table_is_not_the_nearest(tmp_path: Path, text: str) -> None:
    read(tmp_path, '[check]\nignore = ["W"]')
    assert read(tmp_path / "a", text, "pyproject.toml").ignore == ("W",)


def test_a_broken_project_file_that_does_not_speak_of_us_is_not_ours(tmp_path: Path) -> None:
    assert read(tmp_path, "[project\n", "pyproject.toml").file is None


def test_our_own_file_goes_before_the_project_file(tmp_path: Path) -> None:
    read(tmp_path, '[tool.roleplay.check]\nignore = ["G"]', "pyproject.toml")
    assert read(tmp_path, '[check]\nignore = ["W"]').ignore == ("W",)


def test_an_empty_file_stops_the_search(tmp_path: Path) -> None:
    read(tmp_path, '[check]\nignore = ["W"]')
    assert read(tmp_path / "a", "").ignore == ()


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    assert SettingsOf()(tmp_path) == DEFAULTS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[check]\nselct = []", "line 2: unknown key `selct`; did you mean `select`"),
        ("[check]\nfoo = []", "line 2: unknown key `foo`; it may be `select`, `ignore`"),
        ("[chek]", "line 1: unknown table or key `chek`; did you mean `check`"),
        ("select = []", r"unknown table or key `select`; put it under `\[check\]`"),
        ("[lint]", r"unknown table or key `lint`; the file may hold `\[check\]`"),
        ("check = 3", "line 1: `check` is a table"),
        ("[check]\nselect = 3", "`select` takes a list of codes"),
        ("[check]\nselect = [3]", "`select` takes a list of codes"),
        ("[check]\nsituations = 0", "`situations` is a whole number from 1"),
        ("[check]\nsituations = true", "`situations` is a whole number from 1.*not true"),
        ('[check]\nstyle = "pretty"', "`style` is one of `full`"),
        ('[check]\ncache = "no"', "`cache` is true or false, not 'no'"),
        ("[check]\nthresholds = 3", "`thresholds` takes a table"),
        ('[check.thresholds]\nbot = "x"', "the threshold `bot` is a number"),
        ("[check.thresholds]\nbot = true", "the threshold `bot` is a number"),
        ("[check.thresholds]\nbot = nan", "the threshold `bot` is a number, not nan"),
        ("[check.thresholds]\nbot = inf", "the threshold `bot` is a number, not inf"),
        ("[check", "is not valid TOML"),
        ("x = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(WrongUseError, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "roleplay.toml").write_bytes(b"[check]\n# \xff\n")
    with pytest.raises(WrongUseError, match="line 2: this is not UTF-8"):
        SettingsOf()(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "roleplay.toml").write_bytes(b'\xef\xbb\xbf[check]\r\nignore = ["W"]\r\n')
    assert SettingsOf()(tmp_path).ignore == ("W",)


def test_a_folder_of_that_name_is_no_settings(tmp_path: Path) -> None:
    (tmp_path / "roleplay.toml").mkdir()
    assert SettingsOf()(tmp_path) == DEFAULTS
