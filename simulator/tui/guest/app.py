"""The application with a seat in a group session in the place of the library."""

from __future__ import annotations

from simulator.records.settings import Settings
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.guest.screen import Seat
from simulator.workshop.guest import Guest


class GuestApp(RoleplayApp):
    """One who takes part."""

    def __init__(self, guest: Guest, settings: Settings) -> None:
        super().__init__(Shelf(()), None, settings)
        self._guest = guest

    def get_default_screen(self) -> Seat:
        """The seat."""
        return Seat(self._guest)

    def on_mount(self) -> None:
        """Begin to follow."""
        self._guest.follow()
        super().on_mount()

    def on_unmount(self) -> None:
        """Stop following."""
        self._guest.close()
