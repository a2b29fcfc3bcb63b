"""Options that more than one command takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _folder(text: str) -> Path:
    if not text.strip():
        raise click.BadParameter("an empty name; name a folder")
    from pathlib import Path

    return Path(text)


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """The folders to work in, before its name or after it."""
    command = click.option(
        "--scenarios",
        type=_folder,
        multiple=True,
        metavar="DIR",
        help="A folder of your own scenarios. May be given more than once.",
    )(command)
    return click.option(
        "--data",
        type=_folder,
        metavar="DIR",
        help="The folder in which your plays are kept, in place of ROLEPLAY_DATA or the usual one.",
    )(command)
