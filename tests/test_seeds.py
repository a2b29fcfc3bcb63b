"""Where each idea can be played: every place that the page names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file
from tests.shipped import EVERY

TEXT = (Path(__file__).parents[1] / "docs" / "seeds.md").read_text(encoding="utf-8")
PLACE = re.compile(r"`([a-z-]+)` · `(\w+)`(?: · `(\w+)`)?")
FILES = {path.stem: path for path in EVERY}
PLACES = sorted({(found[1], found[2], found[3] or "") for found in PLACE.finditer(TEXT)})


@pytest.mark.parametrize("name", sorted({name for name, _, _ in PLACES}))
def test_every_place_that_is_named_is_there(name: str) -> None:
    scenario = compile_file(FILES[name]).scenario
    assert scenario is not None
    for file, state, reply in PLACES:
        if file == name:
            assert state in scenario.states, f"{name} has no state {state}"
            replies = {one.id for one in scenario.states[state].replies}
            assert not reply or reply in replies, f"{name} has no reply {reply} in {state}"


def test_every_scenario_is_named_and_all_five_articles() -> None:
    alone = {path.stem for path in EVERY if path.parent.name == "scenarios"}
    assert {name for name in alone if f"`{name}`" not in TEXT} == set()
    assert re.findall(r"^## (S\d)", TEXT, re.MULTILINE) == ["S0", "S1", "S2", "S3", "S4"]
