"""What is said about a file, word for word: ``cases/*.yaml``, with the rendering in the ``*.txt`` beside it.

To add a case, put the file there, write its rendering beside it, and read it as a trainer would. A case that
is named for a rule over the walk is walked; of Balance it shows its own code only, since so small a scenario
has no balance at all. So does one that is named for a rule over what is said.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file
from simulator.compiler.diagnostic import Diagnostic
from simulator.compiler.judge import judge
from simulator.compiler.prove import prove
from simulator.compiler.render import full
from simulator.compiler.rules import every, over_texts, over_walks
from simulator.compiler.source import Source

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

WITHOUT_A_FILE = {
    "N213": "it takes several files: tests/workbench/test_beside.py",
    "N214": "it takes several files: tests/workbench/test_beside.py",
    "N215": "it takes several files: tests/workbench/test_beside.py",
    "N216": "it takes several files: tests/workbench/test_beside.py",
    "N217": "it takes several files: tests/workbench/test_beside.py",
    "P351": "it takes several files: tests/workbench/test_beside.py",
    "P352": "it takes several files: tests/workbench/test_beside.py",
    "P353": "it takes several files: tests/workbench/test_beside.py",
    "P354": "it takes several files: tests/workbench/test_beside.py",
    "F101": "a file that is not there",
    "F102": "a file of more than 8 MiB",
    "F119": "a file of more than fifty faults",
    "P310": "more situations than are walked",
    "G520": "a pack of eight scenarios",
    "G521": "a pack of eight scenarios",
    "G598": "more situations than are walked",
}
WALKED = {rule.code for rule in over_walks()}
READ = {rule.code for rule in over_texts()}


def code_of(case: Path) -> str:
    """The code that a case is named for."""
    return case.stem.split("-")[0]


def answered(case: Path) -> tuple[list[Diagnostic], Source]:
    """What is said about a case."""
    compiled = compile_file(case, case.name)
    found = list(compiled.diagnostics)
    if code_of(case) in WALKED:
        walked = prove(compiled).diagnostics
        found += [one for one in walked if one.code[0] != "B" or one.code == code_of(case)]
    if code_of(case) in READ:
        found += [one for one in judge(compiled) if one.code == code_of(case)]
    return sorted(found, key=lambda one: (one.span, one.code)), compiled.source


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_wrong_file_is_answered_word_for_word(case: Path) -> None:
    rendered = full(*answered(case))
    assert rendered == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_shows_the_code_that_it_is_named_for(case: Path) -> None:
    code = code_of(case)
    assert code in {one.code for one in answered(case)[0]} or code == "wide"


def test_every_code_has_a_case() -> None:
    shown = {code_of(case) for case in CASES}
    assert set(every()) - shown == set(WITHOUT_A_FILE)
