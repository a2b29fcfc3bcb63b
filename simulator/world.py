"""What a command works in: the folders that were named, the streams, and an end without a traceback.

Keeping plays must not stand in the way of playing: where the store cannot be opened, one line says so,
and plays go on unsaved. What fails that should not is written to the one log file, which is named.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.plain.lines import Lines
    from simulator.records.settings import Settings
    from simulator.records.store import Store
    from simulator.shelf import Shelf

FINDING, USAGE, INTERRUPTED, NOBODY_HEARS = 1, 2, 130, 141
"""Exit codes; the last two are what a shell gives for SIGINT and SIGPIPE."""


class Failure(click.ClickException):
    """What the user is told, with the exit code that goes with it."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.exit_code = code  # type: ignore[misc]  # click declares it for the class only


class World:
    """What a command works with: the folders that were named, opened when they are needed."""

    latest: World | None = None
    """The one that the command under way works with, for the log."""

    def __init__(self, data: Path | None = None, scenarios: tuple[Path, ...] = ()) -> None:
        self._data = data
        self._scenarios = scenarios
        self._store: Store | None = None
        self._is_opened = False

    @classmethod
    def first(cls, data: Path | None, scenarios: tuple[Path, ...]) -> World:
        """The world of this process."""
        World.latest = cls()
        World.latest.named(data, scenarios)
        return World.latest

    def named(self, data: Path | None, scenarios: tuple[Path, ...]) -> None:
        """Take the folders that were named after the command, too: they count first."""
        self._data = data or self._data
        self._scenarios = (*scenarios, *self._scenarios)

    @property
    def data(self) -> Path:
        """The folder that plays are kept in."""
        if self._data is None and (named := os.environ.get("ROLEPLAY_DATA", "").strip()):
            from pathlib import Path

            self._data = Path(named)
        if self._data is None:
            from platformdirs import user_data_path

            self._data = user_data_path("roleplay", appauthor=False)
        return self._data

    @property
    def sessions(self) -> Path:
        """The folder of group sessions."""
        return self.data / "sessions"

    @property
    def log(self) -> Path:
        """The one log file."""
        return self.data / "roleplay.log"

    def log_in_file(self) -> None:
        """Let whatever goes wrong in the background be written to the log file, and not over the screen."""
        import logging

        try:
            self.data.mkdir(parents=True, exist_ok=True)
            form = "%(asctime)s %(name)s %(levelname)s %(message)s"
            logging.basicConfig(
                filename=self.log, encoding="utf-8", level=logging.WARNING, format=form
            )
        except OSError:
            logging.basicConfig(handlers=[logging.NullHandler()])

    def store(self, *, make: bool = True) -> Store | None:
        """The plays that are kept; None, having said why, where they cannot be.

        Args:
            make: whether to make the file if there is none; else None then.
        """
        if self._is_opened:
            return self._store
        from simulator.records.schema import FILE_NAME, StoreError

        if not make and not os.path.lexists(self.data / FILE_NAME):
            return None
        from simulator.records.store import Store

        self._is_opened = True
        try:
            self._store = Store(self.data)
        except StoreError as error:
            click.echo(f"Your plays cannot be kept: {error}", err=True)
        return self._store

    def lines(self) -> Lines:
        """The streams, for asking and telling by lines."""
        from simulator.plain.lines import Lines

        return Lines(sys.stdin, sys.stdout)

    def close(self) -> None:
        """Close what was opened."""
        if self._store is not None:
            self._store.close()

    def shelf(self, store: Store | None) -> Shelf:
        """The scenarios: those of the folders that were named, then the shipped ones."""
        from simulator.compiler.library import shipped_folder
        from simulator.shelf import Shelf

        for folder in self._scenarios:
            try:
                os.scandir(folder).close()
            except OSError as error:
                raise Failure(_no_folder(folder, error), USAGE) from error
        return Shelf((*self._scenarios, shipped_folder()), store)

    def settings(self) -> Settings:
        """What the user's configuration file says."""
        from platformdirs import user_config_path

        from simulator.records.settings import SettingsError, read_settings

        try:
            return read_settings(user_config_path("roleplay", appauthor=False))
        except SettingsError as error:
            raise Failure(str(error), USAGE) from error


def _no_folder(folder: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"--scenarios: there is no folder {str(folder)!r}"
    if isinstance(error, NotADirectoryError):
        return f"--scenarios: {str(folder)!r} is no folder; `roleplay play FILE` plays a file"
    return f"--scenarios: {str(folder)!r} cannot be read ({error.strerror})"


def run_quietly(command: Callable[[], object]) -> int:
    """Run a command to its exit code. No failure shows a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Scenarios are UTF-8 whatever the system's code page is.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = command()
        return code if isinstance(code, int) else 0
    except click.ClickException as failure:
        failure.show()
        return failure.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        return _failed(error, World.latest or World())


def _unheard(cause: BaseException | None) -> int:
    """Nothing where a pipe was closed, since nobody wants to hear; else why, and the exit code."""
    # Windows says EINVAL of a pipe that was closed.
    if isinstance(cause, OSError) and cause.errno in {errno.EPIPE, errno.EINVAL}:
        return NOBODY_HEARS
    click.echo(f"Error: the output cannot be written: {cause}", err=True)
    return FINDING


def _failed(error: Exception, world: World) -> int:
    """Say what the user can do about a failure, and give the exit code."""
    from simulator.plain.lines import NobodyHears
    from simulator.records.schema import StoreError

    if isinstance(error, NobodyHears):
        return _unheard(error.__cause__)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return _unheard(error)  # click writes its help by itself
    if isinstance(error, StoreError):
        click.echo(f"Error: {error}", err=True)
        return FINDING
    import traceback

    from simulator.records.log import logged

    click.echo(logged("".join(traceback.format_exception(error)), world.log), err=True)
    return FINDING
