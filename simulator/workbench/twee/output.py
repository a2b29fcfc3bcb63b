"""Where a command puts a text that it has made: on standard output, or in a file that is new."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.compiler.cleaning import clean
from simulator.workbench.wrong_use import WrongUseError


def check_free(output: str | None) -> None:
    """Look before the work is done whether there is such a file already.

    Raises:
        WrongUseError: there is, or the name is empty.
    """
    if output is None:
        return
    if not output.strip():
        raise WrongUseError("`-o` names no file")
    if os.path.lexists(output):
        raise WrongUseError(f"`{clean(output)}` is there already; name another file, or delete it")


def write_new(output: str, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        WrongUseError: it is there, or cannot be written.
    """
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise WrongUseError(f"`{clean(output)}` is there already") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise WrongUseError(f"`{clean(output)}` cannot be written: {why}") from error
