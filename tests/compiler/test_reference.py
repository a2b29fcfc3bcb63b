"""The trainer's reference says what the compiler does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.compiler.beside import read_beside
from simulator.compiler.compile import compile_text
from simulator.compiler.format import EVERY_RECORD, RECORDS
from simulator.compiler.kinds import Name, Number, Pairs, Some, Text, Word, YesNo
from simulator.compiler.reference import table, values, with_tables
from tests.compiler.small import SMALLEST

DOCUMENT = Path(__file__).parents[2] / "docs" / "scenario-format.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
FILES = [
    text for text in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if text.startswith("format:")
]
BESIDE = {"packs": "packs.yaml", "acts": "campaign.yaml"}
"""What stands in a file that is no scenario, and what that file is called."""


def test_the_tables_of_the_document_are_up_to_date() -> None:
    assert with_tables(TEXT) == TEXT, (
        "run `python -m simulator.compiler.reference docs/scenario-format.md`"
    )


def test_every_record_has_its_table() -> None:
    assert set(re.findall(r"<!-- table: (\w+) -->", TEXT)) == set(EVERY_RECORD)


def test_links_lead_to_headings() -> None:
    titles = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors


def test_the_document_has_a_first_scenario() -> None:
    assert FILES


@pytest.mark.parametrize("text", FILES)
def test_the_files_of_the_document_are_right(text: str) -> None:
    beside = next((name for key, name in BESIDE.items() if f"\n{key}:" in text), None)
    if beside is not None:
        assert read_beside(text.encode(), beside).diagnostics == ()
    else:
        assert compile_text(text).diagnostics == ()


def test_examples_of_keys_are_right() -> None:
    for record in EVERY_RECORD.values():
        for key in record.keys.values():
            assert key.doc.endswith(".")
            assert not key.default or not key.required


def test_the_smallest_scenario_is_right() -> None:
    assert compile_text(SMALLEST).diagnostics == ()


def test_a_kind_is_put_in_words() -> None:
    assert values(Text()) == "text"
    assert values(YesNo()) == "`yes` or `no`"
    assert values(Number(1, 3)) == "a number, 1 to 3"
    assert values(Some(Name("truth"))) == "a truth; or a list"
    assert (
        values(Pairs(Name("promise"), Word("outcome", {"kept": True})))
        == "pairs: a promise → `kept`"
    )


def test_a_table_has_a_row_for_each_key() -> None:
    record = RECORDS["person"]
    assert table(record).count("\n| `") == len(record.keys)


def test_a_marker_for_something_unknown_is_an_error() -> None:
    with pytest.raises(KeyError):
        with_tables("<!-- table: nothing -->\n<!-- end -->")
