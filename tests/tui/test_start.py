"""What the first frame waits for: guarded without a clock, by what is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "transitions",
    "yaml",
    "sqlite3",
    "simulator.core",
    "simulator.compiler",
    "simulator.records",
    "simulator.tui.screens.conversation",
    "textual.widgets._markdown",
)


@pytest.mark.parametrize("module", ["simulator.tui.app", "simulator.tui.run"])
def test_the_application_imports_nothing_that_its_first_frame_does_not_show(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not set(HEAVY) & set(told)
