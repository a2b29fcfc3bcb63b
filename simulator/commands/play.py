"""`roleplay play`: one scenario, on a screen, by lines or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.opening import chosen, is_dumb, need_terminal, open_screen, usual_mode
from simulator.commands.options import folders

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.world import World


@click.command("play")
@click.argument("scenario")
@folders
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
def command(
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
    """Play SCENARIO: its name in the library, or the path of a file; or a campaign, act by act."""
    from simulator.plain.choice import Wish
    from simulator.records.play import Mode

    if resume and (seed is not None or mode is not None):
        raise click.UsageError("--resume goes on with the seed and the mode that the play has")
    world.named(data, scenarios)
    by_screen = not (plain or as_json or is_dumb())
    if by_screen:
        need_terminal()
    lines = world.lines()
    wish = Wish(seed, Mode(mode) if mode else usual_mode(world), resume)
    shelf = world.shelf(world.store())
    if (campaign := shelf.campaign(scenario)) is not None:
        from simulator.commands.campaigns import play_campaign

        play_campaign(world, campaign, scenario, wish, by_screen=by_screen, as_json=as_json)
        return
    one = chosen(world, shelf, scenario, wish, None if as_json else lines)
    if by_screen:
        open_screen(world, one, seed, wish.mode)
    elif as_json:
        from simulator.plain.jsonl import play_as_json

        play_as_json(one, lines)
    else:
        from simulator.plain.talk import play_by_lines

        play_by_lines(one, lines)
