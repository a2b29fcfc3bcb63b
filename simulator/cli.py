"""The command line: what was asked for is wired together here, and nothing else happens here.

Everything heavy is imported where it is used, because start-up is something people feel.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.plain.lines import Lines
    from simulator.records.play import Mode, Play, Script
    from simulator.records.settings import Settings
    from simulator.records.store import SavedPlay, Store
    from simulator.shelf import Shelf

USAGE, FINDING = 2, 1
"""Exit codes: the command was used wrongly; something was found to be wrong."""


class World:
    """What a command works with: the folders that were named, opened when they are needed."""

    latest: World | None = None
    """The one that the command under way works with, for the log."""

    def __init__(self, data: Path | None, scenarios: tuple[Path, ...]) -> None:
        self._data = data
        self._scenarios = scenarios
        World.latest = self

    @property
    def data(self) -> Path:
        """The folder that plays are kept in."""
        if self._data is None:
            from platformdirs import user_data_path

            self._data = user_data_path("roleplay", appauthor=False)
        return self._data

    @property
    def log(self) -> Path:
        """The one log file."""
        return self.data / "roleplay.log"

    def store(self) -> Store:
        """The plays that are kept."""
        from simulator.records.store import Store, StoreError

        try:
            return Store(self.data)
        except StoreError as error:
            raise Failure(str(error), FINDING) from error

    def shelf(self, store: Store | None) -> Shelf:
        """The scenarios: those of the folders that were named, then the shipped ones."""
        from simulator.compiler.library import shipped_folder
        from simulator.shelf import Shelf

        for folder in self._scenarios:
            if not folder.is_dir():
                raise Failure(f"--scenarios: there is no folder {str(folder)!r}", USAGE)
        return Shelf((*self._scenarios, shipped_folder()), store)

    def settings(self) -> Settings:
        """What the user's configuration file says."""
        from platformdirs import user_config_path

        from simulator.records.settings import SettingsError, read_settings

        try:
            return read_settings(user_config_path("roleplay", appauthor=False))
        except SettingsError as error:
            raise Failure(str(error), USAGE) from error


class Failure(click.ClickException):
    """What the user is told in one line, with the exit code that goes with it."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.exit_code = code  # type: ignore[misc]  # click declares it for the class only


def _folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes."""
    command = click.option(
        "--scenarios",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="DIR",
        help="A folder of your own scenarios. May be given more than once.",
    )(command)
    return click.option(
        "--data",
        type=click.Path(path_type=Path),
        envvar="ROLEPLAY_DATA",
        metavar="DIR",
        help="The folder in which your plays are kept.",
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
    context.obj = world = World(data, scenarios)
    if context.invoked_subcommand is not None:
        return
    store = world.store()
    if plain or _is_dumb():
        _library_by_lines(world, store)
    else:
        _open_screen(world, store, None, None, None)


def _world(context: click.Context, scenarios: tuple[Path, ...], data: Path | None) -> World:
    """The folders named before the command and after it; after it counts first."""
    outer: World = context.obj
    return World(data or outer._data, (*scenarios, *outer._scenarios))


@roleplay.command("list")
@_folders
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def list_(
    context: click.Context, scenarios: tuple[Path, ...], data: Path | None, as_json: bool
) -> None:
    """Print the library."""
    world = _world(context, scenarios, data)
    shelf = world.shelf(world.store())
    entries = [(entry, shelf.check(entry)) for entry in shelf.entries()]
    if as_json:
        import json

        from simulator.plain.jsonl import entry_values

        values = [entry_values(entry, problem) for entry, problem in entries]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    from simulator.plain.listing import entry_lines

    for entry, problem in entries:
        for line in entry_lines(entry, problem):
            click.echo(line)


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
@click.pass_context
def play(
    context: click.Context,
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
    from simulator.records.play import Mode, new_play

    world = _world(context, scenarios, data)
    store = world.store()
    script = _script(world.shelf(store), scenario)
    chosen_mode = Mode(mode) if mode else _usual_mode(world)
    if not (plain or as_json or _is_dumb()):
        saved = _left(store, script) if resume else None
        one = (
            _resumed(store, saved)
            if saved
            else new_play(script, store, seed=seed, mode=chosen_mode)
        )
        _open_screen(world, store, one, seed, chosen_mode)
        return
    lines = _lines()
    saved = _left(store, script) if resume is not False and seed is None and not as_json else None
    if saved is not None and resume is None:
        saved = saved if _wants_to_resume(lines, len(store.replies(saved.id))) else None
    one = _resumed(store, saved) if saved else new_play(script, store, seed=seed, mode=chosen_mode)
    if as_json:
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

    click.echo(json.dumps(format_schema(), ensure_ascii=False, indent=2))


def _script(shelf: Shelf, name: str) -> Script:
    from simulator.shelf import BrokenScenarioError, NoSuchScenarioError

    try:
        return shelf.open(name)
    except NoSuchScenarioError as error:
        raise Failure(str(error), USAGE) from error
    except BrokenScenarioError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FINDING) from error


def _usual_mode(world: World) -> Mode | None:
    from simulator.records.play import Mode

    usual = world.settings().mode
    return None if usual == "auto" else Mode(usual)


def _left(store: Store, script: Script) -> SavedPlay | None:
    return next((saved for saved in store.in_progress() if saved.name == script.name), None)


def _resumed(store: Store, saved: SavedPlay) -> Play:
    from simulator.records.play import resumed_play
    from simulator.shelf import BrokenScenarioError, script_of_text

    try:
        return resumed_play(script_of_text(store.text(saved.digest), saved.name), store, saved)
    except (BrokenScenarioError, ValueError) as error:
        raise Failure(
            f"the play of {saved.day} cannot be taken up by this version; --new begins anew",
            FINDING,
        ) from error


def _wants_to_resume(lines: Lines, turns: int) -> bool:
    from simulator.plain.lines import EndOfInput, yes_or_no

    said = (
        f"after {turns} {'turn' if turns == 1 else 'turns'}" if turns else "before the first reply"
    )
    try:
        return lines.ask(
            f"You left a play of this {said}. Take it up again? y or n:",
            lines.or_else(yes_or_no, "y or n, please."),
        )
    except EndOfInput:
        return True


def _library_by_lines(world: World, store: Store) -> None:
    from simulator.plain.listing import choose_entry
    from simulator.plain.talk import play_by_lines
    from simulator.records.play import new_play

    lines = _lines()
    shelf = world.shelf(store)
    while (entry := choose_entry(shelf, lines)) is not None:
        script = _script(shelf, entry.name)
        saved = _left(store, script)
        resume = saved is not None and _wants_to_resume(lines, len(store.replies(saved.id)))
        mode = _usual_mode(world)
        one = _resumed(store, saved) if saved and resume else new_play(script, store, mode=mode)
        lines.tell()
        play_by_lines(one, lines)
        lines.tell()


def _open_screen(
    world: World, store: Store, one: Play | None, seed: int | None, mode: Mode | None
) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure(
            "this is no terminal; `roleplay play NAME --plain` and `roleplay list` work without one",
            USAGE,
        )
    from simulator.tui.app import RoleplayApp

    app = RoleplayApp(world.shelf(store), store, world.settings(), play=one, seed=seed, mode=mode)
    app.run()
    failure = app.failure
    if failure is not None:
        raise failure


def _is_dumb() -> bool:
    import os

    return os.environ.get("TERM") == "dumb"


def _lines() -> Lines:
    from simulator.plain.lines import Lines

    return Lines(sys.stdin, sys.stdout)


def main() -> None:
    """What `roleplay` runs. No failure shows a traceback: it is in the log file, which is named."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Scenarios are UTF-8 whatever the system's code page is.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        roleplay(prog_name="roleplay")
    except Exception as error:
        _log(error, World.latest or World(None, ()))
        raise SystemExit(FINDING) from None


def _log(error: Exception, world: World) -> None:
    """Put a failure of the program into its log file, and name that file."""
    import traceback
    from datetime import UTC, datetime

    text = "".join(traceback.format_exception(error))
    try:
        world.log.parent.mkdir(parents=True, exist_ok=True)
        with world.log.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {__version__}\n{text}\n")
        where = f"details are in {world.log}"
    except OSError as refused:
        where = f"details could not be written to {world.log} ({refused}): {error!r}"
    click.echo(f"roleplay: something failed that should not. Your play is kept; {where}", err=True)
