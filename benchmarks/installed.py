"""The program as a user has it: the wheel, installed into a folder of its own, bytecode compiled."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Installed:
    """Where the installed program is."""

    python: str
    roleplay: str


def install(folder: Path) -> Installed:
    """Build the wheel and install it into a new environment below `folder`."""
    place = folder / "environment"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(scripts / "python")
    run(python, "-m", "pip", "install", "--quiet", "--compile", str(ROOT))
    return Installed(python, str(scripts / "roleplay"))


def run(*command: str) -> None:
    """Run a command to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
