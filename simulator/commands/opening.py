"""How a play is opened: from the library or by name, on a screen or by lines."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from simulator.world import FINDING, USAGE, Failure, World

if TYPE_CHECKING:
    from simulator.account import Account
    from simulator.plain.choice import Wish
    from simulator.plain.lines import Lines
    from simulator.records.play import Mode, Play
    from simulator.shelf import Shelf


def open_library(world: World, *, plain: bool) -> None:
    """The library: by lines where that is wished or the terminal knows nothing else."""
    if plain or is_dumb():
        _library_by_lines(world)
    else:
        open_screen(world, None, None, None)


def _library_by_lines(world: World) -> None:
    from simulator.plain.choice import Wish
    from simulator.plain.listing import choose_entry
    from simulator.plain.talk import play_by_lines

    lines = world.lines()
    wish = Wish(mode=usual_mode(world))
    shelf = world.shelf(world.store())
    while (entry := choose_entry(shelf, lines)) is not None:
        lines.tell()
        try:
            if entry.is_campaign:
                from simulator.commands.campaigns import play_campaign

                play_campaign(world, entry.path, entry.name, wish, by_screen=False, as_json=False)
            else:
                play_by_lines(chosen(world, shelf, entry.name, wish, lines), lines)
        except Failure as failure:
            lines.tell(failure.message)
        lines.tell()


def chosen(world: World, shelf: Shelf, name: str, wish: Wish, lines: Lines | None) -> Play:
    """The play that is asked for, new or taken up again.

    Raises:
        Failure: there is no such scenario, or it cannot be played.
    """
    from simulator.compiler.cleaning import clean
    from simulator.plain.choice import CannotResumeError, chosen_play
    from simulator.shelf import BrokenScenarioError, NoSuchScenarioError

    try:
        return chosen_play(shelf, world.store(), name, wish, lines)
    except NoSuchScenarioError as error:
        raise Failure(str(error), USAGE) from error
    except BrokenScenarioError as error:
        raise Failure(f"`{clean(name)}` cannot be played.\n\n{error}", FINDING) from error
    except CannotResumeError as error:
        raise Failure(str(error), FINDING) from error


def usual_mode(world: World) -> Mode | None:
    """The mode that the configuration names; None leaves it to the play."""
    from simulator.records.play import Mode

    usual = world.settings().mode
    return None if usual == "auto" else Mode(usual)


def open_screen(
    world: World,
    one: Play | None,
    seed: int | None,
    mode: Mode | None,
    account: Account | None = None,
) -> None:
    """Open the screen, at a play, an account or the library, and end with its exit code."""
    need_terminal()
    from simulator.tui.app import RoleplayApp
    from simulator.tui.run import run

    store = world.store()
    app = RoleplayApp(world.shelf(store), store, world.settings(), play=one, seed=seed, mode=mode)
    app.account = account
    raise SystemExit(run(app, world.log))


def need_terminal() -> None:
    """Refuse to go on without a terminal.

    Raises:
        Failure: there is none.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise Failure(
            "this is no terminal; `roleplay play NAME --plain` and `roleplay list` work without one",
            USAGE,
        )


def is_dumb() -> bool:
    """Whether the terminal can show lines only."""
    return os.environ.get("TERM") == "dumb"
