"""`roleplay upgrade`: scenario files in the newest format."""

from __future__ import annotations

import click

from simulator.commands.rewriting import Words, rewrite, rewriting


@click.command("upgrade")
@rewriting
def command(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Bring scenario files to the newest version of the format.

    Comments and layout stay. PATH is a file, a folder with all that is in it, or `-` for standard input.
    """
    from simulator.workbench.upgrade import upgraded

    rewrite(paths, upgraded, Words("upgraded", "would be upgraded"), check=check, diff=diff)
