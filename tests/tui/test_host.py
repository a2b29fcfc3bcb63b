"""The facilitator's panel: single keys lead through a session, and hands count where phones do not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.records.settings import Settings
from simulator.tui.host.app import HostApp
from simulator.workshop.hosting import Hosted
from simulator.workshop.opening import Opening, keep
from tests.tui.conftest import EXAMPLE, SIZE, seen

TEXT = EXAMPLE.read_text(encoding="utf-8")
Make = Callable[..., HostApp]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "one.session"
    keep(path, Opening("pallet", TEXT, "K7QFMX", 3))
    return path


@pytest.fixture
def make(path: Path) -> Make:
    def made(*, full: tuple[str, ...] | None = None, file: Path | None = path) -> HostApp:
        scenario = compile_text(TEXT).scenario
        assert scenario is not None
        hosted = Hosted(scenario, Opening("pallet", TEXT, "K7QFMX", 3, full=full), file)
        return HostApp(hosted, Settings(motion=False, theme="dark"))

    return made


@pytest.fixture
async def pilot(make: Make) -> AsyncIterator[Pilot[None]]:
    app = make()
    async with app.run_test(size=SIZE) as one:
        yield one


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def stage(pilot: Pilot[None]) -> Stage:
    app = pilot.app
    assert isinstance(app, HostApp)
    return app.led.session.room.stage


async def sent(pilot: Pilot[None], *some: events.Event) -> None:
    app = pilot.app
    assert isinstance(app, HostApp)
    for event in some:
        await app.led.session.send(event)


async def test_the_lobby_shows_how_to_get_in_and_who_is_there(pilot: Pilot[None]) -> None:
    await sent(pilot, events.Joined("ada", "Ada"))
    await pilot.pause(0.3)
    text = seen(pilot.app)  # type: ignore[arg-type]
    assert "K7QFMX" in text
    assert "http://127.0.0.1:" in text
    assert "1 here" in text
    assert "Ada" in text


async def test_hands_are_seen_as_they_are_typed_on_a_small_screen(make: Make) -> None:
    async with make().run_test(size=(60, 20)) as pilot:
        await press(pilot, "space", "space", "end", "h", "1", "2", "enter", "3")
        assert "Hands: A 12   B 3" in seen(pilot.app)  # type: ignore[arg-type]


async def test_space_leads_on_and_b_back_and_u_undoes(pilot: Pilot[None]) -> None:
    await press(pilot, "space", "space")
    assert stage(pilot) is Stage.VOTE
    await press(pilot, "b")
    assert stage(pilot) is Stage.SCENE
    await press(pilot, "u")
    assert stage(pilot) is Stage.VOTE


async def test_counts_and_advice_are_shown_when_the_vote_is_in(pilot: Pilot[None]) -> None:
    await sent(pilot, *(events.Joined(one) for one in ("a", "b", "c")))
    await press(pilot, "space", "space")
    await sent(pilot, *(events.Voted(one, 0, Stage.VOTE, "own_it") for one in ("a", "b", "c")))
    await press(pilot, "space")
    text = seen(pilot.app)  # type: ignore[arg-type]
    assert "The vote is in" in text
    assert "█ 3" in text
    assert "go on" in text


async def test_a_digit_decides_and_then_shows_the_other_branch(pilot: Pilot[None]) -> None:
    await press(pilot, "space", "space", "1")
    assert stage(pilot) is Stage.REVEAL
    await press(pilot, "2")
    assert stage(pilot) is Stage.FORUM


async def test_a_show_of_hands_is_typed_a_number_for_each_reply(pilot: Pilot[None]) -> None:
    await press(pilot, "space", "space", "h", "1", "2", "enter", "3", "enter", "enter")
    app = pilot.app
    assert isinstance(app, HostApp)
    round_ = app.led.session.room.round
    assert round_ is not None
    assert list((round_.first_hands or {}).values()) == [12, 3, 0]
    assert "12" in seen(app)


async def test_a_whole_session_by_hands_alone(make: Make) -> None:
    app = make(full=(), file=None)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "space")
        for _ in range(20):
            if stage(pilot) is Stage.SCENE:
                await press(pilot, "space", "h", "9")
                count = len(app.led.session.room.offered)
                await press(pilot, *(["enter"] * count), "space", "space")
            else:
                break
        assert stage(pilot) is Stage.PREDICT
        await press(pilot, "h", "7", "enter", "2", "enter", "space")
        text = seen(app)
        assert stage(pilot) is Stage.VERDICT
        assert "The room thought: 7 yes, 2 no." in text
        await press(pilot, "space")
        assert stage(pilot) is Stage.CLOSE


async def test_leaving_asks_once_and_the_session_is_there_again(make: Make, path: Path) -> None:
    first = make()
    async with first.run_test(size=SIZE) as pilot:
        await press(pilot, "space", "space", "q")
        assert "q once more" in seen(first)
        await press(pilot, "q")
    again = make()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert stage(pilot) is Stage.VOTE


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_it_stands_at_every_size(make: Make, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "space", "space")
        text = seen(app)
        assert "Vote 1" in text
        assert "turn 1" in text


async def test_a_device_can_be_removed_a_name_hidden_and_somebody_seated(
    pilot: Pilot[None],
) -> None:
    await sent(pilot, events.Joined("a", "Rude"), events.Joined("b", "Bo", "1"))
    await press(pilot, "p")
    text = seen(pilot.app)  # type: ignore[arg-type]
    assert "Rude" in text
    await press(pilot, "n", "down", "f")
    app = pilot.app
    assert isinstance(app, HostApp)
    room = app.led.session.room
    assert (room.people["a"].nickname, room.seated) == ("", frozenset({"b"}))
    await press(pilot, "up", "x", "escape")
    assert app.led.session.room.people["a"].is_removed
    assert "1 here" in seen(app)


async def test_a_nickname_can_be_changed_and_a_change_be_left(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, HostApp)
    await sent(pilot, events.Joined("a", "Something rude"))
    await press(pilot, "p", "r", "home", *(["delete"] * 20), "A", "d", "a", "space", "q", "enter")
    assert app.led.session.room.people["a"].nickname == "Ada q"
    await press(pilot, "r", "x", "escape")
    assert app.led.session.room.people["a"].nickname == "Ada q"
    assert "Ada q" in seen(app)
