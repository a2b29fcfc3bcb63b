"""Headers that are kept: never older than their file, and never needed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from simulator.compiler.header import read_header
from simulator.compiler.library import Pack
from simulator.headers import FILE_NAME, Headers

ONE = "title: One\ncustomer: {name: Ada, role: baker}\npractises: [listening, waiting]\nstates:\n"


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario's file."""
    path = tmp_path / "one.yaml"
    path.write_text(ONE, encoding="utf-8")
    return path


def titles(folder: Path, path: Path) -> str:
    """The title that is shown for a file."""
    return Headers(folder).of([path])[path].title


def test_a_kept_header_is_the_one_that_was_read(tmp_path: Path, scenario: Path) -> None:
    first, second = (Headers(tmp_path / "kept").of([scenario]) for _ in range(2))
    assert first == second == {scenario: read_header(scenario)}


def test_what_is_kept_is_not_read_again(tmp_path: Path, scenario: Path) -> None:
    folder = tmp_path / "kept"
    Headers(folder).of([scenario])
    file = folder / FILE_NAME
    file.write_text(file.read_text(encoding="utf-8").replace("One", "Kept"), encoding="utf-8")
    assert titles(folder, scenario) == "Kept"


def test_a_changed_file_is_read_anew(tmp_path: Path, scenario: Path) -> None:
    folder = tmp_path / "kept"
    assert titles(folder, scenario) == "One"
    scenario.write_text(ONE.replace("One", "Two, changed"), encoding="utf-8")
    assert titles(folder, scenario) == "Two, changed"


def test_a_file_of_the_same_size_and_another_time_is_read_anew(
    tmp_path: Path, scenario: Path
) -> None:
    folder = tmp_path / "kept"
    titles(folder, scenario)
    scenario.write_text(ONE.replace("One", "Six"), encoding="utf-8")
    os.utime(scenario, ns=(1, 1))
    assert titles(folder, scenario) == "Six"


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"version": "another"}',
        '{"version": VERSION, "headers": []}',
        '{"version": VERSION, "headers": {PATH: 3}}',
        '{"version": VERSION, "headers": {PATH: [STAMP, {"title": "x"}]}}',
        "\x00\x01",
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, scenario: Path, damage: str) -> None:
    folder = tmp_path / "kept"
    titles(folder, scenario)
    file = folder / FILE_NAME
    kept = json.loads(file.read_text(encoding="utf-8"))
    damage = damage.replace("VERSION", json.dumps(kept["version"]))
    damage = damage.replace("PATH", json.dumps(str(scenario)))
    damage = damage.replace("STAMP", json.dumps(kept["headers"][str(scenario)][0]))
    file.write_text(damage, encoding="utf-8")
    assert titles(folder, scenario) == "One"


def test_without_a_folder_nothing_is_kept(scenario: Path) -> None:
    assert Headers(None).of([scenario])[scenario].title == "One"
    assert list(scenario.parent.iterdir()) == [scenario]


def test_where_nothing_can_be_written_headers_are_read_all_the_same(
    tmp_path: Path, scenario: Path
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("", encoding="utf-8")
    assert titles(in_the_way, scenario) == "One"


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    gone = tmp_path / "gone.yaml"
    assert Headers(tmp_path).of([gone])[gone].error == "the file cannot be read"


PACKS = "format: 1\npacks:\n  a: {title: A, leads_to: B, scenarios: [one, two]}\n"


def test_the_packs_of_a_folder_are_kept_like_headers(tmp_path: Path) -> None:
    (tmp_path / "packs.yaml").write_text(PACKS, encoding="utf-8")
    first, second = (Headers(tmp_path / "kept").packs_of([tmp_path]) for _ in range(2))
    assert first == second == {tmp_path: (Pack("a", "A", "B", ("one", "two")),)}


def test_packs_with_errors_are_none_and_kept_ones_that_are_damaged_are_read_again(
    tmp_path: Path,
) -> None:
    path, folder = tmp_path / "packs.yaml", tmp_path / "kept"
    path.write_text(PACKS, encoding="utf-8")
    Headers(folder).packs_of([tmp_path])
    kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    kept["headers"][str(path)][1] = [["a", 1, "B", "one"]]
    (folder / FILE_NAME).write_text(json.dumps(kept), encoding="utf-8")
    assert Headers(folder).packs_of([tmp_path])[tmp_path][0].title == "A"
    path.write_text("format: 1\npacks: 3\n", encoding="utf-8")
    assert Headers(folder).packs_of([tmp_path]) == {tmp_path: ()}
