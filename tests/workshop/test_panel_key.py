"""A second terminal of the same user leads what this machine hosts: by a key in a file, and only here."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from simulator.commands.leading import session_beside
from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.workshop.calling import CallError, Place
from simulator.workshop.guest import Guest
from simulator.workshop.hosting import Hosted, Reach
from simulator.workshop.keys import FILE, key_in
from simulator.workshop.opening import Opening
from simulator.workshop.remote import DeskLine
from simulator.world import Failure, World
from tests.tui.conftest import EXAMPLE

TEXT = EXAMPLE.read_text(encoding="utf-8")
CODE = "K7QFMX"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
async def hosted(world: World) -> AsyncIterator[Hosted]:
    scenario = compile_text(TEXT).scenario
    assert scenario is not None
    reach = Reach(port=0, keys=world.data / "sessions")
    one = Hosted(scenario, Opening("pallet", TEXT, CODE, 3), None, reach)
    one.start()
    yield one
    await one.stop()


async def test_a_second_terminal_leads_the_same_room(hosted: Hosted, world: World) -> None:
    panel = await asyncio.to_thread(session_beside, world)
    panel.start()
    guest = Guest(Place(hosted.address.removeprefix("http://"), CODE))
    await asyncio.to_thread(guest.join, "Ada")
    await panel.session.send(events.Moved(0, Stage.LOBBY, Stage.SCENE))
    assert hosted.session.room.stage is Stage.SCENE
    assert [one.nickname for one in panel.session.room.here] == ["Ada"]
    assert panel.address == hosted.address
    assert panel.opening.code == CODE
    await panel.stop()
    assert hosted.session.room.stage is Stage.SCENE, "it goes on without the second terminal"


@pytest.mark.skipif(os.name == "nt", reason="the folder's rights keep others out there")
async def test_only_this_user_can_read_the_key(hosted: Hosted, world: World) -> None:
    assert (world.data / "sessions" / FILE).stat().st_mode & 0o077 == 0


async def test_the_key_goes_with_the_session(hosted: Hosted, world: World) -> None:
    await hosted.stop()
    assert key_in(world.data / "sessions") is None
    with pytest.raises(Failure, match="no session is hosted here"):
        session_beside(world)


async def test_a_key_that_a_crash_has_left_leads_nowhere_and_says_so(world: World) -> None:
    folder = world.data / "sessions"
    folder.mkdir()
    (folder / FILE).write_text('{"host": "127.0.0.1:1", "code": "K7QFMX", "key": "x"}')
    with pytest.raises(Failure, match="is over"):
        session_beside(world)


async def test_phones_reach_no_route_of_the_facilitators(hosted: Hosted, world: World) -> None:
    key = key_in(world.data / "sessions")
    assert key is not None
    outside = Place(hosted.address.removeprefix("http://"), CODE)
    assert outside.host != key.host
    headers = {"Authorization": f"Bearer {key.key}", "content-type": "application/json"}

    def asking(path: str) -> int:
        line = HTTPConnection(outside.host, timeout=10)
        line.request("POST", f"/desk/{CODE}/{path}", "{}", headers)
        status = line.getresponse().status
        line.close()
        return status

    for path in ("opening", "log", "send", "end"):
        assert await asyncio.to_thread(asking, path) in {404, 405}


async def test_a_wrong_key_leads_nothing(hosted: Hosted, world: World) -> None:
    key = key_in(world.data / "sessions")
    assert key is not None
    with pytest.raises(CallError, match="not the key"):
        await asyncio.to_thread(DeskLine(Place(key.host, CODE), key.key[:-1]).opening)
    # Nor does it end what another terminal has opened.
    with pytest.raises(CallError, match="ends with the terminal"):
        await asyncio.to_thread(DeskLine(Place(key.host, CODE), key.key).end)
