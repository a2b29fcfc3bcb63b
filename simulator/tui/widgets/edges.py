"""The two edges of every screen: what this is, above; which keys work here, below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from simulator.tui.rows import BLANK, MORE, Row, clipped, ends, joined, rule, rule_with, say
from simulator.tui.widgets.page import Surface

Key = tuple[str, str]
"""A key and what it does, as they stand in the footer."""

HELP: Key = ("?", "keys")


class Top(Surface):
    """What the screen is about, and where one is in it. A rule under it where there is room."""

    def __init__(self, left: Content = BLANK, right: Content = BLANK) -> None:
        super().__init__(id="top")
        self._left, self._right = left, right

    def show(self, left: Content, right: Content = BLANK) -> None:
        """Say something else."""
        self._left, self._right = left, right
        self.refresh()

    def row_at(self, y: int) -> tuple[Row, bool]:
        """The words, and a rule."""
        width = self.size.width
        if y:
            return rule(width), False
        return ends(self._left.pad_left(1), self._right.pad_right(1), width), False


class Keys(Surface):
    """The keys that work now. Those that don't fit stand under ``?``, which always stays."""

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        super().__init__(id="keys")
        self._keys = tuple(keys)
        self._word = BLANK
        self._has_more = False

    def show(self, keys: Sequence[Key]) -> None:
        """Other keys work now."""
        self._keys = tuple(keys)
        self._word = BLANK
        self.refresh()

    def tell(self, word: Content) -> None:
        """Stand a sentence in the place of the keys, until they change or `show` is called."""
        self._word = word
        self.refresh()

    def more(self, more: bool) -> None:
        """Say in the rule whether there is more to read above it."""
        self._has_more = more
        self.refresh()

    def row_at(self, y: int) -> tuple[Row, bool]:
        """A rule, and the keys; the keys alone on one line."""
        width = self.size.width
        if y == 0 and self.size.height > 1:
            return (rule_with(MORE, width) if self._has_more else rule(width)), False
        if self._word:
            return clipped(self._word.pad_left(1), width), False
        return key_row(self._keys, width), False


def key_row(keys: Sequence[Key], width: int) -> Row:
    """Keys and what they do on one row, as many as fit. The first and ``?`` stay whatever goes."""
    kept = list(keys)
    while len(kept) > 1 and _length(kept) > width:
        spare = [key for key in kept[1:] if key != HELP]
        if not spare:  # the first key, and the sign alone
            kept[1:] = [(HELP[0], "")]
            break
        kept.remove(spare[-1])
    gap = "   " if _length(kept) <= width else "  "
    parts: list[Content | str] = [" "]
    for number, (key, does) in enumerate(kept):
        parts += [gap if number else "", say(key, "key"), say(f" {does}", "quiet")]
    return clipped(joined(*parts), width)


def _length(keys: Sequence[Key]) -> int:
    return 1 + sum(len(key) + 1 + len(does) for key, does in keys) + 3 * (len(keys) - 1)
