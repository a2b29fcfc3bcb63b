from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.plain.choice import CannotResumeError, Wish, chosen_play
from simulator.records.play import Mode
from simulator.records.store import Store
from simulator.shelf import BrokenScenarioError, NoSuchScenarioError, Shelf
from tests.plain.said import Spoken
from tests.records.small import NAME, TEXT, begun, finished, written


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path / "data")
    yield one
    one.close()


@pytest.fixture
def shelf(tmp_path: Path, store: Store) -> Shelf:
    return Shelf([written(tmp_path / "mine").parent], store)


def test_with_nothing_left_nothing_is_asked(shelf: Shelf, store: Store) -> None:
    finished(store)
    spoken = Spoken()

    play = chosen_play(shelf, store, NAME, Wish(), spoken.lines)

    assert (play.id, play.mode, spoken.text) == (None, Mode.REAL, "")


def test_a_play_that_was_left_is_offered_with_its_day_and_its_length(
    shelf: Shelf, store: Store
) -> None:
    left = begun(store, "own_it")
    saved = store.play(left.id or 0)
    spoken = Spoken("perhaps", "y")

    play = chosen_play(shelf, store, NAME, Wish(), spoken.lines)

    assert (play.id, len(play.conversation.turns)) == (left.id, 1)
    assert f"You left a play of this on {saved.day}, after 1 turn. Take it up" in spoken.text
    assert "y or n, please." in spoken.text


def test_of_two_plays_left_the_newer_is_offered_and_the_older_after_it(
    shelf: Shelf, store: Store
) -> None:
    older, newer = begun(store, "gift"), begun(store, "own_it")

    assert chosen_play(shelf, store, NAME, Wish(), Spoken("y").lines).id == newer.id
    chosen_play(shelf, store, NAME, Wish(), Spoken("n").lines).begin()
    left = [saved.id for saved in store.in_progress()]
    assert newer.id not in left
    assert older.id in left


def test_beginning_anew_puts_the_left_play_aside_when_the_new_one_begins(
    shelf: Shelf, store: Store
) -> None:
    left = begun(store, "own_it")

    play = chosen_play(shelf, store, NAME, Wish(), Spoken("n").lines)
    assert [saved.id for saved in store.in_progress()] == [left.id]
    play.begin()

    assert [saved.id for saved in store.in_progress()] == [play.id]


def test_the_end_of_input_at_the_question_changes_nothing(shelf: Shelf, store: Store) -> None:
    left = begun(store, "own_it")

    assert chosen_play(shelf, store, NAME, Wish(), Spoken().lines).id == left.id


def test_who_names_a_seed_is_asked_nothing_and_what_was_left_stays(
    shelf: Shelf, store: Store
) -> None:
    left = begun(store, "own_it")
    spoken = Spoken()

    play = chosen_play(shelf, store, NAME, Wish(seed=9), spoken.lines)
    play.begin()

    assert (play.seed, spoken.text) == (9, "")
    assert left.id in {saved.id for saved in store.in_progress()}


def test_a_program_takes_up_a_play_only_if_it_says_so(shelf: Shelf, store: Store) -> None:
    left = begun(store, "own_it")

    assert chosen_play(shelf, store, NAME, Wish(), None).id is None
    assert chosen_play(shelf, store, NAME, Wish(resume=True), None).id == left.id


def test_resuming_nothing_is_told(shelf: Shelf, store: Store) -> None:
    for one in (store, None):
        with pytest.raises(CannotResumeError, match="no play of"):
            chosen_play(shelf, one, NAME, Wish(resume=True), None)


@pytest.mark.parametrize("fate", ["gone", "broken"])
@pytest.mark.parametrize("by", ["name", "path"])
def test_a_play_goes_on_though_its_file_is_gone_or_broken(
    tmp_path: Path, store: Store, fate: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "mine")
    shelf = Shelf([path.parent] if by == "name" else [], store)
    monkeypatch.chdir(path.parent)
    name = NAME if by == "name" else path.name
    first = chosen_play(shelf, store, name, Wish(), None)
    first.begin()
    first.choose("own_it")
    if fate == "gone":
        path.unlink()
    else:
        path.write_text(TEXT.replace("start:", "strat:"), encoding="utf-8")
    spoken = Spoken("y")

    assert chosen_play(shelf, store, name, Wish(), spoken.lines).id == first.id
    assert spoken.text.startswith("Its file is gone, or has errors now.")
    assert chosen_play(shelf, store, name, Wish(resume=True), None).id == first.id
    with pytest.raises((NoSuchScenarioError, BrokenScenarioError)):
        chosen_play(shelf, store, name, Wish(), Spoken("n").lines)
    with pytest.raises((NoSuchScenarioError, BrokenScenarioError)):
        chosen_play(shelf, store, name, Wish(), None)


def test_an_edited_file_leaves_the_play_as_it_began(tmp_path: Path, store: Store) -> None:
    path = written(tmp_path / "mine")
    shelf = Shelf([path.parent], store)
    begun(store, "own_it")
    written(path.parent, TEXT.replace("I call you at ten.", "Edited."))

    old = chosen_play(shelf, store, NAME, Wish(resume=True), None)
    new = chosen_play(shelf, store, NAME, Wish(seed=1), None)

    assert "I call you at ten." in {reply.say for reply in old.offered}
    assert new.script.digest != old.script.digest


@pytest.mark.parametrize(
    "harm",
    ["UPDATE scenarios SET text = 'format: 99'", "UPDATE replies SET reply = 'unknown'",
     "UPDATE plays SET variant = 'unknown'", "UPDATE plays SET mode = 'unknown'"],
)  # fmt: skip
def test_a_play_that_does_not_fit_this_version_is_told_and_a_new_one_can_be_had(
    shelf: Shelf, store: Store, harm: str
) -> None:
    begun(store, "own_it")
    store._db.execute(harm)

    with pytest.raises(CannotResumeError, match="--new"):
        chosen_play(shelf, store, NAME, Wish(resume=True), None)
    spoken = Spoken("y")
    assert chosen_play(shelf, store, NAME, Wish(), spoken.lines).id is None
    assert "cannot be taken up by this version" in spoken.text
