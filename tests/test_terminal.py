"""The whole program for real, in a pseudo-terminal: play to the end, be killed, go on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")

if sys.platform != "win32":
    from tests.terminal import Terminal

RESTORED = b"\x1b[?1049l"
"""Leaves the screen that a program had for itself."""


def to_the_end(terminal: Terminal) -> None:
    """Answer whatever is offered until the prediction is asked for."""
    for _ in range(80):
        seen = terminal.wait_for(
            "trust you now?", "look back", "say   ", "think   ", "any key", "go on"
        )
        if seen == "trust you now?":
            return
        terminal.send("1" if seen in ("say   ", "think   ") else "\r")
    raise AssertionError(terminal.text)


def test_a_play_from_the_library_to_its_debrief(tmp_path: Path) -> None:
    with Terminal("--data", str(tmp_path)) as terminal:
        terminal.wait_for("The wrong pallet")
        terminal.send("/")
        terminal.wait_for("type")
        terminal.send("pallet")
        terminal.wait_for("/pallet")
        terminal.send("\r")
        terminal.wait_for("You meet")
        terminal.send("\r")
        to_the_end(terminal)
        terminal.send("y")
        terminal.send("2")
        terminal.wait_for("In Lena's words")
        terminal.send("q")
        terminal.wait_for("The wrong pallet")
        terminal.send("q")
        assert terminal.ended() == 0
        assert RESTORED in terminal.written


def test_a_play_that_was_killed_goes_on_where_it_stood(tmp_path: Path) -> None:
    start = ("play", "wrong-pallet", "--seed", "7", "--data", str(tmp_path))
    with Terminal(*start, size=(120, 40)) as terminal:
        terminal.wait_for("You meet")
        terminal.send("\r")
        terminal.wait_for("think   ")
        terminal.send("1")
        terminal.wait_for("say   ")
        said = terminal.text.split("1  ", 1)[1].split(".")[0]
        terminal.send("1")
        terminal.wait_for("turn 2")
        terminal.kill()
    with Terminal("--data", str(tmp_path), size=(120, 40)) as terminal:
        terminal.wait_for("The wrong pallet")
        terminal.send("r")
        terminal.wait_for("turn 2")
        assert " ".join(said.split())[:20] in " ".join(terminal.text.split())


@pytest.mark.parametrize("ends_by", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path, ends_by: signal.Signals) -> None:
    with Terminal("--data", str(tmp_path)) as terminal:
        terminal.wait_for("The wrong pallet")
        os.kill(terminal.pid, ends_by)
        terminal.ended()
        assert RESTORED in terminal.written
