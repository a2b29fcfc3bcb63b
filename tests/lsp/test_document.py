"""What an open file remembers of its last good reading."""

from simulator.compiler.diagnostic import Span
from simulator.lsp.document import Moved, read
from tests.compiler.small import SMALLEST


def test_a_broken_text_keeps_the_last_good_reading() -> None:
    first = read(SMALLEST, "a.yaml")
    second = read(SMALLEST.replace("to: bought", "to: [", 1), "a.yaml", first)
    assert second.compiled.scenario is None
    assert second.good is first.compiled


def test_names_in_lines_that_cannot_be_read_are_still_known() -> None:
    broken = SMALLEST.replace("  bought:\n", "  bought: *x\n")
    assert "bought" in read(broken, "a.yaml", read(SMALLEST, "a.yaml")).known("target")


def test_a_name_that_was_deleted_is_known_no_more() -> None:
    less = SMALLEST.replace("  not_bought:\n    sold: no\n", "")
    known = read(less, "a.yaml", read(SMALLEST, "a.yaml")).known("ending")
    assert known == ["bought"]


def test_the_same_text_is_not_read_again() -> None:
    first = read(SMALLEST, "a.yaml")
    assert read(SMALLEST, "a.yaml", first) is first


def test_lines_are_followed_around_a_change() -> None:
    moved = Moved(("a", "b", "c", "d"), ("a", "new", "newer", "c", "d"))
    assert moved.span(Span(1, 1, 1, 2)) == Span(1, 1, 1, 2)
    assert moved.span(Span(2, 1, 2, 2)) is None
    assert moved.span(Span(3, 1, 4, 2)) == Span(4, 1, 5, 2)
    assert moved.span(Span(1, 1, 3, 2)) is None


def test_other_yaml_files_are_no_scenarios() -> None:
    assert not read("services:\n  web:\n    image: x\n", "compose.yaml").is_scenario
    assert not read("", "new.yaml").is_scenario
    assert read("customer:\n", "new.yaml").is_scenario
    assert not read("a:\n  customer: x\n", "other.yaml").is_scenario


def test_what_is_no_scenario_is_not_compiled_and_has_its_lines() -> None:
    other = read("services:\n\tx\n", "compose.yaml")
    assert other.draft is None
    assert other.lines == ("services:", "\tx", "")


def test_a_text_that_is_no_text_has_lines_all_the_same() -> None:
    assert read("format: \x00b\nc", "a.yaml").lines == ("format: \x00b", "c")
