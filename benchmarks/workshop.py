"""A room full of phones on one machine: how soon a vote is seen by all, and what it costs the host.

The host runs as a process of its own, on this machine's loopback; the phones are connections of this one.
Each votes at a moment of its own within a second, and then waits for the first count that it is told. In
the next turn they vote while a tenth of them is away at any time: no vote may be lost or counted twice.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.table import Row
from benchmarks.timing import Figures

Asked = Callable[[str], Awaitable[dict[str, Any]]]
SIZES = (10, 100, 300, 1000)
CODE = "K7QFMX"
STAGE = re.compile(rb'"stage":"(\w+)"')
HOST = """
import asyncio, gc, json, resource, sys
from simulator.compiler.compile import compile_file
from simulator.core import room_events as events
from simulator.core.room import next_stage, tally
from simulator.workshop.hosting import Hosted
from simulator.workshop.opening import Opening
async def main():
    scenario = compile_file(__import__("pathlib").Path(sys.argv[1])).scenario
    hosted = Hosted(scenario, Opening("x", "", sys.argv[2], 1, full=()), None)
    hosted.start()
    gc.collect()  # as the terminal does
    gc.freeze()
    hosted._workshop._joins.at_once = 1e6
    hosted._workshop._joins._left.clear()
    def told(**values):
        print(json.dumps(values), flush=True)
    def used():
        own = resource.getrusage(resource.RUSAGE_SELF)
        return own.ru_utime + own.ru_stime
    def resident():
        for line in open("/proc/self/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1])
    told(port=hosted.listener.port, rss=resident())
    loop = asyncio.get_running_loop()
    while True:
        word = (await loop.run_in_executor(None, sys.stdin.readline)).strip()
        room = hosted.session.room
        if word == "on":
            dest = next_stage(room)
            settled = events.Decided(room.turn, room.offered[0].id) if dest is None else None
            await hosted.session.send(settled or events.Moved(room.turn, room.stage, dest))
            told(stage=hosted.session.room.stage.value)
        elif word == "cost":
            told(cpu=used(), rss=resident())
        elif word == "count":
            told(counts=tally(room, room.round, second=False), people=len(room.people))
        else:
            break
    await hosted.stop()
asyncio.run(main())
"""


@dataclass
class Phone:
    """One phone: a connection to send by, and a stream to hear by."""

    port: int
    cookie: str = ""
    walls: list[float] = field(default_factory=list)
    """When it was told how things are, by the clock of this process."""
    told: asyncio.Event = field(default_factory=asyncio.Event)
    stages: list[str] = field(default_factory=list)
    turn: int = 0
    replies: list[str] = field(default_factory=list)
    stream: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Open the connection."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def send(self, path: str, values: dict[str, object]) -> bytes:
        """Send something, and give the head of the answer."""
        body = json.dumps(values).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: application/json\r\n"
            f"Cookie: {self.cookie}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await self._reader.readexactly(length)
        return answer

    async def join(self) -> None:
        """Come in."""
        await self.connect()
        answer = await self.send("/api/join", {"code": CODE})
        self.cookie = answer.split(b"set-cookie: ")[1].split(b";")[0].decode()

    async def listen(self) -> None:
        """Hear what happens, until the stream is over."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"GET /api/events?as=phone HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        writer.write(f"{head}Cookie: {self.cookie}\r\n\r\n".encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"data: ") and b'"voted":' in line:
                    self.walls.append(time.perf_counter())
                    self.told.set()
                if line.startswith(b"data: ") and (found := STAGE.search(line)) is not None:
                    self.stages.append(found[1].decode())
                    if self.stages[-1] == "vote":
                        seen = json.loads(line[6:])
                        self.turn = seen["turn"]
                        self.replies = [one["id"] for one in seen["replies"]]
        finally:
            writer.close()

    def follow(self) -> None:
        """Hear what happens, in the background."""
        self.stream = asyncio.create_task(self.listen())

    def drop(self) -> None:
        """Lose every connection, as a phone does that is locked or leaves the network."""
        self._writer.transport.abort()
        if self.stream is not None:
            self.stream.cancel()

    async def come_back(self) -> None:
        """Connect again."""
        await self.connect()
        self.follow()

    async def vote_at_last(self, delay: float, reply: str) -> None:
        """Vote after a while, as often as it takes until an answer has come."""
        await asyncio.sleep(delay)
        while True:
            try:
                sent = {"turn": self.turn, "stage": "vote", "reply": reply}
                assert b" 200 " in (await self.send("/api/vote", sent)).split(b"\r\n")[0]
                return
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.1)

    async def vote(self, delay: float) -> float:
        """Vote after a while. Gives the seconds until the first count that came after that."""
        await asyncio.sleep(delay)
        began = time.perf_counter()
        sent = {"turn": self.turn, "stage": "vote", "reply": random.choice(self.replies)}
        answer = await self.send("/api/vote", sent)
        assert b" 200 " in answer.split(b"\r\n")[0]
        self.told.clear()
        await self.told.wait()
        return self.walls[-1] - began


def rows(scenario: Path, skipped: list[str]) -> Iterator[Row]:
    """The figures for rooms of every size."""
    if not Path("/proc/self/status").exists():
        skipped.append("phones on one machine: memory is read from /proc")
        return
    for size in SIZES:
        waits, share, kilobytes = asyncio.run(_room(scenario, size))
        figures = Figures(tuple(waits))
        p99 = quantiles(waits, n=100)[-1]
        cost = f"p99 {p99 * 1000:.0f} ms, {share:.0%} of a core, {kilobytes:.0f} KB a phone"
        is_met = None
        if size == 1000:
            is_met = figures.median <= 0.065 and p99 <= 0.125 and share <= 0.35 and kilobytes <= 30
        yield Row(
            f"{size:,} phones vote within a second: until the count is seen",
            figures,
            "ms",
            f"p50 ≤ 65, p99 ≤ 125 ms, ≤ 35 % of a core, ≤ 30 KB a phone, with 1,000 (here {cost})",
            is_met,
        )


async def _room(scenario: Path, size: int) -> tuple[list[float], float, float]:
    """The waits of all phones, the host's share of a core while they vote, and its memory for each."""
    host = subprocess.Popen(
        [sys.executable, "-c", HOST, str(scenario), CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert host.stdin is not None
    assert host.stdout is not None

    async def asked(word: str) -> dict[str, Any]:
        assert host.stdin is not None
        assert host.stdout is not None
        if word:
            host.stdin.write(f"{word}\n")
            host.stdin.flush()
        line = await asyncio.to_thread(host.stdout.readline)
        found: dict[str, Any] = json.loads(line)
        return found

    try:
        first = await asked("")
        phones = [Phone(int(first["port"])) for _ in range(size)]
        for at in range(0, size, 50):
            await asyncio.gather(*(one.join() for one in phones[at : at + 50]))
        for one in phones:
            one.follow()
        await _until(phones, "lobby")
        await asked("on")
        await asked("on")
        await _until(phones, "vote")
        before = await asked("cost")
        began = time.perf_counter()
        waits = list(await asyncio.gather(*(one.vote(random.random()) for one in phones)))
        took = time.perf_counter() - began
        after = await asked("cost")
        counted = await asked("count")
        counts = counted["counts"]
        assert isinstance(counts, dict)
        assert sum(counts.values()) == size, f"{sum(counts.values())} of {size} votes were counted"
        await _flickering(phones, asked)
        share = (after["cpu"] - before["cpu"]) / took
        return waits, share, (after["rss"] - first["rss"]) / size
    finally:
        host.kill()
        host.wait()


async def _flickering(phones: list[Phone], asked: Asked) -> None:
    """Let all vote in the next turn, a tenth of them away at any time, and see that each counts once."""
    for stage in ("reveal", "scene", "vote"):
        await asked("on")
        await _until(phones, stage)
    replies = phones[0].replies
    meant = [random.choice(replies) for _ in phones]
    votes = asyncio.gather(
        *(
            one.vote_at_last(2 * random.random(), reply)
            for one, reply in zip(phones, meant, strict=True)
        )
    )
    while not votes.done():
        away = random.sample(phones, len(phones) // 10)
        for one in away:
            one.drop()
        await asyncio.sleep(0.2)
        await asyncio.gather(*(one.come_back() for one in away))
    await votes
    counts = (await asked("count"))["counts"]
    wanted = {reply: meant.count(reply) for reply in replies}
    assert counts == wanted, f"{counts} were counted, and {wanted} were meant"


async def _until(phones: list[Phone], stage: str) -> None:
    while not all(one.stages and one.stages[-1] == stage for one in phones):
        await asyncio.sleep(0.01)
