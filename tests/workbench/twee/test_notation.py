"""The notation of Twee 3."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.workbench.twee.notation import escaped, read_twee, written
from tests.workbench.twee.stories import said


def test_a_header_has_a_name_tags_and_metadata() -> None:
    story = read_twee(
        ':: An overgrown path [forest spooky] {"position":"600,400","size":"100,200"}\nx'
    )
    (passage,) = story.passages
    assert (passage.name, passage.tags, passage.text) == (
        "An overgrown path",
        ("forest", "spooky"),
        "x",
    )
    assert [one.what for one in story.left_out] == ["places on Twine's map"]


def test_escapes_in_names_and_tags_are_taken_away() -> None:
    (passage,) = read_twee(r"::a\[b\]\{c\}\\d\q [e\]f]").passages
    assert (passage.name, passage.tags) == (r"a[b]{c}\dq", ("e]f",))


def test_metadata_that_cannot_be_read_is_left_out_and_listed() -> None:
    story = read_twee(":: a {position: 1}\nx")
    assert story.passages[0].name == "a"
    assert [(one.line, one.text) for one in story.left_out] == [(1, "{position: 1}")]


def test_a_place_in_angle_brackets_is_that_of_an_older_twee() -> None:
    story = read_twee(":: a <10,20>\nx")
    assert story.passages[0].name == "a"
    assert story.left_out[0].text == "1 passage"


def test_deeply_nested_metadata_is_no_crash() -> None:
    assert read_twee(":: a " + '{"a":' * 9999).passages[0].name == "a"


def test_the_story_says_its_title_format_and_start() -> None:
    story = read_twee(
        ':: StoryTitle\nThe  pallet\n\n:: StoryData\n{"format":"SugarCube","start":"b","zoom":1}'
    )
    assert (story.title, story.format, story.start) == ("The pallet", "sugarcube", "b")
    assert story.left_out[0].text == '{"zoom": 1}'


def test_story_data_that_is_no_json_is_listed() -> None:
    assert read_twee(":: StoryData\n[1]").left_out[0].what == "data that cannot be read"


def test_a_colon_pair_within_a_line_begins_no_passage() -> None:
    (passage,) = read_twee(":: a\nx :: y\n ::z\n\n\n").passages
    assert passage.text == "x :: y\n ::z"


@given(st.text(), st.lists(st.text(min_size=1)))
def test_a_name_that_is_written_is_the_name_that_is_read(name: str, tags: list[str]) -> None:
    name = " ".join(said(name).split())
    words = tuple("".join(said(tag).split()) for tag in tags)
    (passage,) = read_twee(written(name, "text", words, "1,2")).passages
    assert (passage.name, passage.tags, passage.text) == (name, words, "text")


@given(st.text(alphabet="[]{}\\ab "))
def test_an_escaped_name_has_no_bare_bracket(name: str) -> None:
    assert not escaped(name).replace("\\\\", "").replace("\\[", "").strip("ab ").startswith("[")
