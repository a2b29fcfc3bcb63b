"""`roleplay host`: one customer, and a room that talks with her as one seller."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.commands.scenario_path import script_at
from simulator.world import FINDING, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.records.script import Script
    from simulator.world import World


@click.command("host")
@click.argument("scenario")
@folders
@click.option(
    "--lan",
    is_flag=True,
    help="Let phones in the network join, by plain HTTP: who listens there can read and forge it.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
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
    scenario: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    lan: bool,
    port: int | None,
    people: int | None,
    seconds: int | None,
    minutes: int | None,
    rehearse: int | None,
    teams: bool,
    seed: int | None,
    is_new: bool,
) -> None:
    """Host a group session with SCENARIO: phones vote, and this terminal leads.

    A session that was not closed is taken up again, with its votes and its phones.
    """
    from secrets import randbelow

    from simulator.commands.opening import need_terminal
    from simulator.core.drawing import SEEDS
    from simulator.tui.host.app import HostApp
    from simulator.tui.run import run
    from simulator.workshop.door import new_code
    from simulator.workshop.hosting import Hosted, Opening, keep, kept
    from simulator.workshop.log import LogError
    from simulator.workshop.server import NoPortError, listening
    from simulator.workshop.sessions import latest_open, new_path

    world.named(data, scenarios)
    need_terminal()
    script = script_at(world, scenario)
    folder = world.data / "sessions"
    try:
        listening("127.0.0.1" if not lan else "0.0.0.0", port).close()
        anew = is_new or rehearse is not None
        path = None if anew else latest_open(folder, script.name, script.text)
        if path is None:
            full = _plan(script, minutes)
            opening = Opening(
                script.name,
                script.text,
                new_code(),
                randbelow(SEEDS) if seed is None else seed,
                people,
                full,
                seconds,
                teams,
            )
            if rehearse is None:
                path = new_path(folder, script.name)
                keep(path, opening)
        else:
            opening = kept(path)
        hosted = Hosted(script.scenario, opening, path)
    except (LogError, NoPortError) as error:
        raise Failure(str(error), FINDING) from error
    app = HostApp(hosted, world.settings(), lan=lan, port=port, rehearsed=rehearse)
    raise SystemExit(run(app, world.log))


def _plan(script: Script, minutes: int | None) -> tuple[str, ...] | None:
    """The states that get a full round in so much time; None gives one to every turn."""
    if minutes is None:
        return None
    from simulator.core.room_plan import planned

    return planned(script.scenario, minutes)
