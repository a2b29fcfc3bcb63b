from __future__ import annotations

from datetime import datetime

import pytest

from simulator.records.markdown import debrief_markdown, escaped
from tests.records.small import finished


def test_it_holds_the_verdict_and_the_whole_conversation() -> None:
    play = finished(None, "gift", "wait")

    text = debrief_markdown(play, play.debrief(), datetime(2026, 11, 22))

    assert text.startswith("# The wrong pallet\n\nLena Brandt, owner of a garden shop · 2026-11-22")
    assert "## Will she let you deliver?" in text
    assert (
        "**You:** Keep the trays.\n\n**Lena Brandt:** What now?\n\n**You** · Say nothing." in text
    )
    assert "**Lena Brandt:** Ninety trays of cat grass." in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*all* `code` [a](b) <b> &amp;", r"\*all\* \`code\` \[a\](b) \<b\> \&amp;"),
        ("- a list", r"\- a list"),
        ("3. a list", r"3\. a list"),
        ("=====", r"\====="),
        ("two\n# lines", r"two \# lines"),
        ("Well... 5-10", "Well... 5-10"),
    ],
)
def test_text_from_a_scenario_is_shown_and_never_acted_on(text: str, shown: str) -> None:
    assert escaped(text) == shown
