"""`roleplay schema`: what editors need to help with scenario files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.world import World


@click.command("schema")
@click.argument(
    "kind", type=click.Choice(["scenario", "packs", "campaign"]), default="scenario", required=False
)
@click.pass_obj
def command(world: World, kind: str) -> None:
    """Print the JSON Schema of scenario files, of `packs.yaml` or of `campaign.yaml`, for editors."""
    import json

    from simulator.compiler.schema import schema

    world.lines().tell(json.dumps(schema(kind), ensure_ascii=False, indent=2))
