"""`roleplay explore`: what a scenario does, in figures and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.commands.scenario_path import scenario_at, too_many

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.core.overview import Overview
    from simulator.core.scenario import Scenario
    from simulator.world import World


@click.command("explore")
@click.argument("path")
@folders
@click.option(
    "--situations",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many situations to look at, at most; 250,000 if not told otherwise.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(
    world: World,
    path: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    situations: int | None,
    as_json: bool,
) -> None:
    """Show what the scenario of the file PATH does: turns, endings, and what each decision is worth.

    Every situation that can arise is looked at, so all figures are exact. PATH may be a name in the
    library as well.
    """
    from simulator.core.explore import LIMIT, TooManySituationsError
    from simulator.workbench.explore import overviews

    world.named(data, scenarios)
    scenario = scenario_at(world, path)
    try:
        figures = overviews(scenario, limit=situations or LIMIT)
    except TooManySituationsError as error:
        raise too_many(error) from error
    if as_json:
        world.lines().tell(json_of(scenario, figures))
    else:
        _print_picture(world, scenario, figures)


def json_of(scenario: Scenario, figures: tuple[Overview, ...]) -> str:
    """The figures as JSON text."""
    import json
    import sys

    from simulator.workbench.explore import as_values

    # Python refuses to write numbers of thousands of digits, and a number of paths can have them.
    digits = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(as_values(scenario, figures), ensure_ascii=False, indent=2)
    finally:
        sys.set_int_max_str_digits(digits)


def _print_picture(world: World, scenario: Scenario, figures: tuple[Overview, ...]) -> None:
    from shutil import get_terminal_size

    from simulator.workbench.columns import Ink
    from simulator.workbench.picture import Picture

    lines = world.lines()
    picture = Picture(scenario, get_terminal_size().columns, Ink.on(lines.told))
    for number, one in enumerate(figures):
        if number:
            lines.tell("\n")
        for line in picture.lines(one):
            lines.tell(line)
