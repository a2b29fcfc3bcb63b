from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.core.scenario import Before
from simulator.core.version import RULES_VERSION
from simulator.records.schema import APPLICATION_ID, FILE_NAME, TABLES, VERSION
from simulator.records.store import SavedAct, SavedReply, Store, StoreError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = Store(tmp_path)
    yield one
    one.close()


def begun(store: Store, name: str = "pallet", *, text: str = "text", now: datetime = NOON) -> int:
    return store.begin(name, f"d-{text}", text, variant=None, seed=7, mode="real", now=now)


def finish(store: Store, play: int, *, verdict: bool = True, now: datetime = NOON) -> None:
    store.finish(play, predicted=True, sure=2, ending="end", verdict=verdict, score=50, now=now)


def reply(name: str) -> SavedReply:
    return SavedReply(name, None, NOON, 1200)


def test_a_play_is_there_for_another_connection_as_soon_as_it_has_begun(store: Store) -> None:
    play = begun(store)
    store.add_reply(play, 1, SavedReply("own_it", "afraid", NOON, 1234))

    other = Store(store.path.parent)
    assert other.play(play).name == "pallet"
    assert other.replies(play) == (SavedReply("own_it", "afraid", NOON, 1234),)
    other.close()


def test_a_new_play_bears_the_version_of_the_trust_rules(store: Store) -> None:
    assert store.play(begun(store)).rules == RULES_VERSION


def test_a_play_that_is_finished_bears_the_rules_that_it_was_judged_by(store: Store) -> None:
    play = begun(store)
    store._db.execute("UPDATE plays SET rules = 0")

    finish(store, play)

    assert store.play(play).rules == RULES_VERSION


def test_a_text_is_kept_once_for_all_plays_of_it(store: Store) -> None:
    for _ in range(3):
        begun(store)
    begun(store, text="edited")

    assert store.text("d-text") == "text"
    assert store.text("d-edited") == "edited"
    assert store._db.execute("SELECT count(*) FROM scenarios").fetchone() == (2,)


def test_what_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.play(1)
    with pytest.raises(KeyError):
        store.text("none")


def test_a_reply_is_never_written_over(store: Store) -> None:
    play = begun(store)
    store.add_reply(play, 1, reply("mine"))

    with pytest.raises(sqlite3.IntegrityError):
        store.add_reply(play, 1, reply("another's"))

    assert [one.reply for one in store.replies(play)] == ["mine"]


def test_a_play_is_finished_once(store: Store) -> None:
    play = begun(store)
    finish(store, play, verdict=True)
    finish(store, play, verdict=False)

    assert store.play(play).verdict is True


def test_plays_in_progress_are_neither_finished_nor_put_aside_and_the_newest_is_first(
    store: Store,
) -> None:
    first, done, aside, last = (begun(store) for _ in range(4))
    finish(store, done)
    store.leave(aside, NOON)

    assert [play.id for play in store.in_progress()] == [last, first]


def test_the_play_left_of_a_scenario_is_its_newest(store: Store) -> None:
    begun(store)
    newest = begun(store)
    begun(store, "another")

    left = store.left("pallet")
    assert left is not None
    assert left.id == newest
    assert store.left("unplayed") is None


def test_the_latest_play_is_the_one_that_was_finished_last_not_begun_last(store: Store) -> None:
    early, late = begun(store), begun(store)
    finish(store, late, now=NOON)
    finish(store, early, now=NOON + timedelta(days=1))
    begun(store, "another")

    assert {name: play.id for name, play in store.latest().items()} == {"pallet": early}


def test_a_scenario_was_played_once_a_play_of_it_is_finished(store: Store) -> None:
    play = begun(store)
    assert not store.was_played("pallet")
    finish(store, play)
    assert store.was_played("pallet")


def test_times_are_utc_and_the_day_is_local(store: Store) -> None:
    play = store.play(begun(store, now=NOON))

    assert play.started == NOON
    assert play.started.utcoffset() == timedelta(0)
    assert play.day == NOON.astimezone().date().isoformat()


def test_looking_for_finished_or_left_plays_reads_an_index_and_not_the_history(
    store: Store,
) -> None:
    seen: list[str] = []
    store._db.set_trace_callback(seen.append)
    store.latest()
    store.left("pallet")
    store.was_played("pallet")
    store.in_progress()
    store._db.set_trace_callback(None)

    for statement in seen:
        plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {statement}")]
        assert not [step for step in plan if "SCAN plays" in step and "INDEX" not in step], plan


def test_a_write_that_fails_leaves_nothing_half_done(store: Store) -> None:
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(sqlite3.Error):
        begun(store, text="long " * 10_000)

    store._db.execute("PRAGMA max_page_count = 100000")
    assert store.in_progress() == ()
    assert begun(store) == 1


def test_a_play_that_cannot_be_begun_leaves_no_text_behind(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        begun(store, None)  # type: ignore[arg-type]

    assert begun(store, text="another") == 1
    with pytest.raises(KeyError):
        store.text("d-text")


def test_a_file_that_is_made_meanwhile_by_another_process_is_taken_as_it_is(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: Store(tmp_path).close())
        time.sleep(0.2)
        for statement in TABLES.split(";"):
            other.execute(statement)
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {VERSION}")
        other.execute("COMMIT")
        other.close()

        waiting.result()


def test_a_file_that_is_being_read_can_be_opened(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store._db.execute("PRAGMA journal_mode = DELETE")
    store.close()
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM plays").fetchall()

    Store(tmp_path).close()

    other.close()


def test_eight_first_starts_at_the_same_moment_all_get_the_file(tmp_path: Path) -> None:
    def start(number: int) -> None:
        one = Store(tmp_path / "new")
        begun(one, f"play {number}")
        one.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(start, range(8)))

    store = Store(tmp_path / "new")
    assert len(store.in_progress()) == 8
    store.close()


@pytest.mark.parametrize(
    "content", [b"not a database" * 100, b"SQLite format 3\x00" + b"\xff" * 500]
)
def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)

    with pytest.raises(StoreError, match=FILE_NAME):
        Store(tmp_path)

    assert path.read_bytes() == content


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / FILE_NAME)
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    before = (tmp_path / FILE_NAME).read_bytes()

    with pytest.raises(StoreError, match="newer version"):
        Store(tmp_path)

    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / FILE_NAME)
    database.execute("CREATE TABLE theirs (id)")
    database.close()

    with pytest.raises(StoreError, match="another program"):
        Store(tmp_path)


def test_a_file_that_another_process_holds_is_refused_after_a_moment(tmp_path: Path) -> None:
    Store(tmp_path).close()
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(StoreError, match="locked"):
        Store(tmp_path)
    other.close()


@pytest.mark.parametrize("place", ["a file", "a folder in its place"])
def test_a_place_that_cannot_hold_the_file_is_named(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "data"
    if place == "a file":
        folder.write_text("", encoding="utf-8")
    else:
        (folder / FILE_NAME).mkdir(parents=True)

    with pytest.raises(StoreError, match="data"):
        Store(folder)


def test_a_file_that_is_damaged_further_in_says_so_when_it_is_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    play = begun(store, text="long " * 20_000)
    store.close()
    path = tmp_path / FILE_NAME
    data = path.read_bytes()
    path.write_bytes(data[:100] + data[100:4096] + b"\x5a" * (len(data) - 4096))

    store = Store(tmp_path)
    with pytest.raises(StoreError, match=FILE_NAME):
        store.play(play)
    store.close()


def test_a_time_that_is_none_is_a_damaged_file(store: Store) -> None:
    play = begun(store)
    store._db.execute("UPDATE plays SET started = 'yesterday'")

    with pytest.raises(StoreError, match="yesterday"):
        store.play(play)


def act(number: int, account: int | None = None, carried: Before | None = None) -> SavedAct:
    return SavedAct("yard", number, carried, account)


def begun_act(store: Store, of: SavedAct) -> int:
    return store.begin(
        f"yard/{of.number}", "d", "t", variant=None, seed=1, mode="real", now=NOON, act=of
    )


def test_a_file_of_version_one_is_brought_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    for statement in TABLES.split(";"):
        old.execute(statement)
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("PRAGMA user_version = 1")
    old.execute("INSERT INTO scenarios VALUES ('d', 'text')")
    old.execute(
        "INSERT INTO plays (name, digest, seed, mode, rules, started, day) "
        "VALUES ('pallet', 'd', 7, 'real', 1, '2026-11-22T12:00:00+00:00', '2026-11-22')"
    )
    old.close()

    store = Store(tmp_path)

    assert (store.play(1).name, store.play(1).act) == ("pallet", None)
    assert begun_act(store, act(0)) == 2
    store.close()
    Store(tmp_path).close()


def test_the_acts_of_the_account_that_was_opened_last(store: Store) -> None:
    old = begun_act(store, act(0))
    finish(store, old)
    new = begun_act(store, act(0))
    finish(store, new)
    last = begun_act(store, act(1, new, Before(truths=("late",), scarred=True)))

    assert [play.id for play in store.acts("yard")] == [new, last]
    assert store.acts("yard")[1].act == act(1, new, Before(truths=("late",), scarred=True))
    assert store.acts_over() == {"yard": 1}
    assert store.acts("other") == ()


def test_an_act_that_was_put_aside_is_no_part_of_the_account(store: Store) -> None:
    opened = begun_act(store, act(0))
    finish(store, opened)
    store.leave(begun_act(store, act(0)), NOON)

    assert [play.id for play in store.acts("yard")] == [opened]
