"""`roleplay list`: the library, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.world import World


@click.command("list")
@folders
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def command(world: World, scenarios: tuple[Path, ...], data: Path | None, as_json: bool) -> None:
    """Print the library."""
    world.named(data, scenarios)
    lines = world.lines()
    shelf = world.shelf(world.store(make=False))
    groups = shelf.groups()
    if as_json:
        import json

        from simulator.plain.jsonl import entry_values

        values = [
            entry_values(entry, shelf.check(entry), group.title)
            for group in groups
            for entry in group.entries
        ]
        lines.tell(json.dumps(values, ensure_ascii=False, indent=2))
        return
    from simulator.plain.listing import entry_lines, group_lines

    for number, group in enumerate(groups):
        if number:
            lines.tell()
        for line in group_lines(group, len(groups)):
            lines.tell(line)
        for entry in group.entries:
            for line in entry_lines(entry, shelf.check(entry)):
                lines.tell(line)
