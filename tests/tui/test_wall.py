"""The big screen in a terminal: what all may see, and nothing that only the facilitator may."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.core.room_views import wall
from simulator.records.settings import Settings
from simulator.tui.host.app import HostApp
from simulator.tui.host.wall_rows import code_rows, wall_rows
from simulator.workshop.hosting import Hosted
from simulator.workshop.opening import Opening
from tests.tui.conftest import EXAMPLE, SIZE, until
from tests.workshop.conftest import on

TEXT = EXAMPLE.read_text(encoding="utf-8")
CODE = "K7QFMX"
ADDRESS = "http://192.0.2.7:8000"
BLOCKS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


@pytest.fixture
def hosted() -> Hosted:
    scenario = compile_text(TEXT).scenario
    assert scenario is not None
    return Hosted(scenario, Opening("pallet", TEXT, CODE, 3), None)


@pytest.fixture
async def pilot(hosted: Hosted) -> AsyncIterator[Pilot[None]]:
    app = HostApp(hosted, Settings(motion=False, theme="dark"), is_wall=True)
    async with app.run_test(size=SIZE) as one:
        yield one


async def test_a_round_is_seen_as_all_may_see_it(hosted: Hosted, pilot: Pilot[None]) -> None:
    text = await until(pilot, CODE)
    assert hosted.address in text
    for person in ("ada", "bo", "cy"):
        await hosted.session.send(events.Joined(person))
    await until(pilot, "3 here")
    await on(hosted.session)
    await on(hosted.session)
    for person, reply in (("ada", "own_it"), ("bo", "own_it"), ("cy", "gift")):
        await hosted.session.send(events.Voted(person, 0, Stage.VOTE, reply))
    text = await until(pilot, "3 of 3 voted")
    assert "█" not in text
    assert "★" not in text
    await on(hosted.session)
    assert "█" not in await until(pilot, "The votes are in."), "hidden until the second is in"
    await on(hosted.session)
    await on(hosted.session)
    for person in ("ada", "bo", "cy"):
        await hosted.session.send(events.Voted(person, 0, Stage.REVOTE, "own_it"))
    await on(hosted.session)
    text = await until(pilot, "This is what the room has said.")
    await pilot.press("home")
    await pilot.pause()
    assert "█" in text
    assert "★" not in text


async def test_no_key_leads_and_q_asks_once(hosted: Hosted, pilot: Pilot[None]) -> None:
    await until(pilot, CODE)
    await pilot.press("space", "n", "1", "u")
    assert hosted.session.room.stage is Stage.LOBBY
    await pilot.press("q")
    await until(pilot, "end the session here")
    await pilot.press("x")
    await pilot.press("q")
    await until(pilot, "end the session here")
    await pilot.press("q")
    assert pilot.app._exit


async def test_the_verdict_is_shown(hosted: Hosted, pilot: Pilot[None]) -> None:
    await on(hosted.session)
    while hosted.session.room.stage is not Stage.PREDICT:
        room = hosted.session.room
        if room.stage is Stage.SCENE:
            await hosted.session.send(events.Decided(room.turn, room.offered[0].id))
        else:
            await on(hosted.session)
    await until(pilot, "Does the customer trust you now?")
    await on(hosted.session)
    seen_ = wall(hosted.session.room, hosted.valuation)
    await until(pilot, "▲ Yes" if seen_["verdict"]["yes"] else "▽ No")


def test_the_picture_is_the_code_cell_by_cell() -> None:
    import segno

    rows = code_rows(f"{ADDRESS}/{CODE}")
    cells = []
    for row in rows:
        pairs = [BLOCKS[one] for one in row.plain]
        cells += [[upper for upper, _ in pairs], [lower for _, lower in pairs]]
    whole = segno.make(f"{ADDRESS}/{CODE}", error="l")
    meant = [[int(one) for one in row] for row in whole.matrix_iter(border=2)]
    assert cells[: len(meant)] == meant
    assert all(span.style == "code" for row in rows for span in row.spans)


@pytest.mark.parametrize(
    ("width", "height", "has_picture"), [(74, 18, True), (50, 60, True), (50, 15, False)]
)
def test_the_picture_is_shown_where_there_is_room(
    width: int, height: int, has_picture: bool
) -> None:
    shown = {"stage": "lobby", "people": 0, "expected": None}
    rows = wall_rows(shown, ADDRESS, CODE, width, height)
    text = "\n".join(row.plain for row in rows)
    assert ("█" in text) is has_picture
    assert CODE in text
    assert max(row.cell_length for row in rows) <= width
