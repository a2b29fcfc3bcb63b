"""`roleplay schema`: what editors need to help with scenario files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.world import World


@click.command("schema")
@click.pass_obj
def command(world: World) -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from simulator.compiler.schema import schema

    world.lines().tell(json.dumps(schema(), ensure_ascii=False, indent=2))
