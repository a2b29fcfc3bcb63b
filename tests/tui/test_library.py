"""The library: what there is, what is broken, what was left."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.records.play import Mode, new_play, resumed_play
from simulator.records.store import Store
from simulator.shelf import Shelf
from simulator.tui.screens.briefing import Briefing
from simulator.tui.screens.choice import Choice
from simulator.tui.screens.conversation import Talk
from simulator.tui.screens.library import Library
from simulator.tui.screens.problems import Problems
from tests.tui.conftest import EXAMPLE, SIZE, MakeApp, seen


async def test_a_scenario_stands_with_what_it_practises_and_how_long_it_takes(
    room: MakeApp,
) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        text = seen(app)
        for words in (
            "The wrong pallet",
            "●●○",
            "Lena Brandt, owner",
            "owning a mistake",
            "6 minutes",
        ):
            assert words in text


async def test_a_broken_file_is_listed_with_its_first_problem_and_the_rest_work(
    room: MakeApp,
) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = seen(app)
        assert "✕ broken" in text
        assert "cannot be played" in text
        assert "nowhere" in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Problems)
        assert "nowhere" in seen(app)
        await pilot.press("escape", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Briefing)


async def test_a_file_that_cannot_even_be_read_hides_nothing(room: MakeApp, folder: Path) -> None:
    (folder / "a-picture.yaml").write_bytes(b"\xff\xfe\x00\x89PNG")
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "a-picture" in seen(app)
        assert "The wrong pallet" in seen(app)


async def test_slash_filters_and_escape_shows_all_again(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"pallet wrong")
        await pilot.pause()
        assert "The wrong pallet" in seen(app)
        assert "The broken one" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Briefing)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "The broken one" in seen(app)


async def test_a_filter_that_nothing_fits_says_so_and_does_nothing(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"zzz", "backspace", "enter", "down")
        await pilot.pause()
        assert "Nothing fits." in seen(app)
        assert isinstance(app.screen, Library)


async def test_an_empty_shelf_says_so(room: MakeApp, folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "There are no scenarios here yet." in seen(app)


async def test_on_a_narrow_screen_the_preview_goes(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "You practise" not in seen(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "You practise" in seen(app)


async def test_how_the_last_play_ended_stands_there(
    room: MakeApp, shelf: Shelf, store: Store
) -> None:
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    for reply in ("gift", "van", "all_next_week"):
        play.choose(reply)
    play.predict(True, 2)
    play.finish(play.debrief())
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "▽ no" in seen(app)
        text = " ".join(line[41:].strip() for line in seen(app).splitlines())
        assert "you thought Lena trusted you. Lena did not." in text


async def test_a_play_that_was_left_is_offered_and_taken_up_by_its_own_text(
    room: MakeApp, shelf: Shelf, store: Store, folder: Path
) -> None:
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    play.choose("own_it")
    edited = EXAMPLE.read_text(encoding="utf-8").replace("So what happens now?", "Edited since.")
    (folder / "wrong-pallet.yaml").write_text(edited, encoding="utf-8")
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "The wrong pallet was left" in seen(app)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, Talk)
        assert "So what happens now?" in seen(app) or "Tell me what you need" in seen(app)
        assert "Edited since." not in seen(app)


@pytest.mark.parametrize("way", ["r", "enter"])
async def test_opening_a_scenario_that_was_left_asks_first(
    room: MakeApp, shelf: Shelf, store: Store, way: str
) -> None:
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Choice)
        assert "before your first reply" in seen(app)
        await pilot.press(way)
        await pilot.pause()
        assert isinstance(app.screen, Talk)


async def test_beginning_anew_puts_the_old_play_aside_once_it_begins(
    room: MakeApp, shelf: Shelf, store: Store
) -> None:
    old = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    old.begin()
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "enter", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Briefing)
        assert [play.id for play in store.in_progress()] == [old.id]
        await pilot.press("enter")
        await pilot.pause()
        (now,) = store.in_progress()
        assert now.id != old.id


async def test_a_play_that_fits_its_text_no_more_says_so(
    room: MakeApp, shelf: Shelf, store: Store
) -> None:
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    play.choose("own_it")
    (saved,) = store.in_progress()
    store._db.execute("UPDATE replies SET reply = 'gone'")
    with pytest.raises((ValueError, KeyError)):
        resumed_play(shelf.open("wrong-pallet"), store, saved)
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, Problems)
        assert "cannot be taken up again" in seen(app)
    assert store.in_progress() == ()


async def test_help_tells_every_key_and_the_signs(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        for words in ("another scenario", "dark or light", "▲  builds", "✕  broken"):
            assert words in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Library)


async def test_t_changes_between_dark_and_light(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        assert app.theme == "roleplay-light"
        await pilot.press("t")
        assert app.theme == "roleplay-dark"


async def test_without_colour_everything_is_still_told(
    room: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "down")
        await pilot.pause()
        assert app.theme == "ansi-dark"
        strips = app.screen._compositor.render_strips(app.size)
        colours = {
            style.color.name
            for strip in strips
            for _, style, _ in strip
            if style is not None and style.color is not None
        }
        assert colours <= {"default"}


async def test_q_quits(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_list_survives_any_size(room: MakeApp) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        for width, height in ((20, 5), (1, 1), (160, 48), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.press("down", "up", "pagedown", "home")
            await pilot.pause()
        assert "The wrong pallet" in seen(app)
