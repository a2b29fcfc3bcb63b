"""From an id to its definition and its uses."""

from pathlib import Path

import pytest

from simulator.compiler.diagnostic import Span
from simulator.lsp.navigation import definition, references
from tests.compiler.small import SMALLEST
from tests.lsp.cursor import opened

EXAMPLE = Path("docs/example.yaml").read_text(encoding="utf-8")


def lines_of(spans: list[Span], text: str) -> list[str]:
    """The lines on which spans stand, without indentation."""
    lines = text.split("\n")
    return [lines[span.line - 1].strip() for span in spans]


@pytest.mark.parametrize(
    ("use", "defined"),
    [
        ("start: the_c¦all", "the_call:"),
        ("go: ¦at_the_fair", "at_the_fair:"),
        ("to: what_now¦\n      - id: gift", "what_now:"),
        ("call_at_¦ten_past: kept", "call_at_ten_past:"),
        ("makes: [van_at_sev¦en]", "van_at_seven:"),
        ("asks: ¦ordered_late", "ordered_late:"),
        ("against: [¦no_van_after_six]", "- id: no_van_after_six"),
        ("good: {replies: [own_it, ca¦ll, sixty]", "- id: call"),
        ("ends: buys_else¦where", "buys_elsewhere:"),
        ("- id: ca¦ll\n", "- id: call"),
    ],
)
def test_every_use_leads_to_where_it_is_defined(use: str, defined: str) -> None:
    text = EXAMPLE.replace(use.replace("¦", ""), use, 1)
    document, point = opened(text)
    found = lines_of(definition(document, point), EXAMPLE)
    assert [line.split("  #")[0].rstrip() for line in found] == [defined]


def test_a_key_and_a_text_lead_nowhere() -> None:
    for place in ("ti¦tle:", "The wrong p¦allet"):
        document, point = opened(EXAMPLE.replace(place.replace("¦", ""), place, 1))
        assert definition(document, point) == []
        assert references(document, point) == []


def test_references_are_every_place_in_the_order_of_the_file() -> None:
    document, point = opened(EXAMPLE.replace("makes: [call_at", "makes: [¦call_at"))
    assert lines_of(references(document, point), EXAMPLE) == [
        "call_at_ten_past:",
        "makes: [call_at_ten_past]",
        "call_at_ten_past: kept",
    ]
    assert len(references(document, point, with_definition=False)) == 2


def test_a_state_and_a_promise_of_one_name_are_two_things() -> None:
    text = EXAMPLE.replace("van_at_seven", "what_now").replace("makes: [what", "makes: [¦what")
    document, point = opened(text)
    assert len(references(document, point)) == 3


def test_a_made_up_id_leads_to_its_reply_and_stands_nowhere_else() -> None:
    text = SMALLEST.replace("id: gift\n        say", "say") + (
        "walks:\n  bad: {replies: [the_call_¦2], ends: not_bought, verdict: no}\n"
    )
    document, point = opened(text)
    assert lines_of(definition(document, point), text) == ["- say: Keep the trays."]
    assert len(references(document, point)) == 1


def test_a_use_in_a_line_that_cannot_be_read_leads_where_it_led_before() -> None:
    broken = SMALLEST.replace("to: bought", "to: [bou¦ght", 1).replace(
        "format: 1\n", "format: 1\nminutes: 6\n"
    )
    document, point = opened(broken, SMALLEST)
    assert lines_of(definition(document, point), broken) == ["bought:"]


def test_nothing_leads_to_lines_that_have_changed_since() -> None:
    broken = SMALLEST.replace("to: bought", "to: [bou¦ght", 1).replace("  bought:\n", "  b: *x\n")
    document, point = opened(broken, SMALLEST)
    assert definition(document, point) == []
