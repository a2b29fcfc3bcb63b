"""The application with the preview in the place of the library. It has no store, so it can keep nothing."""

from __future__ import annotations

from pathlib import Path

from simulator.records.settings import Settings
from simulator.shelf import Shelf
from simulator.tui.app import RoleplayApp
from simulator.tui.preview.found import Checks
from simulator.tui.preview.screen import Preview


class PreviewApp(RoleplayApp):
    """The author's room."""

    def __init__(self, path: Path, checks: Checks, settings: Settings) -> None:
        """Make the application.

        Args:
            path: the file that is being written.
            checks: how it is looked at.
            settings: the user's.
        """
        super().__init__(Shelf(()), None, settings)
        self._path, self._checks = path, checks

    def get_default_screen(self) -> Preview:
        """The preview: it stays below its pages."""
        return Preview(self._path, self._checks)
