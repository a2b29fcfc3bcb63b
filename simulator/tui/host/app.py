"""The application with the facilitator's panel in the place of the library."""

from __future__ import annotations

from simulator.records.settings import Settings
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.host.screen import HostPanel
from simulator.workshop.hosting import Hosted


class HostApp(RoleplayApp):
    """The facilitator's room. The listener runs in its event loop, and ends with it."""

    def __init__(
        self,
        hosted: Hosted,
        settings: Settings,
        *,
        lan: bool,
        port: int | None,
        rehearsed: int | None = None,
    ) -> None:
        """Make the application.

        Args:
            hosted: the session.
            settings: the user's.
            lan: whether phones in the network reach it.
            port: the one to listen on; None for the first that is free.
            rehearsed: how many simulated phones take part.
        """
        super().__init__(Shelf(()), None, settings)
        self._hosted, self._lan, self._port = hosted, lan, port
        self._rehearsed = rehearsed

    def get_default_screen(self) -> HostPanel:
        """The panel."""
        return HostPanel(self._hosted)

    def on_mount(self) -> None:
        """Begin to listen."""
        self._hosted.start(lan=self._lan, port=self._port)
        if self._rehearsed is not None:
            self._hosted.rehearse(self._rehearsed)
        super().on_mount()

    async def on_unmount(self) -> None:
        """Stop listening, once the screen is left."""
        await self._hosted.stop()
