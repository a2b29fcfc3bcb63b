from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.core.phases import Phase
from simulator.plain.lines import Lines
from simulator.plain.talk import play_by_lines
from simulator.records.play import Mode, Play, new_play, resumed_play
from simulator.records.store import Store
from tests.plain.said import number, talked
from tests.records.small import NAME, begun, script


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path)
    yield one
    one.close()


def fresh(store: Store | None = None, mode: Mode = Mode.REAL) -> Play:
    return new_play(script(), store, seed=1, mode=mode)


def say(play: Play, *replies: str) -> list[str]:
    """The answers that say these replies, with no thought before the first."""
    told = ["3"]
    twin = fresh()
    twin.begin()
    for reply in replies:
        told.append(number(twin, reply))
        twin.choose(reply)
    return told


def in_order(text: str, *pieces: str) -> None:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        assert found >= 0, f"{piece!r} is not told, or too early, in:\n{text}"
        at = found + len(piece)


def test_a_whole_play_is_told_in_the_order_in_which_it_is_to_be_heard(store: Store) -> None:
    play = fresh(store)

    text = talked(play, *say(play, "own_it", "call"), "y", "3")

    in_order(
        text,
        "The wrong pallet\nThe pallet is wrong.\n\nYou are: account manager.\n",
        "What you want: The pallet at the fair.\n",
        "You meet: Lena Brandt, owner of a garden shop.\nYou talk by phone.\n",
        "What you know:\n- The list was typed here.\n",
        "?: this help.\n",
        "\nThursday. Your phone.\nLena Brandt: Ninety trays of cat grass.\n",
        "\nWhat goes through your mind?\n1. She attacks me.\n2. She is afraid.\n3. None of these.\n",
        "Your thought, 1 to 3: 3\n",
        "\nTurn 1. What do you say?\n1. ",
        "Your reply, 1 to 2: ",
        "\nLena Brandt: What now?\n",
        "\nTurn 2. What do you say?\n",
        "\nThe conversation is over.\nDoes Lena trust you now? y or n: y\n",
        "How sure are you, 1 (a guess) to 3 (certain): 3\n",
        "\nWill she let you deliver?\nYes. Lena trusts you. Sold.\nYou said yes, and so it is.\n",
        "\nIn Lena's words\n",
        "Told me the truth: yes. “This was ours.”\n",
        "\nChange this\n",
        "\nHow well you chose\n",
        "\nTurn by turn\nTurn 1, best\n",
    )
    saved = store.play(play.id or 0)
    assert (saved.predicted, saved.sure, saved.verdict) == (True, 3, True)


def test_no_sign_and_no_emphasis_is_told_where_words_do(store: Store) -> None:
    play = fresh(store, Mode.COACH)
    text = talked(play, *say(play, "gift", "wait"), "y", "3")

    assert not set("▲▽◆✕*\x1b\t") & set(text)
    assert "honest: a breach" in text
    assert "Turn 1, decisive" in text


def test_coaching_comes_after_a_turning_point_in_coach_mode_alone() -> None:
    coach, real = fresh(mode=Mode.COACH), fresh(mode=Mode.REAL)

    in_order(
        talked(coach, *say(coach, "own_it")),
        "Lena Brandt: What now?",
        "Coach. Trust: trusting.\n",
        "honest: proved\n",
        "You named it.\n",
        "Turn 2.",
    )
    assert "Coach" not in talked(real, *say(real, "own_it"))


def test_a_thought_is_kept_with_the_reply_and_told_in_the_debrief(store: Store) -> None:
    play = fresh(store)
    answers = say(play, "own_it", "call")

    text = talked(play, "2", *answers[1:], "n", "1")

    assert [one.aside for one in store.replies(play.id or 0)] == ["afraid", None]
    assert "You thought: She is afraid." in text


@pytest.mark.parametrize("answers", range(5))
def test_at_the_end_of_input_it_stops_with_what_was_said_kept(store: Store, answers: int) -> None:
    play = fresh(store)
    given = [*say(play, "own_it", "call"), "y"][:answers]

    text = talked(play, *given)

    turns = max(0, min(answers, 3) - 1)
    words = "1 turn" if turns == 1 else f"{turns} turns"
    assert text.endswith(f"\nLeft after {words}. The play is kept.\n")
    saved = store.left(NAME)
    assert saved is not None
    assert len(store.replies(saved.id)) == turns
    assert saved.predicted is None


@pytest.mark.parametrize("answers", range(5))
def test_q_leaves_at_every_question(store: Store, answers: int) -> None:
    play = fresh(store)
    given = [*say(play, "own_it", "call"), "y"][:answers]
    rest = [*say(play, "own_it", "call"), "y", "3"][answers:]

    assert talked(play, *given, "Q", *rest).endswith("The play is kept.\n")
    assert play.phase is not Phase.DEBRIEF


@pytest.mark.parametrize("answers", range(5))
def test_ctrl_c_at_every_question_tells_what_is_kept(store: Store, answers: int) -> None:
    class Interrupted(io.StringIO):
        """A terminal at which Ctrl-C is pressed after some answers."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            line = super().readline(size)
            if not line:
                raise KeyboardInterrupt
            return line

    play, told = fresh(store), io.StringIO()
    given = [*say(play, "own_it", "call"), "y"][:answers]

    with pytest.raises(KeyboardInterrupt):
        play_by_lines(play, Lines(Interrupted("".join(f"{one}\n" for one in given)), told))

    assert told.getvalue().endswith("The play is kept.\n")
    assert store.left(NAME) is not None


def test_the_keys_of_line_mode_answer_and_the_question_comes_again(store: Store) -> None:
    play = begun(store, "own_it", seed=1, mode=Mode.REAL)
    text = talked(play, "k", "l", "r", "?", "", "0", "²", "9" * 5000)

    in_order(
        text,
        "Your reply, 1 to 2: k\nWhat you know:\n- The list was typed here.\n",
        "What was promised:\n- A call at ten (open)\n",
        "Your reply, 1 to 2: l\nLena Brandt: What now?\n",
        "Your reply, 1 to 2: r\n1. ",
        "Your reply, 1 to 2: ?\nAnswer with the number",
        "Your reply, 1 to 2: \nA number from 1 to 2, please, or ? for help.\n",
        "Your reply, 1 to 2: 0\nA number from 1 to 2",
        "Your reply, 1 to 2: ²\nA number from 1 to 2",
        "Your reply, 1 to 2: \nA number from 1 to 2",
        "Left after 1 turn.",
    )
    assert len(store.replies(play.id or 0)) == 1


def test_a_play_is_taken_up_with_everything_that_was_said(store: Store) -> None:
    begun(store, "own_it", mode=Mode.REAL)
    saved = store.left(NAME)
    assert saved is not None

    text = talked(resumed_play(script(), store, saved))

    in_order(
        text,
        "The wrong pallet, taken up at turn 2, in real mode.\n",
        "Lena Brandt: Ninety trays of cat grass.\n",
        "\nYou: This was ours.\nLena Brandt: What now?\n",
        "\nTurn 2. What do you say?\n",
    )
    assert "You are:" not in text


def test_a_play_that_was_left_at_the_prediction_is_taken_up_there(store: Store) -> None:
    begun(store, "own_it", "wait", mode=Mode.REAL)
    saved = store.left(NAME)
    assert saved is not None

    text = talked(resumed_play(script(), store, saved), "maybe", "n", "4", "2")

    in_order(
        text,
        "taken up at its end",
        "\nYou do: Say nothing.\n",
        "now? y or n: maybe\ny for yes or n for no, please.\n",
        "(certain): 4\n1, 2 or 3, please.\n",
        "You said no.",
    )
    assert store.left(NAME) is None


def test_that_a_play_is_not_saved_is_told_once_and_at_its_end(store: Store) -> None:
    store._db.execute("PRAGMA query_only = ON")
    play = fresh(store)

    text = talked(play, *say(play, "own_it", "call"), "y", "3")

    assert text.count("This play is not being saved: ") == 2
    in_order(text, "not being saved", "Turn 1.", "Turn 2.", "Turn by turn", "not being saved")


def test_that_a_play_is_saved_again_is_told(store: Store) -> None:
    store._db.execute("PRAGMA query_only = ON")
    play = fresh(store)
    answers = say(play, "own_it", "call")

    class Mended(io.StringIO):
        """A pipe that makes room on the disk before its second answer."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            if self.tell():
                store._db.execute("PRAGMA query_only = OFF")
            return super().readline(size)

    told = io.StringIO()
    play_by_lines(play, Lines(Mended("\n".join(answers)), told))

    in_order(told.getvalue(), "not being saved", "Turn 1.", "is being saved again", "Turn 2.")
    assert len(store.replies(play.id or 0)) == 2


def test_leaving_a_play_that_is_not_saved_says_so() -> None:
    play = fresh(None)
    assert "Left. This play is not saved: there is no file" in talked(play, "q")
