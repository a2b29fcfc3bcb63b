"""Checking a file in full in a process of its own, which is ended at once when the file has changed.

A thread could not be ended, and would make every key wait while it walks. It is no `multiprocessing`
either, which needs the standard error stream that Textual has taken away.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable

from simulator.tui.preview.found import Found

OFTEN = 0.1
"""Seconds between two looks whether it is to be stopped."""

BEGIN = (
    "import sys; sys.path[:] = sys.argv[1:]; from simulator.tui.preview.apart import work; work()"
)
"""What the process is told. It finds modules where this one does, and not in the folder of the day."""


class CheckFailedError(Exception):
    """The process could not be started, or ended before it had said what it was asked."""


def check_apart(
    in_full: Callable[[bytes], Found], data: bytes, is_stopped: Callable[[], bool]
) -> Found | None:
    """What is found in a file; None if that was stopped. Waits for it, so it is called in a thread.

    Args:
        in_full: looks; see `Checks`.
        data: the file.
        is_stopped: says whether nobody wants to know any more.

    Raises:
        CheckFailedError: it cannot be said.
    """
    asked: bytes | None = pickle.dumps((in_full, data))
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", BEGIN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise CheckFailedError(str(error)) from error
    with process:
        try:
            while not is_stopped():
                try:
                    told, _ = process.communicate(asked, OFTEN)
                except subprocess.TimeoutExpired:
                    asked = None  # it is remembered, and goes on being sent
                    continue
                if process.returncode:
                    raise CheckFailedError(f"exit code {process.returncode}")
                found = pickle.loads(told)  # by a process of our own
                assert isinstance(found, Found)
                return found
        finally:
            process.kill()
    return None


def work() -> None:
    """What the process does: it is asked on stdin, and tells on stdout."""
    in_full, data = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(in_full(data)))
