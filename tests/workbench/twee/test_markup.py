"""The text of passages: what is words, what is a reply, and what is left out."""

import time

import pytest

from tests.workbench.twee.stories import left_out_of, scenario_of, story_of


def line_of(text: str, story_format: str = "") -> str:
    """What is said in a passage of this text."""
    return said_in(f':: StoryData\n{{"format":"{story_format}"}}\n:: a\n{text}\n:: b\nend')


def said_in(story: str) -> str:
    state = next(iter(scenario_of(story).states.values()))
    return state.lines[0].text if state.lines else ""


@pytest.mark.parametrize(
    ("link", "text", "target"),
    [
        ("[[b]]", "b", "b"),
        ("[[go|b]]", "go", "b"),
        ("[[go->b]]", "go", "b"),
        ("[[b<-go]]", "go", "b"),
        ("[[a -> c->b]]", "a -> c", "b"),
        ("[[b<-c <- d]]", "c <- d", "b"),
        ("[[go|b][$x to 1]]", "go", "b"),
        ('(link-goto: "go", "b")', "go", "b"),
        ('<<link "go" "b">><</link>>', "go", "b"),
        ("<<link [[go|b]]>><</link>>", "go", "b"),
        ("[[go&#58; now<br>then->b]]", "go: now\nthen", "b"),
    ],
)
def test_each_way_of_writing_a_link_is_a_reply(link: str, text: str, target: str) -> None:
    scenario = scenario_of(f":: a\nWell?\n{link}\n:: b\nend")
    (reply,) = scenario.states["a"].replies
    assert (reply.say, reply.to[0].go) == (text, target)
    assert scenario.states["a"].lines[0].text == "Well?"


def test_chapbooks_link_insert_is_a_reply() -> None:
    story = ":: StoryData\n{\"format\":\"Chapbook\"}\n:: a\n{link to: 'b', label: 'go'}\n:: b\nend"
    assert scenario_of(story).states["a"].replies[0].say == "go"


def test_a_link_within_a_sentence_leaves_its_words_there() -> None:
    assert line_of("You can [[run->b]] or [[stay|b]].") == "You can run or stay."


def test_links_in_a_list_leave_no_bullets_behind() -> None:
    assert line_of("Well?\n* [[run->b]]\n- [[stay->b]]") == "Well?"


def test_a_setter_is_listed() -> None:
    assert (2, "setter of a link", "[[b][$x to 1]]") in left_out_of(":: a\n[[b][$x to 1]]\n:: b\n.")


def test_a_link_out_of_the_story_is_listed_and_no_reply() -> None:
    story = ":: a\n[[site|https://example.com]]\n[[b]]\n:: b\n."
    assert [one.say for one in scenario_of(story).states["a"].replies] == ["b"]
    assert left_out_of(story) == [(2, "link out of the story", "[[site|https://example.com]]")]


def test_macros_are_listed_and_what_they_enclose_is_said() -> None:
    story = ":: a\n<<if $x>>Yes\n<<else>>No<</if>> [[b]]\n:: b\n."
    assert said_in(story) == "Yes\nNo b"
    assert left_out_of(story) == [(2, "macro", "<<if $x>>"), (3, "macro", "<<else>>")]


def test_harlowes_hooks_lose_their_brackets_and_others_keep_theirs() -> None:
    assert (
        line_of('(if: $x is ")")[You [see] it] [here] [[b]]', "Harlowe") == "You [see] it [here] b"
    )


def test_words_in_parentheses_with_a_colon_are_no_macro_unless_harlowe_is_named() -> None:
    assert line_of("(note: see page 3) [[b]]") == "(note: see page 3) b"


def test_code_is_left_out_with_all_of_its_content() -> None:
    story = ":: a\nHi<script>let a = '[[c]]'</script>\n<<silently>>\nno [[d]]\n<</silently>>\n[[b]]\n:: b\n."
    assert [one.say for one in scenario_of(story).states["a"].replies] == ["b"]
    assert said_in(story) == "Hi"
    assert len(left_out_of(story)) == 2


def test_snowmans_code_and_html_are_listed() -> None:
    story = ":: a\n<% s.x = 1 %>Hi <i class='>'>you</i><br>there\n[[b]]\n:: b\n."
    assert said_in(story) == "Hi you\nthere"
    assert [one[1] for one in left_out_of(story)] == ["code", "HTML"]


def test_chapbooks_variables_modifiers_and_inserts_are_listed() -> None:
    head = ':: StoryData\n{"format":"Chapbook"}\n'
    story = f"{head}:: a\nx: 1\n--\n[if x]\nHi {{name}} there\n[note]\nsecret\n[continued]\n[[b]]\n:: b\n."
    assert said_in(story) == "Hi  there"
    found = [(line, what) for line, what, _ in left_out_of(story)]
    assert found == [
        (4, "variable"),
        (6, "modifier"),
        (7, "insert"),
        (8, "modifier"),
        (9, "text that is not shown"),
        (10, "modifier"),
    ]


def test_images_and_comments_are_listed() -> None:
    story = ":: a\n[img[a.png][b]]<!-- x -->/% y %/Hi\n[[b]]\n:: b\n."
    assert said_in(story) == "Hi"
    assert [one[1] for one in left_out_of(story)] == ["image", "comment", "comment"]


def test_variables_stay_in_the_text_and_are_listed() -> None:
    assert line_of("Hi $name.\n[[b]]") == "Hi $name."
    assert (2, "variable, which stays in the text as it is", "$name") in left_out_of(
        ":: a\nHi $name."
    )


def test_bold_and_italics_become_emphasis_and_addresses_do_not() -> None:
    assert line_of("''a'' //b's// **c** http://d//e [[b]]") == "*a* *b's* *c* http://d//e b"


def test_entities_are_what_they_stand_for() -> None:
    assert line_of("&lt;&lt;set&#62;&gt; AT&T &copy x [[b]]") == "<<set>> AT&T &copy x b"


def test_markup_of_an_unknown_format_stays_and_the_format_is_listed() -> None:
    story = ':: StoryData\n{"format":"Paperthin"}\n:: a\n{x} @y [[b]]\n:: b\n.'
    assert said_in(story) == "{x} @y b"
    assert "paperthin" in left_out_of(story)[0][2]


@pytest.mark.parametrize(
    "opener", ["[[", "<<a", "(if:", "<a ", "<!--", "[img[", "<%", "//a", "{", "/*", "&#"]
)
def test_a_long_row_of_openers_takes_no_time(opener: str) -> None:
    text = f":: a\n{opener * 20_000}\n[[b]]"
    begun = time.perf_counter()
    story_of(text)
    assert time.perf_counter() - begun < 15
