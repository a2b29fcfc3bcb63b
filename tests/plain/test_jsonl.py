from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.records.play import Mode, Play, new_play, resumed_play
from simulator.records.store import Store
from tests.plain.said import exchanged
from tests.records.small import NAME, begun, script


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path)
    yield one
    one.close()


def fresh(store: Store | None = None, mode: Mode = Mode.REAL) -> Play:
    return new_play(script(), store, seed=1, mode=mode)


def test_a_play_is_a_dialogue_of_objects(store: Store) -> None:
    written = exchanged(fresh(store), "own_it", "call", "yes")

    assert [one["type"] for one in written] == ["play", "turn", "turn", "prediction", "debrief"]
    play, first, second, prediction, debrief = written
    assert (play["seed"], play["mode"], play["turn"]) == (1, "real", 1)
    assert play["facts"] == ["The list was typed here."]
    assert first["heard"][0] == {"kind": "scene", "who": "", "text": "Thursday. Your phone."}
    assert {one["id"] for one in first["replies"]} == {"own_it", "gift"}
    assert [one["id"] for one in first["asides"]] == ["attacked", "afraid"]
    assert second["heard"] == [{"kind": "line", "who": "Lena Brandt", "text": "What now?"}]
    assert prediction["heard"][-1]["text"] == "Good."
    assert (debrief["verdict"], debrief["score"], debrief["saved"]) == (True, 100, True)
    assert [one["reply"] for one in debrief["turns"]] == ["own_it", "call"]


def test_a_reply_may_be_named_by_its_number_and_with_a_thought(store: Store) -> None:
    play = fresh(store)
    first = play.offered[0].id

    exchanged(play, '{"reply": 1, "aside": "afraid"}', "2")

    one, two = store.replies(play.id or 0)
    assert (one.reply, one.aside) == (first, "afraid")
    assert two.aside is None


@pytest.mark.parametrize(
    "answer",
    ["", "3", "0", "call", "no such", "{", "{}", '{"reply": null}', '{"reply": ["own_it"]}',
     '{"reply": true}', '{"reply": "own_it", "aside": "x"}', '{"reply": "own_it", "aside": 1}',
     '{"reply": "own_it", "aside": ["afraid"]}', "[1]", '{"a":' * 1900, '{"reply": 1' + "0" * 5000 + "}"],
)  # fmt: skip
def test_an_answer_that_means_nothing_is_an_error_and_may_be_given_again(answer: str) -> None:
    written = exchanged(fresh(), answer, "own_it")

    assert [one["type"] for one in written] == ["play", "turn", "error", "turn", "left"]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("yes", (True, None)),
        ("N", (False, None)),
        ("none", (None, None)),
        ('{"trusts": true, "sure": 3}', (True, 3)),
        ('{"trusts": false}', (False, None)),
        ("{}", (None, None)),
    ],
)
def test_a_prediction_is_kept(store: Store, answer: str, kept: tuple[bool | None, int]) -> None:
    play = fresh(store)
    exchanged(play, "own_it", "call", answer)

    saved = store.play(play.id or 0)
    assert (saved.predicted, saved.sure) == kept
    assert saved.verdict is True


@pytest.mark.parametrize(
    "answer",
    ["", "maybe", "1", '{"trusts": 1}', '{"trusts": "yes"}', '{"trusts": true, "sure": 4}',
     '{"trusts": true, "sure": true}', '{"trusts": true, "sure": 2.0}'],
)  # fmt: skip
def test_a_prediction_that_means_nothing_is_an_error(answer: str) -> None:
    written = exchanged(fresh(), "own_it", "call", answer, "yes")

    assert [one["type"] for one in written][3:] == ["prediction", "error", "debrief"]


def test_coaching_is_an_object_of_its_own_in_coach_mode() -> None:
    coached = exchanged(fresh(mode=Mode.COACH), "own_it", "call", "none")
    real = exchanged(fresh(), "own_it", "call", "none")

    [coaching] = [one for one in coached if one["type"] == "coaching"]
    assert (coaching["trust"], coaching["why"]) == ("trusting", "You named it.")
    assert "coaching" not in {one["type"] for one in real}


def test_at_the_end_of_input_it_says_what_is_kept(store: Store) -> None:
    written = exchanged(fresh(store), "own_it")

    assert written[-1] == {"type": "left", "turns": 1, "saved": True, "trouble": None}
    assert store.left(NAME) is not None
    assert exchanged(fresh(None), "own_it")[-1]["saved"] is False


def test_a_play_that_is_taken_up_tells_everything_so_far(store: Store) -> None:
    begun(store, "own_it")
    saved = store.left(NAME)
    assert saved is not None

    play, turn, _ = exchanged(resumed_play(script(), store, saved))

    assert play["turn"] == 2
    assert [one["text"] for one in turn["heard"]][-2:] == ["This was ours.", "What now?"]


def test_who_never_answers_sensibly_is_left() -> None:
    written = exchanged(fresh(), *["x"] * 1000)
    assert written[-1]["type"] == "left"
