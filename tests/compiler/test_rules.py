"""A rule's page is its documentation, so its examples must do what it says."""

from __future__ import annotations

import re
import textwrap

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Diagnostic, Severity
from simulator.compiler.judge import judge
from simulator.compiler.prove import prove
from simulator.compiler.rules import every, over_texts, over_walks
from tests.compiler.small import planted

EXAMPLE = re.compile(
    r"^(Fails|Passes):\n\n((?:    .*\n|\n)+)|^(Fails|Passes): `(\w.*)`$", re.MULTILINE
)
RULES = every()


def examples(code: str, kind: str) -> list[str]:
    """The pieces of a file that a rule's page gives as failing, or as passing."""
    found = EXAMPLE.finditer(RULES[code].page + "\n")
    pieces = [(match[1] or match[3], match[2] or match[4]) for match in found]
    return [textwrap.dedent(text) for name, text in pieces if name == kind and ":" in text]


WALKED = {rule.code for rule in over_walks()}
READ = {rule.code for rule in over_texts()}


def found(code: str, text: str) -> tuple[Diagnostic, ...]:
    """What is found in a piece of a file, by the walk and by what is said as well, if the rule needs it."""
    compiled = compile_text(planted(text))
    walked = prove(compiled).diagnostics if code in WALKED else ()
    return compiled.diagnostics + walked + (judge(compiled) if code in READ else ())


FAILING = [(code, text) for code in RULES for text in examples(code, "Fails")]
PASSING = [(code, text) for code in RULES for text in examples(code, "Passes")]


@pytest.mark.parametrize(("code", "text"), FAILING, ids=lambda value: value[:4])
def test_the_failing_example_of_a_rule_fails_it(code: str, text: str) -> None:
    if not text.startswith("roleplay"):
        assert code in {one.code for one in found(code, text)}


@pytest.mark.parametrize(("code", "text"), PASSING, ids=lambda value: value[:4])
def test_the_passing_example_of_a_rule_is_without_errors(code: str, text: str) -> None:
    if not text.startswith("roleplay"):
        faults = found(code, text)
        assert [one for one in faults if one.severity is Severity.ERROR or one.code == code] == []


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_it_finds_and_shows_both_ways(code: str) -> None:
    page = RULES[code].page
    assert "Fails:" in page
    assert "Passes:" in page
    assert len(page.split("\n")[0]) > 30


def test_most_rules_have_examples_that_are_tried() -> None:
    # The nine of packs and campaigns take several files, and are tried in tests/workbench/test_beside.py.
    assert len({code for code, _ in FAILING}) >= len(RULES) - 13 - 9


def test_codes_are_in_groups() -> None:
    assert all(re.fullmatch(r"F1\d\d|N2\d\d|P3\d\d|B4\d\d|G5\d\d|W6\d\d", code) for code in RULES)


def test_a_rule_has_a_name_in_plain_words() -> None:
    assert RULES["F142"].name == "unknown key"
    assert RULES["P304"].name == "endless circle"
