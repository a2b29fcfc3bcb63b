"""The map of a scenario, walked by its author."""

from __future__ import annotations

from textual.pilot import Pilot

from simulator.core.scenario import Scenario, Variant
from simulator.tui.app import RoleplayApp
from simulator.tui.screens.graph import Map
from simulator.tui.screens.library import Library
from simulator.tui.screens.problems import Problems
from simulator.tui.widgets.menu import Menu
from tests.builders import does, ending, reply, scenario, state
from tests.tui.conftest import SIZE, MakeApp, seen


def forked() -> Scenario:
    """A fork of two ways, and a state that no play comes to."""
    return scenario(
        state("first", reply("left", "short"), reply("right", "long")),
        state("short", reply("off", "away")),
        state("long", reply("round", "long", again=2), reply("on")),
        state("lonely", reply("never", "away")),
        endings=(ending(sold=True), ending("away")),
    )


async def mapped(pilot: Pilot[None]) -> None:
    """Wait until every situation was looked at."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def opened(room: MakeApp, one: Scenario) -> RoleplayApp:
    app = room()
    app.first_map = one
    return app


def here(app: RoleplayApp) -> str | None:
    """The place that the cursor is at."""
    return app.screen.query_one("#list", Menu).selected


async def test_it_shows_the_map_and_the_decision_at_the_cursor(room: MakeApp) -> None:
    app = opened(room, forked())
    async with app.run_test(size=SIZE) as pilot:
        await mapped(pilot)
        text = seen(app)
        assert " ▸ ●  first " in text
        assert "○  lonely " in text
        assert "├─╮" in text
        assert "□  away " in text
        assert "turn 1 · 100 % of plays" in text
        assert "1 · say left" in text
        assert "V .00  → short" in text


async def test_the_cursor_goes_down_along_replies_and_back_the_way_it_came(room: MakeApp) -> None:
    app = opened(room, forked())
    async with app.run_test(size=SIZE) as pilot:
        await mapped(pilot)
        await pilot.press("2")
        assert here(app) == "long"
        await pilot.press("2")
        assert here(app) == "end"
        await pilot.press("right", "9")
        assert here(app) == "end", "an ending leads nowhere"
        await pilot.press("left", "left", "left")
        assert here(app) == "first"
        await pilot.press("down")
        assert here(app) == "short"
        await pilot.press("enter")
        assert here(app) == "away"
        await pilot.press("home", "up")
        assert here(app) == "first"
        await pilot.press("end", "j")
        assert here(app) == "away"
        await pilot.pause()
        assert "The shortest way" in seen(app)


async def test_a_state_that_no_play_meets_says_so(room: MakeApp) -> None:
    app = opened(room, forked())
    async with app.run_test(size=SIZE) as pilot:
        await mapped(pilot)
        app.screen.query_one("#list", Menu).select("lonely")
        await pilot.pause()
        assert "No play comes here." in seen(app)
        await pilot.press("1")
        assert here(app) == "lonely"


async def test_without_room_for_both_the_place_stays_and_the_keys_work(room: MakeApp) -> None:
    app = opened(room, forked())
    async with app.run_test(size=(40, 16)) as pilot:
        await mapped(pilot)
        assert "●  first" not in seen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "1 · say off" in seen(app)


async def test_each_variant_has_its_map(room: MakeApp) -> None:
    one = scenario(
        state("first", reply("go")),
        variants=(Variant("calm"), Variant("angry")),
    )
    app = opened(room, one)
    async with app.run_test(size=SIZE) as pilot:
        await mapped(pilot)
        assert "A test · calm" in seen(app)
        await pilot.press("v")
        await mapped(pilot)
        assert "A test · angry" in seen(app)
        assert "●  first" in seen(app)


async def test_it_can_be_left_before_everything_was_looked_at(room: MakeApp) -> None:
    app = opened(room, forked())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "2", "escape")
        await mapped(pilot)
        assert isinstance(app.screen, Library)
    assert app.crash is None


async def test_too_many_situations_are_told(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.push_screen(Map(forked(), limit=3))
        await mapped(pilot)
        assert "There are more than 3 situations" in seen(app)
        await pilot.press("down", "1", "left")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Library)


async def test_the_library_opens_the_map_of_what_is_selected(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, Problems), "the first one is broken"
        await pilot.press("escape", "down", "m")
        await mapped(pilot)
        assert isinstance(app.screen, Map)
        assert "situations" in seen(app)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Library)


async def test_words_of_a_file_are_never_markup(room: MakeApp) -> None:
    one = scenario(state("[b]", reply("[red]x", effects=does())), endings=(ending("end"),))
    app = opened(room, one)
    async with app.run_test(size=SIZE) as pilot:
        await mapped(pilot)
        assert "●  [b] " in seen(app)
        assert "say [red]x" in seen(app)
