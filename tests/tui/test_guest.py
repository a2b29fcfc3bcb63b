"""A seat in a session, over a real listener on this machine: the terminal does what a phone does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.records.settings import Settings
from simulator.tui.guest.app import GuestApp
from simulator.workshop.calling import CallError, Place
from simulator.workshop.guest import Guest
from simulator.workshop.hosting import Hosted
from simulator.workshop.opening import Opening
from tests.tui.conftest import EXAMPLE, SIZE, seen, until
from tests.workshop.conftest import on

TEXT = EXAMPLE.read_text(encoding="utf-8")
CODE = "K7QFMX"


@pytest.fixture
async def hosted() -> AsyncIterator[Hosted]:
    scenario = compile_text(TEXT).scenario
    assert scenario is not None
    session = Hosted(scenario, Opening("pallet", TEXT, CODE, 3), None)
    session.start()
    yield session
    await session.stop()


def place(hosted: Hosted, code: str = CODE) -> Place:
    assert hosted.listener is not None
    return Place(f"127.0.0.1:{hosted.listener.port}", code)


@pytest.fixture
async def guest(hosted: Hosted) -> Guest:
    one = Guest(place(hosted))
    await asyncio.to_thread(one.join, "Ada")
    return one


@pytest.fixture
async def pilot(guest: Guest) -> AsyncIterator[Pilot[None]]:
    app = GuestApp(guest, Settings(motion=False, theme="dark"))
    async with app.run_test(size=SIZE) as one:
        await until(one, "Wait for the others.")
        yield one


async def test_a_vote_can_be_changed_and_says_how_sure(hosted: Hosted, pilot: Pilot[None]) -> None:
    assert [one.nickname for one in hosted.session.room.people.values()] == ["Ada"]
    await on(hosted.session)
    await on(hosted.session)
    await until(pilot, "Vote: what do you say?")
    await pilot.press("2")
    await until(pilot, "Voted.")
    await pilot.press("s")
    await until(pilot, "(a guess)")
    await pilot.press("1")
    offered = [one.id for one in hosted.session.room.offered]
    for _ in range(100):
        round_ = hosted.session.room.round
        assert round_ is not None
        votes = [(one.reply, one.sure) for one in round_.first.values()]
        if votes == [(offered[0], 1)]:
            break
        await pilot.pause(0.05)
    assert votes == [(offered[0], 1)]


async def test_own_words_are_shared_as_they_were_typed(hosted: Hosted, pilot: Pilot[None]) -> None:
    await on(hosted.session)
    await until(pilot, "What would you say?")
    await pilot.press("w")
    pilot.app.screen.query_one("#line", Input).value = "Your [b]quick[/] fair: 1?"
    await pilot.press("enter")
    await until(pilot, "Shared.")
    round_ = hosted.session.room.round
    assert round_ is not None
    assert list(round_.words.values()) == ["Your [b]quick[/] fair: 1?"]


async def test_at_the_end_a_prediction_and_an_if_then(hosted: Hosted, pilot: Pilot[None]) -> None:
    await on(hosted.session)
    await on(hosted.session, Stage.CLOSE)
    await until(pilot, "If …, then I …")
    assert isinstance(pilot.app, GuestApp)
    assert "You made no prediction" not in seen(pilot.app)
    await pilot.press("w")
    await pilot.press(*"if q then s", "enter")
    await until(pilot, "Shared. Thank you.")
    assert list(hosted.session.room.plans.values()) == ["if q then s"]


async def test_somebody_who_was_removed_is_told(hosted: Hosted, pilot: Pilot[None]) -> None:
    (person,) = hosted.session.room.people
    await hosted.session.send(events.Removed(person))
    await on(hosted.session)
    await until(pilot, "You are not in this room any more.")


async def test_when_the_host_is_gone_it_says_so(hosted: Hosted, pilot: Pilot[None]) -> None:
    await hosted.stop()
    await until(pilot, "Reconnecting.")


async def test_the_same_token_has_the_same_seat(hosted: Hosted, guest: Guest) -> None:
    again = Guest(guest.place, guest.token)
    await asyncio.to_thread(again.join)
    assert len(hosted.session.room.people) == 1


async def test_a_wrong_code_lets_nobody_in(hosted: Hosted) -> None:
    with pytest.raises(CallError, match="not the room's code"):
        await asyncio.to_thread(Guest(place(hosted, "AAAAAA")).join)
