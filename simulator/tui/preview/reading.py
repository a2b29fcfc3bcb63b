"""The file as it was read: what became of it, ready to be played."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulator.compiler.compile import Compiled, compile_text
from simulator.compiler.source import LARGEST
from simulator.core.engine import Engine
from simulator.core.machine import ConversationMachine
from simulator.tui.preview.found import Checks, Found


@dataclass(frozen=True)
class Reading:
    """One state of the file."""

    data: bytes
    compiled: Compiled
    found: Found
    machine: ConversationMachine | None
    """None where there are errors."""


def read(path: Path, checks: Checks) -> Reading:
    """Read a file and make it ready.

    Raises:
        OSError: it cannot be read now.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)  # one byte more tells the compiler that it is too large
    compiled = compile_text(data, path.name)
    machine = None
    if compiled.scenario is not None:
        machine = ConversationMachine(Engine(compiled.scenario))
    return Reading(data, compiled, checks.at_once(compiled, data), machine)
