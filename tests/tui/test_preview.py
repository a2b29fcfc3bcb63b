"""The preview: a file is played while it is written, broken, mended, taken away and put back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from simulator.commands.preview import command
from simulator.commands.preview_checks import checks_of
from simulator.core.engine import Engine
from simulator.core.scenario import Rung
from simulator.records.settings import Settings
from simulator.tui.preview import background
from simulator.tui.preview.apart import CheckFailedError, check_apart
from simulator.tui.preview.app import PreviewApp
from simulator.tui.preview.found import Found, Progress
from simulator.tui.preview.rehearsal import Rehearsal
from simulator.tui.preview.screen import Preview
from simulator.tui.preview.walking import StoppableEngine, StoppedError, chances, find_ways
from simulator.tui.preview.watching import Look, Watch
from simulator.world import World
from tests.builders import HEARS_ME, HONEST, PROVED, SHOWN, Wound, does, reply, scenario, state
from tests.tui.conftest import SIZE, seen

WIDE = (120, 40)
PATIENCE = 20.0
"""Seconds to wait for what must come; a shared machine can be slow."""

TEXT = """\
format: 1
title: A yard
customer:
  name: Lena Brandt
  reliance: Will she?
  bar: {able: nothing, on_my_side: nothing}
promises:
  call:
    text: A call at five
    later: yes
truths:
  late:
    about: timing
    needs: {hears_me: shown}
    told: I ordered late.
    half: I ordered when I always do.
start: one
states:
  one:
    line: What now?
    replies:
      - id: hear
        say: What do you need?
        earns: {hears_me: shown}
        to: two
      - id: rush
        say: Let us be quick.
        wounds: {hears_me: slip}
        to: two
  two:
    line: And the van?
    replies:
      - id: promise
        say: I call you at five.
        makes: [call]
        earns: {honest: proved}
        cost: an hour
        to: three
      - id: dodge
        say: It will turn up.
        wounds: {honest: breach}
        asks: late
        to: three
  three:
    line: Well?
    replies:
      - id: bye
        say: Goodbye.
        to: [{when: {verdict: yes}, go: trusted}, {go: lost}]
      - id: leave
        say: So long.
        wounds: {honest: slip}
        to: lost
endings:
  trusted: {line: Good., sold: yes}
  lost: {line: No., sold: no}
"""
VARIANTS = TEXT.replace(
    "start: one\n",
    "variants: [rain, sun]\nstart: one\n",
).replace(
    "    line: What now?", "    line: [{line: It rains., when: {variant: rain}}, {line: What now?}]"
)


class Author:
    """Somebody who writes a file, and saves it as many editors do: beside it, then by renaming."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "yard.yaml"
        self.save(TEXT)

    def save(self, text: str) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        os.replace(new, self.file)

    def app(self) -> PreviewApp:
        return PreviewApp(self.file, checks_of(self.file), Settings(motion=False, theme="dark"))


@pytest.fixture
def author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Author:
    """An author, looked after ten times as often as usual, whose file is never walked by itself."""
    monkeypatch.setattr(background, "EVERY", 0.05)
    monkeypatch.setattr(background, "REST", 3600.0)
    return Author(tmp_path)


def rehearsal(app: PreviewApp) -> Rehearsal:
    screen = app.screen_stack[0]
    assert isinstance(screen, Preview)
    return screen.rehearsal


def said(app: PreviewApp) -> list[str]:
    conversation = rehearsal(app).conversation
    assert conversation is not None
    return [turn.reply.id for turn in conversation.turns]


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for something."""
    for _ in range(int(PATIENCE / 0.02)):
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError(seen(pilot.app))  # type: ignore[arg-type]


async def shown(pilot: Pilot[None], *texts: str) -> None:
    """Wait until all of this stands on the screen."""
    await until(pilot, lambda: all(text in seen(pilot.app) for text in texts))  # type: ignore[arg-type]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


# Playing


async def test_a_file_is_played_to_its_end_by_digits_arrows_and_enter(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?", "1  What do you need?", "turn 1")
        await press(pilot, "1")
        await press(pilot, "down", "enter")
        await press(pilot, "2")
        assert said(app) == ["hear", "dodge", "leave"]
        assert "lost, not sold. Lena does not trust you." in seen(app)
        await press(pilot, "b", "1")
        assert said(app) == ["hear", "dodge", "bye"]
        await press(pilot, "r")
        assert said(app) == []


async def test_the_panel_shows_trust_evidence_wounds_promises_truths_and_what_the_reply_did(
    author: Author,
) -> None:
    app = author.app()
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot, "Evidence")
        await press(pilot, "1", "1")
        await shown(pilot, "What promise did", "▲ best, V kept 100 %")
        text = seen(app)
        assert "trusting · maintain · yes" in text
        assert "◆ honest     proved  bar shown" in text
        assert "▲ hears me   shown   bar shown, door" in text
        assert "· call  open" in text
        assert "· late  not asked; asked now: told" in text
        assert "1  hear  ▲ best  V" in text
        await press(pilot, "b", "2")
        await shown(pilot, "V kept 0 %")
        text = seen(app)
        assert "✕ honest: a breach, missing: own, remedy" in text
        assert "▲ late  told" in text
        assert "broken · regain" in text


async def test_v_is_an_ellipsis_until_it_is_known(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background.Background, "value", lambda self: None)
    app = author.app()
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot, "Evidence")
        await press(pilot, "1")
        text = seen(app)
        assert "V kept …" in text
        assert "1  promise  V …" in text


async def test_on_a_narrow_screen_the_panel_is_a_page_and_one_line_says_what_the_reply_did(
    author: Author,
) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        assert "Evidence" not in seen(app)
        await press(pilot, "2")
        await shown(pilot, "rush: ✕ decisive, V kept")
        await press(pilot, "i")
        assert "▽ hears me: a slip, until shown there, or owned" in seen(app)
        await press(pilot, "i")
        assert "And the van?" in seen(app)


async def test_thoughts_come_before_replies_as_they_do_in_a_play(author: Author) -> None:
    aside = "    asides: [{id: calm, thought: She is calm., why: She is.}]\n    replies:\n      - id: hear"
    author.save(TEXT.replace("    replies:\n      - id: hear", aside))
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "1  She is calm.", "0  None of these")
        await press(pilot, "1")
        assert "1  What do you need?" in seen(app)
        author.save(author.file.read_text(encoding="utf-8").replace("What now?", "What then?"))
        await shown(pilot, "What then?", "1  What do you need?")
        await press(pilot, "1")
        conversation = rehearsal(app).conversation
        assert conversation is not None
        assert conversation.turns[0].aside == "calm"
        assert "(She is calm.)" in seen(app)


async def test_keys_typed_ahead_are_played_as_typed(author: Author) -> None:
    from textual import events

    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        for key in "212":
            app.post_message(events.Key(key, key))
        await until(pilot, lambda: said(app) == ["rush", "promise", "leave"])


# While the file changes


async def test_a_save_is_played_at_once_and_at_the_same_turn(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "1", "down")
        author.save(TEXT.replace("And the van?", "And the truck?"))
        await shown(pilot, "And the truck?", "turn 2", "the file was read again", "▸ 2")
        assert said(app) == ["hear"]
        await press(pilot, "1")
        assert "the file was read again" not in seen(app)


async def test_it_stays_as_far_as_the_replies_exist_says_so_and_comes_back_with_them(
    author: Author,
) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "1", "1", "1")
        author.save(TEXT.replace("id: promise", "id: vow"))
        await shown(pilot, "stayed at turn 2 of 3: `promise` is gone", "turn 2")
        assert said(app) == ["hear"]
        author.save(TEXT.replace("id: promise", "id: oath"))
        await shown(pilot, "1  I call you at five.", "stayed at turn 2 of 3: `promise` is gone")
        author.save(TEXT)
        await until(pilot, lambda: said(app) == ["hear", "promise", "bye"])


async def test_what_is_said_after_a_reply_was_lost_lets_the_rest_go(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "1", "1", "1")
        author.save(TEXT.replace("id: promise", "id: vow"))
        await shown(pilot, "`promise` is gone")
        await press(pilot, "2")
        author.save(TEXT)
        await shown(pilot, "the file was read again")
        assert said(app) == ["hear", "dodge"]


async def test_a_reply_that_cannot_be_said_there_any_more_is_told_from_one_that_is_gone(
    author: Author,
) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "1", "1")
        author.save(TEXT.replace("to: two\n      - id: rush", "to: three\n      - id: rush"))
        await shown(pilot, "stayed at turn 2 of 3: `promise` cannot be said there any more")
        assert "Well?" in seen(app)


async def test_errors_stand_beside_the_last_good_version_until_they_are_mended(
    author: Author,
) -> None:
    app = author.app()
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "1")
        author.save(TEXT.replace("to: three", "to: tree"))
        await shown(pilot, "2 errors", "38:13: N201", "The last good version is in play.")
        await press(pilot, "1")
        assert said(app) == ["hear", "promise"]
        await press(pilot, "e")
        assert "help: did you mean `three`?" in seen(app)
        author.save(TEXT)
        await shown(pilot, "No problems found")  # the page is kept up to date
        await press(pilot, "e")
        assert "The last good version" not in seen(app)
        assert said(app) == ["hear", "promise"]


async def test_on_a_narrow_screen_errors_are_a_line_and_a_page(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        author.save(TEXT.replace("to: three", "to: tree"))
        await shown(pilot, "2 errors; the last good version is in play")
        await press(pilot, "e")
        assert "✕ 38:13: N201 no state or ending is called `tree`" in seen(app)
        await press(pilot, "escape")
        assert "And" not in seen(app)
        assert "What now?" in seen(app)


async def test_a_file_with_errors_at_the_start_shows_them_and_waits_for_the_save(
    author: Author,
) -> None:
    author.save(TEXT.replace("to: three", "to: tree"))
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "N201", "It is played as soon as it is saved without errors.")
        await press(pilot, "1", "b", "g", "v", "r", "down")
        author.save(TEXT)
        await shown(pilot, "What now?", "1  What do you need?")
        await press(pilot, "1")
        assert said(app) == ["hear"]


async def test_warnings_are_shown_and_stop_nothing(author: Author) -> None:
    author.save(TEXT.replace("start: one", "others:\n  jon: {name: Jon}\nstart: one"))
    app = author.app()
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot, "1 warning", "▽ 18:3: N209", "1  What do you need?")


async def test_a_file_that_is_gone_is_said_to_be_and_played_on_until_it_is_back(
    author: Author,
) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        author.file.unlink()
        await shown(pilot, "the file is gone; it is read again when it is back")
        await press(pilot, "1")
        assert said(app) == ["hear"]
        author.save(TEXT.replace("And the van?", "And the truck?"))
        await shown(pilot, "And the truck?")
        assert "is gone" not in seen(app)


async def test_a_file_that_comes_back_as_it_was_is_no_news(author: Author) -> None:
    app = author.app()
    aside = author.file.with_suffix(".aside")
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        author.file.rename(aside)
        await shown(pilot, "the file is gone")
        aside.rename(author.file)
        await until(pilot, lambda: "is gone" not in seen(app))
        assert "read again" not in seen(app)


async def test_whatever_is_saved_nothing_breaks(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        for text in ("", "[", "\0", "format: 9", "states: {", TEXT[: len(TEXT) // 2], "é" * 99):
            author.save(text)
            await shown(pilot, "error")
            author.save(TEXT)
            await until(pilot, lambda: "error" not in seen(app))
        author.file.write_bytes(b"\xff\xfe\xff")
        await shown(pilot, "error")


# Variants


async def test_the_next_variant_is_shown_at_the_same_turn_and_kept_while_it_exists(
    author: Author,
) -> None:
    author.save(VARIANTS)
    app = author.app()
    async with app.run_test(size=WIDE) as pilot:
        await shown(pilot, "It rains.", "rain")
        await press(pilot, "1", "v")
        assert rehearsal(app).variant == "sun"
        assert said(app) == ["hear"]
        assert "It rains." not in seen(app)
        await shown(pilot, "1  hear  ▲ best  V")
        author.save(VARIANTS.replace("And the van?", "And the truck?"))
        await shown(pilot, "And the truck?")
        assert rehearsal(app).variant == "sun"
        author.save(TEXT)
        await shown(pilot, "the variant `sun` is gone")
        assert said(app) == ["hear"]


# Going to a state


async def test_any_state_is_gone_to_by_replies_that_lead_there(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "g", *"van")
        assert "two " in seen(app)
        assert "three" not in seen(app)
        await press(pilot, "enter")
        await shown(pilot, "Go to two, with Lena", "testing", "guarded")
        await press(pilot, "enter")
        await shown(pilot, "turn 2", "And the van?")
        assert said(app) == ["hear"]  # the most trusting stands first
        await press(pilot, "g", "down", "enter")
        await press(pilot, "down", "enter")
        await until(pilot, lambda: said(app) == ["rush"])


async def test_the_list_of_states_is_left_step_by_step(author: Author) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "g", "x", "x")
        assert "Nothing fits." in seen(app)
        await press(pilot, "backspace", "backspace", "down", "enter")
        await shown(pilot, "Go to two")
        await press(pilot, "escape")
        assert "▸ two" in seen(app)
        await press(pilot, "escape")
        assert "What now?" in seen(app)
        assert said(app) == []


async def test_a_state_that_no_replies_lead_to_says_so(author: Author) -> None:
    author.save(
        TEXT.replace("to: [{when: {verdict: yes}, go: trusted}, {go: lost}]", "to: lost").replace(
            "        to: lost\nendings",
            "        to: [{when: {open: yes, not: {open: yes}}, go: trusted}, {go: lost}]\nendings",
        )
    )
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "g")
        await shown(pilot, "no replies lead here")
        await press(pilot, *"trusted", "enter")
        assert "trusted: no replies lead there" in seen(app)


def test_ways_are_the_shortest_and_can_arise() -> None:
    one = scenario(
        state(
            "s",
            reply("long", "m"),
            reply("hurt", "t", does(wounds={HEARS_ME: Wound.SLIP})),
            reply("short", "t"),
        ),
        state("m", reply("on", "t", does(earns={HEARS_ME: SHOWN}))),
        state("t", reply("end", "end")),
        bar={HEARS_ME: Rung.SHOWN},
    )
    ways = find_ways(Engine(one), None)

    assert ways.to["t"] == {"guarded": ("short",), "testing": ("long", "on")}
    assert ways.is_whole
    assert not find_ways(Engine(one), None, limit=2).is_whole


def test_a_walk_stops_when_nobody_wants_to_know() -> None:
    hears = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})
    one = scenario(
        state("s", reply("a", "t", hears)), state("t", reply("b")), bar={HEARS_ME: SHOWN}
    )
    engine = StoppableEngine(one, lambda: True)
    with pytest.raises(StoppedError):
        find_ways(engine, None)
    with pytest.raises(StoppedError):
        chances(engine, None)


# What is found when the file has rested


async def test_the_walk_comes_after_a_rest_and_is_that_of_the_check(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "REST", 0.1)
    author.save(TEXT.replace("{when: {verdict: yes}, go: trusted}, {go: lost}", "{go: lost}"))
    app = author.app()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: rehearsal(app).problems.progress is Progress.DONE)
        codes = {one.code for one in rehearsal(app).problems.found.diagnostics}
        assert any(code.startswith("P") for code in codes)
        assert any(code.startswith("W") for code in codes)


async def test_a_draft_folds_what_can_wait(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "REST", 0.1)
    author.save(TEXT.replace("title:", "draft: yes\ntitle:"))
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: rehearsal(app).problems.progress is Progress.DONE)
        await press(pilot, "e")
        assert "of a draft can wait until it is finished" in seen(app)


async def test_a_change_ends_the_check_of_what_was_before(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "REST", 0.1)
    stopped: list[bool] = []

    def slow(in_full: object, data: bytes, is_stopped: Callable[[], bool]) -> Found | None:
        import time

        end = time.monotonic() + PATIENCE
        while not is_stopped() and time.monotonic() < end:
            time.sleep(0.01)
        stopped.append(is_stopped())
        return None

    monkeypatch.setattr(background, "check_apart", slow)
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: rehearsal(app).problems.progress is Progress.UNDER_WAY)
        monkeypatch.setattr(background, "REST", 3600.0)  # no other check takes its place
        author.save(TEXT.replace("And the van?", "And the truck?"))
        await until(pilot, lambda: stopped == [True])


def test_a_check_apart_finds_what_a_check_here_finds_and_can_be_stopped(author: Author) -> None:
    data = author.file.read_bytes()
    in_full = checks_of(author.file).in_full

    assert check_apart(in_full, data, lambda: False) == in_full(data)
    assert check_apart(in_full, data, lambda: True) is None
    with pytest.raises(CheckFailedError):
        check_apart(_fails, data, lambda: False)


def _fails(data: bytes) -> Found:
    raise RuntimeError


# Keys and sizes


async def test_every_key_is_in_the_footer_or_under_help(author: Author) -> None:
    author.save(VARIANTS)
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "It rains.")
        await press(pilot, "1", "question_mark")
        text = seen(app)
        for key in ("b", "g", "v", "r", "e", "i", "q", "t", "1-2", "↑ ↓", "↵", "pgup pgdn"):
            assert any(
                line.split("  ")[0].strip() == key or line.strip().startswith(f"{key} ")
                for line in text.splitlines()
            ), key
        assert "nothing is kept" in text
        await press(pilot, "escape")
        footer = seen(app).splitlines()[-1]
        assert footer.endswith("q quit")


@pytest.mark.parametrize("colour", [True, False])
async def test_it_survives_any_size_with_colour_and_without(
    author: Author, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        for keys in ((), ("e",), ("e", "i"), ("i", "g"), ("escape", "1")):
            await press(pilot, *keys)
            for width, height in ((20, 5), (1, 1), (99, 24), (100, 24), (160, 48), (80, 24)):
                await pilot.resize_terminal(width, height)
                await pilot.pause()
        assert said(app) == ["hear"]
        assert "Evidence" not in seen(app)
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        assert "Evidence" in seen(app)
        assert {s.cell_length for s in app.screen._compositor.render_strips(app.size)} == {100}


async def test_q_leaves_and_nothing_was_kept(author: Author, tmp_path: Path) -> None:
    app = author.app()
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot, "What now?")
        await press(pilot, "1", "q")
    assert app.store is None
    assert [one.name for one in tmp_path.iterdir()] == ["yard.yaml"]


# Watching


def test_a_file_that_is_away_for_a_moment_or_empty_for_one_is_no_news(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one", encoding="utf-8")
    watch = Watch(file)
    assert watch.look() is Look.CHANGED
    assert watch.look() is Look.SAME
    file.write_text("", encoding="utf-8")
    assert watch.look() is Look.SAME
    file.write_text("three", encoding="utf-8")
    assert watch.look() is Look.CHANGED
    file.unlink()
    assert [watch.look(), watch.look(), watch.look()] == [Look.SAME, Look.GONE, Look.GONE]
    file.mkdir()
    assert watch.look() is Look.GONE


def test_a_file_that_stays_empty_is_news(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one", encoding="utf-8")
    watch = Watch(file)
    watch.look()
    file.write_text("", encoding="utf-8")
    assert [watch.look(), watch.look(), watch.look()] == [Look.SAME, Look.CHANGED, Look.SAME]


# The command


def test_the_command_refuses_what_it_cannot_watch(tmp_path: Path, author: Author) -> None:
    def run(path: object) -> tuple[int, str]:
        ran = CliRunner().invoke(command, [str(path)], obj=World())
        return ran.exit_code, ran.output

    assert run(tmp_path / "missing.yaml") == (
        2,
        f"Error: there is no file `{tmp_path / 'missing.yaml'}`\n",
    )
    code, told = run(tmp_path)
    assert code == 2
    assert "is a folder" in told
    assert run("")[0] == 2
    code, told = run(author.file)
    assert code == 2
    assert "this is no terminal" in told


def test_settings_that_are_not_understood_are_said_before_the_screen_opens(author: Author) -> None:
    from simulator.workbench.wrong_use import WrongUseError

    (author.file.parent / "roleplay.toml").write_text("[check]\nselekt = []\n", encoding="utf-8")
    with pytest.raises(WrongUseError):
        checks_of(author.file)
