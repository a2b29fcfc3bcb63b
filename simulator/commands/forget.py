"""`roleplay forget`: delete what was kept of a group session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.world import World


@click.command("forget")
@click.argument("session")
@folders
@click.pass_obj
def command(world: World, session: str, scenarios: tuple[Path, ...], data: Path | None) -> None:
    """Delete SESSION, with all that was said and voted in it."""
    from simulator.workshop.log import LogError, header_of
    from simulator.workshop.sessions import named

    world.named(data, scenarios)
    try:
        path = named(world.sessions, session)
        header_of(path)
    except LogError as error:
        raise Failure(str(error), USAGE) from error
    try:
        path.unlink()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or error}", FINDING) from error
    world.lines().tell(f"{path.stem} is deleted.")
