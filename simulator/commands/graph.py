"""`roleplay graph`: a scenario's states and what leads where, as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from simulator.commands.options import folders
from simulator.commands.scenario_path import scenario_at, too_many
from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.core.scenario import Scenario
    from simulator.world import World


@click.command("graph")
@click.argument("path")
@folders
@click.option(
    "--format",
    "format_",
    type=click.Choice(["mermaid", "dot", "svg"]),
    default="mermaid",
    show_default=True,
    help="SVG is drawn by Graphviz, which has to be installed.",
)
@click.option("--output", metavar="FILE", help="Write it to this file, and not to the terminal.")
@click.option("--screen", is_flag=True, help="Show it on a screen, with a cursor to walk it.")
@click.option("--variant", metavar="ID", help="Which variant to draw; the first if none is named.")
@click.option(
    "--situations",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many situations to look at, at most; 250,000 if not told otherwise.",
)
@click.pass_obj
def command(
    world: World,
    path: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    format_: str,
    screen: bool,
    output: str | None,
    variant: str | None,
    situations: int | None,
) -> None:
    """Draw the states of the scenario of the file PATH, and what leads where.

    States are coloured by what is at stake, arrows are as thick as practised play goes there often.
    PATH may be a name in the library as well.
    """
    from simulator.core.engine import Engine
    from simulator.core.explore import LIMIT, TooManySituationsError
    from simulator.core.overview import overview
    from simulator.workbench import chart_formats
    from simulator.workbench.graph import chart_of

    if screen and (output is not None or variant is not None or situations is not None):
        raise click.UsageError("--screen takes no other option; `v` goes from variant to variant")
    if output is not None and _is_same(output, path):
        raise Failure("--output names the scenario itself", USAGE)
    world.named(data, scenarios)
    scenario = scenario_at(world, path)
    wanted = _variant(scenario, variant)
    if screen:
        _open_screen(world, scenario)
    try:
        figures = overview(Engine(scenario), wanted, limit=situations or LIMIT)
    except TooManySituationsError as error:
        raise too_many(error) from error
    write = {"mermaid": chart_formats.mermaid, "dot": chart_formats.dot, "svg": chart_formats.svg}
    try:
        text = write[format_](chart_of(scenario, figures))
    except chart_formats.NoGraphvizError as error:
        raise Failure(str(error), FINDING) from error
    if output is None:
        world.lines().tell(text.removesuffix("\n"))
    else:
        _write(output, text)


def _open_screen(world: World, scenario: Scenario) -> NoReturn:
    from simulator.commands.opening import need_terminal

    need_terminal()
    from simulator.tui.app import RoleplayApp
    from simulator.tui.run import run

    store = world.store()
    app = RoleplayApp(world.shelf(store), store, world.settings())
    app.first_map = scenario
    raise SystemExit(run(app, world.log))


def _variant(scenario: Scenario, named: str | None) -> str | None:
    from simulator.compiler.diagnostic import one_of, quoted

    ids = [one.id for one in scenario.variants]
    if named is None:
        return ids[0] if ids else None
    if named in ids:
        return named
    known = f"there is {one_of(ids)}" if ids else "the scenario has none"
    raise Failure(f"--variant: no variant {quoted(named)}; {known}", USAGE)


def _is_same(output: str, path: str) -> bool:
    from os.path import samefile

    try:
        return samefile(output, path)
    except (OSError, ValueError):  # one of them is not there, or its name cannot be one
        return False


def _write(output: str, text: str) -> None:
    from simulator.compiler.cleaning import clean

    try:
        with open(output, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Failure(f"--output: `{clean(output)}` cannot be written: {why}", USAGE) from error
