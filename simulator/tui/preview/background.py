"""What the preview does behind the author's back: reading, valuing and checking the file.

Each result comes with the state of the file that it is about. One about an earlier state is let go.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import get_current_worker

from simulator.core.machine import ConversationMachine
from simulator.tui.preview.apart import CheckFailedError, check_apart
from simulator.tui.preview.found import Checks, Found
from simulator.tui.preview.reading import Reading, read
from simulator.tui.preview.rehearsal import Rehearsal
from simulator.tui.preview.walking import Chances, StoppableEngine, StoppedError, chances
from simulator.tui.preview.watching import EVERY, Look, Watch

if TYPE_CHECKING:
    from simulator.tui.preview.screen import Preview

REST = 2.0
"""Seconds that a file rests before it is walked."""


class Background:
    """The work behind one preview. Its results are taken on the screen's own thread."""

    def __init__(self, screen: Preview, path: Path, checks: Checks, rehearsal: Rehearsal) -> None:
        self._screen, self._path, self._checks = screen, path, checks
        self._rehearsal = rehearsal
        self._watch = Watch(path)
        self._rest: Timer | None = None

    def begin(self) -> None:
        """Look at the file, now and from now on."""
        self._screen.set_interval(EVERY, self._look)
        self._look()

    def _look(self) -> None:
        match self._watch.look():
            case Look.CHANGED:
                self._stop_check()
                self._run("read", self._read)
            case Look.GONE if not self._rehearsal.trouble:
                self._trouble("the file is gone; it is read again when it is back")
            case Look.BACK:
                self._trouble("")
            case _:
                pass

    def _trouble(self, why: str) -> None:
        self._rehearsal.trouble = why
        self._screen.renew()

    # Reading

    def _read(self) -> None:
        try:
            reading = read(self._path, self._checks)
        except FileNotFoundError:
            self._later(self._watch.forget)  # the next look says whether it is gone
        except OSError as error:
            self._later(self._unreadable, str(error.strerror or error))
        else:
            self._later(self._was_read, reading)

    def _unreadable(self, why: str) -> None:
        self._watch.forget()
        self._trouble(f"the file cannot be read: {why}")

    def _was_read(self, reading: Reading) -> None:
        rehearsal, before = self._rehearsal, self._rehearsal.reading
        rehearsal.trouble = ""
        if before is not None and before.data == reading.data:
            self._screen.renew()
        else:
            is_played = rehearsal.take(reading)
            if is_played:
                self.value()
            if is_played or rehearsal.standing is None:
                self._screen.play()
            else:
                self._screen.renew()
        if reading.machine is not None:
            self._rest = self._screen.set_timer(REST, self._check)

    # Valuing

    def value(self) -> None:
        """Work out V of the variant in play, unless it is known."""
        machine = self._rehearsal.machine
        if machine is not None and not self._rehearsal.is_valued():
            variant = self._rehearsal.variant
            self._run("value", lambda: self._value(machine, variant))

    def _value(self, machine: ConversationMachine, variant: str | None) -> None:
        worker = get_current_worker()
        engine = StoppableEngine(machine.engine.scenario, lambda: worker.is_cancelled)
        try:
            found = chances(engine, variant)
        except StoppedError:
            return
        self._later(self._valued, machine, variant, found)

    def _valued(self, machine: ConversationMachine, variant: str | None, found: Chances) -> None:
        if machine is self._rehearsal.machine:
            self._rehearsal.valued(variant, found)
            self._screen.renew()

    # Checking

    def _stop_check(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
        self._screen.workers.cancel_group(self._screen, "check")

    def _check(self) -> None:
        reading = self._rehearsal.reading
        if reading is not None:
            self._rehearsal.check_begins()
            self._screen.renew()
            self._run("check", lambda: self._check_in_full(reading))

    def _check_in_full(self, reading: Reading) -> None:
        worker = get_current_worker()
        try:
            found = check_apart(self._checks.in_full, reading.data, lambda: worker.is_cancelled)
        except CheckFailedError:
            self._later(self._checked, reading, None)
        else:
            if found is not None:
                self._later(self._checked, reading, found)

    def _checked(self, reading: Reading, found: Found | None) -> None:
        if reading is self._rehearsal.reading:
            self._rehearsal.found_in_full(found)
            self._screen.renew()

    # Threads

    def _run(self, group: str, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, exclusive=True, group=group)

    def _later(self, then: Callable[..., None], *what: object) -> None:
        """Go on with a result on the screen's thread, unless it is not wanted any more."""
        if not get_current_worker().is_cancelled:
            self._screen.call_later(then, *what)
