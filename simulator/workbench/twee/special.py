"""Which passages are no part of the conversation: code, style, and what a story format shows around it.

Sources: the Twee 3 specification; the lists of special passages and tags of SugarCube 2, Harlowe 3 and
Twine 1. A name or tag that is in none of them is an ordinary one.
"""

from __future__ import annotations

from simulator.workbench.twee.story import Passage

NOTES_NAME = "roleplay"
NOTES_TAG = "roleplay"
"""The name and the tag of the passage in which an export keeps what is no part of the conversation."""

_NAMES = """
    StoryInit StoryCaption StoryMenu StoryBanner StorySubtitle StoryAuthor StoryDisplayTitle StorySettings
    StoryIncludes StoryInterface StoryShare StoryLinks StoryStylesheet StoryScript StoryRewind
    PassageHeader PassageFooter PassageReady PassageDone MenuOptions MenuShare MenuStory
    StoryTitle StoryData ClickDrag HarloweOptions
"""
NAMES = frozenset(_NAMES.split())

TAGS = {
    "script": "script",
    "stylesheet": "stylesheet",
    "widget": "widgets",
    "init": "passage of the story format",
    "header": "passage of the story format",
    "footer": "passage of the story format",
    "startup": "passage of the story format",
    "debug-header": "passage of the story format",
    "debug-footer": "passage of the story format",
    "debug-startup": "passage of the story format",
    "annotation": "passage that is not shown",
    "Twine.private": "passage that is not shown",
    "Twine.image": "image",
    "Twine.audio": "sound",
    "Twine.video": "film",
    "Twine.vtt": "subtitles",
}
"""What a passage with this tag is called where it is left out."""


def what_it_is(passage: Passage) -> str:
    """What a passage is called that is no part of the conversation; empty if it is one."""
    for tag in passage.tags:
        if tag in TAGS:
            return TAGS[tag]
    return "passage of the story format" if passage.name in NAMES else ""
