"""`roleplay report`: what came of a group session."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.world import World


@click.command("report")
@click.argument("session", required=False)
@folders
@click.option("--html", "page", metavar="FILE", help="Write it as a page.")
@click.option("--csv", "table", metavar="FILE", help="Write the votes as a table.")
@click.pass_obj
def command(
    world: World,
    session: str | None,
    scenarios: tuple[Path, ...],
    data: Path | None,
    page: str | None,
    table: str | None,
) -> None:
    """Tell what came of SESSION, or of the last one: both votes of each turn, and the verdict."""
    from pathlib import Path

    from simulator.commands.scenario_path import scenario_kept
    from simulator.core.room_report import room_report
    from simulator.workshop.log import FileLog, LogError
    from simulator.workshop.opening import Led, kept
    from simulator.workshop.report import as_page, as_table, as_text
    from simulator.workshop.sessions import named

    world.named(data, scenarios)
    try:
        path = named(world.sessions, session)
        opening = kept(path)
        scenario = scenario_kept(opening)
        log = FileLog(path)
        led = Led(scenario, opening, log, time.time)
    except LogError as error:
        raise Failure(str(error), USAGE) from error
    led.value()
    report = room_report(led.session.room, led.valuation)
    log.close()
    for target, text in ((page, as_page), (table, as_table)):
        if target is not None:
            try:
                Path(target).write_text(text(scenario, report), encoding="utf-8", newline="")
            except OSError as error:
                raise Failure(f"{target}: {error.strerror or error}", FINDING) from error
    if page is None and table is None:
        world.lines().tell(as_text(scenario, report).rstrip("\n"))
