"""A session with real browsers: two phones and the wall, from the lobby to the close."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room import next_stage
from simulator.core.room_stages import Stage
from simulator.workshop.hosting import Hosted, Reach
from simulator.workshop.opening import Opening, keep
from simulator.workshop.server import NoPortError
from tests.tui.conftest import EXAMPLE

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
AXE = Path(__file__).parents[2] / ".ci" / "node_modules" / "axe-core" / "axe.min.js"

try:
    from playwright.async_api import async_playwright
except ImportError:
    async_playwright = None  # type: ignore[assignment]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None or async_playwright is None,
    reason="needs Chromium, and the extra `e2e` for Playwright",
)

TEXT = EXAMPLE.read_text(encoding="utf-8")
CODE = "K7QFMX"
SMALL, PHONE, WALL = (320, 568), (360, 640), (1280, 720)


class Rooms:
    """A hosted session, and browsers that are open on it."""

    def __init__(self, hosted: Hosted, browser: Any) -> None:
        self.hosted, self._browser = hosted, browser
        self.faults: list[str] = []

    async def open(self, path: str, size: tuple[int, int]) -> Any:
        """A browser of its own, with nothing that another one has."""
        width, height = size
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, bypass_csp=True
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)
        await page.goto(f"{self.hosted.address}{path}")
        return page

    def _heard(self, said: Any) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    async def join(self, name: str, size: tuple[int, int] = PHONE) -> Any:
        """A phone that comes in by the code in the address."""
        page = await self.open(f"/{CODE}", size)
        await page.fill("#nickname", name)
        await page.click("button.go")
        await page.wait_for_selector("#door", state="hidden")
        return page

    async def on(self, dest: Stage | None = None) -> None:
        """A stage further."""
        room = self.hosted.session.room
        to = dest or next_stage(room)
        assert to is not None
        await self.hosted.session.send(events.Moved(room.turn, room.stage, to))

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
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        here = Rooms(hosted, browser)
        try:
            yield here
        finally:
            await browser.close()
            await here.hosted.stop()


async def faults_of(page: Any) -> list[str]:
    """What axe-core finds on a page."""
    if not AXE.exists():
        return []
    await page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


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
