"""One text makes the page on a terminal and in the documentation."""

from __future__ import annotations

import pytest

from simulator.compiler.pages import Part, as_markdown, as_plain, parts, summary
from simulator.compiler.rules import every
from simulator.compiler.rules.rule import Message, form

RULES = every()


@form("F199")
def made_up() -> Message:
    """The first paragraph is the summary, and goes
    on.

    - one
      and more
    - two

    Fails: `a`
    Passes: `b`

    Fails:

        title: x

        start: y

    Passes:

        title: z
    """
    return "m", None


def test_a_page_is_paragraphs_and_examples() -> None:
    assert list(parts(made_up.page)) == [
        Part("The first paragraph is the summary, and goes on."),
        Part("- one and more"),
        Part("- two"),
        Part("Fails: `a`"),
        Part("Passes: `b`"),
        Part("Fails:"),
        Part("title: x\n\nstart: y", True),
        Part("Passes:"),
        Part("title: z", True),
    ]
    assert summary(made_up) == "The first paragraph is the summary, and goes on."


def test_a_page_for_a_terminal_is_as_wide_as_is_asked_for() -> None:
    text = as_plain(made_up, 30)
    assert text.startswith("F199 made up\n\nAn error.\n\nThe first paragraph is the\nsummary")
    assert "\n    title: x\n\n    start: y\n" in text
    assert max(map(len, text.splitlines())) <= 30


def test_examples_are_code_in_the_documentation() -> None:
    text = as_markdown(made_up, 3)
    assert text.startswith("### F199 made up\n\n*An error.*\n")
    assert "```yaml\ntitle: x\n\nstart: y\n```\n" in text


@pytest.mark.parametrize("code", RULES)
def test_every_page_can_be_shown(code: str) -> None:
    plain, markdown = as_plain(RULES[code], 60), as_markdown(RULES[code], 3)
    assert markdown.count("```") % 2 == 0
    assert f"{code} {RULES[code].name}" in plain
    assert "\n\n\n" not in plain
