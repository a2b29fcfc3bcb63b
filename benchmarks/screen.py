"""What a person at the screen waits for: the first frame, and the answer to a key.

Both are measured from outside, at a pseudo-terminal: from the start, or the key, to the last byte that
the program writes in answer. The floor of the first frame is Textual saying hello; that of a key is the
usual way to show a conversation, a widget mounted for each line.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.installed import Installed
from benchmarks.table import Row
from benchmarks.timing import Figures, Measure, in_turn

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0
QUIET = 0.12
"""Seconds without a byte after which an answer is over."""

HELLO = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Hello(App):
    def compose(self) -> ComposeResult:
        yield Static("hello world")
Hello().run()
"""
NAIVE = """
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
LINES = 120
class Naive(App):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            for number in range(LINES):
                yield Static(f"A line of the conversation, number {number}", classes="line")
        yield OptionList("one reply", "another reply", "a third reply")
    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
    def on_option_list_option_selected(self) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.mount(Static("What you said"), Static("What she answers, at more length"))
        scroll.scroll_end(animate=False)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(["one reply", "another reply", "a third reply"])
        options.highlighted = 0
Naive().run()
"""


class Screen:
    """A program at a pseudo-terminal, with the times at which it writes."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execve(command[0], list(command), environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def until(self, text: bytes) -> float:
        """When the answer that has `text` in it was written whole: the time of its last byte."""
        seen, last, found = b"", 0.0, False
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            ready, _, _ = select.select([self._fd], [], [], QUIET)
            if not ready:
                if found:
                    return last
                continue
            seen += os.read(self._fd, 1 << 20)
            last = time.perf_counter()
            found = found or text in seen
        raise TimeoutError(f"{text!r} was not written: {seen[-300:]!r}")

    def press(self, key: str) -> float:
        """Seconds from a key to the last byte of its answer."""
        start = time.perf_counter()
        os.write(self._fd, key.encode())
        return self.until(b"") - start

    def memory(self) -> float:
        """Megabytes that the program has resident."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def end(self) -> None:
        """Stop the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


def rows(program: Installed, folder: Path, runs: int, skipped: list[str]) -> Iterator[Row]:
    """The rows on the screen."""
    if sys.platform == "win32":
        skipped.append("the rows on the screen, for Windows has no pseudo-terminal.")
        return
    environment = {
        k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE")
    }
    environment |= {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(_still(folder))}
    data = str(folder / "data")
    hello, naive = folder / "hello_textual.py", folder / "naive.py"
    hello.write_text(HELLO, encoding="utf-8")
    naive.write_text(NAIVE, encoding="utf-8")
    library = [program.roleplay, "--data", data]
    thousand = [*library, "--scenarios", str(_thousand(folder))]
    yield from _first_frames([program.python, str(hello)], library, thousand, environment, runs)
    yield from _keys([program.python, str(naive)], program, folder, environment, runs)


def _still(folder: Path) -> Path:
    """A configuration without the breath before an answer, which would be measured as well."""
    config = folder / "config"
    (config / "roleplay").mkdir(parents=True, exist_ok=True)
    (config / "roleplay" / "config.toml").write_text(
        'motion = false\nmode = "real"\n', encoding="utf-8"
    )
    return config


def _thousand(folder: Path) -> Path:
    """A thousand scenarios."""
    from simulator.compiler.library import find_scenarios, shipped_folder

    many = folder / "many"
    many.mkdir(exist_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in find_scenarios(shipped_folder())]
    for number in range(1000):
        (many / f"s{number:04}.yaml").write_text(texts[number % len(texts)], encoding="utf-8")
    return many


def _first_frames(
    hello: list[str],
    library: list[str],
    thousand: list[str],
    environment: dict[str, str],
    runs: int,
) -> Iterator[Row]:
    figures = in_turn(
        {
            "hello": _first_frame(hello, b"hello world", environment),
            "library": _first_frame(library, b"Role-play", environment),
            "thousand": _first_frame(thousand, b"Role-play", environment),
        },
        runs,
    )
    floor = figures["hello"]
    for name, work, most in (
        ("library", "library's first frame", 1.25),
        ("thousand", "the same with 1,000 scenarios", 1.35),
    ):
        holds = figures[name].median <= most * floor.median
        yield Row(
            work, figures[name], "ms", f"≤ {most}× hello", holds, "Textual hello world", floor
        )
    memory = in_turn(
        {
            "hello": _memory(hello, b"hello world", environment),
            "ours": _memory(library, b"Role-play", environment),
        },
        3,
        warm_up=0,
    )
    holds = memory["ours"].median <= memory["hello"].median + 25
    yield Row(
        "memory, library open",
        memory["ours"],
        "MB",
        "≤ +25 MB",
        holds,
        "Textual hello world",
        memory["hello"],
    )


def _first_frame(command: list[str], text: bytes, environment: dict[str, str]) -> Measure:
    def measure() -> float:
        screen = Screen(command, environment)
        try:
            return screen.until(text) - screen.started
        finally:
            screen.end()

    return measure


def _memory(command: list[str], text: bytes, environment: dict[str, str]) -> Measure:
    def measure() -> float:
        screen = Screen(command, environment)
        try:
            screen.until(text)
            return screen.memory()
        finally:
            screen.end()

    return measure


def _keys(
    naive: list[str], program: Installed, folder: Path, environment: dict[str, str], runs: int
) -> Iterator[Row]:
    """A reply in a conversation with a long transcript, by its digit."""
    long_talk = folder / "long.yaml"
    turns = runs * 4
    long_talk.write_text(_long_scenario(60 + turns), encoding="utf-8")
    ours = Screen(
        [program.roleplay, "play", str(long_talk), "--data", str(folder / "data")], environment
    )
    theirs = Screen(naive, environment)
    try:
        ours.until(b"begin")
        ours.press("\r")
        for _ in range(50):
            ours.press("1")
        theirs.until(b"a third reply")
        values: dict[str, list[float]] = {"ours": [], "naive": []}
        for _ in range(turns):
            values["ours"].append(ours.press("1"))
            values["naive"].append(theirs.press("\r"))
    finally:
        with contextlib.suppress(ProcessLookupError):
            ours.end()
        theirs.end()
    figures = {name: Figures(tuple(some)) for name, some in values.items()}
    key = figures["ours"]
    holds = key.median <= 0.012 and key.p95 <= 0.020 and key.high <= 0.040
    target = f"≤ 12 ms, p95 ≤ 20, max ≤ 40 (p95 here {key.p95 * 1000:.1f})"
    work = "a reply by its digit, to the last byte, after 50 turns"
    yield Row(work, key, "ms", target, holds, "mounting widgets", figures["naive"])


def _long_scenario(states: int) -> str:
    parts = [
        "format: 1\ntitle: A long talk\ncustomer: {name: Ada Brook, reliance: Will she stay?}\n"
        "start: s0\nstates:\n"
    ]
    for number in range(states):
        after = f"s{number + 1}" if number + 1 < states else "end"
        parts.append(
            f"  s{number}:\n    line: >\n      What she says at turn {number} is two lines long, much as"
            " people say before they wait for an answer.\n    cue: She waits.\n    replies:\n"
        )
        for reply in range(3):
            parts.append(
                f"      - id: r{number}_{reply}\n        say: >\n          Reply {reply} of turn {number}, as"
                f" long as replies usually are, and a little longer.\n        to: {after}\n"
            )
    parts.append("endings:\n  end: {line: Bye., sold: no}\n")
    return "".join(parts)
