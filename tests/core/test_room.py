"""A group session: its stages, its votes, and that no event can spoil it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core import room_events as events
from simulator.core.conversation import begin, replay
from simulator.core.engine import Engine
from simulator.core.machine import ConversationMachine
from simulator.core.room import (
    Room,
    Settings,
    leading,
    next_stage,
    opened,
    previous_stage,
    tally,
    time_is_up,
    to_be_said,
    voters,
)
from simulator.core.room_after import after
from simulator.core.room_events import Event, as_values, from_values
from simulator.core.room_stages import WAYS, Stage
from simulator.core.room_views import panel, phone
from tests.tui.conftest import talk

MACHINE = ConversationMachine(Engine(talk()))
PEOPLE = ("ada", "bo", "cy")


def lobby(**settings: Any) -> Room:
    room = opened(begin(MACHINE), Settings(seed=3, **settings), 0.0)
    return told(room, *(events.Joined(one, one.title()) for one in PEOPLE))


def told(room: Room, *some: Event, now: float = 1.0) -> Room:
    for event in some:
        room = after(room, event, now)
    return room


def on(room: Room, dest: Stage | None = None, now: float = 1.0) -> Room:
    """A stage further, or to a stage that is named."""
    dest = dest or next_stage(room)
    assert dest is not None
    moved = after(room, events.Moved(room.turn, room.stage, dest), now)
    assert moved.stage is dest
    return moved


def voting(**settings: Any) -> Room:
    return on(on(lobby(**settings)))


def vote(room: Room, person: str, reply: str, sure: int | None = None) -> Room:
    return told(room, events.Voted(person, room.turn, room.stage, reply, sure))


def test_a_full_round_goes_from_the_scene_to_what_the_room_has_said() -> None:
    room = on(voting())
    stages = [room.stage]
    for _ in range(2):
        room = on(room)
        stages.append(room.stage)
    room = on(vote(vote(vote(room, "ada", "hear"), "bo", "hear"), "cy", "rush"))
    assert [*stages, room.stage] == [
        *(Stage.ADVICE, Stage.DISCUSS, Stage.REVOTE, Stage.REVEAL),
    ]
    assert room.conversation.turns[-1].reply.id == "hear"
    assert on(room).turn == 1


def test_a_quick_turn_has_one_vote() -> None:
    room = vote(voting(full=frozenset({"two"})), "ada", "rush")
    assert next_stage(room) is Stage.REVEAL
    assert next_stage(told(on(on(room)), now=2)) is Stage.VOTE
    assert on(on(on(room))).is_full


def test_a_vote_can_be_changed_until_it_closes_and_counts_once() -> None:
    room = vote(vote(voting(), "ada", "hear"), "ada", "rush", 3)
    assert room.round is not None
    assert tally(room, room.round, second=False)["rush"] == 1
    assert sum(tally(room, room.round, second=False).values()) == 1
    assert room.round.first["ada"].sure == 3


@pytest.mark.parametrize(
    "late",
    [
        events.Voted("ada", 0, Stage.REVOTE, "hear"),
        events.Voted("ada", 1, Stage.VOTE, "hear"),
        events.Voted("ada", 0, Stage.ADVICE, "hear"),
        events.Voted("ada", 0, Stage.VOTE, "promise"),
        events.Voted("ada", 0, Stage.VOTE, "hear", 4),
        events.Voted("nobody", 0, Stage.VOTE, "hear"),
    ],
)
def test_a_vote_that_does_not_fit_changes_nothing(late: Event) -> None:
    room = voting()
    assert after(room, late, 1.0) is room


def test_a_removed_device_does_not_count_any_more() -> None:
    room = told(vote(vote(voting(), "ada", "hear"), "bo", "rush"), events.Removed("ada"))
    assert room.round is not None
    assert leading(room, room.round) == ("rush",)
    assert vote(room, "ada", "hear") is room


def test_a_locked_door_lets_nobody_in() -> None:
    room = told(lobby(), events.Locked(True), events.Joined("dee"))
    assert set(room.people) == set(PEOPLE)
    assert "dee" in told(room, events.Locked(False), events.Joined("dee")).people


def test_a_tie_is_the_facilitators_to_settle() -> None:
    room = vote(vote(voting(full=frozenset()), "ada", "hear"), "bo", "rush")
    assert to_be_said(room) is None
    assert next_stage(room) is None
    assert time_is_up(room, 1e9) is None
    room = told(room, events.Decided(0, "rush"))
    assert (room.stage, room.conversation.turns[-1].reply.id) == (Stage.REVEAL, "rush")


def test_without_a_vote_nothing_is_said_until_the_facilitator_chooses() -> None:
    room = voting(full=frozenset())
    assert next_stage(room) is None
    assert told(room, events.Decided(0, "hear")).stage is Stage.REVEAL


def test_the_choice_can_be_taken_over_before_anybody_votes() -> None:
    room = told(on(lobby()), events.Decided(0, "rush"))
    assert room.conversation.turns[-1].reply.id == "rush"


def test_the_clock_moves_on_when_time_is_up_and_two_clocks_move_once() -> None:
    room = vote(voting(), "ada", "hear")
    assert room.position.ends == 31.0
    assert time_is_up(room, 30.9) is None
    move = time_is_up(room, 31.0)
    assert move is not None
    assert told(room, move, move).stage is Stage.ADVICE


def test_more_time_can_be_given() -> None:
    room = told(voting(), events.Extended(0, Stage.VOTE, 60))
    assert room.position.ends == 91.0
    assert told(room, events.Extended(0, Stage.REVOTE, 60)) is room


def test_back_from_what_was_said_takes_it_back() -> None:
    room = on(vote(voting(full=frozenset()), "ada", "hear"))
    dest = previous_stage(room)
    assert dest is Stage.VOTE
    room = on(room, dest)
    assert room.conversation.turns == ()
    room = on(vote(room, "ada", "rush"))
    assert [turn.reply.id for turn in room.conversation.turns] == ["rush"]


@pytest.mark.parametrize("stage", [Stage.DISCUSS, Stage.REVOTE])
def test_back_leads_to_the_vote_where_rounds_have_become_simple(stage: Stage) -> None:
    room = vote(voting(), "ada", "hear")
    while room.stage is not stage:
        room = on(room)
    room = told(room, events.Simple(True))
    assert previous_stage(room) is Stage.VOTE
    assert on(room, Stage.VOTE).stage is Stage.VOTE


def test_undo_brings_back_the_stage_and_keeps_the_votes_that_came_in_since() -> None:
    room = vote(on(on(on(voting()))), "ada", "hear")
    room = told(vote(room, "bo", "rush"), events.Undone(), now=100.0)
    assert room.stage is Stage.DISCUSS
    assert room.round is not None
    assert set(room.round.second) == {"ada", "bo"}
    assert room.position.ends == 250.0


def test_undo_takes_back_what_was_said() -> None:
    room = on(on(vote(voting(full=frozenset()), "ada", "hear")))
    assert room.turn == 1
    room = told(room, events.Undone(), events.Undone())
    assert (room.turn, room.stage, room.conversation.turns) == (0, Stage.VOTE, ())
    assert told(lobby(), events.Undone()).stage is Stage.LOBBY


def test_a_slip_of_the_finger_that_is_undone_decides_nothing() -> None:
    room = told(voting(full=frozenset()), events.Decided(0, "rush"), events.Undone())
    room = vote(vote(room, "ada", "hear"), "bo", "hear")
    assert on(room).conversation.turns[-1].reply.id == "hear"


def test_undo_gives_the_time_that_was_left_and_takes_back_counted_hands() -> None:
    room = told(voting(), events.Extended(0, Stage.VOTE, 60), now=26.0)
    assert told(room, events.Undone(), now=27.0).position.ends == 27.0 + 31.0 - 26.0
    over = replace(room, position=replace(room.position, stage=Stage.PREDICT))
    counted = told(over, events.CountedPrediction(9, 1))
    assert counted.predicted == (9, 1)
    assert told(counted, events.Undone()).predicted_by_hands is None


def test_a_session_closed_too_soon_goes_back_to_where_it_was_and_no_end_is_made_up() -> None:
    scene = on(lobby())
    closed = on(scene, Stage.CLOSE)
    assert previous_stage(closed) is Stage.SCENE
    for dest in Stage:
        if dest is not Stage.SCENE:
            assert told(closed, events.Moved(0, Stage.CLOSE, dest)).stage is Stage.CLOSE
    assert on(closed, Stage.SCENE).round == scene.round
    said = told(scene, events.Decided(0, "hear"))
    assert on(on(said, Stage.CLOSE), Stage.REVEAL).conversation == said.conversation


STEPS = st.tuples(st.sampled_from(sorted(WAYS)), st.sampled_from(["", "decide", "foresee", "undo"]))


@given(st.lists(STEPS, max_size=40))
def test_wherever_the_facilitator_goes_everybody_can_be_shown_it(
    steps: list[tuple[tuple[Stage, Stage], str]],
) -> None:
    room = lobby(full=frozenset())
    for (source, dest), more in steps:
        room = told(room, events.Moved(room.turn, source, dest))
        room = told(room, events.Moved(room.turn, room.stage, dest))
        first = room.offered[0].id if room.offered else ""
        if more == "undo":
            room = told(room, events.Undone())
        elif more:
            kind = events.Decided if more == "decide" else events.Foreseen
            room = told(room, kind(room.turn, first))
        panel(room)
        phone(room, "ada")


def test_another_branch_is_looked_at_and_the_conversation_goes_its_own_way() -> None:
    room = on(vote(voting(full=frozenset()), "ada", "hear"))
    seen = told(room, events.Foreseen(0, "rush"))
    assert seen.stage is Stage.FORUM
    assert seen.round is not None
    assert seen.round.foreseen == ("rush",)
    assert on(seen).conversation == room.conversation
    assert told(room, events.Foreseen(0, "hear")) is room


def test_hands_stand_in_the_place_of_votes() -> None:
    room = vote(voting(full=frozenset()), "ada", "hear")
    room = told(room, events.Counted(0, Stage.VOTE, {"rush": 12, "hear": 3, "nothing": 9}))
    assert room.round is not None
    assert tally(room, room.round, second=False) == {
        reply: {"rush": 12, "hear": 3}[reply] for reply in room.round.offered
    }
    assert on(room).conversation.turns[-1].reply.id == "rush"


def test_a_session_comes_to_its_verdict_and_its_close() -> None:
    room = voting(full=frozenset())
    for reply in ("hear", "promise", "bye"):
        room = on(vote(room, "ada", reply))
        room = on(room)
        room = on(room) if room.stage is Stage.SCENE else room
    assert room.stage is Stage.PREDICT
    room = told(room, events.Predicted("ada", True, 2), events.Predicted("bo", False))
    assert room.predictions == {"ada": (True, 2), "bo": (False, None)}
    room = told(on(on(room)), events.Planned("cy", "If she is quiet, then I wait."))
    assert (room.stage, next_stage(room)) == (Stage.CLOSE, None)
    assert set(room.plans) == {"cy"}


def test_a_table_votes_as_one_by_its_first_or_by_whom_it_names() -> None:
    room = opened(begin(MACHINE), Settings(teams=True), 0.0)
    for person, table in (("ada", "1"), ("bo", "1"), ("cy", "2"), ("dee", "")):
        room = told(room, events.Joined(person, "", table))
    assert voters(room) == {"ada", "cy", "dee"}
    assert voters(told(room, events.Spokesperson("1", "bo"))) == {"bo", "cy", "dee"}
    assert told(room, events.Spokesperson("1", "cy")) is room


def test_in_the_fishbowl_only_those_who_hold_the_replies_vote() -> None:
    room = told(voting(), events.Seated(("ada", "bo", "nobody")))
    assert voters(room) == {"ada", "bo"}
    assert vote(room, "cy", "hear") is room
    assert voters(told(room, events.Seated(()))) == set(PEOPLE)


def test_every_way_can_be_read_as_a_table() -> None:
    assert {source for source, _ in WAYS} == set(Stage) - {Stage.CLOSE} | {Stage.CLOSE}


def names() -> st.SearchStrategy[str]:
    return st.sampled_from([*PEOPLE, "nobody", "hear", "rush", "promise", "dodge", "bye"])


STAGES = st.sampled_from(Stage)
TURNS = st.integers(-1, 4)
SURE = st.sampled_from([None, 0, 1, 3, 9])
ANY_EVENT: st.SearchStrategy[Event] = st.one_of(
    st.builds(events.Joined, names(), st.text(max_size=60), st.text(max_size=3)),
    st.builds(events.Renamed, names(), st.text(max_size=60)),
    st.builds(events.Removed, names()),
    st.builds(events.Locked, st.booleans()),
    st.builds(events.Voted, names(), TURNS, STAGES, names(), SURE),
    st.builds(events.Wrote, names(), TURNS, st.text()),
    st.builds(events.Predicted, names(), st.booleans(), SURE),
    st.builds(events.Planned, names(), st.text()),
    st.builds(events.Moved, TURNS, STAGES, STAGES),
    st.builds(events.Extended, TURNS, STAGES, st.integers()),
    st.builds(events.Decided, TURNS, names()),
    st.builds(events.Foreseen, TURNS, names()),
    st.builds(events.Counted, TURNS, STAGES, st.dictionaries(names(), st.integers())),
    st.builds(events.CountedPrediction, st.integers(), st.integers()),
    st.builds(events.Simple, st.booleans()),
    st.builds(events.Seated, st.lists(names()).map(tuple)),
    st.builds(events.Undone),
)


@given(st.lists(ANY_EVENT, max_size=40))
def test_no_sequence_of_events_can_spoil_a_room(some: list[Event]) -> None:
    room = lobby()
    for at, event in enumerate(some):
        room = after(room, event, float(at))
        if next_stage(room) is not None:
            move = events.Moved(room.turn, room.stage, next_stage(room) or Stage.LOBBY)
            assert after(room, move, float(at)).stage is move.dest
    said = [one.said for one in room.rounds if one.said is not None]
    assert room.conversation == replay(MACHINE, said)


@given(ANY_EVENT)
def test_an_event_is_the_same_after_it_was_written(event: Event) -> None:
    import json

    assert from_values(json.loads(json.dumps(as_values(event)))) == event


@pytest.mark.parametrize(
    "values",
    [{}, {"is": "Voted"}, {"is": "os"}, {"is": "Moved", "turn": 1, "source": "x", "dest": "y"}],
)
def test_what_is_no_event_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no event"):
        from_values(values)


def test_the_same_events_make_the_same_room() -> None:
    room = vote(voting(), "ada", "hear")
    assert room == vote(voting(), "ada", "hear")
    assert replace(room, before=()) != replace(vote(voting(), "ada", "rush"), before=())


@pytest.mark.parametrize(
    "values",
    [
        {"is": "Locked", "yes": "true"},
        {"is": "Locked", "yes": [[]]},
        {"is": "Locked", "yes": float("nan")},
        {"is": "Renamed", "person": "ada", "nickname": ["a"]},
        {"is": "Extended", "turn": True, "stage": "vote", "seconds": 30},
        {"is": "Extended", "turn": 0, "stage": "vote", "seconds": 1e999},
        {"is": "Counted", "turn": 0, "stage": "vote", "hands": {"hear": float("inf")}},
        {"is": "Counted", "turn": 0, "stage": "vote", "hands": [1]},
        {"is": "Seated", "people": "ada"},
        {"is": "Seated", "people": [1]},
        {"is": "Voted", "person": "ada", "turn": 0, "stage": "vote", "reply": None},
        {"is": "Voted", "person": "ada", "turn": 0, "stage": "vote", "reply": "a", "more": 1},
    ],
)
def test_values_of_another_type_are_no_event(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no event"):
        from_values(values)


def test_what_a_screen_would_act_on_comes_into_no_room() -> None:
    room = told(lobby(), events.Renamed("ada", "\x1b[2J\ud800 Ada\n"))
    assert room.people["ada"].nickname == "[2J  Ada"
