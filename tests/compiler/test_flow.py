"""What the graph of states alone tells."""

from __future__ import annotations

from simulator.compiler.compile import compile_text

HEAD = """\
format: 1
title: A title
customer: {name: Lena, reliance: Will she?}
start: a
"""


def found(graph: dict[str, str], endings: str = "x") -> list[tuple[str, str]]:
    """Codes and the state or ending that they are about, for states with the states that they lead to."""
    text = HEAD + "states:\n"
    for state, targets in graph.items():
        text += f"  {state}:\n    replies:\n"
        text += "".join(f"      - {{say: Well, to: {target}}}\n" for target in targets)
    text += "endings:\n" + "".join(f"  {ending}: {{sold: yes}}\n" for ending in endings)
    lines = text.splitlines()
    return [
        (one.code, lines[one.span.line - 1].strip()[0]) for one in compile_text(text).diagnostics
    ]


def test_a_way_to_an_ending_is_all_that_is_needed() -> None:
    assert found({"a": "bx", "b": "ab"}) == []


def test_a_state_that_nothing_leads_to_is_named() -> None:
    assert found({"a": "x", "b": "x"}) == [("P301", "b")]


def test_what_only_an_unreached_state_leads_to_is_not_named_as_well() -> None:
    assert found({"a": "x", "b": "c", "c": "d", "d": "x"}) == [("P301", "b")]


def test_an_unreached_circle_is_named_once() -> None:
    assert found({"a": "x", "b": "c", "c": "bx"}) == [("P301", "b")]


def test_two_unreached_states_that_are_nothing_to_each_other_are_both_named() -> None:
    assert found({"a": "x", "b": "d", "c": "d", "d": "x"}) == [("P301", "b"), ("P301", "c")]


def test_an_ending_that_nothing_leads_to_is_named() -> None:
    assert found({"a": "x"}, "xy") == [("P302", "y")]


def test_a_state_that_leads_only_to_itself_is_named() -> None:
    assert found({"a": "bx", "b": "b"}) == [("P303", "b")]


def test_a_circle_is_named_once_at_its_first_state() -> None:
    assert found({"a": "cx", "b": "c", "c": "d", "d": "b"}) == [("P304", "b")]


def test_what_leads_only_into_a_circle_is_not_named_as_well() -> None:
    assert found({"a": "bx", "b": "c", "c": "d", "d": "c"}) == [("P304", "c")]


def test_two_circles_are_both_named() -> None:
    graph = {"a": "bdx", "b": "c", "c": "b", "d": "e", "e": "d"}
    assert found(graph) == [("P304", "b"), ("P304", "d")]


def test_a_misspelt_target_leads_where_it_was_meant_to() -> None:
    text = HEAD + (
        "states:\n  a:\n    replies: [{say: Well, to: what_noww}]\n"
        "  what_now:\n    replies: [{say: Well, to: x}]\nendings: {x: {sold: no}}\n"
    )
    assert [one.code for one in compile_text(text).diagnostics] == ["N201"]


def test_nothing_is_said_of_ways_while_a_target_is_unknown() -> None:
    assert found({"a": "qx", "b": "x"}) == [("N201", "-")]


def test_thousands_of_states_in_a_row_are_no_problem() -> None:
    text = HEAD.replace("start: a", "start: s0") + "states:\n"
    for number in range(5000):
        text += f"  s{number}: {{replies: [{{say: Well, to: s{number + 1}}}]}}\n"
    text += "endings: {s5000: {sold: yes}}\n"
    assert compile_text(text).diagnostics == ()
