"""A story that was published, or archived, as a web page of Twine 2.

Source: https://github.com/iftechfoundation/twine-specs, twine-2-htmloutput-spec.md. Such a page holds
the same passages as a Twee file, and trainers have one more often than the other.
"""

from __future__ import annotations

from html.parser import HTMLParser

from simulator.workbench.twee.notation import take_data
from simulator.workbench.twee.story import LeftOut, Passage, Story, StoryError

OPEN, CLOSE = "<tw-storydata", "</tw-storydata>"
HOW = "open it in Twine, and there choose Build and then Export As Twee"
OF_THE_STORY = ("name", "format", "startnode")
OF_A_PASSAGE = ("pid", "name", "tags")
ON_THE_MAP = ("position", "size")

Attributes = list[tuple[str, str | None]]


def is_page(text: str, *, has_headers: bool) -> bool:
    """Whether this is a web page, of Twine or not. A Twee file may hold HTML, but does not begin with it."""
    head = text[:1000].lstrip().lower()
    begins = head.startswith(("<!doctype html", "<html", "<head", "<body", "<!--", OPEN))
    return (begins or OPEN in text) if not has_headers else begins and not head.startswith("<!--")


def read_page(text: str) -> Story:
    """The story of a web page.

    Raises:
        StoryError: it has no story of Twine 2, or more than one.
    """
    count = text.count(OPEN)
    if count == 0:
        raise StoryError(f"this is a web page without a story of Twine 2; {HOW}")
    if count > 1:
        raise StoryError(f"this is an archive of {count} stories; import one at a time: {HOW}")
    start = text.index(OPEN)
    end = text.find(CLOSE, start)
    page = _Page(text.count("\n", 0, start))
    try:
        page.feed(text[start : end if end >= 0 else len(text)])
        page.close()
    except AssertionError as error:  # so html.parser refuses some broken declarations
        raise StoryError(f"the page is broken; {HOW}") from error
    return page.done()


class _Page(HTMLParser):
    """Collects the passages of one story."""

    def __init__(self, lines_before: int) -> None:
        super().__init__()
        self.story = Story()
        self.lines_before = lines_before
        self.start = ""
        self.numbers: dict[str, str] = {}
        self.attributes: dict[str, str] = {}
        self.line = 0
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        self.line = self.getpos()[0] + self.lines_before
        if tag == "tw-storydata":
            self._story(values)
        elif tag in ("tw-passagedata", "script", "style"):
            self.attributes, self.text = values, []
        elif tag == "tw-tag":
            self._leave("colour of a tag", self.get_starttag_text() or "")

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)
        elif data.strip():
            self._leave("text outside of the passages", data.strip())

    def handle_endtag(self, tag: str) -> None:
        if self.text is None or tag not in ("tw-passagedata", "script", "style"):
            return
        text = "".join(self.text).replace("\r\n", "\n").replace("\r", "\n").rstrip()
        self.text = None
        if tag == "tw-passagedata":
            self._passage(text)
        elif text:
            self._leave("script" if tag == "script" else "stylesheet", text)

    def done(self) -> Story:
        """The story."""
        if self.text is not None:
            self._leave("passage that does not end", "".join(self.text))
        self.story.start = self.numbers.get(self.start, "")
        return self.story

    def _story(self, values: dict[str, str]) -> None:
        self.story.title = " ".join(values.get("name", "").split())
        self.start = values.get("startnode", "")
        more = {key: value for key, value in values.items() if key not in ("name", "startnode")}
        take_data(self.story, more, self.line)

    def _passage(self, text: str) -> None:
        values = self.attributes
        name = values.get("name", "")
        self.numbers.setdefault(values.get("pid", ""), name)
        tags = tuple(values.get("tags", "").split())
        self.story.passages.append(Passage(name, tags, text, self.line, self.line))
        for key, value in values.items():
            if key not in OF_A_PASSAGE and key not in ON_THE_MAP:
                self.story.left_out.append(LeftOut(self.line, name, f"metadata `{key}`", value))

    def _leave(self, what: str, text: str) -> None:
        self.story.left_out.append(LeftOut(self.line, "", what, text))
