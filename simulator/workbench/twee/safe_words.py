"""Words as a passage may hold them: no link, macro or markup comes of what people say.

A character that could begin something is written as an HTML entity, which every story format shows as the
character. What must stay true: `plain` gives back exactly what `safe` was given.
"""

from __future__ import annotations

import html
import re

from simulator.compiler.source import REFUSED
from simulator.core.speech import emphasised

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

ALWAYS = re.compile(r"[&<>\[\]{}|$\\`~^@*]")
DOUBLED = re.compile(r"(?<=([/'_=\-%]))\1|(?<=/)%|(?<![\w])_(?=\w)|(?<=\w)_(?=\W|\Z)")
"""`//`, `''`, `__`, `==`, `--`, `/%`, and the mark before the name of a temporary variable."""
MACRO = re.compile(r"\((?=\s*[\w-]+\s*:)")
AT_START = re.compile(r"^([^\S\n]*)([#!+\-=;:>.]|\d+(?=([.)])))", re.MULTILINE)
IN_NOTES = re.compile(r"-->|--!>|<!--|\[\[|\]\]|<<|>>|<%|%>|^::|&(?=#?\w+;)|[ \t]+$", re.MULTILINE)


def safe(words: str, *, in_link: bool = False) -> str:
    """Words as they may stand in a passage.

    Args:
        words: of any number of lines; `*emphasis*` stays what it is.
        in_link: whether they are the text of a link, which has one line only.
    """
    text = "".join(
        f"*{_safe(part)}*" if is_strong else _safe(part) for part, is_strong in emphasised(words)
    )
    text = AT_START.sub(_first, text)
    return text.replace("\n", "<br>") if in_link else text


def safe_notes(text: str) -> str:
    """Text as it may stand in a comment of a passage, as readable as can be."""
    return IN_NOTES.sub(lambda found: "".join(map(_entity, found[0])), text)


def plain(text: str) -> str:
    """Text with its entities turned into what they stand for."""
    return (
        shown(ENTITY.sub(lambda found: html.unescape(found[0]) or "\ufffd", text))
        if "&" in text
        else text
    )


def shown(text: str) -> str:
    """Text with U+FFFD for every character that a scenario may not hold."""
    return re.sub(REFUSED, "\ufffd", text)


def _safe(text: str) -> str:
    text = DOUBLED.sub(lambda found: "\0" + found[0], text)
    text = ALWAYS.sub(lambda found: _entity(found[0]), text)
    text = MACRO.sub(_entity("("), text)
    return re.sub("\0(.)", lambda found: _entity(found[1]), text)


def _first(found: re.Match[str]) -> str:
    """The sign at the start of a line, in place of which a list or a heading would be shown."""
    blanks, sign, after = found.groups()
    return f"{blanks}{sign[:-1]}{_entity(sign[-1])}" if after else f"{blanks}{_entity(sign)}"


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"
