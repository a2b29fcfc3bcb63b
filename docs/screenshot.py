"""Makes the README's picture: the second turn of `wrong-pallet`, by a fixed seed.

``python docs/screenshot.py`` writes ``docs/screenshot.svg``, and ``docs/screenshot.png`` where a Chromium is
installed. Run it again whenever the conversation looks different.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.records.play import Mode, new_play
from simulator.records.settings import Settings
from simulator.records.store import Store
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp

DOCS = Path(__file__).resolve().parent
SEED = 7
SIZE = (120, 36)
REPLY = "own_desk"
THOUGHT = "2"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


async def picture(store: Store) -> str:
    """Play to the second turn, and give the screen as SVG."""
    shelf = Shelf([DOCS.parent / "scenarios"], store)
    play = new_play(shelf.open("wrong-pallet"), store, seed=SEED, mode=Mode.COACH)
    app = RoleplayApp(shelf, store, Settings(theme="dark", motion=False), play=play)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(THOUGHT)
        await pilot.pause()
        await pilot.press(str([one.id for one in play.offered].index(REPLY) + 1))
        await pilot.pause()
        return app.export_screenshot()


def png(svg: Path) -> Path | None:
    """The picture by a browser, which knows fonts that other converters do not; None without one."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return None
    text = svg.read_text(encoding="utf-8")
    width, height = (round(float(x)) for x in text.split('viewBox="0 0 ')[1].split('"')[0].split())
    target = svg.with_suffix(".png")
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(f'<body style="margin:0">{text}</body>', encoding="utf-8")
        subprocess.run(
            [
                *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                *(f"--screenshot={target}", f"--window-size={width},{height}", page.as_uri()),
            ],
            check=True,
            capture_output=True,
        )
    return target


def main() -> int:
    """Write both."""
    svg = DOCS / "screenshot.svg"
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        svg.write_text(asyncio.run(picture(store)), encoding="utf-8")
        store.close()
    for path in filter(None, (svg, png(svg))):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
