"""A bar for a terminal, only when the work is felt, and gone at the end."""

from __future__ import annotations

import io
from time import monotonic, sleep

import pytest

from simulator.workbench import progress as module
from simulator.workbench.progress import Progress, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO, awaited: str = "") -> str:
    """What is drawn while half of the work is done, until what is awaited has come."""
    with Progress(stream, 4) as progress:
        progress.set(2)
        deadline = monotonic() + 5
        while awaited not in stream.getvalue() and monotonic() < deadline:
            sleep(0.005)
    return stream.getvalue()


def interrupted(stream: io.StringIO) -> None:
    with Progress(stream, 4):
        while not stream.getvalue():
            sleep(0.005)
        raise KeyboardInterrupt


def test_a_bar_shows_how_far_the_work_is() -> None:
    assert bar(0, 4) == "checking [........................] 0 of 4 files"
    assert bar(2, 4) == "checking [############............] 2 of 4 files"
    assert bar(1, 1).endswith("1 of 1 file")
    assert bar(0, 0).endswith("0 of 0 files")


def test_work_that_is_felt_is_shown_and_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FELT", 0.001)
    line = bar(2, 4)
    text = drawn(Terminal(), f"\r{line}")
    assert f"\r{line}" in text
    assert text.endswith(f"\r{' ' * len(line)}\r")


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FELT", 60)
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
