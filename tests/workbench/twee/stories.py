"""Small stories for tests, and texts that people could say to break a file."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from simulator.compiler.compile import compile_text
from simulator.compiler.source import REFUSED
from simulator.core.scenario import Scenario
from simulator.workbench.twee.importing import Imported, imported

NASTY = (
    "[[a|b]]", "[[a->b]]", "<<set $x>>", "(if: true)[x]", "<b>bold</b>", "<!-- no -->", "-->", "<% x %>",
    "{{x}}", "&amp;", "&lt", "//a//", "''a''", "**a**", "__a__", "~~a~~", ":: a", "::", "# a", "- a", "* a",
    "1. a", "0. a", "> a", ">>", "]]", "[[", "a: b", "a #b", '"a" b', "'a", "%a", "@a", "!a", "`a`", "$a",
    "_a_", "\\n", "|", ">-", "---", "...", "👍", "אב", "a  b", "*a*", "2*3*4", "no", "~", "null", "? a",
    "\n", "\n\n", "\n  a", "\u00a0", "http://a.b//c", "/% a %/", "/* a */", "(a: b)", "==", "a\\", "roleplay",
    "a" * 300, "<!-- roleplay reply -->", "# roleplay: ignore[P301]", "<br>",
)  # fmt: skip

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))


def said(text: str) -> str:
    """A text as a scenario can hold it."""
    return re.sub(REFUSED, "", text.replace("\t", " ")).strip() or "well"


def speech() -> st.SearchStrategy[str]:
    """What people could say."""
    parts = st.one_of(
        st.sampled_from(NASTY), st.text(CHARACTERS, max_size=6), st.sampled_from(" \n")
    )
    return st.lists(parts, min_size=1, max_size=7).map(lambda found: said("".join(found)))


def story_of(text: str, **others: Any) -> Imported:
    """What becomes of a Twee file."""
    return imported(text.encode(), others.get("name", "story.twee"))


def scenario_of(text: str) -> Scenario:
    """The scenario that an import of a Twee file is."""
    compiled = compile_text(story_of(text).text)
    assert compiled.scenario is not None, compiled.errors
    return compiled.scenario


def left_out_of(text: str) -> list[tuple[int, str, str]]:
    """What an import leaves out of the passages: line, what, text."""
    return [(one.line, one.what, one.text) for one in story_of(text).left_out]
