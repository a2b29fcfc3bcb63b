"""Words of a language that a reader picks replies by, and how they are counted in a text.

The lists themselves are files (``simulator/compiler/words``); here is only what is done with them, so that
bots and rules count alike. Counting knows no grammar: "not good" counts as "good". Every figure that is
made of it must bear that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def plain(text: str) -> str:
    """The text in small letters, with one kind of apostrophe."""
    return text.translate(_APOSTROPHES).casefold()


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in its order: ``("it's", "ten", "past", "five")``."""
    return tuple(_WORD.findall(plain(text)))


def _pattern(phrases: frozenset[str]) -> re.Pattern[str] | None:
    """Finds the phrases where none stands within a word: no "won" in "won't", but "% off" in "20% off".

    Phrases that need the same bounds share them: with bounds of its own each would be tried everywhere.
    """
    bounds: dict[tuple[str, str], list[str]] = {}
    # The longest comes first, for then "so sorry" is not also "sorry".
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        before = r"(?<!\w)(?<!\w')" if phrase[0].isalnum() else ""
        after = r"(?!'?\w)" if phrase[-1].isalnum() or phrase[-1] == "*" else ""
        body = re.escape(phrase).replace(r"\*", r"[\w'-]*")
        bounds.setdefault((before, after), []).append(body)
    either = "|".join(f"{a}(?:{'|'.join(found)}){b}" for (a, b), found in bounds.items())
    return re.compile(either) if either else None


class Phrases:
    """Words and phrases to look for. One that ends in ``*`` stands for all words that begin so."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self.phrases = frozenset(plain(phrase) for phrase in phrases if phrase)
        self._pattern = _pattern(self.phrases)

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def found(self, text: str) -> list[str]:
        """What of it stands in the text, as often as it does, in small letters."""
        return self._pattern.findall(plain(text)) if self._pattern else []

    def count(self, text: str) -> int:
        """How many of them stand in the text. None is counted within another."""
        return len(self.found(text))


NOTHING = Phrases()


@dataclass(frozen=True)
class Lexicon:
    """The word lists of one language. A list that the language lacks is empty, and finds nothing."""

    language: str
    """Its code: ``"en"``."""
    empathy: Phrases = NOTHING
    apologies: Phrases = NOTHING
    absolutes: Phrases = NOTHING
    hedges: Phrases = NOTHING
    insults: Phrases = NOTHING
    threats: Phrases = NOTHING
    positive: Phrases = NOTHING
    negative: Phrases = NOTHING
    conceding: Phrases = NOTHING
    """Something given away: "free of charge", "discount"."""
    self_denying: Phrases = NOTHING
    """The seller against himself: "our mistake", "I wouldn't buy", a rival named as the better choice."""
    dimensions: Phrases = NOTHING
    """What names a dimension of trust outright: "honest", "on your side"."""
    trust_me: Phrases = NOTHING
    blame: Phrases = NOTHING
    """What a debrief says to somebody who is to feel stupid: "you failed"."""
    numbers: Phrases = NOTHING
    dates: Phrases = NOTHING
    stop: Phrases = NOTHING
    """Words that say nothing about what a text is about."""
    names_are_capitalised: bool = field(default=True)
    """Whether a capital letter within a sentence shows a name. In German it shows any noun."""

    def content(self, text: str) -> frozenset[str]:
        """The words of a text that say what it is about, each once."""
        return frozenset(words_of(text)) - self.stop.phrases
