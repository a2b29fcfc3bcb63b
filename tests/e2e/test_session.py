"""A session with real browsers: two phones and the wall, from the lobby to the close."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room import next_stage
from simulator.core.room_stages import Stage
from simulator.workshop.hosting import Hosted, Reach
from simulator.workshop.opening import Opening, keep
from simulator.workshop.server import NoPortError
from tests.e2e.browsers import PHONE, SMALL, WALL, Browsers, browsers, faults_of, needs_browser
from tests.tui.conftest import EXAMPLE
from tests.workshop.conftest import on

pytestmark = needs_browser

TEXT = EXAMPLE.read_text(encoding="utf-8")
CODE = "K7QFMX"


class Rooms:
    """A hosted session, and browsers that are open on it."""

    def __init__(self, hosted: Hosted, some: Browsers) -> None:
        self.hosted, self._browsers = hosted, some
        self.faults, self.open = some.faults, some.open

    async def join(self, name: str, size: tuple[int, int] = PHONE) -> Any:
        """A phone that comes in."""
        return await self._browsers.join(CODE, name, size)

    async def on(self, dest: Stage | None = None) -> None:
        """A stage further."""
        await on(self.hosted.session, dest)

    async def until(self, what: Any) -> None:
        """Wait for something of the room."""
        for _ in range(100):
            if what(self.hosted.session.room):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it did not happen")


@asynccontextmanager
async def rooms(path: Path | None = None, **changes: Any) -> AsyncIterator[Rooms]:
    scenario = compile_text(TEXT).scenario
    assert scenario is not None
    hosted = Hosted(scenario, Opening("pallet", TEXT, CODE, 3, **changes), path)
    hosted.start()
    hosted.value()
    async with browsers(hosted.address) as some:
        here = Rooms(hosted, some)
        try:
            yield here
        finally:
            await here.hosted.stop()


async def test_two_phones_and_the_wall_go_from_the_lobby_to_the_close() -> None:
    async with rooms() as here:
        wall = await here.open("/screen", WALL)
        await wall.wait_for_selector("#code")
        assert await wall.text_content("#code") == CODE
        assert await faults_of(wall) == []
        ada, bo = await here.join("Ada"), await here.join("", SMALL)
        await here.until(lambda room: len(room.people) == 2)
        assert await faults_of(ada) == []

        await here.on()
        await ada.fill("#own", "Nobody sees this <b>yet</b>.")
        await here.on()
        await ada.click("text=Our dispatch desk typed that list")
        await bo.click("text=That's awful")
        await here.until(lambda room: room.round and len(room.round.first) == 2)
        await ada.wait_for_selector('[aria-pressed="true"]')
        assert await faults_of(ada) == []
        assert not (here.hosted.session.room.round or None).words  # type: ignore[union-attr]
        await wall.wait_for_function(
            "document.querySelector('#count').textContent.includes('2 of 2')"
        )
        assert "▲" not in (await wall.text_content("main") or "")

        await here.on()
        await here.on()
        letters = {await ada.text_content(".big"), await bo.text_content(".big")}
        assert len(letters) == 2
        await here.on()
        await bo.click("text=Our dispatch desk typed that list")
        await ada.click("text=Our dispatch desk typed that list")
        await here.until(lambda room: room.round and len(room.round.second) == 2)
        await here.on()
        await wall.wait_for_selector(".bar")
        assert await faults_of(wall) == []
        await ada.wait_for_selector("text=It names whose mistake it is")

        while here.hosted.session.room.stage is not Stage.PREDICT:
            room = here.hosted.session.room
            if next_stage(room) is None or room.stage is Stage.SCENE:
                await here.hosted.session.send(events.Decided(room.turn, room.offered[0].id))
            else:
                await here.on()
        await ada.click("text=Yes")
        await here.until(lambda room: len(room.predictions) == 1)
        await here.on()
        await wall.wait_for_selector("text=The room thought: 1 yes, 0 no.")
        await here.on()
        await bo.fill("#plan", "If she shouts, then I ask <i>when</i>.")
        await bo.click("text=Share it")
        await here.until(lambda room: len(room.plans) == 1)
        assert here.faults == []


async def test_a_reload_a_second_tab_and_a_lost_network_lose_no_vote() -> None:
    async with rooms(full=()) as here:
        ada = await here.join("Ada")
        await here.on()
        await here.on()
        await ada.click("text=Our dispatch desk typed that list")
        await ada.wait_for_selector('[aria-pressed="true"]')
        await ada.reload()
        await ada.wait_for_selector('[aria-pressed="true"]')
        tab = await ada.context.new_page()
        await tab.goto(here.hosted.address)
        await tab.wait_for_selector('[aria-pressed="true"]')
        await ada.context.set_offline(True)
        await ada.context.set_offline(False)
        await tab.click("text=That's awful")
        await here.until(
            lambda room: {vote.reply for vote in room.round.first.values()} == {"gift"}
        )
        assert len(here.hosted.session.room.people) == 1


async def test_a_host_that_was_killed_has_its_votes_and_its_phones_again(tmp_path: Path) -> None:
    path = tmp_path / "one.session"
    keep(path, Opening("pallet", TEXT, CODE, 3, full=()))
    async with rooms(path, full=()) as here:
        ada = await here.join("Ada")
        await here.on()
        await here.on()
        await ada.click("text=Our dispatch desk typed that list")
        await here.until(lambda room: room.round and len(room.round.first) == 1)
        port = here.hosted.listener.port if here.hosted.listener else 0
        await here.hosted.stop()

        scenario = compile_text(TEXT).scenario
        assert scenario is not None
        again = Hosted(scenario, here.hosted.opening, path, Reach(port=port))
        for _ in range(40):
            try:
                again.start()
                break
            except NoPortError:
                await asyncio.sleep(0.1)
        here.hosted = again
        began = time.monotonic()
        await ada.wait_for_selector("#news", state="hidden")
        await here.on()
        await ada.wait_for_selector("text=This is what the room has said.", timeout=20_000)
        assert time.monotonic() - began < 20
        assert [turn.reply.id for turn in again.session.room.conversation.turns] == ["own_it"]


async def test_everything_can_be_done_by_keyboard(tmp_path: Path) -> None:
    async with rooms(full=()) as here:
        page = await here.open(f"/{CODE}", SMALL)
        await page.wait_for_selector("#code:focus")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#door", state="hidden")
        await here.on()
        await here.on()
        await page.wait_for_selector("#act button")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await here.until(lambda room: room.round and len(room.round.first) == 1)


async def test_nothing_is_wider_than_the_smallest_phone() -> None:
    async with rooms() as here:
        page = await here.join("Ada", SMALL)
        for _ in range(5):
            await here.on()
            await page.wait_for_timeout(250)
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= SMALL[0]
