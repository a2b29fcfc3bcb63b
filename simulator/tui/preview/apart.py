"""Checking a file in full in a process of its own, which is ended at once when the file has changed.

A thread could not be ended, and would make every key wait while it walks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

from simulator.tui.preview.found import Found

OFTEN = 0.1
"""Seconds between two looks whether it is to be stopped."""


class CheckFailedError(Exception):
    """The process could not be started, or ended before it had anything to say."""


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
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(in_full, data, sender), daemon=True)
    with receiver:
        try:
            with sender:
                process.start()
        except OSError as error:
            raise CheckFailedError(str(error)) from error
        try:
            while not is_stopped():
                if receiver.poll(OFTEN):
                    found = receiver.recv()
                    assert isinstance(found, Found)
                    return found
        except (EOFError, OSError) as error:
            raise CheckFailedError(str(error)) from error
        finally:
            process.kill()
            process.join()
            process.close()
    return None


def _work(in_full: Callable[[bytes], Found], data: bytes, sender: Connection) -> None:
    """What the process does. It leaves the terminal to the process that has it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # for its whole life
    with sender:
        sender.send(in_full(data))
