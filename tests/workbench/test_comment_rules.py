"""The rules on comments: their pages do what they say, and what is said is held word for word."""

from __future__ import annotations

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.pages import parts
from simulator.compiler.render import full
from simulator.workbench.comment_rules import COMMENT_RULES
from simulator.workbench.comments import silenced
from simulator.workbench.rule_book import every_rule
from tests.compiler.small import planted

RULES = every_rule()

GOLDEN = {
    "C901": """\
note[C901]: `N209` is not found here, so nothing is silenced
  --> x.yaml:22:45
   |
22 | summary: She calls you.  # roleplay: ignore[N209]
   |                                             ^^^^
   = help: delete it

""",
    "C902": """\
warning[C902]: `roleplay: ignore N209` is not understood
  --> x.yaml:23:34
   |
23 |   jonas: {name: Jonas Brandt}  # roleplay: ignore N209
   |                                  ^^^^^^^^^^^^^^^^^^^^^
   = help: write `# roleplay: ignore[CODE]`

""",
    "C903": """\
warning[C903]: `F149` keeps the scenario from being played and cannot be ignored
  --> x.yaml:22:30
   |
22 | summary:  # roleplay: ignore[F149]
   |                              ^^^^
   = help: mend it

""",
}


def said(text: str, code: str) -> str:
    compiled = compile_text(planted(text), "x.yaml")
    found = silenced(compiled.diagnostics, compiled.source, RULES, lambda _: True)
    return full([one for one in found if one.code == code], compiled.source)


@pytest.mark.parametrize("code", GOLDEN)
def test_the_failing_example_is_answered_word_for_word_and_the_passing_one_is_not(
    code: str,
) -> None:
    fails, passes = [part.text for part in parts(RULES[code].page) if part.is_example]
    assert said(fails, code) == GOLDEN[code]
    assert said(passes, code) == ""


def test_every_rule_on_comments_has_its_golden_text() -> None:
    assert {rule.code for rule in COMMENT_RULES} == set(GOLDEN)
