"""`roleplay preview`: plays a file while it is being written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.world import USAGE, Failure

if TYPE_CHECKING:
    from simulator.world import World


@click.command("preview")
@click.argument("path")
@click.pass_obj
def command(world: World, path: str) -> None:
    """Play the scenario file PATH while it is being written.

    It is read again at each save, and shows its problems and what is inside beside the conversation.
    Nothing is kept.
    """
    from simulator.commands.opening import need_terminal

    file = _file(path)
    need_terminal()
    from simulator.commands.preview_checks import checks_of
    from simulator.tui.preview.app import PreviewApp
    from simulator.tui.run import run
    from simulator.workbench.wrong_use import WrongUseError

    try:
        checks = checks_of(file)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    app = PreviewApp(file, checks, world.settings())
    raise SystemExit(run(app, world.log))


def _file(path: str) -> Path:
    """The file of that name.

    Raises:
        Failure: there is none, or it is something else.
    """
    from simulator.compiler.cleaning import clean
    from simulator.tui.preview.watching import stamp_of

    file = Path(path)
    if stamp_of(file) is not None:
        return file
    try:
        is_folder, is_there = file.is_dir(), file.exists()
    except (OSError, ValueError):  # no name of a file at all
        is_folder = is_there = False
    name = clean(path)
    if is_folder and path.strip():
        raise Failure(f"`{name}` is a folder; name the file that you are writing", USAGE)
    if is_there:
        raise Failure(f"`{name}` is no file that can be watched", USAGE)
    raise Failure(f"there is no file `{name}`", USAGE)
