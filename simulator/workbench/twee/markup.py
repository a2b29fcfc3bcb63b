"""The text of a passage, taken apart: words, links, our own comments, and what is left out.

What must stay true: every character ends up in the words, in a link or in what is left out, but for the
closing tags of macros and HTML, and the signs of bold and italics, which become `*emphasis*`. No text
makes it fail, and none takes longer than in proportion to its length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from simulator.workbench.twee import links
from simulator.workbench.twee.dialects import (
    EMPHASIS,
    HARLOWE_NAMES,
    NOT_SHOWN,
    OPENERS,
    TAG,
    VARIABLE,
    WORD,
)
from simulator.workbench.twee.links import Link
from simulator.workbench.twee.marks import Mark, as_mark
from simulator.workbench.twee.safe_words import plain
from simulator.workbench.twee.story import LeftOut

GONE = "\0"
"""Stands in the words where something was left out, so that a line of nothing else can go, too."""

Piece = str | Link | Mark

MOST_UNCLOSED = 50
LONGEST_MACRO = 5_000


class Scanner:
    """Goes once through one text. `pieces` and `left_out` are what it found."""

    def __init__(self, text: str, where: str, line: int, dialect: str) -> None:
        self.text = text
        self.where = where
        self.line = line
        self.dialect = dialect
        self.pieces: list[Piece] = []
        self.left_out: list[LeftOut] = []
        self._counted = 0
        self._found: dict[str, tuple[int, int]] = {}
        self._unclosed = 0
        self._hooks: list[int] = []

    def run(self) -> None:
        """Take the text apart."""
        at, text = 0, self.text
        while found := OPENERS.search(text, at):
            start = found.start()
            self._say(text[at:start])
            handle = self._handlers.get(found[0])
            end = handle(self, start) if handle else self._entity(start, found.end())
            if end <= start:
                self._say(found[0])
                end = found.end()
            at = end
        self._say(text[at:])

    def _say(self, text: str) -> None:
        if text:
            self.pieces.append(text)

    def _leave(self, what: str, start: int, end: int) -> int:
        """Note a stretch of the text as left out, and give where it ends."""
        self._note(what, start, self.text[start:end])
        self.pieces.append(GONE)
        return end

    def _note(self, what: str, start: int, text: str) -> None:
        self.left_out.append(LeftOut(self._line_at(start), self.where, what, text))

    def _line_at(self, start: int) -> int:
        """The number of the line, for a place behind all those that were asked for before."""
        self.line += self.text.count("\n", self._counted, start)
        self._counted = start
        return self.line

    def _find(self, sign: str, start: int) -> int:
        """Where the sign stands next; -1 if nowhere. No stretch is searched twice for the same sign."""
        begun, at = self._found.get(sign, (0, -2))
        if at == -2 or not (begun <= start and (start <= at or at == -1)):
            at = self.text.find(sign, start)
            self._found[sign] = (start, at)
        return at

    def _is_over(self, start: int, end: int) -> bool:
        """Whether a line ends between the two places."""
        return 0 <= self._find("\n", start) < end

    def _is(self, *dialects: str) -> bool:
        """Whether markup of these story formats counts: where none is known, all of it does."""
        return not self.dialect or self.dialect in dialects

    def _entity(self, start: int, end: int) -> int:
        self._say(plain(self.text[start:end]))
        return end

    def _brackets(self, start: int) -> int:
        end = self._find("]]", start + 2)
        if end < 0 or self._is_over(start, end):
            return -1
        link = links.of_brackets(self.text[start + 2 : end])
        return -1 if link is None else self._link(link, start, end + 2)

    def _link(self, link: Link, start: int, end: int) -> int:
        if link.setter:
            self._note("setter of a link", start, self.text[start:end])
        if links.OUTSIDE.match(link.target):
            self._note("link out of the story", start, self.text[start:end])
            self._say(link.text)
        else:
            self.pieces.append(link)
        return end

    def _image(self, start: int) -> int:
        end = self._find("]]", start + 5)
        return self._leave("image", start, end + 2) if end >= 0 else -1

    def _sugarcube(self, start: int) -> int:
        end = self._find(">>", start + 2)
        if end < 0 or not self._is("sugarcube"):
            return -1
        inside = self.text[start + 2 : end].strip()
        end += 2
        if link := links.of_sugarcube(inside):
            self._note("macro", start, self.text[start:end])
            return self._link(link, start, end)
        return self._element(inside, start, end, "<</", "macro")

    def _element(self, inside: str, start: int, end: int, closer: str, what: str) -> int:
        """Leave out a macro or tag, with its content if that is never shown."""
        word = WORD.match(inside)
        name = word[1].lower() if word else ""
        if inside.startswith("/"):
            self.pieces.append(GONE)
            return end
        if name in NOT_SHOWN:
            closing = self._find(f"{closer}{name}", end)
            after = self._find(">" * (len(closer) - 1), closing) if closing >= 0 else -1
            end = after + len(closer) - 1 if after >= 0 else end
        return self._leave(what, start, end)

    def _tag(self, start: int) -> int:
        found = TAG.match(self.text, start, start + LONGEST_MACRO)
        if found is None:
            return -1
        inside = found[0][1:-1]
        word = WORD.match(inside)
        if word and word[0].lower() == "br":
            self._say("\n")
            return found.end()
        return self._element(inside, start, found.end(), "</", "HTML")

    def _template(self, start: int) -> int:
        end = self._find("%>", start + 2)
        return self._leave("code", start, end + 2) if end >= 0 and self._is("snowman") else -1

    def _comment(self, start: int) -> int:
        end = self._find("-->", start + 4)
        if end < 0:
            return -1
        if mark := as_mark(self.text[start + 4 : end]):
            self.pieces.append(mark._replace(line=self._line_at(start)))
            return end + 3
        return self._leave("comment", start, end + 3)

    def _old_comment(self, start: int) -> int:
        closer = "%/" if self.text[start + 1] == "%" else "*/"
        end = self._find(closer, start + 2)
        return self._leave("comment", start, end + 2) if end >= 0 and self._is("sugarcube") else -1

    def _harlowe(self, start: int) -> int:
        if not self._is("harlowe") or self._unclosed > MOST_UNCLOSED:
            return -1
        name = self.text[start + 1 : self.text.index(":", start)].lower()
        end = self._closing(start)
        if end < 0:
            self._unclosed += 1
            return -1
        has_hook = self.text.startswith("[", end) and not self.text.startswith("[[", end)
        if not (self.dialect or has_hook or name in HARLOWE_NAMES):
            return -1
        if link := links.of_harlowe(self.text[start + 1 : end - 1]):
            self._note("macro", start, self.text[start:end])
            return self._link(link, start, end)
        self._leave("macro", start, end)
        if has_hook:
            self._hooks.append(0)
            end += 1
        return end

    def _closing(self, start: int) -> int:
        """Behind the parenthesis that closes the one at `start`; -1 if none does."""
        depth, quote, at = 0, "", start
        while at < min(len(self.text), start + LONGEST_MACRO):
            sign = self.text[at]
            if quote:
                at += sign == "\\"
                quote = "" if sign == quote else quote
            elif sign in "\"'":
                quote = sign
            elif sign == "(":
                depth += 1
            elif sign == ")":
                depth -= 1
                if depth == 0:
                    return at + 1
            at += 1
        return -1

    def _open(self, start: int) -> int:
        if self._hooks:
            self._hooks[-1] += 1
        return -1

    def _close(self, start: int) -> int:
        if not self._hooks:
            return -1
        if self._hooks[-1]:
            self._hooks[-1] -= 1
            return -1
        self._hooks.pop()
        return start + 1

    def _insert(self, start: int) -> int:
        end = self._find("}", start)
        if end < 0 or self.dialect != "chapbook" or self._is_over(start, end):
            return -1
        if link := links.of_chapbook(self.text[start + 1 : end]):
            return self._link(link, start, end + 1)
        return self._leave("insert", start, end + 1)

    def _variable(self, start: int) -> int:
        found = VARIABLE.match(self.text, start)
        if found and self._is("sugarcube", "harlowe"):
            self._note("variable, which stays in the text as it is", start, found[0])
        return -1

    def _emphasis(self, start: int) -> int:
        sign = self.text[start : start + 2]
        fits = self._is("harlowe", "chapbook") if sign == "**" else self._is("harlowe", "sugarcube")
        found = EMPHASIS[sign].match(self.text, start) if fits else None
        if found is None or OPENERS.search(found[1]):
            return -1
        self._say(f"*{found[1]}*")
        return found.end()

    _handlers: ClassVar[dict[str, Callable[[Scanner, int], int]]] = {
        "[[": _brackets,
        "[img[": _image,
        "<<": _sugarcube,
        "<": _tag,
        "</": _tag,
        "<%": _template,
        "<!--": _comment,
        "/%": _old_comment,
        "/*": _old_comment,
        "(": _harlowe,
        "[": _open,
        "]": _close,
        "{": _insert,
        "$": _variable,
        "''": _emphasis,
        "//": _emphasis,
        "**": _emphasis,
    }
