"""How long `roleplay --help` and `roleplay list` take, against an interpreter that does nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.installed import Installed
from benchmarks.table import Row
from benchmarks.timing import Measure, in_turn, seconds

CLICK_HELLO = """
import click
@click.command()
def hello() -> None:
    click.echo("hello")
hello(standalone_mode=False)
"""


def rows(program: Installed, folder: Path, runs: int) -> Iterator[Row]:
    """The rows on starting."""
    hello = folder / "hello.py"
    hello.write_text(CLICK_HELLO, encoding="utf-8")
    data = str(folder / "data")
    figures = in_turn(
        {
            "pass": process(program.python, "-c", "pass"),
            "click": process(program.python, str(hello)),
            "help": process(program.roleplay, "--help"),
            "list": process(program.roleplay, "list", "--data", data),
        },
        runs,
    )
    floor = figures["pass"]
    ratio = figures["help"].median / floor.median
    yield Row(
        "`roleplay --help`",
        figures["help"],
        "ms",
        "≤ 4× `pass`",
        ratio <= 4,
        "`python -c pass`",
        floor,
    )
    yield Row("a click hello world", figures["click"], "ms", "", None, "`python -c pass`", floor)
    yield Row(
        "`roleplay list`, checking each file",
        figures["list"],
        "ms",
        "",
        None,
        "`python -c pass`",
        floor,
    )


def process(*command: str) -> Measure:
    """A whole process, from start to end."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def work() -> None:
        subprocess.run(
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=environment,
        )

    return seconds(work)
