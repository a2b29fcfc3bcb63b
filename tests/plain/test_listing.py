from __future__ import annotations

from pathlib import Path

from simulator.plain.listing import choose_entry, entry_lines
from simulator.records.store import Store
from simulator.shelf import Shelf
from tests.plain.said import Spoken
from tests.records.small import NAME, TEXT, finished, written


def test_a_scenario_is_told_in_short_lines(tmp_path: Path) -> None:
    written(tmp_path, TEXT.replace("minutes: 1", "minutes: 6\npractises: [asking]\ndifficulty: 2"))
    [entry] = Shelf([tmp_path]).entries()

    assert entry_lines(entry, None) == (
        f"{NAME}: The wrong pallet",
        "    Lena Brandt, owner of a garden shop",
        "    6 minutes",
        "    practised",
        "    not tried yet",
        "    practises asking",
    )


def test_how_the_last_play_went_is_told(tmp_path: Path) -> None:
    written(tmp_path)
    store = Store(tmp_path / "data")
    saved = store.play(finished(store, "gift", "wait").id or 0)
    [entry] = Shelf([tmp_path], store).entries()
    store.close()

    assert f"    last time, {saved.day}: no" in entry_lines(entry, None)
    assert "    1 minute" in entry_lines(entry, None)


def test_a_broken_scenario_is_told_with_its_problem(tmp_path: Path) -> None:
    written(tmp_path)
    [entry] = Shelf([tmp_path]).entries()

    assert entry_lines(entry, "x.yaml:1:1: F1 \x1b[31m") == (
        f"{NAME}: broken, cannot be played",
        "    x.yaml:1:1: F1 \ufffd[31m",
    )


def test_a_scenario_is_chosen_by_number_or_name(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, name="another")
    shelf = Shelf([tmp_path])

    def chosen(*answers: str) -> str | None:
        entry = choose_entry(shelf, Spoken(*answers).lines)
        return entry.name if entry else None

    assert chosen("1") == "another"
    assert chosen(NAME) == NAME
    assert chosen("0", "3", "9" * 5000, "²", "nothing", "2") == NAME
    assert chosen("q") is None
    assert chosen("") is None
    assert chosen() is None
