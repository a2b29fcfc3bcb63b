"""Work behind an editor's back, one piece at a time, so that typing never waits for it.

The thread is a daemon: whoever closes the editor does not wait for a walk to end either.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """One thread, started with the first piece of work."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = (
            queue.SimpleQueue()
        )
        self._thread: threading.Thread | None = None

    def do(self, work: Callable[[], T]) -> Future[T]:
        """What the work will give. A future that is cancelled before its turn is skipped."""
        future: Future[T] = Future()
        self._waiting.put((future, work))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="background", daemon=True)
            self._thread.start()
        return future

    def _run(self) -> None:
        while True:
            future, work = self._waiting.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except BaseException as error:  # handed on to whoever asks for the result
                future.set_exception(error)
            else:
                future.set_result(result)
