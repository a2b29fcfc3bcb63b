"""The question before the verdict, and every page after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from simulator.core.phases import Phase
from simulator.records.play import Mode, Play, new_play
from simulator.records.store import Store
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.saving import save_debrief
from simulator.tui.screens.briefing import Briefing
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.library import Library
from simulator.tui.screens.prediction import Prediction
from simulator.tui.screens.profile import Profile
from simulator.tui.screens.turns import Turns
from tests.tui.conftest import SIZE, MakeApp, seen, to_the_end


@pytest.fixture
def over(shelf: Shelf, store: Store) -> Play:
    """The example, played badly, at the question."""
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    for reply in ("gift", "van", "all_next_week"):
        play.choose(reply)
    return play


async def debriefed(pilot: Pilot[None]) -> None:
    await pilot.press("y", "2")
    await pilot.pause()


async def read_all(pilot: Pilot[None], app: RoleplayApp) -> str:
    """Everything on a page that scrolls."""
    texts = []
    await pilot.press("home")
    for _ in range(12):
        await pilot.pause()
        texts.append(seen(app))
        await pilot.press("pagedown")
    return "\n".join(texts)


async def test_the_question_stands_alone_and_then_how_sure(room: MakeApp, over: Play) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Prediction)
        assert "Does Lena trust you now?" in seen(app)
        assert "yes" in seen(app)
        assert "sure" not in seen(app)
        await pilot.press("y")
        await pilot.pause()
        assert "How sure are you?" in seen(app)
        await pilot.press("n", "3")
        await pilot.pause()
        assert (over.predicted, over.sure, over.phase) == (False, 3, Phase.DEBRIEF)


async def test_how_sure_means_nothing_before_yes_or_no(room: MakeApp, over: Play) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1", "2", "enter", "space")
        await pilot.pause()
        assert isinstance(app.screen, Prediction)


async def test_the_question_can_be_left_and_comes_again(
    room: MakeApp, over: Play, store: Store
) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Library)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, Prediction)


async def test_the_first_page_tells_the_verdict_the_card_and_the_one_thing(
    room: MakeApp, over: Play
) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
        text = seen(app)
        assert "Will she let you deliver to the fair, instead of buying elsewhere" in text
        assert "tonight?" in text
        assert "▽ No" in text.splitlines()[0]
        for words in (
            "Lena does not trust you",
            "You said yes.",
            "In Lena's words",
            "Heard me",
            "✕ NO",
            "Change this",
        ):
            assert words in text
        text = await read_all(pilot, app)
        for words in (
            "How well you chose",
            " of 100",
            "The chance of yes still open",
            "✕ broken: A van",
        ):
            assert words in text


async def test_the_end_is_kept(room: MakeApp, over: Play, store: Store) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
    last = store.latest()["wrong-pallet"]
    assert (last.predicted, last.sure, last.verdict) == (True, 2, False)


async def test_turn_by_turn_tells_her_line_the_mark_and_the_best_reply(
    room: MakeApp, over: Play
) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
        await pilot.press("enter", "home")
        await pilot.press(*["up"] * 3)
        await pilot.pause()
        assert isinstance(app.screen, Turns)
        assert "Turn 1 of 3" in seen(app)
        text = seen(app)
        await pilot.press("space")
        await pilot.pause()
        text += seen(app)
        for words in ("Ninety trays", "hears me: a slip", "Why", "Best here"):
            assert words in text
        await pilot.press("down")
        await pilot.pause()
        assert "Turn 2 of 3" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)


async def test_the_turn_after_which_yes_was_out_of_reach_says_so(room: MakeApp, over: Play) -> None:
    app = room(over)
    async with app.run_test(size=(120, 48)) as pilot:
        await debriefed(pilot)
        lost = app.screen._result.lost_at  # type: ignore[attr-defined]
        await pilot.press("enter", *["up"] * 3, *["down"] * (lost - 1))
        await pilot.pause()
        assert "▽ after this turn yes was out of reach" in seen(app)


async def test_the_profile_has_thirteen_axes(room: MakeApp, over: Play) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, Profile)
        lines = seen(app).splitlines()
        assert sum("│" in line or line[33:34] == "·" for line in lines) == 13
        assert any("avoids accountability     ●│" in line for line in lines)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)


async def test_thoughts_and_truths_are_looked_at_again(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("1", "1")
        await pilot.pause()
        replies = [one.id for one in play.offered]
        await pilot.press(str(replies.index("promise") + 1), "1", "enter", "n", "1")
        await pilot.pause()
        text = await read_all(pilot, app)
        for words in (
            "What went through your mind",
            "She is afraid.",
            "What Ada told you",
            "A call at five",
        ):
            assert words in text


async def test_writing_never_overwrites_and_says_where(
    room: MakeApp, over: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = room(over)
    async with app.run_test(size=(160, 48)) as pilot:
        await debriefed(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert "wrong-pallet-debrief.md" in seen(app)
        await pilot.press("w")
        await pilot.pause()
        assert "wrong-pallet-debrief-2.md" in seen(app)
    text = (tmp_path / "wrong-pallet-debrief.md").read_text(encoding="utf-8")
    assert text.startswith("# The wrong pallet")


async def test_a_folder_that_cannot_be_written_is_a_line_and_no_crash(
    room: MakeApp, over: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert "could not be written" in seen(app)


def test_a_file_is_named_after_the_scenario_whatever_its_path(over: Play, tmp_path: Path) -> None:
    from dataclasses import replace

    over.predict(True, 1)
    over.script = replace(over.script, name="/somewhere/else/my own: play.yaml")
    path = save_debrief(over, over.debrief(), tmp_path)
    assert path.name == "my-own-play-debrief.md"


async def test_again_begins_another_play_and_q_goes_to_the_library(
    room: MakeApp, over: Play
) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, Briefing)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Library)


async def test_a_whole_play_by_keyboard_from_the_library_and_back(
    room: MakeApp, store: Store
) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press("c", "enter")  # real mode
        await pilot.pause()
        await pilot.press("1", "1", "1")
        await pilot.pause()
        await pilot.press("enter", "y", "3")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Library)
        assert "▽ no" in seen(app) or "▲ yes" in seen(app)
    assert store.in_progress() == ()


@pytest.mark.parametrize("keys", [(), ("enter",), ("p",), ("question_mark",)])
async def test_each_page_survives_any_size(
    room: MakeApp, over: Play, keys: tuple[str, ...]
) -> None:
    app = room(over)
    async with app.run_test(size=SIZE) as pilot:
        await debriefed(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        before = seen(app)
        for width, height in ((20, 5), (1, 1), (160, 48), (60, 20), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.press("pagedown", "down")
            await pilot.pause()
        await pilot.press("pageup", "up", "home")
        await pilot.pause()
        assert seen(app).splitlines()[-1] == before.splitlines()[-1]


async def test_the_briefing_and_the_question_survive_any_size(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        for width, height in ((20, 5), (1, 1), (160, 48), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.press("down", "up", "pagedown")
            await pilot.pause()
        assert "Ada" in seen(app)
        await to_the_end(pilot, play)
        for width, height in ((20, 5), (1, 1), (160, 48), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert "Does Ada trust you now?" in seen(app)


async def test_a_play_too_large_for_its_chances_is_debriefed_without_them(
    room: MakeApp, play: Play
) -> None:
    play.__dict__["valuation"] = None
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await to_the_end(pilot, play)
        await debriefed(pilot)
        text = await read_all(pilot, app)
        assert "too large for its chances" in text
        await pilot.press("enter")
        await pilot.pause()
        assert "Turn 1 of 3" in seen(app)
