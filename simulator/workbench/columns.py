"""Text in the columns of a terminal: cut and filled by what it takes there, bars, and colour.

Nothing depends on colour: it stands beside a word, a figure or a shape, and is left out wherever it
cannot be told that a terminal shows it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from simulator.compiler.cleaning import clean
from simulator.compiler.render import width

EIGHTHS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True, slots=True)
class Ink:
    """How text is set off, where there is colour."""

    colour: bool = False

    @classmethod
    def on(cls, stream: TextIO | None) -> Ink:
        """Colour where the stream is a terminal that shows it, and nobody objects (no-color.org)."""
        shows = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        return cls(shows and not os.environ.get("NO_COLOR"))

    def strong(self, text: str) -> str:
        """A heading."""
        return self._set(text, "1")

    def quiet(self, text: str) -> str:
        """What is read last."""
        return self._set(text, "2")

    def good(self, text: str) -> str:
        """What keeps most."""
        return self._set(text, "32")

    def costly(self, text: str) -> str:
        """What costs something."""
        return self._set(text, "33")

    def grave(self, text: str) -> str:
        """What costs much."""
        return self._set(text, "31")

    def _set(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text.strip() else text


def one_line(text: str) -> str:
    """Text of a file on one line, without anything that a terminal would act on."""
    return clean(" ".join(text.split()))


def cut(text: str, columns: int) -> str:
    """Clean text in no more than so many columns; an ellipsis shows that it goes on."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    kept = ""
    for letter in text:
        if width(kept + letter) > columns - 1:
            break
        kept += letter
    return kept + "…"


def fill(text: str, columns: int) -> str:
    """Clean text in exactly so many columns."""
    shown = cut(text, columns)
    return shown + " " * (columns - width(shown))


def bar(share: float, columns: int) -> str:
    """A share from 0 to 1 as a bar of at most so many columns, to an eighth of one."""
    eighths = min(max(round(share * columns * 8), 1 if share > 0 else 0), columns * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


def wrapped(text: str, columns: int, margin: str = "  ") -> Iterator[str]:
    """Text in lines of no more than so many columns, each after a margin."""
    line = margin
    for word in text.split():
        word = cut(word, columns - len(margin))
        if line != margin and width(line) + 1 + width(word) > columns:
            yield line
            line = margin
        line += word if line == margin else f" {word}"
    if line != margin:
        yield line
