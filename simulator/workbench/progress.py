"""A line that says how far the work is, on a terminal, for work that is felt.

It is drawn on stderr by a thread of its own, because one file alone can take long, and it is gone before
anything else is written.
"""

from __future__ import annotations

from types import TracebackType
from typing import TextIO

FELT = 0.5
"""Seconds after which somebody begins to wonder."""
PERIOD = 0.1
CELLS = 24


class Progress:
    """A bar for as long as the `with` block takes. On anything but a terminal it does nothing."""

    def __init__(self, stream: TextIO | None, total: int) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._total = total
        self._drawn = 0
        self.done = 0

    def __enter__(self) -> Progress:
        if self._stream is not None:
            from threading import Event, Thread

            self._stop = Event()
            self._thread = Thread(target=self._draw, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stop.set()
            self._thread.join()
            self._write("\r" + " " * self._drawn + "\r" if self._drawn else "")

    def set(self, done: int) -> None:
        """Say how many are finished."""
        self.done = done

    def _draw(self) -> None:
        wait = FELT
        while not self._stop.wait(wait):
            wait = PERIOD
            line = bar(self.done, self._total)
            self._drawn = max(self._drawn, len(line))
            self._write("\r" + line)

    def _write(self, text: str) -> None:
        if text and self._stream is not None:
            try:
                self._stream.write(text)
                self._stream.flush()
            except OSError:  # the terminal has gone: nobody waits any more
                self._stream = None


def bar(done: int, total: int) -> str:
    """The bar as text: ``"checking [######......] 5 of 10 files"``."""
    full = CELLS * done // total if total else CELLS
    noun = "file" if total == 1 else "files"
    return f"checking [{'#' * full}{'.' * (CELLS - full)}] {done} of {total} {noun}"
