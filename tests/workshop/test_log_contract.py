"""What every log keeps to, wherever it keeps its events: and so the same room is made of the same events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.core.room_views import panel
from simulator.workshop.log import Entry, FileLog, Log, LogError, MemoryLog
from simulator.workshop.opening import Opening, keep
from tests.workshop.conftest import CODE, Place
from tests.workshop.redis_process import MISSING, SERVER, RedisProcess

OPENING = Opening("talk", "", CODE, 3)
SOME = [
    Entry(events.Joined("ada", "Ada ✓ <b>"), 1.0),
    Entry(events.Moved(0, Stage.LOBBY, Stage.SCENE), 2.0),
    Entry(events.Counted(0, Stage.VOTE, {"hear": 3}), 3.5),
]
Open = Callable[[], Awaitable[Log]]


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisProcess]:
    if SERVER is None:
        pytest.skip(MISSING)
    one = RedisProcess(tmp_path_factory.mktemp("redis"), keeps=False)
    yield one
    one.kill()


@pytest.fixture(params=["memory", "file", "redis"])
async def open_log(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens the log of one session; again, where it is kept."""
    opened: list[Log] = []
    if request.param == "redis":
        from simulator.workshop.redis_store import RedisStore

        store = RedisStore(request.getfixturevalue("redis").url)
        await store.forget(CODE)
        await store._redis.flushall()

        async def log() -> Log:
            opened.append(await store.log(OPENING))
            return opened[-1]
    elif request.param == "file":
        path = tmp_path / "one.session"
        keep(path, OPENING)

        async def log() -> Log:
            opened.append(FileLog(path))
            return opened[-1]
    else:

        async def log() -> Log:
            if not opened:
                opened.append(MemoryLog())
            return opened[-1]

    yield log
    for one in opened:
        one.close()
    if request.param == "redis":
        await store.close()


async def test_everybody_who_follows_is_told_each_event_once_and_in_order(open_log: Open) -> None:
    log = await open_log()
    await log.add(SOME[0])
    early: list[Entry] = []
    log.follow(early.append)
    await log.add(SOME[1])
    late: list[Entry] = []
    log.follow(late.append)
    await log.add(SOME[2])
    assert early == late == list(log.entries) == SOME


async def test_an_event_has_been_told_when_it_was_added(open_log: Open) -> None:
    log = await open_log()
    told: list[Entry] = []
    log.follow(told.append)
    for number, entry in enumerate(SOME, 1):
        await log.add(entry)
        assert len(told) == number


async def test_who_follows_no_longer_is_told_no_more(open_log: Open) -> None:
    log = await open_log()
    told: list[Entry] = []
    unfollow = log.follow(told.append)
    await log.add(SOME[0])
    unfollow()
    await log.add(SOME[1])
    assert told == SOME[:1]


async def test_what_was_added_is_there_when_it_is_opened_again(open_log: Open) -> None:
    first = await open_log()
    for entry in SOME:
        await first.add(entry)
    again = await open_log()
    assert list(again.entries) == SOME


async def test_what_many_add_at_once_is_all_there(open_log: Open) -> None:
    log = await open_log()
    many = [Entry(events.Joined(str(one)), float(one)) for one in range(200)]
    await asyncio.gather(*(log.add(entry) for entry in many))
    assert sorted(log.entries, key=lambda one: one.at) == many


def without_ids(values: Any) -> Any:
    """Values without the ids of people, which are drawn by chance."""
    if isinstance(values, dict):
        return {name: without_ids(value) for name, value in values.items() if name != "id"}
    return [without_ids(one) for one in values] if isinstance(values, list) else values


async def played(place: Place) -> Any:
    """A session of one turn, as the facilitator sees it in the end."""
    ada, bo = await place.join("Ada"), await place.join("Bo")
    for _ in range(2):
        await place.on()
    await place.vote(ada, "hear", sure=3)
    await place.vote(bo, "rush")
    await place.on()
    await place.session.send(events.Undone())
    await place.vote(bo, "hear")
    await place.on(Stage.ADVICE)
    for _ in range(2):
        await place.on()
    await place.vote(ada, "rush")
    await place.vote(bo, "rush")
    await place.on()
    return without_ids(panel(place.session.room))


async def test_the_same_session_makes_the_same_room(open_log: Open) -> None:
    log = await open_log()
    assert await played(Place(log)) == await played(Place(MemoryLog()))
    if isinstance(log, MemoryLog) and not isinstance(log, FileLog):
        return
    again = Place(await open_log())
    assert without_ids(panel(again.session.room)) == await played(Place(MemoryLog()))


# What only a log that is shared has to keep to


@pytest.fixture
async def stores(redis: RedisProcess) -> AsyncIterator[tuple[Any, Any]]:
    """The rooms, as two servers see them."""
    from simulator.workshop.redis_store import RedisStore

    some = RedisStore(redis.url), RedisStore(redis.url)
    await some[0]._redis.flushall()
    for one in some:
        await one.begin()
    yield some
    for one in some:
        await one.close()


async def test_two_servers_have_the_same_events_in_the_same_order(stores: tuple[Any, Any]) -> None:
    one, other = [await store.log(OPENING) for store in stores]
    many = [Entry(events.Joined(str(number)), float(number)) for number in range(100)]
    await asyncio.gather(
        *(log.add(entry) for log, part in ((one, many[::2]), (other, many[1::2])) for entry in part)
    )
    await one.catch_up()
    await other.catch_up()
    assert list(one.entries) == list(other.entries)
    assert len(one.entries) == 100
    one.close()
    other.close()


async def test_a_vote_for_a_stage_that_this_server_does_not_know_yet_counts(
    stores: tuple[Any, Any],
) -> None:
    one, other = [Place(await store.log(OPENING)) for store in stores]
    ada = await one.join("Ada")
    await one.on()
    await one.on()
    # The other server is asked in the same moment: it looks again before it says no.
    sent = {"turn": 0, "stage": "vote", "reply": "hear"}
    answer = await other.call("/api/vote", sent, cookie=ada)
    if answer.status == 403:  # nor did it know of Ada
        await other.session.log.catch_up()
        answer = await other.call("/api/vote", sent, cookie=ada)
    assert answer.values["vote"] == {"reply": "hear", "sure": None}
    for place in (one, other):
        place.session.log.close()


async def test_what_was_sent_twice_because_the_answer_was_lost_is_told_once(
    stores: tuple[Any, Any],
) -> None:
    from simulator.workshop.log import written
    from simulator.workshop.redis_store import RedisLog

    log = await stores[0].log(OPENING)
    assert isinstance(log, RedisLog)
    text = written(SOME[0]).decode()
    assert await log._sent("the-same", text)
    assert await log._sent("the-same", text)
    await log.catch_up()
    assert list(log.entries) == SOME[:1]
    log.close()


async def test_a_room_that_is_over_is_given_back_by_nobody(stores: tuple[Any, Any]) -> None:
    await stores[0].make(OPENING)
    log = await stores[1].log(OPENING)
    await log.add(SOME[0])
    await stores[0].forget(CODE)
    with pytest.raises(LogError, match="over"):
        await log.add(SOME[1])
    assert await stores[1].opening(CODE) is None
    assert await stores[1].make(OPENING) is False, "its code is not given to others at once"
    log.close()


async def test_a_redis_that_has_lost_everything_is_given_it_back(stores: tuple[Any, Any]) -> None:
    await stores[0].make(OPENING)
    one, other = [await store.log(OPENING) for store in stores]
    for entry in SOME[:2]:
        await one.add(entry)
    await other.catch_up()
    await stores[0]._redis.flushall()

    await other.add(SOME[2])

    await one.catch_up()
    late = await stores[0].log(OPENING)
    assert list(one.entries) == list(other.entries) == list(late.entries) == SOME
    assert await stores[0].opening(CODE) == OPENING
    for log in (one, other, late):
        log.close()


async def test_a_redis_that_is_not_there_says_so() -> None:
    pytest.importorskip("redis")
    from simulator.workshop.redis_store import RedisStore

    store = RedisStore("redis://127.0.0.1:1/0")
    with pytest.raises(LogError, match="not reached"):
        await store.begin()
    assert not await store.is_well()
    await store.close()
    with pytest.raises(LogError, match="no address"):
        RedisStore("http://127.0.0.1")
