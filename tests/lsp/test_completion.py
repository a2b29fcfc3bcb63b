"""What can be written at the cursor, also where the file cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.compiler.format import RECORDS
from simulator.lsp.completion import Option, completion
from simulator.lsp.document import Point, read
from tests.lsp.cursor import made, opened

EXAMPLE = Path("docs/example.yaml").read_text(encoding="utf-8")
TO = "        to: what_now\n"
"""The end of the first reply, which some tests write anew."""


def options(planted: str, there: str = TO) -> list[Option]:
    """What is offered at the cursor, when something in the example is written so."""
    document, point = opened(EXAMPLE.replace(there, planted, 1), EXAMPLE)
    return completion(document, point)


def labels(planted: str, there: str = TO) -> list[str]:
    return [one.label for one in options(planted, there)]


TARGETS = ["the_call", "what_now", "ten_past_five", "at_the_fair", "buys_elsewhere"]
DIMENSIONS = ["honest", "able", "on_my_side", "hears_me"]
REPLIES = ["own_it", "gift", "check_order", "call", "van", "get_back", "any_time"]
REPLIES += ["sixty", "all_next_week"]
PROMISES = ["van_at_seven", "call_at_ten_past"]


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("        to: ¦\n", TARGETS),
        ("        to:¦\n", TARGETS),
        ("        to: wha¦t_now\n", TARGETS),
        ("        to:\n          - go: ¦\n", TARGETS),
        ("        to:\n          - {when: {verdict: yes}, go: ¦\n", TARGETS),
        ("        earns: {¦\n", DIMENSIONS),
        ("        earns:\n          ¦\n", DIMENSIONS),
        ("        earns:\n          honest: shown\n          ¦\n", DIMENSIONS[1:]),
        ("        earns: {honest: shown, ¦}\n", DIMENSIONS[1:]),
        ("        earns: {honest: ¦\n", ["said", "shown", "proved"]),
        ("        earns: {honest: sh¦, able: said}\n", ["said", "shown", "proved"]),
        ("        wounds:\n          able: ¦\n", ["slip", "breach", "betrayal"]),
        ("        repairs: [own, ¦\n", ["own", "remedy", "prevent"]),
        ("        makes: ¦\n", PROMISES),
        ("        makes: [¦\n", PROMISES),
        ("        makes:\n        - ¦\n", PROMISES),
        ("        makes:\n          - ¦\n", PROMISES),
        ("        renegotiates: {van_at_seven: ¦\n", PROMISES),
        ("        asks: ¦\n", ["ordered_late"]),
        ("        when: {knows: ¦\n", ["ordered_late"]),
        ("        when: {promise: {¦\n", PROMISES),
        ("        when: {promise: {van_at_seven: [open, br¦\n", None),
        ("        when:\n          promise:\n            van_at_seven: ¦\n", None),
        ("        against: ¦\n", ["no_van_after_six"]),
        ("        refutes: ¦\n", ["yes", "no"]),
        ("        style: {fault: ¦\n", ["pusher", "builder"]),
        ("        when: {any: [{not: {open: ¦\n", ["yes", "no"]),
        (
            "        when: {\n          honest: shown,\n          replied: [¦\n",
            [
                "own_it",
                "gift",
                "check_order",
                "call",
                "van",
                "get_back",
                "any_time",
                "sixty",
                "all_next_week",
            ],
        ),
    ],
)
def test_values_are_offered_by_what_their_key_takes(
    planted: str, expected: list[str] | None
) -> None:
    statuses = ["open", "kept", "broken", "renegotiated", "withdrawn", "refused"]
    assert labels(planted) == (expected or statuses)


def test_a_bracket_that_nobody_closed_ends_with_its_lines() -> None:
    assert labels("        earns: {honest: shown\n        to: ¦\n") == TARGETS


@pytest.mark.parametrize(
    ("planted", "there", "expected"),
    [
        ("channel: ¦", "channel: phone", ["in_person", "video", "phone", "text"]),
        ("difficulty: ¦\n", "difficulty: 2 ", ["1", "2", "3"]),
        ("start: ¦\n", "start: the_call\n", TARGETS[:3]),
        ("      ¦\n", "      call_at_ten_past: kept\n", ["call_at_ten_past"]),
        ("    sold: ¦\n", "    sold: yes\n", ["yes", "no"]),
        ("  good: {replies: [own_it], ends: ¦", "  good: {", TARGETS[3:]),
    ],
)
def test_values_are_offered_anywhere_in_the_file(
    planted: str, there: str, expected: list[str]
) -> None:
    assert labels(planted, there) == expected


def test_keys_are_offered_that_are_not_there_yet() -> None:
    found = labels("        ¦\n        why: Because.\n")
    assert set(found) < set(RECORDS["reply"].keys)
    assert "to" in found
    assert not {"id", "say", "earns", "why"} & set(found)


@pytest.mark.parametrize(
    ("planted", "record"),
    [
        ("      - ¦\n", "reply"),
        ("        to:\n          - ¦\n", "target"),
        ("        to:\n          - {¦\n", "target"),
        ("        when: {¦\n", "condition"),
        ("        when: {not: {¦\n", "condition"),
        ("        reaction:\n          - ¦\n", "line"),
    ],
)
def test_all_keys_of_a_new_thing_are_offered(planted: str, record: str) -> None:
    assert set(labels(TO + planted)) >= set(RECORDS[record].keys)


def test_the_keys_of_the_file_are_offered_at_the_left_edge() -> None:
    assert set(labels("¦\nchannel: phone", "channel: phone")) == {
        "draft",
        "channel_rule",
        "others",
        "variants",
    }


@pytest.mark.parametrize(
    "planted",
    [
        "        say: Our dis¦\n",
        "        why: >\n          to: ¦\n",
        "        why: >\n          Well [she\n          to: ¦\n",
        "        # to: ¦\n",
        "        to: what_now # ¦\n",
        "        nonsense: ¦\n",
        "        refutes:\n          sub: ¦\n",
        "        nonsense:\n          ¦\n",
        "        to: what_now ¦\n",
    ],
)
def test_nothing_is_offered_in_text_comments_and_where_nothing_is_known(planted: str) -> None:
    assert labels(planted) == []


def test_an_option_takes_the_place_of_the_word_in_which_the_cursor_stands() -> None:
    text = EXAMPLE.replace(TO, "        to: wha¦t\n", 1)
    document, point = opened(text, EXAMPLE)
    chosen = next(one for one in completion(document, point) if one.label == "ten_past_five")
    assert made([chosen.edit], text) == EXAMPLE.replace(TO, "        to: ten_past_five\n", 1)


def test_a_key_brings_its_colon_unless_that_is_there() -> None:
    assert options("        t¦\n")[-1].edit.text == "to: "
    assert options("        t¦: what_now\n")[-1].edit.text == "to"
    assert options("        to:¦\n")[0].edit.text == " the_call"


def test_an_option_says_what_it_means() -> None:
    promise = options("        makes: ¦\n")[0]
    assert (promise.detail, promise.doc[:10]) == ("a promise", "A van with")
    key = next(one for one in options("        ¦\n") if one.label == "asks")
    assert (key.detail, key.doc) == ("a truth", "A truth that is asked for.")
    fate = options("      van_at_seven: ¦\n", "      van_at_seven: broken\n")
    assert [(one.label, one.detail) for one in fate] == [("kept", ""), ("broken", "")]


def test_names_are_known_while_the_file_cannot_be_read() -> None:
    broken = EXAMPLE.replace("promises:\n", "promises: {\n", 1)
    document, point = opened(broken.replace(TO, "        makes: ¦\n", 1), EXAMPLE)
    assert document.draft is None or document.is_partly_read
    assert {one.label for one in completion(document, point)} >= set(PROMISES)


def test_ids_of_any_script_are_offered_and_replaced() -> None:
    text = EXAMPLE.replace("van_at_seven", "七点の車😀").replace(TO, "        makes: 七点¦\n", 1)
    document, point = opened(text, EXAMPLE)
    assert "call_at_ten_past" in [one.label for one in completion(document, point)]
    edit = completion(document, point)[0].edit
    assert edit.span.end_column - edit.span.column == 2


@given(st.data())
def test_no_place_in_a_text_makes_it_fail(data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(EXAMPLE)))
    typed = data.draw(st.text(alphabet="{[]}:,-# \n>'\"aß犬😀\t", max_size=12))
    document = read(EXAMPLE[:cut] + typed + EXAMPLE[cut + 3 :], "a.yaml")
    line = data.draw(st.integers(1, len(document.lines)))
    column = data.draw(st.integers(1, len(document.lines[line - 1]) + 1))
    for option in completion(document, Point(line, column)):
        span = option.edit.span
        assert span.line == span.end_line == line
        assert 1 <= span.column <= column <= span.end_column <= len(document.lines[line - 1]) + 1
