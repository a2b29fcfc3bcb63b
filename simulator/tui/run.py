"""Running the application so that the terminal is sane afterwards, whatever ends it.

A signal ends it as leaving does: every reply is on disk already. What breaks inside leaves its traceback
in a log file, and one line for the user.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from simulator.tui.app import RoleplayApp


def run(app: RoleplayApp, log: Path) -> int:
    """Run to the end, and give the exit code: 0, 1 after a crash, 128 and its number after a signal.

    Args:
        app: the application.
        log: a file that gets the traceback if something breaks. Its folder may be missing.
    """
    signalled: list[int] = []

    def leave(number: int) -> None:
        signalled.append(number)
        app.exit()

    async def running() -> None:
        _on_signals(leave)
        await app.run_async()

    try:
        asyncio.run(running())
    except Exception:  # whatever escaped the application itself, as a driver that cannot start
        app.crash = app.crash or traceback.format_exc()
    if app.crash is not None:
        from simulator.records.log import logged

        print(logged(app.crash, log), file=sys.stderr)
        return 1
    return 128 + signalled[0] if signalled else 0


def _on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` from within the event loop when the process is asked to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows knows no SIGHUP
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave, int(number))
        except NotImplementedError:  # nor has its event loop handlers of its own
            signal.signal(number, lambda n, _frame: loop.call_soon_threadsafe(leave, n))
