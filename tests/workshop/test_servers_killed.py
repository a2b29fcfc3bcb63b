"""Three servers share a room through Redis: one is killed during a vote, and Redis is started again."""

from __future__ import annotations

import contextlib
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulator.core import room_events as events
from simulator.core.room_events import as_values
from simulator.core.room_stages import Stage
from simulator.workshop.calling import BUSY, CallError, Place
from simulator.workshop.guest import Guest
from simulator.workshop.opening import Opening
from simulator.workshop.remote import DeskLine
from tests.tui.conftest import EXAMPLE
from tests.workshop.redis_process import MISSING, SERVER, RedisProcess

pytestmark = pytest.mark.skipif(SERVER is None, reason=MISSING)

ROOT = Path(__file__).parents[2]
TOKEN = "the-token-of-the-organisers"
PHONES = 40
VOTE_LASTS = 1.5
"""Seconds in which the phones vote."""
PATIENCE = 60.0


class Balancer:
    """What stands before the servers: a connection goes to one of those that are there, in turn."""

    def __init__(self) -> None:
        self.ports: list[int] = []
        self._turn = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                front, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(front,), daemon=True).start()

    def _carry(self, front: socket.socket) -> None:
        for _ in self.ports:
            self._turn += 1
            try:
                port = self.ports[self._turn % len(self.ports)]
                back = socket.create_connection(("127.0.0.1", port), 5)
            except OSError:
                continue
            for one, other in ((front, back), (back, front)):
                threading.Thread(target=_pump, args=(one, other), daemon=True).start()
            return
        front.close()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for one in (source, sink):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


class Servers:
    """Three processes of `roleplay serve`."""

    def __init__(self, folder: Path, redis: RedisProcess) -> None:
        self.redis, self.front = redis, Balancer()
        token = folder / "token"
        token.write_text(TOKEN, encoding="utf-8")
        self.processes = []
        for number in range(3):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = int(free.getsockname()[1])
            self.front.ports.append(port)
            words = ["--data", str(folder / str(number)), "serve", "--port", str(port)]
            words += ["--token-file", str(token), "--redis", redis.url]
            words += ["--public-url", f"http://127.0.0.1:{self.front.port}"]
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "simulator", *words],
                    stdout=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    cwd=ROOT,
                )
            )
        for one in self.processes:
            assert one.stdout is not None
            assert "Rooms are held" in one.stdout.readline()

    def kill(self, number: int) -> None:
        self.processes[number].kill()
        self.processes[number].wait()

    def restart_redis(self) -> None:
        self.redis.kill()
        time.sleep(0.5)
        self.redis.start()

    def line(self, key: str, code: str = "") -> DeskLine:
        return DeskLine(Place(f"127.0.0.1:{self.front.port}", code), key)

    def close(self) -> None:
        for one in self.processes:
            one.kill()
            one.wait()
            assert one.stdout is not None
            one.stdout.close()
        self.front.close()


@pytest.fixture(params=["keeps", "forgets"])
def servers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Servers]:
    """The servers, on a Redis that keeps everything, or starts empty."""
    redis = RedisProcess(tmp_path, keeps=request.param == "keeps")
    some = Servers(tmp_path, redis)
    yield some
    some.close()
    redis.kill()


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


class Room:
    """A room with forty phones."""

    def __init__(self, servers: Servers) -> None:
        asked = Opening("pallet", EXAMPLE.read_text(encoding="utf-8"), "", 3)
        found = servers.line(TOKEN).ask("/api/rooms", asked.values())
        self.desk = servers.line(found["key"], found["code"])
        self.phones = [Guest(self.desk.place) for _ in range(PHONES)]
        for one in self.phones:
            one.join()
            one.follow()
        self.turn, self.stage = 0, Stage.LOBBY

    def go(self, stage: Stage) -> None:
        self.desk.send(as_values(events.Moved(self.turn, self.stage, stage)))
        self.stage = stage
        until(lambda: all(one.wall and one.wall["stage"] == stage.value for one in self.phones))

    def vote(self, meanwhile: Callable[[], None]) -> dict[str, int]:
        """Everybody votes, while something happens. Gives the counts that are meant."""
        chance = random.Random(5)
        wall = self.phones[0].wall
        assert wall is not None
        replies = [one["id"] for one in wall["replies"]]
        meant = [chance.choice(replies) for _ in self.phones]
        delays = [chance.random() * VOTE_LASTS for _ in self.phones]

        def voting(number: int) -> None:
            time.sleep(delays[number])
            sent = {"turn": self.turn, "stage": self.stage.value, "reply": meant[number]}
            for _ in range(10):
                try:
                    self.phones[number].send("vote", sent)
                    break
                except CallError as error:
                    if error.status not in {None, *BUSY}:
                        raise  # else the phone says: try again
            assert self.phones[number].own["vote"]["reply"] == meant[number]

        with ThreadPoolExecutor(PHONES + 1) as pool:
            tasks = [pool.submit(voting, number) for number in range(PHONES)]
            time.sleep(VOTE_LASTS / 3)
            meanwhile()
            for task in tasks:
                task.result(PATIENCE)
        return {reply: meant.count(reply) for reply in replies}

    def close(self) -> None:
        for one in self.phones:
            one.close()


def test_a_server_and_redis_are_lost_in_the_middle_of_votes_and_no_vote_is(
    servers: Servers,
) -> None:
    room = Room(servers)
    room.go(Stage.SCENE)
    room.go(Stage.VOTE)
    first = room.vote(lambda: servers.kill(1))
    room.go(Stage.ADVICE)
    room.go(Stage.DISCUSS)
    room.go(Stage.REVOTE)
    second = room.vote(servers.restart_redis)
    # A server that comes to the room only now has to have all of it from Redis.
    servers.kill(0)
    room.go(Stage.REVEAL)

    for one in room.phones:
        assert one.wall is not None
        assert one.wall["first"] == first
        assert one.wall["second"] == second
        assert one.wall["people"] == PHONES
    room.close()
