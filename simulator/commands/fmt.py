"""`roleplay fmt`: scenario files in one layout."""

from __future__ import annotations

import click

from simulator.commands.rewriting import Words, rewrite, rewriting


@click.command("fmt")
@rewriting
def command(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Lay scenario files out: indentation, blank lines and quotation marks.

    Comments stay, and so does every word that is spoken. PATH is a file, a folder with all that is in it,
    or `-` for standard input.
    """
    from simulator.workbench.fmt import formatted

    rewrite(paths, formatted, Words("formatted", "would be formatted"), check=check, diff=diff)
