"""Twee files as skeletons of scenarios."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.compiler.compile import compile_text
from simulator.workbench.comments import COMMENT
from simulator.workbench.twee.importing import imported
from simulator.workbench.twee.story import StoryError
from tests.workbench.twee.stories import left_out_of, scenario_of, story_of

HARLOWE = ':: StoryData\n{"format":"Harlowe"}\n\n'

STORY = """\
:: StoryTitle
The pallet

:: The call
Ninety trays: "cat grass"!
[[Ours->own it]]
[[Look it up->order]]

:: own it
Well?
"""


def test_passages_become_states_and_those_without_links_endings() -> None:
    scenario = scenario_of(STORY)
    assert (scenario.title, scenario.start, scenario.draft) == ("The pallet", "the_call", True)
    assert list(scenario.states) == ["the_call"]
    assert list(scenario.endings) == ["own_it", "order"]
    assert not scenario.endings["own_it"].sold
    assert scenario.endings["own_it"].lines[0].text == "Well?"


def test_what_is_missing_is_marked() -> None:
    text = story_of(STORY).text
    assert "draft: yes" in text
    assert text.count("name: (to be written)\n  reliance: (to be written)") == 1
    assert "# to be written: there is no passage `order`" in text
    assert text.count("# to be written: what it earns or wounds, and why") == 2
    assert "# the passage `The call`" in text


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["a b", "A-B", "a_b"], ["a_b_2", "A-B", "a_b"]),
        (["1st call", "(well)", "[]", "?"], ["_1st_call", "well", "passage", "passage_2"]),
        (["Größe", "Привет, мир", "你好"], ["Größe", "привет_мир", "你好"]),
        (["no", "yes", "null"], ["no", "yes", "null"]),
    ],
)
def test_names_become_ids_of_one_word_each_once(names: list[str], ids: list[str]) -> None:
    escaped = [re.sub(r"[\[\]]", r"\\\g<0>", name) for name in names]
    scenario = scenario_of("".join(f":: {name}\nx\n" for name in escaped) + ":: z\n[[z]]")
    assert {*scenario.states, *scenario.endings} >= set(ids)


def test_two_passages_of_one_name_are_both_kept_and_it_is_said() -> None:
    story = ":: a\n[[b]]\n:: b\nfirst\n:: b\nsecond"
    scenario = scenario_of(story)
    assert scenario.endings["b"].lines[0].text == "first"
    assert scenario.endings["b_2"].lines[0].text == "second"
    assert left_out_of(story)[0][:2] == (5, "second name")


@pytest.mark.parametrize(
    ("head", "start"),
    [
        (':: StoryData\n{"start":"b"}\n', "b"),
        (':: StoryData\n{"start":"x"}\n', "Start"),
        ("", "Start"),
    ],
)
def test_it_starts_where_the_story_says(head: str, start: str) -> None:
    assert scenario_of(f"{head}:: a\n[[b]]\n:: b\n[[a]]\n:: Start\n[[a]]").start == start


def test_a_start_without_links_gets_a_reply_to_be_written() -> None:
    scenario = scenario_of(":: a\nHello")
    assert scenario.states["a"].replies[0].say == "(to be written)"
    assert list(scenario.endings) == ["to_be_written"]


def test_a_circle_without_an_ending_gets_a_way_out_that_is_marked() -> None:
    scenario = scenario_of(":: a\n[[b]]\n:: b\n[[c]]\n:: c\n[[b]]")
    assert [one.say for one in scenario.states["b"].replies] == ["c", "(to be written)"]
    assert len(scenario.states["a"].replies) == len(scenario.states["c"].replies) == 1


def test_scripts_styles_and_passages_of_the_format_are_listed_and_no_states() -> None:
    story = (
        f":: a\nx\n:: s [script]\nalert()\n:: StoryInit\n<<set $x>>\n:: c [stylesheet]\n{'p{}' * 9}"
    )
    assert {*scenario_of(story).states, *scenario_of(story).endings} == {"a", "to_be_written"}
    assert [what for _, what, _ in left_out_of(story)] == [
        "script",
        "passage of the story format",
        "stylesheet",
    ]
    assert "# | alert()" in story_of(story).text


def test_tags_and_text_before_the_first_passage_are_listed() -> None:
    found = left_out_of("hello\n:: a [x y]\nz")
    assert found == [(1, "text before the first passage", "hello"), (2, "tags", "[x y]")]


def test_a_mark_of_byte_order_and_windows_line_breaks_change_nothing() -> None:
    as_windows = b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode()
    assert imported(as_windows, "story.twee") == story_of(STORY)


def test_control_characters_are_shown_and_listed() -> None:
    story = ":: a\nHello\x1b[31m\u202e\n[[b]]"
    assert scenario_of(story).states["a"].lines[0].text == "Hello\ufffd[31m\ufffd"
    assert [text for _, _, text in left_out_of(story)] == ["U+001B", "U+202E"]
    assert scenario_of(":: a\n&#27;&#x202e;[[b]]").states["a"].lines[0].text == "\ufffd\ufffdb"


def test_a_comment_in_a_story_silences_no_rule() -> None:
    text = story_of(
        ":: a\n<!-- # roleplay: ignore[P301] -->\n<!-- x\n# roleplay: ignore[P302] -->[[b]]"
    ).text
    assert r"| <!-- \# roleplay: ignore[P301] -->" in text
    assert not any(COMMENT.search(line) for line in text.split("\n"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no line of it begins with `::`"),
        (b"format: 1\n", "no line of it begins with `::`"),
        (":: a\n\xe4".encode("latin-1"), "line 2 is not UTF-8"),
        (":: a".encode("utf-16"), "UTF-16"),
        (b":: StoryTitle\nx", "no passage in which anything is said"),
        (b'{"passages": []}', "this is JSON"),
        (b"<html><body></body></html>", "Export As Twee"),
        (b"<tw-storydata></tw-storydata><tw-storydata></tw-storydata>", "2 stories"),
    ],
)
def test_what_is_no_story_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(StoryError, match=re.escape(why)):
        imported(data, "x")


def test_a_page_that_twine_published_is_read_as_well() -> None:
    page = """<!DOCTYPE html><html><head><style>
::selection {}</style></head><body>
<tw-storydata name="A &amp; B" startnode="2" ifid="X" format="Harlowe" hidden>
<style role="stylesheet" type="text/twine-css">p {}</style>
<script role="script" type="text/twine-javascript">a < b</script>
<tw-passagedata pid="1" name="b" tags="x" position="1,2">&lt;b&gt; end</tw-passagedata>
<tw-passagedata pid="2" name="The &quot;call&quot;">Hi
[[go-&gt;b]]</tw-passagedata></tw-storydata></body></html>"""
    scenario = scenario_of(page)
    assert (scenario.title, scenario.start) == ("A & B", "the_call")
    assert scenario.states["the_call"].replies[0].to[0].go == "b"
    assert [(line, what) for line, what, _ in left_out_of(page)] == [
        (3, "data of the story"),
        (4, "stylesheet"),
        (5, "script"),
        (6, "tags"),
        (6, "HTML"),
    ]


TOKENS = (
    *("\n", " ", ":: ", "\n:: ", "[[", "]]", "->", "<-", "|", "<<if ", ">>", "(if: ", ")", "[", "]", "{"),
    *("<!-- ", " -->", "<b ", ">", "<script>", "</script>", "}", "<% ", " %>", "[img[", "$", "//"),
    *("&#", ";", "#", '"', "'", ": ", "- ", "\\", "*", "`", "\t", "\x00", "\u2028", "--\n", "<<silently>>"),
    *("<!-- roleplay reply\n", "<!-- roleplay state\n", "<!-- roleplay line -->", "why: ", "''", "**"),
    *("to: ", "id: ", "why: >\n", "[script]", "StoryData\n", "StoryTitle\n", "[roleplay]"),
    *('{"format":"Harlowe"}\n', '{"format":"Chapbook"}\n'),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(TOKENS), st.integers(0, 9).map("w{}".format)), max_size=40)
)
def test_no_text_breaks_an_import_and_no_word_is_lost(tokens: list[str]) -> None:
    """Each word is made unique, so that it can be found again in the words or in a comment."""
    text = ":: first\nhello\n" + "".join(
        f"{token}x{at}z " if token.startswith("w") and token[1:].isdigit() else token
        for at, token in enumerate(tokens)
    )
    try:
        made = story_of(text)
    except StoryError:
        return
    compiled = compile_text(made.text)
    assert not compiled.errors, (made.text, compiled.errors)
    for word in re.findall(r"w\dx\d+z", text):
        assert word in made.text, (word, made.text)


@settings(max_examples=200, deadline=None)
@given(st.text(), st.binary())
def test_no_input_crashes_the_importer(text: str, data: bytes) -> None:
    encoded = (
        data,
        b":: " + data,
        *(one.encode("utf-8", "replace") for one in (text, f":: a\n{text}")),
    )
    for raw in encoded:
        try:
            made = imported(raw, "x")
        except StoryError:
            continue
        assert not compile_text(made.text).errors
