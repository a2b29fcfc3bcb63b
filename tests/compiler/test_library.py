"""What the library shows of files, fast and without judging them."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.compiler.header import HEAD, read_header
from simulator.compiler.library import Header, find_scenarios, shipped_folder
from tests.compiler.small import SMALLEST

HEADED = SMALLEST.replace(
    "customer:\n",
    "summary: >\n  She calls\n  you.\npractises: [listening, waiting]\nminutes: 6\ndifficulty: 2\n"
    "language: de\nchannel: phone\ncustomer:\n  role: owner\n  mood: furious\n",
)


def written(folder: Path, name: str, text: str = SMALLEST) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_scenarios_are_found_below_a_folder_in_order(tmp_path: Path) -> None:
    names = ["b.yaml", "a.yml", "more/c.yaml", "wrong-pallet.de.yaml"]
    paths = [written(tmp_path, name) for name in names]
    for name in [".hidden.yaml", "notes.txt", "scenario.schema.json", ".git/d.yaml"]:
        written(tmp_path, name)
    assert find_scenarios(tmp_path) == sorted(paths)


def test_a_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a/one.yaml")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "broken.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert find_scenarios(tmp_path) == [path]


def test_a_folder_that_is_not_there_has_no_scenarios(tmp_path: Path) -> None:
    assert find_scenarios(tmp_path / "gone") == []


def test_the_shipped_folder_has_scenarios() -> None:
    assert find_scenarios(shipped_folder())


def test_the_head_of_a_file_is_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", HEADED)
    assert read_header(path) == Header(
        path,
        title="The wrong pallet",
        summary="She calls you.",
        practises=("listening", "waiting"),
        minutes=6,
        difficulty=2,
        language="de",
        customer="Lena Brandt",
        role="owner",
        mood="furious",
        channel="phone",
    )


def test_what_is_left_out_is_empty(tmp_path: Path) -> None:
    header = read_header(written(tmp_path, "a.yaml"))
    assert (header.summary, header.practises, header.minutes, header.error) == ("", (), None, None)
    assert (header.language, header.channel) == ("en", "in_person")


def test_a_single_thing_practised_is_a_list_of_one(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", SMALLEST.replace("start:", "practises: listening\nstart:"))
    assert read_header(path).practises == ("listening",)


def test_only_the_head_is_read(tmp_path: Path) -> None:
    text = SMALLEST.replace("line: Ninety", 'line: "Ninety" *')
    assert read_header(written(tmp_path, "a.yaml", text)).error is None


def test_a_file_that_begins_with_its_states_is_shown_as_well(tmp_path: Path) -> None:
    head, states = SMALLEST.split("states:\n")
    path = written(tmp_path, "a.yaml", "states:\n" + states + head)
    assert read_header(path).title == "The wrong pallet"


def test_a_file_with_a_head_beyond_the_head_is_shown_as_well(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", "#" * HEAD + "\n" + HEADED)
    assert (read_header(path).title, read_header(path).mood) == ("The wrong pallet", "furious")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "line 1: the file is empty"),
        ("title: a\x1bb\nstates:\n", "line 1: an invisible control character, U+001B"),
        ("just words\n", "this is no scenario: it is not made of keys"),
        ("title: *x\nstates:\n", "line 1: "),
    ],
)
def test_a_broken_head_says_what_is_wrong(tmp_path: Path, text: str, error: str) -> None:
    header = read_header(written(tmp_path, "a.yaml", text))
    assert header.error is not None
    assert header.error.startswith(error)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert read_header(tmp_path / "gone.yaml").error == "the file cannot be read"
    assert read_header(tmp_path).error == "the file cannot be read"


def test_numbers_that_are_none_are_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", SMALLEST.replace("start:", "minutes: many\nstart:"))
    assert read_header(path).minutes is None
