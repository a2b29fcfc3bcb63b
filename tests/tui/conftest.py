"""The room with a shelf of two scenarios, a play that is kept, and eyes to read the screen with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.core.scenario import Aside, Customer, Line, Promise, Scenario, Truth, TruthAbout
from simulator.records.play import Mode, Play, Script, new_play
from simulator.records.settings import Settings
from simulator.records.store import Store
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from tests.builders import (
    HEARS_ME,
    HONEST,
    PROVED,
    SHOWN,
    Wound,
    does,
    ending,
    reply,
    scenario,
    state,
)

EXAMPLE = Path(__file__).parents[2] / "docs" / "example.yaml"
SIZE = (80, 24)


def seen(app: RoleplayApp) -> str:
    """What is on the screen, line by line."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip() for strip in strips)


async def until(pilot: Pilot[None], text: str) -> str:
    """Wait until something is on the screen, and give all that is."""
    assert isinstance(pilot.app, RoleplayApp)
    for _ in range(100):
        if text in seen(pilot.app):
            return seen(pilot.app)
        await pilot.pause(0.05)
    raise AssertionError(f"{text!r} is not on the screen:\n{seen(pilot.app)}")


def talk(**others: Any) -> Scenario:
    """Three turns: one with thoughts, one that hurts or proves, one that ends it."""
    return scenario(
        state(
            "one",
            reply(
                "hear",
                "two",
                does(earns={HEARS_ME: SHOWN}),
                why="Because it hears.",
                reaction=(Line("Yes."),),
            ),
            reply("rush", "two", does(wounds={HEARS_ME: Wound.SLIP}), why="Because it rushes."),
            lines=(Line("What *now*?"),),
            scene="Monday. A yard.",
            cue="A door slams.",
            asides=(Aside("afraid", "She is afraid.", "She is."), Aside("angry", "She is angry.")),
        ),
        state(
            "two",
            reply(
                "promise",
                "three",
                does(makes=("call",), asks="late", earns={HONEST: PROVED}, cost="an hour"),
                why="It is yours to keep.",
            ),
            reply(
                "dodge",
                "three",
                does(wounds={HONEST: Wound.SLIP}),
                tempting="It is easy.",
                why="It says nothing.",
            ),
            lines=(Line("And the van?"),),
        ),
        state("three", reply("bye"), lines=(Line("Well?"),)),
        endings=(ending(sold=True),),
        bar={HEARS_ME: SHOWN, HONEST: SHOWN},
        promises=(Promise("call", "A call at five", later=True),),
        truths=(Truth("late", TruthAbout.TIMING, "I ordered late.", "I ordered in time."),),
        **others,
    )


def script(one: Scenario, name: str = "test") -> Script:
    """A scenario as if it had been read from a file."""
    return Script(name, one, "digest", "text")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty file of plays."""
    store = Store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the example, and a file that cannot be played."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    text = EXAMPLE.read_text(encoding="utf-8")
    (folder / "wrong-pallet.yaml").write_text(text, encoding="utf-8")
    broken = text.replace("to: what_now", "to: nowhere").replace(
        "The wrong pallet", "The broken one"
    )
    (folder / "broken.yaml").write_text(broken, encoding="utf-8")
    return folder


@pytest.fixture
def shelf(folder: Path, store: Store) -> Shelf:
    """That folder as a shelf."""
    return Shelf([folder], store)


MakeApp = Callable[..., RoleplayApp]


@pytest.fixture
def room(shelf: Shelf, store: Store) -> MakeApp:
    """Makes the application; with a play, it opens there."""

    def make(play: Play | None = None, *, motion: bool = False, **others: object) -> RoleplayApp:
        settings = Settings(motion=motion, theme="dark")
        return RoleplayApp(shelf, store, settings, play=play, seed=7, **others)  # type: ignore[arg-type]

    return make


@pytest.fixture
def play(store: Store) -> Play:
    """A play of `talk`, without coaching."""
    return new_play(script(talk()), store, seed=1, mode=Mode.REAL)


async def to_the_end(pilot: Pilot[None], play: Play) -> None:
    """From the briefing to the prediction, by the first reply and no thought."""
    await pilot.press("enter")
    await pilot.pause()
    while play.phase.value == "talking":
        await pilot.press("0" if play.asides else "1", "1")
        await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


def key_of(play: Play, reply_id: str) -> str:
    """The digit by which a reply is said now."""
    return str([one.id for one in play.offered].index(reply_id) + 1)


__all__ = ["EXAMPLE", "SIZE", "Customer", "key_of", "script", "seen", "talk", "to_the_end"]
