"""``python -m benchmarks``: measures everything and writes the results beside this file."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks import checking, play, screen, startup, workshop
from benchmarks.installed import install
from benchmarks.table import Row, page, report
from simulator.compiler.library import shipped_folder


def main() -> None:
    """Measure, say each row as it comes, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--runs", type=int, default=10, help="how often each thing is measured")
    parser.add_argument("--workshop", action="store_true", help="the phones of a room only; prints")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "results.md")
    options = parser.parse_args()
    skipped: list[str] = []
    rows: list[Row] = []

    def take(some: Iterable[Row]) -> None:
        for row in some:
            report(row)
            rows.append(row)

    if options.workshop:
        take(workshop.rows(shipped_folder() / "wrong-pallet.yaml", skipped))
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        program = install(folder)
        take(startup.rows(program, folder, options.runs))
        take(screen.rows(program, folder, options.runs, skipped))
        take(play.rows(folder, options.runs, skipped))
        take(checking.rows(program, folder, options.runs, skipped))
        take(workshop.rows(shipped_folder() / "wrong-pallet.yaml", skipped))
    options.output.write_text(page(rows, skipped), encoding="utf-8")


if __name__ == "__main__":
    main()
