"""A bar for a terminal, only when the work is felt, and gone at the end."""

from __future__ import annotations

import io
from time import sleep

import pytest

from simulator.workbench import progress as module
from simulator.workbench.progress import Progress, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO) -> str:
    with Progress(stream, 4) as progress:
        progress.set(2)
        sleep(0.05)
    return stream.getvalue()


def interrupted(stream: io.StringIO) -> None:
    with Progress(stream, 4):
        sleep(0.05)
        raise KeyboardInterrupt


def test_a_bar_shows_how_far_the_work_is() -> None:
    assert bar(0, 4) == "checking [........................] 0 of 4 files"
    assert bar(2, 4) == "checking [############............] 2 of 4 files"
    assert bar(1, 1).endswith("1 of 1 file")
    assert bar(0, 0).endswith("0 of 0 files")


def test_work_that_is_felt_is_shown_and_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FELT", 0.001)
    text = drawn(Terminal())
    line = bar(2, 4)
    assert text.startswith(f"\r{line}")
    assert text.endswith(f"\r{' ' * len(line)}\r")


def test_quick_work_shows_nothing() -> None:
    assert drawn(Terminal()) == ""


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FELT", 0.001)
    assert drawn(io.StringIO()) == ""
    with Progress(None, 1) as progress:
        progress.set(1)


def test_a_failure_passes_and_the_bar_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FELT", 0.001)
    stream = Terminal()
    with pytest.raises(KeyboardInterrupt):
        interrupted(stream)
    assert stream.getvalue().endswith(" \r")
