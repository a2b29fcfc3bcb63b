"""`roleplay join`: a seat in a group session, in this terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.world import FINDING, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.world import World


@click.command("join")
@click.argument("address")
@folders
@click.option("--code", metavar="CODE", help="The room's code, where the address has none.")
@click.option(
    "--name", "nickname", default="", metavar="NAME", help="A nickname. None is asked for."
)
@click.option("--table", default="", metavar="NAME", help="Your table, if there are tables.")
@click.pass_obj
def command(
    world: World,
    address: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    code: str | None,
    nickname: str,
    table: str,
) -> None:
    """Join the group session at ADDRESS, as it stands on the big screen.

    What is sent goes by plain HTTP where the address says so: who listens in that network can read it.
    """
    from dataclasses import replace

    from simulator.commands.opening import need_terminal
    from simulator.tui.guest.app import GuestApp
    from simulator.tui.run import run
    from simulator.workshop.calling import CallError, place_of
    from simulator.workshop.guest import Guest
    from simulator.workshop.seats import keep_token, token_for

    world.named(data, scenarios)
    try:
        place = place_of(address)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="ADDRESS") from error
    if code is not None:
        place = replace(place, code=code)
    if not place.code:
        raise click.UsageError(
            "--code CODE: the address names no room; its code is on the big screen"
        )
    need_terminal()
    guest = Guest(place, token_for(world.data, place))
    try:
        guest.join(nickname, table)
    except CallError as error:
        raise Failure(str(error), FINDING) from error
    keep_token(world.data, place, guest.token)
    raise SystemExit(run(GuestApp(guest, world.settings()), world.log))
