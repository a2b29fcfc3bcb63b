"""A campaign on the screen: the ledger between the acts, and the way through them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.records.settings import Settings
from simulator.records.store import Store
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.screens.account import AccountScreen
from simulator.tui.screens.conversation import Talk
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.library import Library
from tests import campaigns
from tests.tui.conftest import SIZE, key_of, seen

Make = Callable[[], RoleplayApp]


@pytest.fixture
def make(tmp_path: Path, store: Store) -> Make:
    campaigns.written(tmp_path / "mine")
    shelf = Shelf([tmp_path / "mine"], store)
    return lambda: RoleplayApp(
        shelf, store, Settings(motion=False, theme="dark", mode="real"), seed=7
    )


async def said(pilot: Pilot[None], *replies: str) -> None:
    """Begin an act from its briefing, and say these."""
    await pilot.press("enter")
    await pilot.pause()
    for reply in replies:
        screen = pilot.app.screen
        assert isinstance(screen, Talk)
        await pilot.press(key_of(screen._play, reply))
        await pilot.pause()


async def to_the_debrief(pilot: Pilot[None]) -> None:
    for key in ("enter", "y", "2"):
        await pilot.press(key)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_campaign_opens_with_its_ledger_and_goes_on_after_each_act(make: Make) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        assert "0 of 2 acts" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AccountScreen)
        assert "act 1 of 2" in seen(app)
        assert "EUR" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        await said(pilot, "hear", "cheaper")
        await to_the_debrief(pilot)
        assert isinstance(app.screen, DebriefScreen)
        assert "a the account" in " ".join(seen(app).split())
        await pilot.press("a")
        await pilot.pause()
        text = seen(app)
        assert "act 2 of 2" in text
        assert "▲ yes, and sold" in text
        assert "12,000 EUR" in text
        assert "A winter has passed." in text
        assert "A call on Monday" in text
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Library)
        assert "1 of 2 acts" in seen(app)


async def test_an_act_that_was_left_is_taken_up_from_the_ledger(make: Make) -> None:
    first = make()
    async with first.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        await said(pilot, "hear")
    again = make()
    async with again.run_test(size=SIZE) as pilot:
        assert "The yard was left" in seen(again)
        await pilot.press("enter")
        await pilot.pause()
        assert "left" in seen(again)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(again.screen, Talk)
        assert "You waited four days." in seen(again)


async def test_an_act_taken_up_from_the_library_goes_on_in_its_account(make: Make) -> None:
    first = make()
    async with first.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        await said(pilot, "hear")
    again = make()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.press("r")
        await pilot.pause()
        screen = again.screen
        assert isinstance(screen, Talk)
        await pilot.press(key_of(screen._play, "cheaper"))
        await pilot.pause()
        await to_the_debrief(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(again.screen, AccountScreen)
        assert "act 2 of 2" in seen(again)


async def test_beginning_anew_leads_to_the_first_act(make: Make) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        await said(pilot, "lie")
        await to_the_debrief(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert "closed" in seen(app)
        await pilot.press("b")
        await pilot.pause()
        assert "The order" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Library)
