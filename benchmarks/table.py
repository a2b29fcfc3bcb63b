"""The rows of the results, and the page that they are written to."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from benchmarks.timing import Figures


@dataclass(frozen=True)
class Row:
    """One line of the results.

    ``floor`` is what it is measured against, in the same unit; ``holds`` is whether the target is met,
    None where the target is only to be looked at.
    """

    work: str
    figures: Figures
    unit: str
    target: str
    holds: bool | None
    floor_name: str = ""
    floor: Figures | None = None

    @property
    def ratio(self) -> float | None:
        """The median over the floor's median."""
        return self.figures.median / self.floor.median if self.floor else None


def page(rows: Iterable[Row], skipped: Iterable[str]) -> str:
    """The results as Markdown."""
    lines = [
        "# What was measured",
        "",
        f"{date.today().isoformat()}, Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}. Made by `python -m benchmarks`: the installed wheel with compiled bytecode, "
        "each row in turn with its floor or peer in one run, the median with the lowest and the highest.",
        "",
        "| work | measured | floor or peer, same run | ratio | target | |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_line(row) for row in rows),
    ]
    lines += ["", *(f"Skipped: {reason}" for reason in skipped)]
    return "\n".join(lines).rstrip() + "\n"


def _line(row: Row) -> str:
    floor = f"{row.floor_name} {_shown(row.floor, row.unit)}" if row.floor else row.floor_name
    ratio = f"{row.ratio:.2f}×" if row.ratio is not None else ""
    met = {True: "met", False: "**missed**", None: ""}[row.holds]
    return f"| {row.work} | {_shown(row.figures, row.unit)} | {floor} | {ratio} | {row.target} | {met} |"


def _shown(figures: Figures, unit: str) -> str:
    scale, digits = {"ms": (1000, 1), "µs": (1e6, 1), "/s": (1, 0), "MB": (1, 1)}[unit]
    values = [
        f"{value * scale:,.{digits}f}" for value in (figures.median, figures.low, figures.high)
    ]
    return f"{values[0]} {unit} ({values[1]} to {values[2]})"


def report(row: Row) -> None:
    """Say a row while the run goes on."""
    print(_line(row), file=sys.stderr, flush=True)
