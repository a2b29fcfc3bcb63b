"""`roleplay import`: a scenario's skeleton from a story that was written for Twine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.world import World


@click.command("import")
@click.argument("path", metavar="STORY")
@click.option(
    "-o", "output", metavar="FILE", help="A new file to write, in place of standard output."
)
@click.pass_obj
def command(world: World, path: str, output: str | None) -> None:
    """Make the skeleton of a scenario from a Twine story.

    STORY is a Twee file, a web page that Twine made, or `-` for standard input. Passages become states and
    endings, links become replies. What a scenario has no place for is listed, and kept in comments; what
    the story does not say is marked.
    """
    from simulator.compiler.cleaning import clean
    from simulator.workbench.twee.importing import imported
    from simulator.workbench.twee.listing import counted, listed
    from simulator.workbench.twee.output import check_free, write_new
    from simulator.workbench.twee.story import StoryError
    from simulator.workbench.wrong_use import WrongUseError
    from simulator.world import FINDING, USAGE, Failure

    try:
        check_free(output)
        name, data = _read(path)
        made = imported(data, name)
        if output is not None:
            write_new(output, made.text)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    except StoryError as error:
        raise Failure(f"`{name}`: {error}", FINDING) from error
    if output is None:
        world.lines().tell(made.text.removesuffix("\n"))
    for line in listed(made.left_out, name):
        click.echo(line, err=True)
    parts = f"{counted(made.states, 'state')}, {counted(made.endings, 'ending')}"
    left = counted(len(made.left_out), "thing") if made.left_out else "nothing"
    kept = ", kept in comments" if made.left_out else ""
    click.echo(f"{parts}; {left} left out{kept}", err=True)
    if output is not None:
        click.echo(f"`roleplay check --all {clean(output)}` says what is missing", err=True)


def _read(path: str) -> tuple[str, bytes]:
    """What the story's file is called, and its bytes.

    Raises:
        WrongUseError: there is no such file, or it cannot be read.
    """
    import os
    from pathlib import Path

    from simulator.compiler.cleaning import clean
    from simulator.compiler.source import LARGEST
    from simulator.workbench.files import STANDARD_INPUT, find_files, read_input
    from simulator.workbench.wrong_use import WrongUseError

    if path == STANDARD_INPUT:
        return "<stdin>", read_input()
    name = clean(path)
    if os.path.isdir(path):
        raise WrongUseError(f"`{name}` is a folder; name the file of the story")
    find_files([path])
    try:
        with Path(path).open("rb") as file:
            return name, file.read(LARGEST + 1)
    except OSError as error:
        raise WrongUseError(f"`{name}` cannot be read: {error.strerror}") from error
