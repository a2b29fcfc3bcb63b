from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.core.phases import Phase
from simulator.records.play import Mode, new_play, regraded, resumed_play
from simulator.records.store import Store
from simulator.shelf import script_of_play
from tests.records.small import NAME, TEXT, begun, finished, script


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path)
    yield one
    one.close()


def replies(store: Store, play: int | None) -> list[str]:
    assert play is not None
    return [one.reply for one in store.replies(play)]


def test_nothing_is_kept_of_a_play_that_stands_at_its_briefing(store: Store) -> None:
    new_play(script(), store)

    assert store.in_progress() == ()


def test_a_reply_is_on_disk_when_choose_returns(store: Store) -> None:
    play = begun(store)
    play.choose("own_it", "afraid")

    other = Store(store.path.parent)
    [saved] = other.replies(play.id or 0)
    other.close()
    assert (saved.reply, saved.aside) == ("own_it", "afraid")
    assert 0 <= saved.took_ms < 60_000
    assert abs((datetime.now(UTC) - saved.said).total_seconds()) < 60


def test_a_reply_that_cannot_be_used_is_not_kept(store: Store) -> None:
    play = begun(store)
    with pytest.raises(ValueError, match="wait"):
        play.choose("wait")

    assert replies(store, play.id) == []
    play.choose("gift")
    assert replies(store, play.id) == ["gift"]


def test_a_play_is_taken_up_where_it_stood(store: Store) -> None:
    play = begun(store, "own_it", seed=5, mode=Mode.REAL)
    [saved] = store.in_progress()

    again = resumed_play(script_of_play(store, saved), store, saved)

    assert again.conversation.turns == play.conversation.turns
    assert (again.seed, again.mode, again.phase) == (5, Mode.REAL, Phase.TALKING)
    assert again.offered == play.offered
    again.choose("call")
    assert replies(store, play.id) == ["own_it", "call"]


def test_a_play_with_all_its_replies_is_taken_up_at_the_prediction(store: Store) -> None:
    begun(store, "own_it", "call")
    [saved] = store.in_progress()

    again = resumed_play(script(), store, saved)
    assert again.phase is Phase.PREDICTING
    again.predict(True, 3)
    again.finish(again.debrief())

    ended = store.play(saved.id)
    assert (ended.predicted, ended.sure, ended.verdict, ended.ending) == (True, 3, True, "bought")
    assert store.in_progress() == ()


def test_a_play_goes_on_by_the_text_that_it_began_with(store: Store) -> None:
    begun(store, "own_it")
    [saved] = store.in_progress()
    edited = TEXT.replace("id: call\n", "id: phone\n")
    new_play(script(edited), store).begin()

    again = resumed_play(script_of_play(store, saved), store, saved)

    assert {reply.id for reply in again.offered} == {"call", "wait"}


def test_a_play_whose_replies_do_not_fit_says_so(store: Store) -> None:
    begun(store, "own_it")
    [saved] = store.in_progress()

    with pytest.raises(ValueError, match="own_it"):
        resumed_play(script(TEXT.replace("own_it", "owned")), store, saved)
    with pytest.raises(ValueError, match="variant"):
        resumed_play(script(TEXT.replace("calm: Slow., loud: Quick.", "x: X, y: Y")), store, saved)


@pytest.mark.parametrize(
    ("said", "verdict"), [(("own_it", "call"), True), (("gift", "wait"), False)]
)
def test_a_finished_play_is_graded_again_from_the_store_alone(
    tmp_path: Path, said: tuple[str, ...], verdict: bool
) -> None:
    first = Store(tmp_path)
    original = finished(first, *said).debrief()
    first.close()

    store = Store(tmp_path)
    [saved] = store.latest().values()
    again = regraded(script_of_play(store, saved), store, saved)
    store.close()

    assert (again.verdict, again.score) == (saved.verdict, saved.score)
    assert again.verdict is verdict
    assert again.card == original.card
    assert again.turns == original.turns


def test_a_play_of_other_rules_is_graded_by_the_rules_of_today(store: Store) -> None:
    finished(store)
    store._db.execute("UPDATE plays SET rules = 0, verdict = 0, score = 1")
    [saved] = store.latest().values()

    again = regraded(script_of_play(store, saved), store, saved)

    assert (again.verdict, again.score) == (True, 100)


def test_the_first_play_is_coached_and_later_ones_are_real(store: Store) -> None:
    assert begun(store).mode is Mode.COACH
    assert begun(store).mode is Mode.COACH
    finished(store)
    assert begun(store).mode is Mode.REAL
    assert new_play(script(), store, mode=Mode.COACH).mode is Mode.COACH


def test_coaching_comes_in_coach_mode_and_at_turning_points_only() -> None:
    coach = begun(None, "own_it", mode=Mode.COACH)
    assert coach.coaching() is not None
    coach.choose("call")
    assert coach.coaching() is None
    assert begun(None, "own_it", mode=Mode.REAL).coaching() is None
    assert begun(None, mode=Mode.COACH).coaching() is None


def test_the_seed_decides_variant_and_order() -> None:
    def drawn(seed: int) -> tuple[object, ...]:
        play = begun(None, seed=seed)
        return play.conversation.opening.variant, tuple(one.id for one in play.offered)

    assert drawn(3) == drawn(3)
    assert len({drawn(seed) for seed in range(20)}) == 4


def test_a_play_without_a_store_says_that_it_is_not_saved() -> None:
    play = begun(None, "own_it", "call")
    play.predict(True, 1)
    play.finish(play.debrief())

    assert play.trouble is not None
    assert play.id is None


def test_a_full_disk_does_not_stop_the_play_and_what_was_missed_is_saved_later(
    store: Store,
) -> None:
    store._db.execute("PRAGMA query_only = ON")  # the system refuses every write
    play = begun(store)
    play.choose("own_it")
    assert play.trouble
    store._db.execute("PRAGMA query_only = OFF")

    play.choose("call")

    assert play.trouble is None
    assert replies(store, play.id) == ["own_it", "call"]


def test_a_play_that_could_not_be_finished_stays_in_progress(store: Store) -> None:
    play = begun(store, "own_it", "call")
    play.predict(True, 1)
    store._db.execute("PRAGMA query_only = ON")
    play.finish(play.debrief())
    store._db.execute("PRAGMA query_only = OFF")

    assert play.trouble
    assert [saved.id for saved in store.in_progress()] == [play.id]


def test_two_windows_on_one_play_cannot_spoil_it_for_each_other(store: Store) -> None:
    begun(store, "own_it")
    [saved] = store.in_progress()
    here = resumed_play(script(), store, saved)
    other = Store(store.path.parent)
    there = resumed_play(script(), other, saved)

    here.choose("call")
    there.choose("wait")
    other.close()

    assert here.id == saved.id
    assert there.id not in {saved.id, None}
    assert replies(store, here.id) == ["own_it", "call"]
    assert replies(store, there.id) == ["own_it", "wait"]


def test_a_play_whose_record_is_gone_is_kept_anew_from_its_first_reply(store: Store) -> None:
    play = begun(store, "own_it")
    store._db.execute("DELETE FROM plays")

    play.choose("call")

    assert play.trouble is None
    assert replies(store, play.id) == ["own_it", "call"]


def test_beginning_anew_puts_aside_what_it_stands_in_for_and_only_when_it_begins(
    store: Store,
) -> None:
    begun(store, "own_it")
    left = store.left(NAME)
    play = new_play(script(), store, instead_of=left)
    assert store.left(NAME) == left

    play.begin()

    assert [saved.id for saved in store.in_progress()] == [play.id]
