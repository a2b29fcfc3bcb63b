"""`roleplay agreement`: what blind readers made of a scenario, held against what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.commands.scenario_path import scenario_at, too_many
from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.core.blind import Agreement, StateFigures
    from simulator.world import World


@click.command("agreement")
@click.argument("scenario")
@click.argument("files", nargs=-1, required=True, metavar="RANKINGS...")
@folders
@click.option("--bare", is_flag=True, help="Only the rankings of replies that were shown alone.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(
    world: World,
    scenario: str,
    files: tuple[str, ...],
    scenarios: tuple[Path, ...],
    data: Path | None,
    bare: bool,
    as_json: bool,
) -> None:
    """Hold the RANKINGS that `roleplay blind` has kept against what SCENARIO does.

    Only places that are still shown just so count: a reply that was rewritten has to be read again. What
    was read with and without the conversation is never counted together.
    """
    from pathlib import Path

    from simulator.core.analysis import valuations_of
    from simulator.core.blind import agreement
    from simulator.core.engine import Engine
    from simulator.core.explore import TooManySituationsError
    from simulator.workbench.blind import read_answers, still_shown

    world.named(data, scenarios)
    one = scenario_at(world, scenario)
    try:
        answers = [
            some
            for file in files
            for some in read_answers(Path(file))
            if (some.scenario, some.is_bare) == (Path(scenario).stem, bare)
        ]
    except (OSError, ValueError) as error:
        raise Failure(str(error), USAGE) from error
    rankings = still_shown(one, answers)
    try:
        found = agreement(valuations_of(Engine(one)), rankings)
    except TooManySituationsError as error:
        raise too_many(error) from error
    if found is None:
        raise Failure("none of these rankings is of this scenario as it is now", FINDING)
    if as_json:
        import json

        from simulator.workbench.blind import as_values

        world.lines().tell(json.dumps(as_values(found), ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        world.lines().tell(line)


def _lines(found: Agreement) -> list[str]:
    among = "–" if found.among_readers is None else f"{found.among_readers:.2f}"
    readers = max(one.readers for one in found.states)
    return [
        f"{len(found.states)} places, {readers} readers",
        f"first choice right {found.first_right:.0%}   with V {found.spearman:.2f}   "
        f"among readers {among}",
        "",
        *(_line(one) for one in found.states),
    ]


def _line(one: StateFigures) -> str:
    where = one.item.state + (f" ({one.item.variant})" if one.item.variant else "")
    firsts = "  ".join(
        f"{'*' if reply in one.best else ' '}{reply} {count}"
        for reply, count in sorted(one.firsts.items(), key=lambda pair: -pair[1])
    )
    return f"{where:32} {one.first_right:4.0%} {one.spearman:+.2f}  {firsts}"
