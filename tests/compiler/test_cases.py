"""What is said about a file, word for word: ``cases/*.yaml``, with the rendering in the ``*.txt`` beside it.

To add a case, put the file there, write its rendering beside it, and read it as a trainer would.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file
from simulator.compiler.render import full
from simulator.compiler.rules import every

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

WITHOUT_A_FILE = {
    "F101": "a file that is not there",
    "F102": "a file of more than 8 MiB",
    "F119": "a file of more than fifty faults",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_wrong_file_is_answered_word_for_word(case: Path) -> None:
    compiled = compile_file(case, case.name)
    rendered = full(compiled.diagnostics, compiled.source)
    assert rendered == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_shows_the_code_that_it_is_named_for(case: Path) -> None:
    code = case.stem.split("-")[0]
    found = {one.code for one in compile_file(case).diagnostics}
    assert code in found or code == "wide"


def test_every_code_has_a_case() -> None:
    shown = {case.stem.split("-")[0] for case in CASES}
    assert set(every()) - shown == set(WITHOUT_A_FILE)
