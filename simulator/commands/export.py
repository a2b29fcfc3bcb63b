"""`roleplay export`: a scenario in a form that another program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.commands.scenario_path import scenario_at

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.world import World


@click.command("export")
@click.argument("path")
@folders
@click.option(
    "--format", "form", type=click.Choice(["twee"]), required=True, help="twee: a story for Twine."
)
@click.option(
    "-o", "output", metavar="FILE", help="A new file to write, in place of standard output."
)
@click.pass_obj
def command(
    world: World,
    path: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    form: str,
    output: str | None,
) -> None:
    """Write the scenario of the file PATH for another program.

    What that program has no place for is listed, and kept in comments. PATH may be a name in the library as
    well.
    """
    from simulator.compiler.cleaning import clean
    from simulator.workbench.twee.exporting import exported
    from simulator.workbench.twee.listing import counted, listed
    from simulator.workbench.twee.output import check_free, write_new
    from simulator.workbench.wrong_use import WrongUseError
    from simulator.world import USAGE, Failure

    world.named(data, scenarios)
    try:
        check_free(output)
        scenario = scenario_at(world, path)
        made = exported(scenario)
        if output is not None:
            write_new(output, made.text)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    if output is None:
        world.lines().tell(made.text.removesuffix("\n"))
    for line in listed(made.left_out, clean(path)):
        click.echo(line, err=True)
    parts = f"{counted(len(scenario.states), 'state')}, {counted(len(scenario.endings), 'ending')}"
    click.echo(f"{parts} as {form}", err=True)
