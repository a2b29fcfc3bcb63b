"""A rename changes every place, or none."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from simulator.compiler.compile import compile_text
from simulator.lsp.document import Point, read
from simulator.lsp.rename import RenameError, can_rename, renamed
from simulator.lsp.uses import places
from tests.compiler.small import SMALLEST, with_top
from tests.lsp.cursor import made, opened
from tests.shipped import ALONE

EXAMPLE = Path("docs/example.yaml").read_text(encoding="utf-8")
SHIPPED = [path.read_text(encoding="utf-8") for path in ALONE[:3]]


def with_name(value: Any, old: str, new: str) -> Any:
    """A value of the core with another id wherever the old one stands."""
    if isinstance(value, str):
        return new if value == old else value
    if isinstance(value, dict):
        return {with_name(k, old, new): with_name(v, old, new) for k, v in value.items()}
    if isinstance(value, tuple | frozenset):
        return type(value)(with_name(one, old, new) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {one.name: with_name(getattr(value, one.name), old, new) for one in fields(value)}
        return type(value)(**own)
    return value


@pytest.mark.parametrize("text", [EXAMPLE, *SHIPPED], ids=len)
def test_after_any_rename_the_scenario_is_the_same_but_for_the_name(text: str) -> None:
    document = read(text, "a.yaml")
    kinds = list(document.names.defined.values())
    done = set()
    for place in places(document.names):
        shared = sum(place.thing.id in known for known in kinds) > 1  # told apart by the test below
        if place.thing in done or shared:
            continue
        done.add(place.thing)
        point = Point(place.span.line, place.span.end_column)
        after = compile_text(made(renamed(document, point, "新しい-name"), text)).scenario
        expected = with_name(document.compiled.scenario, place.thing.id, "新しい-name")
        assert after == expected, place.thing
        if len(done) == 40:
            break
    assert len(done) > 5


def test_of_two_kinds_with_one_name_only_the_one_that_is_meant_is_renamed() -> None:
    text = EXAMPLE.replace("van_at_seven", "what_now").replace("makes: [what", "makes: [¦what")
    document, point = opened(text)
    after = made(renamed(document, point, "the_van"), text)
    assert after == EXAMPLE.replace("van_at_seven", "the_van")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gift", "`gift` is already the id of a reply"),
        ("two words", "`two words` is no id: one word"),
        ("1st", "`1st` is no id"),
        ("", "nothing is no id"),
        ("a:b", "`a:b` is no id"),
    ],
)
def test_a_bad_or_taken_name_is_refused(name: str, reason: str) -> None:
    document, point = opened(SMALLEST.replace("id: own_it", "id: ¦own_it"))
    with pytest.raises(RenameError, match=reason):
        renamed(document, point, name)


def test_a_state_cannot_take_the_name_of_an_ending() -> None:
    document, point = opened(SMALLEST.replace("start: the", "start: ¦the"))
    with pytest.raises(RenameError, match="`bought` is already the id of an ending"):
        renamed(document, point, "bought")


def test_a_name_that_may_stand_in_lines_that_cannot_be_read_is_refused() -> None:
    broken = SMALLEST.replace("id: own_it", "id: ¦own_it").replace("id: gift", "id: [gift")
    document, point = opened(broken)
    with pytest.raises(RenameError, match="`gift` may be taken, in lines that cannot be read"):
        renamed(document, point, "gift")


def test_the_same_name_changes_nothing() -> None:
    document, point = opened(SMALLEST.replace("id: own_it", "id: own_it¦"))
    assert renamed(document, point, " own_it ") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SMALLEST.replace("title: T", "title: ¦T"), "no id here"),
        (
            SMALLEST.replace("id: gift", "id: own_it").replace("id: own_it", "id: ¦own_it", 1),
            "id of two things",
        ),
        (
            SMALLEST.replace("to: not_bought", "to: {not_bought").replace("  not_", "  ¦not_"),
            "lines that cannot be read",
        ),
        (
            SMALLEST.replace("  not_bought:", "  ¦the_call:"),
            "id of two things",
        ),
        (
            SMALLEST.replace("id: gift\n        say", "say")
            + "walks:\n  w: {replies: [¦the_call_2], ends: not_bought, verdict: no}\n",
            "made up for a reply without an id",
        ),
        (SMALLEST.replace("start: the_call", "start: >-\n  ¦the_call"), "no id here"),
        (
            SMALLEST.replace("start: the_call", "start: >-\n  the_call").replace(
                "\n  the_call:", "\n  ¦the_call:"
            ),
            "written under `>`",
        ),
    ],
    ids=["title", "twice", "unread", "shared", "made up", "in a block", "elsewhere in a block"],
)
def test_a_rename_that_could_miss_a_place_is_refused(text: str, reason: str) -> None:
    document, point = opened(text)
    with pytest.raises(RenameError, match=reason):
        can_rename(document, point)


def test_an_error_elsewhere_does_not_stand_in_the_way() -> None:
    text = SMALLEST.replace("id: own_it", "id: own_it¦").replace("title: ", "sumary: x\ntitle: ")
    document, point = opened(text)
    assert "id: mine" in made(renamed(document, point, "mine"), text)


def test_quotation_marks_line_breaks_and_comments_are_left_well() -> None:
    text = with_top('start: "the_call"  # the_call\r\n').replace("  the_call:", "  ¦the_call:")
    document, point = opened(text)
    after = made(renamed(document, point, "first"), text)
    assert "start: first  # the_call\r\n" in after
    assert compile_text(after).scenario is not None
