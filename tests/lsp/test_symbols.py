"""The outline of a file."""

from pathlib import Path

from simulator.lsp.document import read
from simulator.lsp.symbols import symbols
from tests.compiler.small import SMALLEST

EXAMPLE = Path("docs/example.yaml").read_text(encoding="utf-8")


def test_the_outline_has_states_with_their_replies_in_the_order_of_the_file() -> None:
    found = symbols(read(EXAMPLE, "a.yaml"))
    assert [(one.of, one.name, [part.name for part in one.parts]) for one in found] == [
        ("fact", "no_van_after_six", []),
        ("promise", "van_at_seven", []),
        ("promise", "call_at_ten_past", []),
        ("truth", "ordered_late", []),
        ("state", "the_call", ["own_it", "gift", "check_order"]),
        ("state", "what_now", ["call", "van", "get_back", "any_time"]),
        ("state", "ten_past_five", ["sixty", "all_next_week"]),
        ("ending", "at_the_fair", []),
        ("ending", "buys_elsewhere", []),
        ("walk", "good", []),
        ("walk", "tempting", []),
    ]


def test_an_entry_covers_all_that_belongs_to_it() -> None:
    lines = SMALLEST.split("\n")
    state, *_ = symbols(read(SMALLEST, "a.yaml"))
    assert lines[state.whole.line - 1] == "  the_call:"
    assert lines[state.whole.end_line - 1] == "        to: not_bought"
    for part in state.parts:
        assert (part.whole.line, part.whole.column) <= (part.span.line, part.span.column)
        assert (part.whole.end_line, part.whole.end_column) >= part.span[2:]
        assert part.whole.end_line - part.whole.line == 2


def test_there_is_an_outline_of_a_broken_file_and_none_of_nothing() -> None:
    broken = read(SMALLEST.replace("to: bought", "to: [", 1), "a.yaml")
    assert [one.name for one in symbols(broken)] == ["the_call", "bought", "not_bought"]
    assert symbols(read("", "a.yaml")) == []
    assert symbols(read("format: 1", "a.yaml")) == []
