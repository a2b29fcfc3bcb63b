"""A screen on a session that is led: it looks at the room now and then, and shows what is new."""

from __future__ import annotations

import time

from simulator.tui.host.leading import Leading
from simulator.tui.host.rows import clock_words
from simulator.tui.screens.frame import Frame

LOOK = 0.25
"""Seconds between two looks at the room."""
NETWORK = 5.0
"""Seconds between two looks at the addresses."""


class LedScreen(Frame):
    """A session on a screen. Subclasses say how it is shown anew."""

    def __init__(self, led: Leading) -> None:
        super().__init__()
        self._led = led
        self._looks: tuple[object, ...] = ()
        """What was seen at the last look."""
        self._network = 0.0

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK, self._look)
        self.run_worker(self._led.value, thread=True)

    def renew(self) -> None:
        """Show what is new."""
        raise NotImplementedError

    def more_looks(self) -> tuple[object, ...]:
        """What else would be seen if it changed."""
        return ()

    def clock(self) -> str:
        """What is left of the stage."""
        ends = self._led.session.room.position.ends
        return clock_words(None if ends is None else ends - self._led.session.now())

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._network > NETWORK:
            self._network = now
            self._led.look()
        led = self._led
        looks = (led.session.version, led.valuation, led.address, led.addresses, led.is_lost)
        changing = (*looks, self.clock(), *self.more_looks())
        if changing != self._looks:
            self._looks = changing
            self.renew()
