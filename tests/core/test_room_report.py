"""The end report: figures that were computed, and nobody who can be found in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core import room_events as events
from simulator.core.analysis import Valuation
from simulator.core.room import Room
from simulator.core.room_report import FEWEST, room_report, suppressed
from simulator.core.room_stages import Stage
from tests.core.test_room import MACHINE, lobby, on, told, vote

VALUATION = Valuation(MACHINE.engine)


def session(first: str, second: str, sure: int | None = None) -> Room:
    """One turn in which person after person votes: h for `hear`, r for `rush`."""
    names = {"h": "hear", "r": "rush"}
    room = lobby()
    room = told(room, *(events.Removed(one) for one in ("ada", "bo", "cy")))
    people = [f"p{number:02}" for number in range(len(first))]
    room = on(on(told(room, *(events.Joined(one) for one in people))))
    for person, letter in zip(people, first, strict=True):
        room = vote(room, person, names[letter], sure)
    room = on(on(on(room)))
    for person, letter in zip(people, second, strict=True):
        room = vote(room, person, names[letter])
    return on(room)


def test_a_turn_tells_both_votes_and_what_was_gained() -> None:
    (turn,) = room_report(session("hhhhrrrrrr", "hhhhhhhhrr"), VALUATION).turns
    assert turn.right == (0.4, 0.8)
    assert turn.gain == pytest.approx(2 / 3)
    assert (turn.first["rush"], turn.second["rush"]) == (6, 2)
    assert (turn.said, turn.by, turn.best, turn.tempting) == ("hear", "vote", ("hear",), "rush")


@pytest.mark.parametrize("votes", ["hhhrrrr", "h" * 19 + "r"])
def test_no_gain_is_told_of_few_or_where_little_was_to_gain(votes: str) -> None:
    (turn,) = room_report(session(votes, votes), VALUATION).turns
    assert turn.gain is None


def test_changes_of_mind_are_told_where_nobody_can_be_found_in_them() -> None:
    (turn,) = room_report(session("rrrrrrhhhhhhhh", "hhhhhhhhhhhhhr"), VALUATION).turns
    assert turn.moved == {
        "wrong to right": None,
        "right to wrong": None,
        "right and stayed": 7,
        "wrong and stayed": 0,
    }


def test_who_was_certain_and_wrong_is_counted() -> None:
    (turn,) = room_report(session("rrrrrrrh", "hhhhhhhh", sure=3), VALUATION).turns
    assert turn.confident_errors == {"certain": 7, "fairly sure": 0, "guessed": 0}


def test_hands_have_counts_and_no_changes_of_mind() -> None:
    room = told(lobby(), events.Simple(True))
    room = told(on(on(room)), events.Counted(0, Stage.VOTE, {"hear": 9, "rush": 4}))
    (turn,) = room_report(on(room), VALUATION).turns
    assert dict(turn.first) == {"hear": 9, "rush": 4}
    assert (turn.moved, turn.confident_errors) == ({}, {})


def test_a_choice_that_was_taken_over_is_said_to_be() -> None:
    room = told(vote(on(on(lobby())), "ada", "hear"), events.Decided(0, "rush"))
    (turn,) = room_report(room, VALUATION).turns
    assert turn.by == "facilitator"


def test_without_v_the_votes_are_told_and_nothing_of_right_and_wrong() -> None:
    (turn,) = room_report(session("hhrr", "hhhh"), None).turns
    assert (turn.best, turn.right, turn.gain, turn.tempting) == ((), (None, None), None, None)


def test_a_session_that_said_nothing_has_an_empty_report() -> None:
    report = room_report(lobby(), VALUATION)
    assert (report.turns, report.debrief, report.right, report.plans) == ((), None, None, ())


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 12), max_size=6))
def test_no_cell_under_five_is_told_or_can_be_computed_back(cells: dict[str, int]) -> None:
    found = suppressed(cells)
    hidden = [name for name, count in found.items() if count is None]
    assert all(count == 0 or count >= FEWEST for count in found.values() if count is not None)
    others = [name for name, count in cells.items() if count > 0]
    assert len(hidden) != 1 or others == hidden
