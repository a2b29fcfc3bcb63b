"""The lanes of a map: what leads where can be followed with a finger."""

from __future__ import annotations

from simulator.tui.widgets.map_lanes import Mark, lanes


def drawn(leads: dict[str, dict[str, float]]) -> list[str]:
    """The map as text, `o` where a place stands."""
    rows = []
    for place, mark in lanes(list(leads), leads).items():
        past = [line or "o" for line in mark.lanes]
        rows.append(" ".join(past).rstrip() + f" {place}")
        if mark.joints:
            rows.append(mark.joints)
    return rows


def test_a_row_of_places_is_a_straight_line() -> None:
    assert drawn({"a": {"b": 1}, "b": {"c": 1}, "c": {}}) == ["o a", "o b", "o c"]


def test_ways_part_and_join() -> None:
    leads = {"a": {"b": 0.8, "c": 0.2}, "b": {"d": 0.8}, "c": {"d": 0.2}, "d": {}}
    assert drawn(leads) == ["o a", "├─╮", "o │ b", "┃ o c", "├─╯", "o d"]


def test_the_way_that_is_gone_most_goes_straight_on() -> None:
    leads = {"a": {"b": 0.2, "c": 0.8}, "b": {"end": 0.2}, "c": {"end": 0.8}, "end": {}}
    assert drawn(leads) == ["o a", "├─╮", "┃ o b", "o │ c", "╰─┤", "  o end"]


def test_a_way_goes_on_in_its_lane_even_if_another_is_free() -> None:
    leads = {"a": {"b": 0.6, "c": 0.4}, "b": {}, "c": {"d": 0.4}, "d": {}}
    assert drawn(leads) == ["o a", "├─╮", "o │ b", "  o c", "  o d"]


def test_a_way_past_other_places_runs_beside_them() -> None:
    leads = {"a": {"b": 1.0, "z": 0.4}, "b": {"c": 1.0}, "c": {"z": 1.0}, "z": {}}
    assert drawn(leads) == ["o a", "├─╮", "o │ b", "o │ c", "╰─┤", "  o z"]


def test_a_way_across_others_crosses_them() -> None:
    leads = {"a": {"x": 0.5, "y": 0.4, "z": 0.1}, "x": {"z": 0.5}, "y": {}, "z": {}}
    assert drawn(leads)[:4] == ["o a", "├─┬─╮", "o │ │ x", "╰─┼─┤"]


def test_what_no_play_does_is_dotted_and_what_leads_back_is_told() -> None:
    leads: dict[str, dict[str, float]] = {"a": {"b": 1, "c": 0}, "b": {"a": 0.5, "b": 0.2, "c": 1}}
    found = lanes(["a", "b", "c"], leads)
    assert found["b"] == Mark(("", "┊"), 0, "╰─┤", ("a", "b"))
    assert found["c"].back == ()


def test_a_place_that_nothing_leads_to_has_a_lane_of_its_own() -> None:
    assert drawn({"a": {"z": 1}, "lonely": {"z": 0}, "z": {}}) == [
        "o a",
        "┃ o lonely",
        "├─╯",
        "o z",
    ]
