"""The command line: what was asked for is wired together here, and nothing else happens here.

Everything heavy is imported where it is used, because start-up is something people feel. Exit codes: 0;
1 where something was found to be wrong; 2 where the command was used wrongly; 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator import __version__
from simulator.world import FINDING, USAGE, Failure, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.plain.choice import Wish
    from simulator.plain.lines import Lines
    from simulator.records.play import Mode, Play
    from simulator.shelf import Shelf


def _folder(text: str) -> Path:
    if not text.strip():
        raise click.BadParameter("an empty name; name a folder")
    return Path(text)


def _folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes, before its name or after it."""
    command = click.option(
        "--scenarios",
        type=_folder,
        multiple=True,
        metavar="DIR",
        help="A folder of your own scenarios. May be given more than once.",
    )(command)
    return click.option(
        "--data",
        type=_folder,
        metavar="DIR",
        help="The folder in which your plays are kept, in place of ROLEPLAY_DATA or the usual one.",
    )(command)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@_folders
@click.option("--plain", is_flag=True, help="By lines, without a screen.")
@click.version_option(__version__, prog_name="roleplay")
@click.pass_context
def roleplay(
    context: click.Context, scenarios: tuple[Path, ...], data: Path | None, plain: bool
) -> None:
    """Practise the sales conversations that decide trust.

    Without a command, the library opens.
    """
    context.obj = world = World.first(data, scenarios)
    context.call_on_close(world.close)
    if context.invoked_subcommand is not None:
        return
    if plain or _is_dumb():
        _library_by_lines(world)
    else:
        _open_screen(world, None, None, None)


@roleplay.command("list")
@_folders
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def list_(world: World, scenarios: tuple[Path, ...], data: Path | None, as_json: bool) -> None:
    """Print the library."""
    world.named(data, scenarios)
    lines = _lines()
    shelf = world.shelf(world.store(make=False))
    entries = [(entry, shelf.check(entry)) for entry in shelf.entries()]
    if as_json:
        import json

        from simulator.plain.jsonl import entry_values

        values = [entry_values(entry, problem) for entry, problem in entries]
        lines.tell(json.dumps(values, ensure_ascii=False, indent=2))
        return
    from simulator.plain.listing import entry_lines

    for entry, problem in entries:
        for line in entry_lines(entry, problem):
            lines.tell(line)


@roleplay.command()
@click.argument("scenario")
@_folders
@click.option("--plain", is_flag=True, help="By lines, for screen readers and pipes.")
@click.option("--json", "as_json", is_flag=True, help="By lines of JSON, for programs.")
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), help="Decides variant and order of replies."
)
@click.option(
    "--mode",
    type=click.Choice(["coach", "real"]),
    help="Coaching at turning points, or all of it at the end.",
)
@click.option("--resume/--new", default=None, help="Take up a play that was left, or begin anew.")
@click.pass_obj
def play(
    world: World,
    scenario: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    plain: bool,
    as_json: bool,
    seed: int | None,
    mode: str | None,
    resume: bool | None,
) -> None:
    """Play SCENARIO: its name in the library, or the path of a file."""
    from simulator.plain.choice import Wish
    from simulator.records.play import Mode

    if resume and (seed is not None or mode is not None):
        raise click.UsageError("--resume goes on with the seed and the mode that the play has")
    world.named(data, scenarios)
    by_screen = not (plain or as_json or _is_dumb())
    if by_screen:
        _need_terminal()
    lines = _lines()
    wish = Wish(seed, Mode(mode) if mode else _usual_mode(world), resume)
    one = _chosen(world, world.shelf(world.store()), scenario, wish, None if as_json else lines)
    if by_screen:
        _open_screen(world, one, seed, wish.mode)
    elif as_json:
        from simulator.plain.jsonl import play_as_json

        play_as_json(one, lines)
    else:
        from simulator.plain.talk import play_by_lines

        play_by_lines(one, lines)


@roleplay.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from simulator.compiler.schema import schema as format_schema

    _lines().tell(json.dumps(format_schema(), ensure_ascii=False, indent=2))


def _library_by_lines(world: World) -> None:
    from simulator.plain.choice import Wish
    from simulator.plain.listing import choose_entry
    from simulator.plain.talk import play_by_lines

    lines = _lines()
    wish = Wish(mode=_usual_mode(world))
    shelf = world.shelf(world.store())
    while (entry := choose_entry(shelf, lines)) is not None:
        lines.tell()
        try:
            one = _chosen(world, shelf, entry.name, wish, lines)
        except Failure as failure:
            lines.tell(failure.message)
        else:
            play_by_lines(one, lines)
        lines.tell()


def _chosen(world: World, shelf: Shelf, name: str, wish: Wish, lines: Lines | None) -> Play:
    from simulator.compiler.render import clean
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


def _usual_mode(world: World) -> Mode | None:
    from simulator.records.play import Mode

    usual = world.settings().mode
    return None if usual == "auto" else Mode(usual)


def _open_screen(world: World, one: Play | None, seed: int | None, mode: Mode | None) -> None:
    _need_terminal()
    from simulator.tui.app import RoleplayApp
    from simulator.tui.run import run

    store = world.store()
    app = RoleplayApp(world.shelf(store), store, world.settings(), play=one, seed=seed, mode=mode)
    raise SystemExit(run(app, world.log))


def _need_terminal() -> None:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise Failure(
            "this is no terminal; `roleplay play NAME --plain` and `roleplay list` work without one",
            USAGE,
        )


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"


def _lines() -> Lines:
    from simulator.plain.lines import Lines

    return Lines(sys.stdin, sys.stdout)


def main() -> None:
    """What `roleplay` runs."""
    from simulator.world import run_quietly

    raise SystemExit(run_quietly(lambda: roleplay(prog_name="roleplay", standalone_mode=False)))
