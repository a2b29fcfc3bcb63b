"""The trainer's guide is true: whoever does what it says gets what it says."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.compiler.compile import compile_file
from simulator.core.scenario import Walk
from simulator.workbench.fmt import formatted
from simulator.world import World
from tests.workbench.guide import STEP, follow
from tests.workbench.layouts import ROOT

GUIDE = (ROOT / "docs" / "writing-scenarios.md").read_text(encoding="utf-8")
FILE = Path("late-delivery.yaml")
ANSWERS = {
    "play": "1\n1\n1\ny\n2\n",
    "test": "take_ten\nupstairs\ncall_you\nother_half\nmy_best\nmatch_it\n",
}


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """The commands of the guide, what it says of each, and what each told; the file is there then."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))

    def run(arguments: list[str]) -> str:
        name, *others = arguments
        command = import_module(f"simulator.commands.{name}").command
        world = World(tmp_path / "plays")
        result = CliRunner().invoke(command, others, input=ANSWERS.get(name), obj=world)
        world.close()
        assert result.exit_code in (0, 1), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.stdout

    return list(follow(GUIDE, FILE, run))


def test_every_command_tells_what_the_guide_says(followed: list[tuple[str, str, str]]) -> None:
    assert len(followed) > 10
    for command, expected, told in followed:
        if expected:
            assert told.strip() == expected.strip(), command


def test_the_file_at_the_end_is_right_and_tidy(followed: list[tuple[str, str, str]]) -> None:
    compiled = compile_file(FILE)
    assert compiled.scenario is not None
    assert compiled.diagnostics == ()
    assert len(compiled.scenario.states) == 6
    assert compiled.scenario.walks[-1].name == "apology"
    assert isinstance(compiled.scenario.walks[-1], Walk)
    data = FILE.read_bytes()
    assert formatted(data, FILE.name).data == data


def test_no_block_of_the_guide_is_passed_over() -> None:
    blocks = len(re.findall(r"^```\w", GUIDE, re.MULTILINE))
    done = sum(2 if step["old"] else 1 for step in STEP.finditer(GUIDE) if "```" in step[0])
    assert done == blocks
    assert len(re.findall(r"(?i)\bchange\s+`", GUIDE)) == sum(
        bool(step["was"]) for step in STEP.finditer(GUIDE)
    )
