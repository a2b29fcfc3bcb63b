"""However it ends, the terminal is sane and the user is told in a line."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.tui.app import RoleplayApp
from simulator.tui.run import run
from tests.tui.conftest import MakeApp

PROGRAM = """
import sys
from pathlib import Path
from simulator.records.settings import Settings
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.run import run
class Breaking(RoleplayApp):
    def key_x(self):
        raise RuntimeError("it broke [bold]here[/]")
sys.exit(run(Breaking(Shelf([Path(sys.argv[1])]), None, Settings()), Path(sys.argv[2])))
"""
PATHS = {"PYTHONPATH": str(Path(__file__).parents[2])}
LEFT_SCREEN = b"\x1b[?1049l"


class Terminal:
    """The application in a terminal of its own."""

    def __init__(self, folder: Path, log: Path) -> None:
        program = folder / "program.py"
        program.write_text(PROGRAM, encoding="utf-8")
        self.fd, inner = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, str(program), str(folder), str(log)],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"} | PATHS,
            start_new_session=True,
        )
        os.close(inner)
        self.written = b""

    def until(self, words: bytes, seconds: float = 30) -> None:
        """Read until something was written."""
        end = time.monotonic() + seconds
        while words not in self.written:
            assert time.monotonic() < end, self.written[-2000:]
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    self.written += os.read(self.fd, 65536)
                except OSError:
                    break
        assert words in self.written

    def code(self, seconds: float = 30) -> int:
        """The exit code, once it has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    self.written += os.read(self.fd, 65536)
                except OSError:
                    break
        return self.process.wait(timeout=10)

    def close(self) -> None:
        """Leave nothing running."""
        self.process.kill()
        self.process.wait()
        os.close(self.fd)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """One with nothing on its shelf."""
    terminal = Terminal(tmp_path, tmp_path / "logs" / "roleplay.log")
    yield terminal
    terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_sane(terminal: Terminal, number: signal.Signals) -> None:
    terminal.until(b"quit")
    terminal.process.send_signal(number)
    assert terminal.code() == 128 + number
    assert LEFT_SCREEN in terminal.written


def test_a_crash_is_a_line_and_a_traceback_in_the_log(terminal: Terminal, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "roleplay.log"
    terminal.until(b"quit")
    os.write(terminal.fd, b"x")
    assert terminal.code() == 1
    after = terminal.written.split(LEFT_SCREEN)[-1]
    assert b"something failed that should not" in after
    assert b"Traceback" not in after
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "RuntimeError: it broke [bold]here[/]" in text


def test_a_log_that_cannot_be_written_is_said_in_the_same_line(
    room: MakeApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def breaks(self: RoleplayApp) -> None:
        raise RuntimeError("it broke")

    monkeypatch.setattr(RoleplayApp, "run_async", breaks)
    (tmp_path / "file").write_text("")
    assert run(room(), tmp_path / "file" / "log") == 1
    told = capsys.readouterr().err
    assert "RuntimeError: it broke" in told
    assert "could not be written" in told
    assert told.count("\n") == 1
