"""The front door: what comes back, and what is loaded for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file, compile_text
from simulator.compiler.rules import every, over_drafts
from tests.compiler.small import SMALLEST

ROOT = Path(__file__).parents[2]


def test_a_right_file_becomes_a_scenario(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SMALLEST, encoding="utf-8")
    compiled = compile_file(path)
    assert compiled.scenario is not None
    assert compiled.diagnostics == compiled.errors == ()
    assert (compiled.source.name, compiled.source.text) == (str(path), SMALLEST)


def test_text_and_bytes_and_files_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SMALLEST, encoding="utf-8")
    scenarios = [compile_text(SMALLEST), compile_text(SMALLEST.encode()), compile_file(path)]
    assert scenarios[0].scenario == scenarios[1].scenario == scenarios[2].scenario


def test_a_warning_keeps_nothing_from_being_played() -> None:
    compiled = compile_text(SMALLEST + "variants: [one]\n")
    assert [one.code for one in compiled.diagnostics] == ["N209"]
    assert compiled.errors == ()
    assert compiled.scenario is not None


def test_an_error_leaves_no_scenario_but_a_draft_for_more_rules() -> None:
    compiled = compile_text(SMALLEST.replace("to: bought", "to: bougt"))
    assert compiled.scenario is None
    assert compiled.draft is not None
    assert compiled.draft.scenario.title == "The wrong pallet"
    assert compiled.draft.graph["the_call"] == ("bought", "not_bought")


def test_problems_come_in_the_order_of_the_file() -> None:
    text = (
        SMALLEST.replace("sold: yes", "sold: si").replace("to: bought", "to: bougt") + "mood: x\n"
    )
    found = [one.span.line for one in compile_text(text).diagnostics]
    assert found == sorted(found)
    assert len(found) == 3


def test_a_file_is_called_by_the_name_that_is_given() -> None:
    assert compile_text("", "first.yaml").diagnostics[0].file == "first.yaml"
    assert compile_text("").diagnostics[0].file == "<text>"


def test_rules_over_drafts_are_among_all_rules() -> None:
    assert {rule.code for rule in over_drafts()} <= set(every())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import simulator.compiler", "yaml simulator.core.scenario"),
        (
            "from simulator.compiler.header import *; read_header(Path('docs/example.yaml'))",
            "simulator.core.scenario simulator.compiler.format simulator.compiler.syntax json difflib",
        ),
        (
            "from simulator.compiler.compile import *; compile_file(Path('docs/example.yaml'))",
            "simulator.compiler.recovery simulator.compiler.rows simulator.compiler.schema json difflib",
        ),
    ],
)
def test_only_what_is_needed_is_loaded(statement: str, absent: str) -> None:
    shown = f"print(*[name for name in {absent.split()} if name in sys.modules])"
    code = f"import sys; from pathlib import Path; {statement}\n{shown}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
