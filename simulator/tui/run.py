"""Running the application so that the terminal is sane afterwards, whatever ends it.

A signal ends it as leaving does: every reply is on disk already. What breaks inside leaves its traceback
in a log file, and one line for the user.
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from pathlib import Path

from simulator.signals import on_signals
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
        on_signals(leave, "SIGTERM", "SIGHUP")
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
