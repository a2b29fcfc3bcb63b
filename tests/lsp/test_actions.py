"""What a help line says, done."""

import re

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Span
from simulator.compiler.rules import every
from simulator.lsp.actions import actions
from simulator.lsp.document import read
from tests.compiler.small import SMALLEST, planted
from tests.lsp.cursor import made

ALL = Span(1, 1, 10_000, 1)

MENDED = [
    "F121",
    "F130",
    "F131",
    "F132",
    "F133",
    "F134",
    "F135",
    "F136",
    "F142",
    "F145",
    "F146",
    "F148",
    "F154",
    "N201",
    "N202",
    "N204",
]
"""Rules whose example on their page can be mended mechanically."""


def example(code: str) -> str:
    """The example of a rule's page that fails, in a file."""
    page = every()[code].page
    found = re.search(r"Fails:\n\n((?: {4}.*\n|\n)+)", page)
    assert found
    return planted("\n".join(line[4:] for line in found[1].split("\n")))


@pytest.mark.parametrize("code", MENDED)
def test_the_action_mends_what_the_page_of_the_rule_shows(code: str) -> None:
    text = example(code)
    offered = [one for one in actions(read(text, "a.yaml"), ALL) if one.diagnostic.code == code]
    assert offered
    after = compile_text(made(list(offered[0].edits), text))
    left = [one for one in after.diagnostics if one.message == offered[0].diagnostic.message]
    assert not left


@pytest.mark.parametrize(
    ("old", "new", "mended"),
    [
        ("format: 1\n", "", "format: 1\n"),
        (
            "        say: This was ours.\n",
            "        say: This was ours: and\n          more of it\n",
            "        say: >\n          This was ours: and\n          more of it\n",
        ),
        (
            "    line: Ninety trays of cat grass.\n",
            "    line:\n      - Well: no\n",
            "    line:\n      - >\n        Well: no\n",
        ),
        (
            "    line: Ninety trays of cat grass.\n",
            '    line:\n      - "No," she says\n',
            '    line:\n      - >\n        "No," she says\n',
        ),
        ("  bought:\n    sold: yes\n", "  bought:\n\tsold: yes\n", "  bought:\n  sold: yes\n"),
        ("start: the_call\n", "start: the_cal\n", "start: the_call\n"),
        ("    sold: yes\n", "    sold: true\n", "    sold: yes\n"),
    ],
    ids=["format", "colon", "item", "quotes", "tab", "near name", "yes"],
)
def test_the_text_is_written_as_the_help_says(old: str, new: str, mended: str) -> None:
    text = SMALLEST.replace(old, new, 1)
    offered = actions(read(text, "a.yaml"), ALL)
    if "\t" in new:
        # With two spaces it stands beside its key: another error would come, so it is not offered.
        assert offered == []
        return
    assert [made(list(one.edits), text) for one in offered] == [SMALLEST.replace(old, mended, 1)]


def test_a_bad_id_is_mended_at_every_use() -> None:
    text = SMALLEST.replace("the_call", "'the call'")
    (action,) = actions(read(text, "a.yaml"), ALL)
    assert compile_text(made(list(action.edits), text)).diagnostics == ()


def test_only_what_touches_the_range_is_offered() -> None:
    text = SMALLEST.replace("start: the_call", "start: the_cal")
    document = read(text, "a.yaml")
    line = text.split("\n").index("start: the_cal") + 1
    assert len(actions(document, Span(line, 9, line, 9))) == 1
    assert actions(document, Span(line, 1, line, 2)) == []
    assert actions(document, Span(line + 1, 1, line + 1, 1)) == []


def test_line_breaks_of_windows_stay() -> None:
    text = SMALLEST.replace("This was ours.", "This was #1 ours.").replace("\n", "\r\n")
    (action,) = actions(read(text, "a.yaml"), ALL)
    after = made(list(action.edits), text)
    assert "say: >\r\n          This was #1 ours.\r\n" in after
    assert "\n" not in after.replace("\r\n", "")


def test_what_stands_in_brackets_is_not_made_a_text() -> None:
    text = SMALLEST + "seller:\n  facts:\n    - {id: one, fact: Two: three}\n"
    document = read(text, "a.yaml")
    assert document.compiled.diagnostics
    assert actions(document, ALL) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("      - id: own_it", "   \t   - id: own_it", "F154"),
        ("to: bought", 'to:" bought', "F121"),
    ],
    ids=["it would stay", "another would come"],
)
def test_what_would_not_help_is_not_offered(old: str, new: str, code: str) -> None:
    document = read(SMALLEST.replace(old, new, 1), "a.yaml")
    assert code in [one.code for one in document.compiled.diagnostics]
    assert code not in [one.diagnostic.code for one in actions(document, ALL)]


def test_a_correct_file_needs_no_action() -> None:
    assert actions(read(SMALLEST, "a.yaml"), ALL) == []
