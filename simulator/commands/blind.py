"""`roleplay blind`: rank the replies of a scenario without knowing what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    help="Rank the place that comes next, such as BAC, and show the one after.",
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
    sheet: bool,
) -> None:
    """Show SCENARIO to somebody who ranks replies without knowing what they do.

    Each state is shown once, at a place in a play, with what was said up to there. `roleplay agreement`
    tells what came of it.
    """
    from simulator.core.explore import TooManySituationsError

    world.named(data, scenarios)
    one = scenario_at(world, scenario)
    variant = chosen_variant(one, variant)
    lines = world.lines()
    try:
        if sheet:
            from simulator.workbench.blind import sheet as printed

            lines.tell(printed(one, variant, reader, seed).rstrip("\n"))
            return
        if target is None:
            raise click.UsageError(
                "--to FILE says where the rankings are kept; --sheet prints all to read"
            )
        _read(one, scenario, variant, reader, seed, target, answer, lines)
    except TooManySituationsError as error:
        raise too_many(error) from error


def _read(
    scenario: Scenario,
    name: str,
    variant: str | None,
    reader: str,
    seed: int,
    target: str,
    answer: str | None,
    lines: Lines,
) -> None:
    """Show what waits, one place at a time, and keep each order before the next is shown."""
    from pathlib import Path

    from simulator.core.engine import Engine
    from simulator.plain.lines import EndOfInput
    from simulator.workbench.blind import TASK, briefing_text, items_for, order_of, shown_item

    path = Path(target)
    answers = _kept(path, Path(name).stem, reader)
    items = items_for(scenario, variant, seed)
    engine = Engine(scenario)
    done = {ranking.item for ranking, _ in answers.rankings}
    waiting = [item for item in items if item not in done]
    is_going_on = answer is not None
    if answer is not None and waiting:
        _, replies = shown_item(engine, waiting[0], reader)
        order = order_of(answer, replies)
        if order is None:
            raise click.BadParameter(f"{answer!r} is no order of {len(replies)} letters")
        answers = _written(path, answers, engine, waiting.pop(0), order)
    else:
        lines.tell(f"{briefing_text(scenario, variant)}\n\n{TASK}")
    for item in waiting:
        number = items.index(item)
        last = items[number - 1] if number else None
        text, replies = shown_item(engine, item, reader, last if is_going_on else None)
        is_going_on = True
        lines.tell(f"\n--- {number + 1} of {len(items)} ---\n{text}")
        if answer is not None:
            return
        try:
            order = _asked(lines, replies)
        except EndOfInput:
            return
        answers = _written(path, answers, engine, item, order)
    lines.tell("\nThat was the last one. Thank you.")


def _asked(lines: Lines, replies: Sequence[Reply]) -> tuple[str, ...]:
    from simulator.workbench.blind import order_of

    return lines.ask(
        "Your order, the best first, such as BAC:",
        lines.or_else(lambda said: order_of(said, replies), "Each letter once, please."),
    )


def _kept(path: Path, scenario: str, reader: str) -> Answers:
    """What the file holds already; nothing if there is none.

    Raises:
        Failure: it holds something else.
    """
    from simulator.workbench.blind import Answers, read_answers

    try:
        found = read_answers(path)
    except FileNotFoundError:
        return Answers(scenario, reader)
    except (OSError, ValueError) as error:
        raise Failure(f"--to: {error}", USAGE) from error
    for one in found:
        if (one.scenario, one.reader) == (scenario, reader):
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
    after = replace(answers, rankings=(*answers.rankings, (ranking, digest_of(engine, item))))
    try:
        path.write_text(as_text(after), encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failure(f"--to: `{path}` cannot be written: {error.strerror}", FINDING) from error
    return after
