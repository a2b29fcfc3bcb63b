"""Being asked to end by a signal, in an event loop that runs, on every system."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


def on_signals(leave: Callable[[int], None], *names: str) -> None:
    """Call `leave` with the number of the signal by which the process is asked to end.

    It is called from within the loop that runs. Names that the system does not know are passed over.
    """
    loop = asyncio.get_running_loop()
    for name in names:
        number = getattr(signal, name, None)  # Windows knows no SIGHUP
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave, int(number))
        except NotImplementedError:  # nor has its event loop handlers of its own
            signal.signal(number, lambda n, _frame: loop.call_soon_threadsafe(leave, n))
