"""The conversation: who speaks, what can be said, and what a key means when."""

from __future__ import annotations

import sqlite3

import pytest
from textual import events
from textual.pilot import Pilot

from simulator.core.phases import Phase
from simulator.core.scenario import Customer, Fact, Line, Seller
from simulator.records.play import Mode, Play, new_play, resumed_play
from simulator.records.store import Store
from simulator.tui.app import RoleplayApp
from simulator.tui.screens.conversation import Talk
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.library import Library
from simulator.tui.screens.prediction import Prediction
from simulator.tui.steps import Step
from simulator.tui.widgets.stage import Stage
from tests.builders import reply, scenario, state
from tests.tui.conftest import SIZE, MakeApp, key_of, script, seen, talk


async def begin(pilot: Pilot[None]) -> None:
    """From the briefing into the conversation."""
    await pilot.press("enter")
    await pilot.pause()


def talking(app: RoleplayApp) -> Talk:
    assert isinstance(app.screen, Talk)
    return app.screen


async def test_hers_stands_left_the_trainees_right_and_body_language_apart(
    room: MakeApp, play: Play
) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", key_of(play, "hear"))
        await pilot.pause()
        lines = seen(app).splitlines()
        hers = next(line for line in lines if "What now?" in line)
        cue = next(line for line in lines if "A door slams." in line)
        yours = next(line for line in lines if "say hear" in line)
        assert hers.index("What") == 3
        assert cue.index("A door") == 5
        assert yours.index("say") > 60
        assert any("──  Monday. A yard.  ──" in line for line in lines)


async def test_thoughts_come_first_and_then_the_replies(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        assert "What goes through your mind?" in seen(app)
        await pilot.press("1")
        await pilot.pause()
        assert "say hear" in seen(app)
        await pilot.press(key_of(play, "hear"))
        await pilot.pause()
        assert play.conversation.turns[0].aside == "afraid"
        assert "(She is afraid.)" in seen(app)


async def test_a_thought_can_be_left_out(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1")
        await pilot.pause()
        assert play.conversation.turns[0].aside is None


async def test_a_play_goes_to_its_end_by_digits(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1", "1", "1")
        await pilot.pause()
        assert play.phase is Phase.PREDICTING
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Prediction)


async def test_a_play_goes_to_its_end_by_arrows_and_enter(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        second = play.offered[1].id
        await pilot.press("down", "down", "enter", "down", "enter", "up", "enter", "enter")
        await pilot.pause()
        assert play.conversation.turns[0].reply.id == second
        assert play.phase is Phase.PREDICTING


async def test_a_play_goes_to_its_end_by_mouse(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        for words in ("She is angry.", "say rush", "say dodge", "say bye", "over"):
            row = next(n for n, line in enumerate(seen(app).splitlines()) if words in line)
            await pilot.click(offset=(10, row))
            await pilot.pause()
        assert [turn.reply.id for turn in play.conversation.turns] == ["rush", "dodge", "bye"]
        assert isinstance(app.screen, Prediction)


async def test_replies_stand_in_the_order_that_the_play_offers(room: MakeApp, store: Store) -> None:
    orders = set()
    for seed in range(8):
        play = new_play(script(talk()), store, seed=seed, mode=Mode.REAL)
        app = room(play)
        async with app.run_test(size=SIZE) as pilot:
            await begin(pilot)
            await pilot.press("0")
            await pilot.pause()
            text = seen(app)
            shown = sorted(("say hear", "say rush"), key=text.index)
            assert shown == [one.say for one in play.offered]
            orders.add(tuple(shown))
    assert len(orders) == 2


async def test_a_digit_pressed_in_the_breath_counts_for_the_next_replies(
    room: MakeApp, play: Play
) -> None:
    app = room(play, motion=True)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1", "1")
        await pilot.pause()
        assert len(play.conversation.turns) == 2
        assert talking(app)._step is Step.BREATH


@pytest.mark.parametrize("motion", [True, False])
async def test_keys_that_come_all_at_once_are_neither_lost_nor_misapplied(
    room: MakeApp, store: Store, motion: bool
) -> None:
    states = [
        state(f"s{n}", *(reply(f"{n}_{k}", f"s{n + 1}") for k in range(3)), lines=(Line("So?"),))
        for n in range(6)
    ]
    one = scenario(*states, state("s6", reply("last")))
    play = new_play(script(one), store, seed=1, mode=Mode.REAL)
    app = room(play, motion=motion)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        for key in "213321":
            app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.pause(0.5)
    again = new_play(script(one), None, seed=1)
    again.begin()
    for key in "213321":
        again.choose(again.offered[int(key) - 1].id)
    assert play.conversation.turns == again.conversation.turns


async def test_a_whole_play_typed_ahead_from_the_briefing_is_played_as_typed(
    room: MakeApp, play: Play
) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("enter", "2", "1", "2", "1"):
            app.post_message(events.Key(key, key))
        await pilot.pause(0.5)
        assert len(play.conversation.turns) == 3
        assert play.conversation.turns[0].aside == "angry"
        for key in ("enter", "y", "2"):
            app.post_message(events.Key(key, key))
        await pilot.pause(0.5)
        assert isinstance(app.screen, DebriefScreen)


async def test_enter_pressed_in_the_breath_ends_it_and_says_nothing(
    room: MakeApp, play: Play
) -> None:
    app = room(play, motion=True)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1")
        assert talking(app)._step is Step.BREATH
        await pilot.press("enter")
        await pilot.pause()
        assert talking(app)._step is Step.REPLY
        assert len(play.conversation.turns) == 1


async def test_the_answer_comes_after_a_breath_by_itself(room: MakeApp, play: Play) -> None:
    app = room(play, motion=True)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1")
        assert "And the van?" not in seen(app)
        await pilot.pause(0.4)
        assert "And the van?" in seen(app)


async def test_coaching_that_takes_long_to_compute_is_waited_for_and_keys_with_it(
    room: MakeApp, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = new_play(script(talk()), store, seed=1, mode=Mode.COACH)
    app = room(play)
    ready = False
    monkeypatch.setattr(app, "is_walked", lambda _: ready)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", key_of(play, "hear"), "1")
        await pilot.pause(0.2)
        assert talking(app)._step is Step.BREATH
        assert len(play.conversation.turns) == 1
        ready = True
        await pilot.pause(0.2)
        assert len(play.conversation.turns) == 2


async def test_coaching_that_takes_too_long_is_done_without(
    room: MakeApp, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = new_play(script(talk()), store, seed=1, mode=Mode.COACH)
    app = room(play)
    monkeypatch.setattr(app, "is_walked", lambda _: False)
    monkeypatch.setattr("simulator.tui.screens.conversation.PATIENCE", 0.1)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", key_of(play, "rush"))
        await pilot.pause(0.4)
        assert talking(app)._step is Step.REPLY


async def test_coach_mode_stops_at_a_turning_point_and_says_why(
    room: MakeApp, store: Store
) -> None:
    play = new_play(script(talk()), store, seed=1, mode=Mode.COACH)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        assert "guarded" in seen(app).splitlines()[0]
        await pilot.press("0", key_of(play, "rush"))
        await pilot.pause()
        assert talking(app)._step is Step.COACHED
        assert "▽ hears me: a slip" in seen(app)
        assert "Because it rushes." in seen(app)
        await pilot.press("x")
        await pilot.pause()
        assert talking(app)._step is Step.REPLY


@pytest.mark.parametrize("motion", [True, False])
async def test_no_key_that_came_early_runs_over_the_coach(
    room: MakeApp, store: Store, motion: bool
) -> None:
    play = new_play(script(talk()), store, seed=1, mode=Mode.COACH)
    app = room(play, motion=motion)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        for key in ("0", key_of(play, "rush"), "1", "2"):
            app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.pause(0.2)
        assert talking(app)._step is Step.COACHED
        assert len(play.conversation.turns) == 1


async def test_the_state_of_trust_is_named_in_coach_mode_only(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        assert "guarded" not in seen(app)


async def test_leaving_asks_nothing_and_the_play_is_kept(
    room: MakeApp, play: Play, store: Store
) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1", "escape")
        await pilot.pause()
        assert isinstance(app.screen, Library)
    (saved,) = store.in_progress()
    assert len(store.replies(saved.id)) == 1


async def test_a_resumed_play_shows_what_was_said_and_goes_on(
    room: MakeApp, play: Play, store: Store
) -> None:
    play.begin()
    play.choose("hear", "afraid")
    (saved,) = store.in_progress()
    again = resumed_play(script(talk()), store, saved)
    app = room(again)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for words in ("What now?", "(She is afraid.)", "say hear", "And the van?", "turn 2"):
            assert words in seen(app)
        await pilot.press("1")
        await pilot.pause()
        assert len(again.conversation.turns) == 2


async def test_what_is_known_and_promised_opens_by_n_and_goes_by_n(
    room: MakeApp, store: Store
) -> None:
    one = talk(seller=Seller(facts=(Fact("The van leaves at six."),)))
    play = new_play(script(one), store, seed=1, mode=Mode.REAL)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        assert "The van leaves at six." not in seen(app)
        await pilot.press("0", key_of(play, "hear"))
        await pilot.press(key_of(play, "promise"), "n")
        await pilot.pause()
        for words in ("The van leaves at six.", "I ordered late.", "A call at five"):
            assert words in seen(app)
        await pilot.press("n")
        await pilot.pause()
        assert "Well?" in seen(app)


async def test_on_a_wide_screen_the_panel_is_always_open(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        assert "What you have promised" in seen(app)
        await pilot.press("0", key_of(play, "hear"))
        await pilot.press(key_of(play, "promise"))
        await pilot.pause()
        assert "A call at five" in seen(app)


async def test_a_half_truth_stands_among_what_she_told_like_any_other(
    room: MakeApp, play: Play
) -> None:
    app = room(play)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        await pilot.press("0", key_of(play, "rush"))
        await pilot.press(key_of(play, "promise"))
        await pilot.pause()
        panel = [line[74:] for line in seen(app).splitlines()]
        assert any("I ordered in time." in line for line in panel)
        assert not any("half" in line for line in panel)


async def test_a_play_that_cannot_be_saved_says_so_and_goes_on(
    room: MakeApp, play: Play, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("disk is full")

    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        monkeypatch.setattr(store, "add_reply", refuse)
        await pilot.press("0", "1")
        await pilot.pause()
        assert "This play is not being saved: disk is full" in seen(app)
        await pilot.press("1")
        await pilot.pause()
        assert len(play.conversation.turns) == 2


async def test_an_answer_that_would_be_cut_off_is_heard_first(room: MakeApp, store: Store) -> None:
    long = " ".join(f"word{n}" for n in range(120))
    one = scenario(
        state("one", reply("a", "two"), reply("b", "two")),
        state("two", *(reply(f"r{n}") for n in range(9)), lines=(Line(long),)),
    )
    play = new_play(script(one), store, seed=1, mode=Mode.REAL)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert talking(app)._step is Step.LISTENING
        assert "word0" in seen(app)
        assert "say r0" not in seen(app)
        await pilot.press("space")
        await pilot.pause()
        assert "say r0" in seen(app)
        assert "word119" in seen(app)


async def test_a_digit_says_a_reply_even_before_they_are_shown(room: MakeApp, store: Store) -> None:
    long = " ".join(f"word{n}" for n in range(120))
    one = scenario(
        state("one", *(reply(f"r{n}") for n in range(9)), lines=(Line(long),)),
    )
    play = new_play(script(one), store, seed=1, mode=Mode.REAL)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        third = play.offered[2].id
        await pilot.press("3")
        await pilot.pause()
        assert play.conversation.turns[0].reply.id == third


async def test_nothing_in_a_text_is_taken_for_markup_or_a_command(
    room: MakeApp, store: Store
) -> None:
    one = scenario(
        state(
            "one",
            reply("r", do="[@click=app.quit]leave[/]"),
            lines=(Line("[50% off] [red]now[/red] \x1b[31mred \u202eoverride *so*"),),
        ),
    )
    play = new_play(script(one), store, seed=1, mode=Mode.REAL)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        text = seen(app)
        assert "[50% off] [red]now[/red] [31mred override so" in text
        assert "([@click=app.quit]leave[/]) say r" in text


@pytest.mark.parametrize("name", ["林田 さくら", "محمد علي", "👩‍👩‍👧‍👦 Family", "Ñ" * 90])
async def test_names_of_any_script_fit(room: MakeApp, store: Store, name: str) -> None:
    one = talk()
    customer = Customer(name, "Will she?", bar=one.customer.bar)
    from dataclasses import replace

    play = new_play(script(replace(one, customer=customer)), store, seed=1, mode=Mode.REAL)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press("0", "1")
        await pilot.pause()
        strips = app.screen._compositor.render_strips(app.size)
        assert {strip.cell_length for strip in strips} == {80}


async def test_the_screen_survives_any_size_and_nothing_is_lost(room: MakeApp, play: Play) -> None:
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        for width, height in ((20, 5), (160, 48), (1, 1), (60, 20), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        await pilot.press("0", "1")
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        await pilot.press("1")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert len(play.conversation.turns) == 2
        assert "Well?" in seen(app)


async def test_reading_back_keeps_the_replies_where_they_are(room: MakeApp, store: Store) -> None:
    states = [
        state(f"s{n}", reply(f"a{n}", f"s{n + 1}"), lines=(Line(f"Line number {n}."),))
        for n in range(12)
    ]
    one = scenario(*states, state("s12", reply("last"), lines=(Line("The last."),)))
    play = new_play(script(one), store, seed=1, mode=Mode.REAL)
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await pilot.press(*["1"] * 12)
        await pilot.pause()
        assert "The last." in seen(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Line number 0." in seen(app)
        assert "↓ more" in seen(app)
        assert "say last" in seen(app)
        app.screen.query_one(Stage).press("end")
        await pilot.pause()
        assert "The last." in seen(app)
