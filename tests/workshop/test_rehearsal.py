"""A crowd that votes as people do, and the same one for the same seed."""

from __future__ import annotations

from simulator.core.analysis import Valuation
from simulator.core.room import Room, tally
from simulator.core.room_events import Event
from simulator.core.room_stages import Stage
from simulator.workshop.rehearsal import Crowd
from tests.core.test_room import MACHINE, lobby, on, told

VALUATION = Valuation(MACHINE.engine)


def voted(crowd: Crowd, room: Room) -> tuple[Room, list[Event]]:
    """The room, once nobody of the crowd waits any more."""
    sent: list[Event] = []
    for _ in range(200):
        some = crowd.doing(room, VALUATION)
        sent += some
        room = told(room, *some)
    return room, sent


def test_everybody_votes_once_and_about_half_find_it() -> None:
    crowd = Crowd(200, seed=5)
    room, sent = voted(crowd, on(on(told(lobby(), *crowd.joining()))))
    assert len(sent) == 200
    assert room.round is not None
    counts = tally(room, room.round, second=False)
    assert sum(counts.values()) == 200
    assert 70 < counts["hear"] < 130


def test_after_the_discussion_more_have_found_it() -> None:
    crowd = Crowd(200, seed=5)
    first, _ = voted(crowd, on(on(told(lobby(), *crowd.joining()))))
    second, _ = voted(crowd, on(on(on(first))))
    assert second.round is not None
    before = tally(second, second.round, second=False)["hear"]
    assert tally(second, second.round, second=True)["hear"] > before + 20


def test_the_same_seed_does_the_same() -> None:
    rooms = []
    for _ in range(2):
        crowd = Crowd(9, seed=1)
        rooms.append(voted(crowd, on(on(told(lobby(), *crowd.joining()))))[1])
    assert rooms[0] == rooms[1]


def test_they_predict_and_plan_and_rest_in_between() -> None:
    crowd = Crowd(5, seed=2)
    room = told(lobby(), *crowd.joining())
    assert crowd.doing(room, VALUATION) == []
    assert room.stage is Stage.LOBBY
    assert len(room.people) == 8
