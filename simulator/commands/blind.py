"""`roleplay blind`: rank the replies of a scenario without knowing what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from simulator.commands.options import folders
from simulator.commands.scenario_path import chosen_variant, scenario_at, too_many
from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from simulator.core.blind import Item
    from simulator.core.engine import Engine
    from simulator.core.scenario import Reply, Scenario
    from simulator.plain.lines import Lines
    from simulator.workbench.blind import Answers
    from simulator.world import World


class Reading(NamedTuple):
    """What is read, by whom, and where it is kept."""

    target: Path
    reader: str
    variant: str | None
    seed: int
    is_bare: bool


@click.command("blind")
@click.argument("scenario")
@folders
@click.option("--variant", metavar="ID", help="Which variant is read.")
@click.option("--reader", default="reader", metavar="NAME", help="Who reads.")
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, help="Draws the places that are shown."
)
@click.option(
    "--to", "target", metavar="FILE", help="Where the rankings are kept. It is gone on with."
)
@click.option(
    "--answer",
    metavar="ORDER",
    help="Rank the place that comes next, such as BAC, or several in a row; and show the one after.",
)
@click.option(
    "--bare", is_flag=True, help="Show the replies alone, without briefing and conversation."
)
@click.option("--sheet", is_flag=True, help="Print all places at once, to be read on paper.")
@click.pass_obj
def command(
    world: World,
    scenario: str,
    scenarios: tuple[Path, ...],
    data: Path | None,
    variant: str | None,
    reader: str,
    seed: int,
    target: str | None,
    answer: str | None,
    bare: bool,
    sheet: bool,
) -> None:
    """Show SCENARIO to somebody who ranks replies without knowing what they do.

    Each state is shown once, at a place in a play, with what was said up to there. `roleplay agreement`
    tells what came of it.
    """
    from pathlib import Path

    from simulator.core.explore import TooManySituationsError

    world.named(data, scenarios)
    one = scenario_at(world, scenario)
    variant = chosen_variant(one, variant)
    try:
        if sheet:
            from simulator.workbench.blind import sheet as printed

            world.lines().tell(printed(one, variant, reader, seed, is_bare=bare).rstrip("\n"))
            return
        if target is None:
            raise click.UsageError(
                "--to FILE says where the rankings are kept; --sheet prints all to read"
            )
        reading = Reading(Path(target), reader, variant, seed, bare)
        _read(world, one, scenario, reading, answer)
    except TooManySituationsError as error:
        raise too_many(error) from error


def _read(
    world: World, scenario: Scenario, name: str, reading: Reading, answer: str | None
) -> None:
    """Show what waits, one place at a time, and keep each order before the next is shown."""
    from pathlib import Path

    from simulator.core.engine import Engine
    from simulator.plain.lines import EndOfInput
    from simulator.workbench.blind import BARE_TASK, TASK, briefing_text, items_for, shown_item

    lines = world.lines()
    answers = _kept(reading.target, Path(name).stem, reading)
    items = items_for(scenario, reading.variant, reading.seed)
    engine = Engine(scenario)
    done = {ranking.item for ranking, _ in answers.rankings}
    waiting = [item for item in items if item not in done]
    given = (answer or "").replace(",", " ").split() if answer is not None else None
    if given is None:
        task = (
            BARE_TASK
            if reading.is_bare
            else f"{briefing_text(scenario, reading.variant)}\n\n{TASK}"
        )
        lines.tell(task)
    elif not given:
        raise click.BadParameter("an empty order; name letters, such as BAC")
    for said in given or ():
        if not waiting:
            break
        _, replies = shown_item(engine, waiting[0], reading.reader, is_bare=reading.is_bare)
        order = _order(said, replies)
        answers = _written(reading.target, answers, engine, waiting.pop(0), order)
    is_going_on = given is not None
    for item in waiting:
        number = items.index(item)
        last = items[number - 1] if number and is_going_on else None
        text, replies = shown_item(engine, item, reading.reader, last, is_bare=reading.is_bare)
        is_going_on = True
        lines.tell(f"\n--- {number + 1} of {len(items)} ---\n{text}")
        if given is not None:
            return
        try:
            order = _asked(lines, replies)
        except EndOfInput:
            return
        answers = _written(reading.target, answers, engine, item, order)
    lines.tell("\nThat was the last one. Thank you.")


def _order(said: str, replies: Sequence[Reply]) -> tuple[str, ...]:
    """The order that was given with the command.

    Raises:
        BadParameter: it is none.
    """
    from simulator.workbench.blind import order_of

    order = order_of(said, replies)
    if order is None:
        raise click.BadParameter(f"{said!r} is no order of {len(replies)} letters")
    return order


def _asked(lines: Lines, replies: Sequence[Reply]) -> tuple[str, ...]:
    from simulator.workbench.blind import order_of

    return lines.ask(
        "Your order, the best first, such as BAC:",
        lines.or_else(lambda said: order_of(said, replies), "Each letter once, please."),
    )


def _kept(path: Path, scenario: str, reading: Reading) -> Answers:
    """What the file holds already; nothing if there is none.

    Raises:
        Failure: it holds something else.
    """
    from simulator.workbench.blind import Answers, read_answers

    try:
        found = read_answers(path)
    except FileNotFoundError:
        return Answers(scenario, reading.reader, reading.is_bare)
    except (OSError, ValueError) as error:
        raise Failure(f"--to: {error}", USAGE) from error
    for one in found:
        kept = (one.scenario, one.reader, one.is_bare)
        if kept == (scenario, reading.reader, reading.is_bare):
            return one
    raise Failure(f"--to: `{path}` holds the rankings of another scenario or reader", USAGE)


def _written(
    path: Path, answers: Answers, engine: Engine, item: Item, order: tuple[str, ...]
) -> Answers:
    """Add a ranking, and write the file."""
    from dataclasses import replace

    from simulator.core.blind import Ranking
    from simulator.workbench.blind import as_text, digest_of

    ranking = Ranking(answers.reader, item, order)
    shown = digest_of(engine, item, is_bare=answers.is_bare)
    after = replace(answers, rankings=(*answers.rankings, (ranking, shown)))
    try:
        path.write_text(as_text(after), encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failure(f"--to: `{path}` cannot be written: {error.strerror}", FINDING) from error
    return after
