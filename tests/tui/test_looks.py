"""How the stable screens look, as pictures. After a change on purpose: ``pytest --snapshot-update``."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from simulator.records.play import Mode, new_play
from simulator.records.store import Store
from simulator.shelf import Shelf
from tests.tui.conftest import SIZE, MakeApp


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file for each picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"

    def serialize(self, data: Any, **_: Any) -> str:
        """The picture is text already."""
        return str(data)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The picture as it was approved."""
    return snapshot.use_extension(SvgExtension)


async def test_the_library(room: MakeApp, picture: SnapshotAssertion) -> None:
    app = room()
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("end")
        await pilot.pause()
        assert app.export_screenshot() == picture


async def test_the_conversation(
    room: MakeApp, shelf: Shelf, store: Store, picture: SnapshotAssertion
) -> None:
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    play.choose("own_it")
    app = room(play)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert app.export_screenshot() == picture


async def test_the_debrief(
    room: MakeApp, shelf: Shelf, store: Store, picture: SnapshotAssertion
) -> None:
    play = new_play(shelf.open("wrong-pallet"), store, seed=1, mode=Mode.REAL)
    play.begin()
    for reply in ("own_it", "van", "sixty"):
        play.choose(reply)
    app = room(play)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("y", "3")
        await pilot.pause()
        assert app.export_screenshot() == picture
