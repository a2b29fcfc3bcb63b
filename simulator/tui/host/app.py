"""The application with the facilitator's panel, or the big screen, in the place of the library."""

from __future__ import annotations

from textual.screen import Screen

from simulator.records.settings import Settings
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.host.leading import Leading
from simulator.tui.host.screen import HostPanel


class HostApp(RoleplayApp):
    """The facilitator's room. What it leads runs in its event loop, and ends with it."""

    def __init__(self, led: Leading, settings: Settings, *, is_wall: bool = False) -> None:
        """Make the application.

        Args:
            led: the session.
            settings: the user's.
            is_wall: whether this terminal shows what all may see, and another one leads.
        """
        super().__init__(Shelf(()), None, settings)
        self.led, self._is_wall = led, is_wall

    def get_default_screen(self) -> Screen[None]:
        """The panel, or the wall."""
        if self._is_wall:
            from simulator.tui.host.wall import Wall

            return Wall(self.led)
        return HostPanel(self.led)

    def on_mount(self) -> None:
        """Begin."""
        self.led.start()
        super().on_mount()

    async def on_unmount(self) -> None:
        """Stop, once the screen is left."""
        await self.led.stop()
