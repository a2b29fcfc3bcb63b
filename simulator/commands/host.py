"""`roleplay host`: one customer, and a room that talks with her as one seller."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders

if TYPE_CHECKING:
    from simulator.tui.host.leading import Leading
    from simulator.world import World


@click.command("host")
@click.argument("scenario", required=False)
@folders
@click.option(
    "--lan",
    is_flag=True,
    help="Let phones in the network join, by plain HTTP: who listens there can read and forge it.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--via", metavar="URL", help="Let a `roleplay serve` there hold the session.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organiser's token for --via; else ROLEPLAY_ORGANISER_TOKEN.",
)
@click.option("--here", is_flag=True, help="Show the big screen in this terminal.")
@click.option("--panel", is_flag=True, help="Lead the session that another terminal hosts here.")
@click.option("--people", type=click.IntRange(1, 5000), help="How many are expected.")
@click.option("--seconds", type=click.IntRange(5, 600), help="How long a vote takes.")
@click.option("--minutes", type=click.IntRange(5, 600), help="Plan full rounds for so much time.")
@click.option(
    "--rehearse",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Practise alone, with so many simulated phones. Nothing is kept.",
)
@click.option("--teams", is_flag=True, help="Tables vote as one.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Variant and order of replies.")
@click.option("--new", "is_new", is_flag=True, help="Open another session, and leave the old one.")
@click.pass_obj
def command(
    world: World,
    scenario: str | None,
    scenarios: tuple[Path, ...],
    data: Path | None,
    lan: bool,
    port: int | None,
    via: str | None,
    token_file: Path | None,
    here: bool,
    panel: bool,
    people: int | None,
    seconds: int | None,
    minutes: int | None,
    rehearse: int | None,
    teams: bool,
    seed: int | None,
    is_new: bool,
) -> None:
    """Host a group session with SCENARIO: phones vote, and this terminal leads.

    A session that was not closed is taken up again, with its votes and its phones. With --here this terminal
    shows what all may see, and `roleplay host --panel` leads in another terminal of this computer.
    """
    from simulator.commands.leading import (
        Wish,
        session_beside,
        session_here,
        session_via,
    )
    from simulator.commands.opening import need_terminal
    from simulator.commands.scenario_path import script_at
    from simulator.tui.host.app import HostApp
    from simulator.tui.run import run
    from simulator.workshop.hosting import Reach

    world.named(data, scenarios)
    if panel == (scenario is not None):
        text = "`--panel` leads what is hosted already, and takes no SCENARIO"
        raise click.UsageError(text if panel else "SCENARIO: which one is to be played?")
    if via is not None and (lan or port is not None or rehearse is not None):
        raise click.UsageError("`--via` goes without `--lan`, `--port` and `--rehearse`")
    need_terminal()
    world.log_in_file()
    led: Leading
    if scenario is None:
        led = session_beside(world)
    else:
        script = script_at(world, scenario)
        wish = Wish(people, minutes, seconds, teams, seed, is_new)
        if via is not None:
            led = session_via(world, script, wish, via, token_file)
        else:
            led = session_here(world, script, wish, Reach(lan, port, world.sessions), rehearse)
    raise SystemExit(run(HostApp(led, world.settings(), is_wall=here), world.log))
