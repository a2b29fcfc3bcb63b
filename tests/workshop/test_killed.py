"""The host's process is killed at every stage: the room stands as it stood, with everybody in it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.core.room_stages import Stage
from simulator.workshop.calling import Place
from simulator.workshop.guest import Guest
from simulator.workshop.opening import Opening, keep
from simulator.workshop.server import listening
from tests.tui.conftest import EXAMPLE

CODE = "K7QFMX"
PATIENCE = 60.0
ROOT = Path(__file__).parents[2]


class Host:
    """The process, as often as it is started."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with listening("127.0.0.1", None) as free:
            self.port = int(free.getsockname()[1])
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.workshop.host_process", str(self.path), str(self.port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
        )
        assert self._said() == "ready"

    def go(self, stage: Stage) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{stage.value}\n")
        self._process.stdin.flush()
        assert self._said() == stage.value

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    path = tmp_path / "one.session"
    keep(path, Opening("pallet", EXAMPLE.read_text(encoding="utf-8"), CODE, 3))
    one = Host(path)
    yield one
    one.kill()


@pytest.fixture
def guests(host: Host) -> Iterator[list[Guest]]:
    some = [Guest(Place(f"127.0.0.1:{host.port}", CODE)) for _ in range(3)]
    for number, one in enumerate(some):
        one.join(f"Guest {number}")
        one.follow()
    yield some
    for one in some:
        one.close()


def until(what: Callable[[], bool]) -> None:
    """Wait for something."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def at(guests: list[Guest], stage: Stage) -> None:
    """Wait until all have come to a stage."""
    until(lambda: all(one.wall and one.wall["stage"] == stage.value for one in guests))


def vote(guests: list[Guest], choices: tuple[int, ...]) -> None:
    """Each votes."""
    for one, choice in zip(guests, choices, strict=True):
        assert one.wall is not None
        reply = one.wall["replies"][choice]["id"]
        sent = {"turn": one.wall["turn"], "stage": one.wall["stage"], "reply": reply, "sure": 2}
        one.send("vote", sent)
    until(lambda: all(one.wall is not None and one.wall["voted"] == len(guests) for one in guests))


def test_killed_at_every_stage_it_goes_on_where_it_stood(host: Host, guests: list[Guest]) -> None:
    for stage in Stage:
        if stage is not Stage.LOBBY:
            host.go(stage)
        at(guests, stage)
        if stage is Stage.VOTE:
            vote(guests, (0, 1, 1))
        elif stage is Stage.REVOTE:
            vote(guests, (1, 1, 2))
        elif stage is Stage.PREDICT:
            guests[0].send("predict", {"yes": True})
        elif stage is Stage.CLOSE:
            guests[2].send("plan", {"words": "If she is short, I am short."})
        sent = [one.own for one in guests]
        until(lambda: all(one.wall == guests[0].wall for one in guests))
        seen = guests[0].wall

        host.kill()
        until(lambda: all(one.is_lost for one in guests))
        for one in guests:
            one.wall, one.own = None, {}
        host.start()
        until(lambda: not any(one.is_lost for one in guests) and all(one.own for one in guests))

        assert [one.own for one in guests] == sent, stage
        assert all(one.wall == seen for one in guests), stage
        assert seen is not None
        assert seen["people"] == 3
        if stage in {Stage.VOTE, Stage.REVOTE}:
            assert (seen["voted"], seen["of"]) == (3, 3)
        if stage is Stage.REVEAL:
            assert sorted(seen["first"].values())[-2:] == [1, 2]
            assert sorted(seen["second"].values())[-2:] == [1, 2]
