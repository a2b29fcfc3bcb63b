"""Values as lines of a scenario file."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.workbench.twee.yaml_text import WIDEST, Words, keyed
from tests.workbench.twee.stories import NASTY, said, speech


def read(lines: list[str]) -> Any:
    """What YAML makes of the lines, with every single value as text."""
    return yaml.load("\n".join(lines) + "\n", yaml.BaseLoader)


@given(speech(), st.sampled_from(["", "  ", "        "]))
def test_words_come_back_as_they_were(text: str, indent: str) -> None:
    rows = [*keyed("say", Words(text), indent), *keyed("to", "x", indent)]
    found = read(rows)
    assert found["say"].strip() == text
    assert found["to"] == "x"


@pytest.mark.parametrize("text", [said(text) for text in NASTY])
def test_words_in_lists_and_mappings_come_back_as_they_were(text: str) -> None:
    value = [
        Words(text),
        {"fact": Words(text), "id": "x"},
        {"a": {"b": Words(text)}},
        Words("well"),
    ]
    first, second, third, last = read(keyed("facts", value, "  "))["facts"]
    assert [one.strip() for one in (first, second["fact"], third["a"]["b"], last)] == [
        *[text] * 3,
        "well",
    ]
    assert second["id"] == "x"


def test_long_speech_is_broken_between_words() -> None:
    rows = keyed("say", Words("word " * 100 + "end"), "    ")
    assert len(rows) > 5
    assert max(map(len, rows)) <= WIDEST


def test_short_values_stand_on_one_line() -> None:
    assert keyed("when", {"honest": "shown", "promise": {"x": ["kept", "open"]}, "open": True}) == [
        "when: {honest: shown, promise: {x: [kept, open]}, open: yes}"
    ]
    assert keyed("title", Words("The wrong pallet")) == ["title: The wrong pallet"]
    assert keyed("era", "3.0") == ['era: "3.0"']


def test_speech_never_stands_in_brackets() -> None:
    assert keyed("reaction", [Words("Well."), Words("No.")]) == [
        "reaction:",
        "  - Well.",
        "  - No.",
    ]
