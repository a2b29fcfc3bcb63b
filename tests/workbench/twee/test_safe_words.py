"""Words that become no markup."""

import re

from hypothesis import given

from simulator.workbench.twee.marks import Kind, Mark, as_mark, comment
from simulator.workbench.twee.markup import Scanner
from simulator.workbench.twee.safe_words import plain, safe, safe_notes
from tests.workbench.twee.stories import speech

MARKUP = re.compile(
    r"\[|\]|<|>|\{|\}|\||\$|`|\\|//|''|__|\*\*|~|\^|@|\([\w-]+:|/%|--|^\s*(?:::|[#!+\-=;:.]|\d+[.)])",
    re.MULTILINE,
)


@given(speech())
def test_nothing_that_people_say_is_markup(text: str) -> None:
    assert not MARKUP.search(safe(text)), safe(text)
    assert "\n" not in safe(text, in_link=True)


@given(speech())
def test_safe_words_read_again_are_the_words(text: str) -> None:
    assert plain(safe(text)) == text
    scanner = Scanner(safe(text), "", 1, "harlowe")
    scanner.run()
    assert "".join(map(str, scanner.pieces)) == text
    assert not scanner.left_out


@given(speech(), speech())
def test_notes_read_again_are_the_notes(one: str, other: str) -> None:
    lines = tuple(f"why: {one}\nsay: {other}".split("\n"))
    written = comment(Kind.REPLY, list(lines))
    assert as_mark(written.removeprefix("<!--").removesuffix("-->")) == Mark(Kind.REPLY, lines)
    assert written.count("-->") == 1
    assert not re.search(r"\[\[|^::", written, re.MULTILINE)


def test_emphasis_stays_and_other_asterisks_do_not() -> None:
    assert safe("*No*, 2*3") == "*No*, 2&#42;3"


def test_notes_stay_readable() -> None:
    assert safe_notes("why: >\n  She said: no & yes.") == "why: >\n  She said: no & yes."


def test_other_comments_are_no_marks() -> None:
    assert as_mark(" scene ") is None
    assert as_mark(" roleplay something ") is None
