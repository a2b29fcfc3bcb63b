"""What the README shows a newcomer works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from simulator.compiler.compile import compile_text
from tests.builders import play

README = Path(__file__).parent.parent / "README.md"


def test_the_first_scenario_of_ones_own_compiles_and_can_be_won() -> None:
    text = README.read_text(encoding="utf-8")
    yaml = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert yaml is not None
    compiled = compile_text(yaml[1])
    assert compiled.diagnostics == ()
    assert compiled.scenario is not None
    assert play(compiled.scenario, "monday_1", "what_happened_1").trust.verdict
    assert not play(compiled.scenario, "monday_2", "what_happened_3").trust.verdict


def test_every_file_that_it_links_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (README.parent / target).is_file(), target
