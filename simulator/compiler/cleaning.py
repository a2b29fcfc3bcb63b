"""Outside text as a terminal may show it: nothing that it would act on is left."""

from __future__ import annotations

import unicodedata

TAB = "    "


def clean(text: str) -> str:
    """Text without anything that a terminal would act on."""
    if text.isprintable():
        return text
    return "".join(_seen(letter) for letter in text)


def _seen(letter: str) -> str:
    if letter == "\t":
        return TAB
    category = unicodedata.category(letter)
    joins = letter in "\u200c\u200d"
    return (
        letter if joins or (category[0] not in "C" and category not in ("Zl", "Zp")) else "\ufffd"
    )
