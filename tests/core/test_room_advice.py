"""What the facilitator is advised, and what nobody else may see."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from simulator.core import room_events as events
from simulator.core.analysis import Valuation
from simulator.core.room import Room
from simulator.core.room_advice import Advice, advice
from simulator.core.room_after import after
from simulator.core.room_plan import minutes_of, planned
from simulator.core.room_report import room_report
from simulator.core.room_stages import Stage
from simulator.core.room_views import panel, phone, wall
from tests.core.test_room import MACHINE, on, told, vote, voting
from tests.tui.conftest import talk

VALUATION = Valuation(MACHINE.engine)


def split(hear: int, rush: int) -> Room:
    """A first vote that came out so."""
    room = voting()
    for number in range(hear + rush):
        name = f"p{number}"
        room = told(room, events.Joined(name))
        room = vote(room, name, "hear" if number < hear else "rush")
    return room


@pytest.mark.parametrize(
    ("hear", "rush", "expected"),
    [
        (0, 0, None),
        (1, 0, Advice.GO_ON),
        (6, 1, Advice.GO_ON),
        (2, 2, Advice.DISCUSS),
        (2, 8, Advice.REPLAY),
        (5, 5, Advice.DISCUSS),
        (7, 3, Advice.DISCUSS),
        (9, 1, Advice.GO_ON),
    ],
)
def test_the_share_on_the_best_replies_decides_and_with_few_whether_they_differ(
    hear: int, rush: int, expected: Advice | None
) -> None:
    room = split(hear, rush)
    assert room.round is not None
    assert advice(room, room.round, VALUATION) == expected


def test_without_v_nothing_is_advised_to_a_large_room() -> None:
    room = split(9, 1)
    assert room.round is not None
    assert advice(room, room.round, None) is None


SECRETS = ("best", "counts", "advice", "notes", "first", "second", "why", "tempting", "to_be_said")


@pytest.mark.parametrize("steps", range(4))
def test_before_the_second_vote_is_in_the_wall_tells_nothing_of_the_first(steps: int) -> None:
    room = vote(voting(), "ada", "hear")
    for _ in range(steps):
        room = on(room)
    assert not set(SECRETS) & set(wall(room))
    assert not set(SECRETS) & set(phone(room, "ada"))
    assert "Because it hears" not in json.dumps(wall(room))
    assert panel(room, VALUATION)["best"] == ["hear"]


def test_after_it_both_votes_stand_side_by_side_with_the_answer_and_the_reasons() -> None:
    room = vote(on(on(on(vote(voting(), "ada", "rush")))), "ada", "hear")
    seen = wall(on(room))
    assert seen["first"]["rush"] == seen["second"]["hear"] == 1
    assert seen["said"] == "hear"
    assert seen["answer"][0]["text"] == "Yes."
    assert seen["why"]["hear"]["why"] == "Because it hears."


def test_histograms_may_be_shown_early_where_the_room_wants_it() -> None:
    room = told(vote(voting(), "ada", "hear"), events.HistogramsShown(True))
    assert "first" not in wall(room)
    assert wall(on(room))["first"]["hear"] == 1


def test_nobody_is_told_who_voted_for_what() -> None:
    room = on(on(on(on(vote(voting(), "ada", "hear")))))
    assert "ada" not in json.dumps(wall(room))
    assert phone(room, "bo")["vote"] is None


def test_hidden_nicknames_are_hidden_from_the_panel_too() -> None:
    room = voting()
    assert {one["nickname"] for one in panel(room)["who"]} == {"Ada", "Bo", "Cy"}
    hidden = panel(told(room, events.NamesHidden(True)))
    assert {one["nickname"] for one in hidden["who"]} == {""}


def test_each_outside_the_fishbowl_carries_one_lens() -> None:
    room = told(voting(), events.Seated(("ada",)))
    assert phone(room, "ada")["lens"] is None
    assert {phone(room, one)["lens"] for one in ("bo", "cy")} == {"promises", "truths"}


def test_what_is_noticed_through_a_lens_is_told_before_the_verdict_and_not_sooner() -> None:
    room = told(voting(), events.Seated(("ada",)))
    room = told(room, events.Noticed("bo", 0, "a date, and nobody wrote it down"))
    assert phone(room, "bo")["noticed"] == "a date, and nobody wrote it down"
    assert "noticed" not in wall(room)
    assert panel(room)["noticed"] == [
        {"lens": "promises", "words": ["a date, and nobody wrote it down"]}
    ]
    over = replace(room, position=replace(room.position, stage=Stage.PREDICT))
    assert wall(over)["noticed"] == panel(room)["noticed"]
    assert room_report(over, None).noticed == {"promises": ("a date, and nobody wrote it down",)}
    gone = told(over, events.Removed("bo"))
    assert "noticed" not in wall(gone)


def test_only_who_has_a_lens_reports_through_it() -> None:
    room = told(voting(), events.Noticed("bo", 0, "there is no fishbowl"))
    seated = told(room, events.Seated(("ada",)))
    seated = told(seated, events.Noticed("ada", 0, "in the fishbowl"))
    assert panel(seated)["noticed"] == []


def test_the_other_branch_shows_what_would_have_been_answered() -> None:
    room = after(on(vote(voting(full=frozenset()), "ada", "hear")), events.Foreseen(0, "rush"), 1.0)
    assert wall(room)["foreseen"] == "rush"
    assert room.stage is Stage.FORUM


def test_a_plan_gives_full_rounds_where_most_is_at_stake() -> None:
    few, many = planned(talk(), 20), planned(talk(), 500)
    assert len(few) == 1
    assert set(few) <= set(many)
    assert "three" not in few
    assert minutes_of(10, 3) == 10 + 15 + 10.5
