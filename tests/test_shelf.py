from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.records.store import Store
from simulator.shelf import (
    BrokenScenarioError,
    NoSuchScenarioError,
    Shelf,
    script_of_play,
)
from tests import campaigns
from tests.records.small import NAME, TEXT, begun, finished, written


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path / "data")
    yield one
    one.close()


def names(*folders: Path) -> list[str]:
    return [entry.name for entry in Shelf(folders).entries()]


def test_a_scenario_is_called_by_its_file_and_stands_with_its_last_play(
    tmp_path: Path, store: Store
) -> None:
    written(tmp_path)
    written(tmp_path, name="unplayed")
    finished(store, "gift", "wait")
    play = finished(store)

    one, other = Shelf([tmp_path], store).entries()

    assert (one.name, one.header.title) == (NAME, "The wrong pallet")
    assert one.last == store.play(play.id or 0)
    assert other.last is None


def test_a_broken_file_stands_among_the_others_with_its_first_problem(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, TEXT.replace("to: bought", "to: bougth").replace("door", "dor"), "broken")
    shelf = Shelf([tmp_path])
    broken, whole = shelf.entries()

    problem = shelf.check(broken)

    assert problem is not None
    assert problem.startswith("broken.yaml:")
    assert "\n" not in problem
    assert shelf.check(whole) is None
    assert shelf.open(whole.name).scenario.title == "The wrong pallet"
    with pytest.raises(BrokenScenarioError, match="dor"):
        shelf.open("broken")


def test_a_scenario_of_the_first_folder_stands_in_for_one_of_the_second(tmp_path: Path) -> None:
    mine = written(tmp_path / "mine", TEXT.replace("The wrong pallet", "Mine"))
    written(tmp_path / "shipped")
    shelf = Shelf([mine.parent, tmp_path / "shipped"])

    assert [entry.header.title for entry in shelf.entries()] == ["Mine"]
    assert shelf.open(NAME).scenario.title == "Mine"


def test_two_files_of_one_name_in_one_folder_can_both_be_had(tmp_path: Path) -> None:
    for place in ("a", "b/c", "."):
        written(tmp_path / place, TEXT.replace("The wrong pallet", f"In {place}"))
    (tmp_path / f"{NAME}.yml").write_text(TEXT.replace("The wrong pallet", "Short"), "utf-8")
    shelf = Shelf([tmp_path])

    titles = {entry.name: entry.header.title for entry in shelf.entries()}

    assert titles == {
        NAME: "In .",
        f"{NAME}.yml": "Short",
        f"a/{NAME}": "In a",
        f"b/c/{NAME}": "In b/c",
    }
    for name, title in titles.items():
        assert shelf.open(name).scenario.title == title


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    written(tmp_path)

    with pytest.raises(NoSuchScenarioError, match=f"did you mean `{NAME}`"):
        Shelf([tmp_path]).open("smal-palet")
    with pytest.raises(NoSuchScenarioError, match="roleplay list"):
        Shelf([tmp_path]).open("zzz")


@pytest.mark.parametrize("name", ["n" * 5000, "a/b/c", "x.yaml", "", "\x1b[31m"])
def test_no_name_is_more_than_unknown(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchScenarioError) as caught:
        Shelf([tmp_path]).open(name)

    assert len(str(caught.value)) < 500
    assert "\x1b" not in str(caught.value)


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(NoSuchScenarioError, match="--scenarios"):
        Shelf([]).open(str(tmp_path))


def test_a_file_is_kept_under_its_whole_path_and_a_shelved_one_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    relative = os.path.join("mine", path.name)

    assert Shelf([]).open(relative).name == os.path.realpath(path)
    assert Shelf([Path("mine")]).open(str(path)).name == NAME
    assert Shelf([path.parent]).open(relative).name == NAME


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_no_text_can_hold_is_shown_and_can_be_played(
    tmp_path: Path, store: Store
) -> None:
    written(tmp_path, name="caf\udce9\x1b[31m")
    shelf = Shelf([tmp_path])

    [entry] = shelf.entries()
    script = shelf.open(str(entry.path))

    assert entry.name == "caf\ufffd\ufffd[31m"
    assert shelf.open(entry.name) == script
    assert store.begin(
        script.name,
        script.digest,
        script.text,
        variant=None,
        seed=1,
        mode="real",
        now=datetime.now(UTC),
    )


def test_a_play_has_its_text_from_the_store_whatever_became_of_the_file(
    tmp_path: Path, store: Store
) -> None:
    path = written(tmp_path)
    begun(store, "own_it")
    path.unlink()
    [saved] = store.in_progress()

    script = script_of_play(store, saved)

    assert (script.name, script.digest, script.text) == (NAME, saved.digest, TEXT)


@pytest.mark.parametrize(
    "text", ["UPDATE scenarios SET text = 'format: 99'", "DELETE FROM scenarios"]
)
def test_a_play_whose_text_cannot_be_read_any_more_is_broken(store: Store, text: str) -> None:
    begun(store, "own_it")
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute(text)
    [saved] = store.in_progress()

    with pytest.raises(BrokenScenarioError):
        script_of_play(store, saved)


def test_folders_may_hold_nothing_or_be_gone(tmp_path: Path) -> None:
    assert names(tmp_path, tmp_path / "gone") == []


PACKS = "format: 1\npacks:\n  a: {title: Pack A, leads_to: To B., scenarios: [late, gone, early]}\n"


def test_scenarios_stand_in_their_packs_and_the_rest_after_them(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder, names in ((mine, ("early", "late", "own")), (other, ("theirs",))):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.yaml").write_text("title: T\nstates:\n", encoding="utf-8")
    (mine / "packs.yaml").write_text(PACKS, encoding="utf-8")

    groups = Shelf([mine, other]).groups()

    assert [(one.title, [entry.name for entry in one.entries]) for one in groups] == [
        ("Pack A", ["late", "early"]),
        ("More", ["own"]),
        ("Other", ["theirs"]),
    ]


def test_where_a_scenario_is_wanted_a_campaign_names_its_acts(tmp_path: Path) -> None:
    campaigns.written(tmp_path)
    with pytest.raises(NoSuchScenarioError, match=r"is a campaign.*`delivery`, `order`"):
        Shelf([tmp_path]).open("yard")
