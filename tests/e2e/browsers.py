"""Browsers for the tests: found, opened, and looked at with axe-core."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
AXE = Path(__file__).parents[2] / ".ci" / "node_modules" / "axe-core" / "axe.min.js"

try:
    from playwright.async_api import async_playwright
except ImportError:
    async_playwright = None  # type: ignore[assignment]

needs_browser = pytest.mark.skipif(
    CHROMIUM is None or async_playwright is None,
    reason="needs Chromium, and the extra `e2e` for Playwright",
)
SMALL, PHONE, WALL = (320, 568), (360, 640), (1280, 720)


class Browsers:
    """Browsers that are open on a session."""

    def __init__(self, browser: Any, address: str) -> None:
        self._browser, self.address = browser, address
        self.faults: list[str] = []

    async def open(self, path: str, size: tuple[int, int]) -> Any:
        """A browser of its own, with nothing that another one has."""
        width, height = size
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, bypass_csp=True
        )
        page = await context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)
        await page.goto(f"{self.address}{path}")
        return page

    def _heard(self, said: Any) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    async def join(self, code: str, name: str, size: tuple[int, int] = PHONE) -> Any:
        """A phone that comes in by the code in the address."""
        page = await self.open(f"/{code}", size)
        await page.fill("#nickname", name)
        await page.click("button.go")
        await page.wait_for_selector("#door", state="hidden")
        return page


@asynccontextmanager
async def browsers(address: str) -> AsyncIterator[Browsers]:
    """Chromium, for as long as it is needed."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            yield Browsers(browser, address)
        finally:
            await browser.close()


async def faults_of(page: Any) -> list[str]:
    """What axe-core finds on a page."""
    if not AXE.exists():
        return []
    await page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = await page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]
