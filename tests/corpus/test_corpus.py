"""Each file of the corpus is a good scenario with one fault, and the checker finds that and nothing else.

A fault is planted where the file's last line says: ``# planted: CODE line N``. What is called here is what
`roleplay check --all` calls, on one file at a time. The good scenarios themselves are answered with silence.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.compiler.diagnostic import Diagnostic
from simulator.compiler.render import concise
from simulator.compiler.rules import every
from simulator.workbench.checking import check
from simulator.workbench.comment_rules import COMMENT_RULES
from simulator.workbench.files import File
from simulator.workbench.orders import orders_for
from simulator.workbench.report import shown

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
FAULTS = sorted((HERE / "faults").glob("*.yaml"))
LEAST = 120
PLANTED = re.compile(rb"^# planted: ([A-Z]\d+) line (\d+)\s*\Z", re.MULTILINE)

NOT_IN_A_FILE = {
    "N213": "it takes several files: tests/workbench/test_beside.py",
    "N214": "it takes several files: tests/workbench/test_beside.py",
    "N215": "it takes several files: tests/workbench/test_beside.py",
    "N216": "it takes several files: tests/workbench/test_beside.py",
    "N217": "it takes several files: tests/workbench/test_beside.py",
    "P351": "it takes several files: tests/workbench/test_beside.py",
    "P352": "it takes several files: tests/workbench/test_beside.py",
    "P353": "it takes several files: tests/workbench/test_beside.py",
    "P354": "it takes several files: tests/workbench/test_beside.py",
    "F101": "there is no file",
    "F102": "more than 8 MiB would have to be kept here",
    "F119": "it is said only after fifty other faults",
    "P310": "so many situations take longer to walk than all the corpus; G598 comes with it",
    "G520": "it is said of eight files or more, and has no line",
    "G521": "it is said of eight files or more, and has no line",
    "G598": "it comes with P310",
    "C903": "it comes with the error that a comment wants to silence",
}


def planted(path: Path) -> tuple[str, int]:
    """The code and the line that a file says itself; without the zeros of UTF-16."""
    found = PLANTED.search(path.read_bytes().replace(b"\0", b""))
    assert found is not None, f"{path.name} does not say what is planted"
    return found[1].decode(), int(found[2])


def answered(path: Path) -> tuple[Diagnostic, ...]:
    """All that is said about a file."""
    (one,) = check(orders_for([File(path, path.name)]), None, 1)
    told = shown(one, everything=True, allow_unproved=False)
    assert not told.left_out
    assert not told.folded
    return told.diagnostics


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_a_planted_fault_is_found_at_its_line_and_nothing_else(path: Path) -> None:
    found = answered(path)
    assert [(one.code, one.span.line) for one in found] == [planted(path)], concise(found)


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_a_file_is_named_for_the_code_that_is_planted(path: Path) -> None:
    assert path.stem.startswith(f"{planted(path)[0]}-")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_nothing_is_said_about_a_good_scenario(path: Path) -> None:
    found = answered(path)
    assert not found, concise(found)


def test_there_are_enough_faults() -> None:
    assert len(FAULTS) >= LEAST


def test_every_code_is_planted_or_cannot_be() -> None:
    codes = {*every(), *(rule.code for rule in COMMENT_RULES)}
    assert codes - {planted(path)[0] for path in FAULTS} == set(NOT_IN_A_FILE)
