"""Whole sessions as they are held, with the real program: from the lobby to the report."""

from __future__ import annotations

import asyncio
import csv
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from simulator.workshop.calling import Place
from simulator.workshop.guest import Guest
from tests.e2e.browsers import PHONE, SMALL, WALL, browsers, faults_of, needs_browser

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")

if sys.platform != "win32":
    from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]
FIRST_THREE = ("customer-says-no", "three-masks", "wrong-pallet")
SIMULATED = 50
EVERYBODY = SIMULATED + 3
"""With two browsers and a terminal."""
PATIENCE = 40.0
VOTING = ("vote", "revote")
ASKED = {
    "scene": "Listen",
    "vote": "Vote: what",
    "advice": "The votes are in",
    "discuss": "Discuss",
    "revote": "Vote again",
    "reveal": "This is what",
    "predict": "Does the customer",
    "verdict": "The verdict",
    "close": "If …",
}
"""What stands on a phone at a stage."""


def report_of(data: Path, *words: str) -> str:
    """What `roleplay report` tells."""
    command = [sys.executable, "-m", "simulator", "--data", str(data), "report", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


class Crowd:
    """Fifty phones, each with its own connection."""

    def __init__(self, place: Place) -> None:
        self.phones = [Guest(place) for _ in range(SIMULATED)]
        self._pool = ThreadPoolExecutor(SIMULATED)
        self._all(lambda number, one: one.join(f"Phone {number}"))
        for one in self.phones:
            one.follow()

    @property
    def wall(self) -> Any:
        return self.phones[0].wall or {}

    def vote(self) -> None:
        """Each votes: the first vote is split, the second less so."""
        wall = self.wall
        replies = [one["id"] for one in wall["replies"]]
        some = 2 if wall["stage"] == "vote" else 5
        self._all(
            lambda number, one: one.send(
                "vote",
                {
                    "turn": wall["turn"],
                    "stage": wall["stage"],
                    "reply": replies[number % len(replies) if number % some == 0 else 0],
                    "sure": 1 + number % 3,
                },
            )
        )

    def predict(self) -> None:
        self._all(lambda number, one: one.send("predict", {"yes": number % 2 == 0}))

    def close(self) -> None:
        for one in self.phones:
            one.close()
        self._pool.shutdown()

    def _all(self, do: Callable[[int, Guest], None]) -> None:
        list(self._pool.map(do, range(SIMULATED), self.phones))


class Watched:
    """A terminal that is read all the time, as real ones are: a program that nobody reads stands still."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.send = terminal.send

    async def until(self, text: str) -> None:
        """Wait until something stands on it."""
        await until(lambda: text in self._terminal.text)

    async def ended(self) -> int:
        """Wait for the end of its program, and give the exit code."""
        self.stop()
        return await asyncio.to_thread(self._terminal.ended)

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._is_over.is_set():
            self._terminal.read(0.1)


@contextmanager
def watched(terminal: Terminal) -> Iterator[Watched]:
    one = Watched(terminal)
    yield one
    one.stop()


@contextmanager
def hosted(name: str, data: Path, *words: str) -> Iterator[tuple[Terminal, str, str]]:
    """The facilitator's terminal, the address at which phones join, and the code."""
    with Terminal("--data", str(data), "host", name, "--seed", "3", *words, size=(100, 30)) as one:
        one.wait_for("Wall")
        address = re.search(r"At\s+(http://\S+)", one.text)
        code = re.search(r"Code\s+(\w{6})", one.text)
        assert address is not None
        assert code is not None
        yield one, address[1], code[1]


async def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not come"
        await asyncio.sleep(0.05)


async def on(host: Watched, crowd: Crowd) -> str:
    """A stage further, by the space bar; a tie is settled by a digit. Gives the stage that comes."""
    before = crowd.wall["stage"], crowd.wall["turn"]

    def has_moved() -> bool:
        return (crowd.wall["stage"], crowd.wall["turn"]) != before

    host.send(" ")
    for _ in range(40):
        if has_moved():
            break
        await asyncio.sleep(0.05)
    else:
        host.send("1")
    await until(has_moved)
    return str(crowd.wall["stage"])


@needs_browser
@pytest.mark.parametrize("name", FIRST_THREE)
async def test_a_whole_session_with_browsers_a_terminal_and_fifty_phones(
    name: str, tmp_path: Path
) -> None:
    shots = Path(os.environ["ROLEPLAY_SHOTS"]) if "ROLEPLAY_SHOTS" in os.environ else None

    async def shot(page: Any, what: str) -> None:
        if shots is not None:
            await page.screenshot(path=str(shots / f"{name}-{what}.png"))

    with hosted(name, tmp_path / "host", "--minutes", "25", "--people", str(EVERYBODY)) as (
        panel,
        address,
        code,
    ):
        crowd = await asyncio.to_thread(Crowd, Place(address.removeprefix("http://"), code))
        join = ("--data", str(tmp_path / "guest"), "join", f"{address}/{code}", "--name", "Tess")
        with Terminal(*join) as seat, watched(panel) as host, watched(seat) as guest:
            async with browsers(address) as some:
                wall = await some.open("/screen", WALL)
                await wall.wait_for_selector("#code")
                ada = await some.join(code, "Ada", PHONE)
                bo = await some.join(code, "", SMALL)
                await until(lambda: crowd.wall.get("people") == EVERYBODY)
                await guest.until("Wait for the others")
                await shot(wall, "1-lobby")
                seen: set[str] = set()
                stage = "lobby"
                while stage != "close":
                    stage = await on(host, crowd)
                    for page in (ada, bo):
                        await page.wait_for_selector(f"#asked:has-text('{ASKED[stage]}')")
                    is_first = stage not in seen
                    seen.add(stage)
                    if stage in VOTING:
                        await asyncio.to_thread(crowd.vote)
                        for page in (ada, bo):
                            await page.click("#act button:has(.letter) >> nth=0")
                        await until(lambda: crowd.wall.get("voted", 0) >= EVERYBODY - 1)
                        # The terminal may be a breath behind: a digit too soon is no vote.
                        while crowd.wall.get("voted") != EVERYBODY:
                            guest.send("1")
                            await asyncio.sleep(0.3)
                    elif stage == "predict":
                        await asyncio.to_thread(crowd.predict)
                        await ada.click("#act button:has-text('Yes')")
                        await bo.click("#act button:has-text('No')")
                        await guest.until("y yes")
                        guest.send("y")
                        await guest.until("You said yes")
                    if is_first:
                        for page, who in ((wall, "wall"), (ada, "ada"), (bo, "bo")):
                            await page.wait_for_timeout(300)
                            assert await faults_of(page) == [], (stage, who)
                            await shot(page, f"{stage}-{who}")
                assert seen >= {"scene", "vote", "advice", "discuss", "revote", "reveal", "predict"}
                await bo.fill("#plan", "If she goes quiet, then I wait.")
                await bo.click("text=Share it")
                await bo.wait_for_selector("text=Shared. Thank you.")
                assert some.faults == []
            guest.send("q")
            assert await guest.ended() == 0
            host.send("q")
            assert await host.ended() == 0
        crowd.close()

    text = report_of(tmp_path / "host")
    assert f"{EVERYBODY} people." in text
    assert "Right were" in text
    assert "If she goes quiet, then I wait." in text
    assert "Most tempting" in text
    assert "Phone 1" not in text
    page, table = tmp_path / "report.html", tmp_path / "votes.csv"
    report_of(tmp_path / "host", "--html", str(page), "--csv", str(table))
    assert "<script" not in page.read_text(encoding="utf-8")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for turn in {row["turn"] for row in rows}:
        of_turn = [row for row in rows if row["turn"] == turn]
        assert sum(int(row["first_votes"] or 0) for row in of_turn) == EVERYBODY
        second = [int(row["second_votes"]) for row in of_turn if row["second_votes"]]
        assert sum(second) in {0, EVERYBODY}


def count_hands(host: Terminal, counts: dict[str, int]) -> None:
    """Type a show of hands."""
    host.send("h")
    host.wait_for("Hands:")
    for name, count in counts.items():
        host.send(str(count))
        host.wait_for(f"{name} {count}")
        host.send("\r")
    host.wait_for("b back")


def test_a_whole_session_by_show_of_hands_alone(tmp_path: Path) -> None:
    with hosted("wrong-pallet", tmp_path, "--minutes", "20") as (host, _, _):
        turns = 0
        host.send(" ")
        for _ in range(80):
            stage = host.wait_for(
                "The customer has spoken", "Vote 1", "The vote is in", "Discuss ", "Vote 2",
                "The room has said it", "Predict", "Verdict", "Close",
            )  # fmt: skip
            if stage in {"Vote 1", "Vote 2"}:
                offered = re.search(r"1-(\d) decide", host.text)
                assert offered is not None
                letters = "ABCD"[: int(offered[1])]
                count_hands(host, {letter: 7 if letter == "A" else 3 for letter in letters})
                turns += stage == "Vote 1"
            elif stage == "Predict":
                count_hands(host, {"yes": 6, "no": 4})
            elif stage == "Close":
                break
            host.send(" ")
            _gone(host, stage)
        host.send("q")
        assert host.ended() == 0
    text = report_of(tmp_path)
    assert "0 people." in text
    assert "6 thought that" in text
    assert text.count("[7") == turns
    assert "[7 → 7]" in text
    assert "wrong to right" not in text, "hands tell nothing of anybody"


def _gone(host: Terminal, stage: str) -> None:
    """Wait until a stage is left."""
    end = time.monotonic() + PATIENCE
    while stage in host.text.split("\n")[3]:
        assert time.monotonic() < end, host.text
        host.read(0.1)
