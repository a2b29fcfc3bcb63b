"""Does something to a text: what an author does by mistake, and what nobody does but an attacker.

A change gets the text as bytes, since not every file is UTF-8. Most changes keep the form and touch what is
said, for a text that is no YAML any more meets none of the rules that come later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
LARGEST = 400_000
"""In bytes. A larger text says no more, and takes the time of many."""
MOST_KEPT = 1_500
NASTY = (
    *(
        "\ufeff",
        "\u202e",
        "\u2028",
        "\u2029",
        "\x85",
        "\x0b",
        "\x0c",
        "\x00",
        "\x1b[2J",
        "\x7f",
        "\u200d",
    ),
    *(
        "\u00ad",
        "\u3000",
        "\u00a0",
        "\ud800",
        "\U0010ffff",
        "\ufffe",
        "e\u0301",
        "\u0301",
        "ß",
        "İ",
        "ı",
        "ﬁ",
    ),
    *("１", "٣", "²", "👩\u200d👧", "שלום", "〱", "𝔞", "％", "：", "＃"),
)
"""Letters that programs stumble over."""
SIGNS = (
    *(
        ": ",
        " #",
        "- ",
        "? ",
        "> ",
        "|",
        ">-",
        "&a ",
        "*a ",
        "!!x ",
        "<<: ",
        "%",
        "@",
        "`",
        '"',
        "'",
    ),
    *(
        "---\n",
        "...\n",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        "#",
        "~",
        "1e9",
        "{not: ",
    ),
    *("# roleplay: ignore[", "  # roleplay: ignore[P332]\n"),
)
"""What YAML, or this program, reads as more than a letter."""
WORD = re.compile(rb"[A-Za-z_]\w*")
PAIR = re.compile(
    rb"(?m)(?:^ *(?:- )?|[{,] ?)(\w+): (?=[^\n>|])((?:[^\n{}\[\],]|[{\[][^\n{}\[\]]*[}\]])+)"
)
"""A key with a value on its line."""
Change = Callable[[Random, bytes], bytes]


def vocabulary() -> list[bytes]:
    """The words of the format, and those that the good files call things by."""
    from simulator.compiler.format import RECORDS

    words = {key.encode() for record in RECORDS.values() for key in record.keys}
    for path in sorted((ROOT / "tests/corpus/good").glob("*.yaml")):
        words.update(re.findall(rb"[:\[,{ ] ?([a-z_0-9]{2,})(?=[\],:}\n])", path.read_bytes()))
    return sorted(words)


def _lines(rng: Random, data: bytes) -> tuple[list[bytes], int, int]:
    """The lines, and a stretch of them: one with all that is indented below it, or a few."""
    lines = data.splitlines(keepends=True) or [b"\n"]
    start = rng.randrange(len(lines))
    if rng.random() < 0.5:
        indent = len(lines[start]) - len(lines[start].lstrip(b" "))
        end = start + 1
        while end < len(lines) and (
            lines[end].isspace() or lines[end].startswith(b" " * (indent + 1))
        ):
            end += 1
        return lines, start, end
    return lines, start, min(len(lines), start + rng.choice((1, 1, 1, 2, 3, 8, 40)))


def flipped(rng: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data or b"a")
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        changed[rng.randrange(len(changed))] = rng.choice(
            (rng.randrange(256), rng.randrange(32, 127))
        )
    return bytes(changed)


def cut(rng: Random, data: bytes) -> bytes:
    """A stretch is missing, or all after it."""
    start = rng.randrange(len(data) + 1)
    return data[:start] + (
        data[start + rng.choice((1, 2, 10, 200)) :] if rng.random() < 0.8 else b""
    )


def moved(rng: Random, data: bytes) -> bytes:
    """Some lines stand elsewhere, or twice, or not at all."""
    lines, start, end = _lines(rng, data)
    block = lines[start:end]
    rest = lines[:start] + lines[end:] if rng.random() < 0.7 else lines
    if rng.random() < 0.75:
        at = rng.randrange(len(rest) + 1)
        rest = rest[:at] + block + rest[at:]
    return b"".join(rest)


def indented(rng: Random, data: bytes) -> bytes:
    """Some lines begin further left or right, or with a tab."""
    lines, start, end = _lines(rng, data)
    by = rng.choice((-4, -2, -1, 1, 2, 3, 4, 0))
    for at in range(start, end):
        bare = lines[at].lstrip(b" ")
        width = max(0, len(lines[at]) - len(bare) + by)
        lines[at] = (b" " * width if by else b"\t") + bare
    return b"".join(lines)


def reworded(words: list[bytes]) -> Change:
    """Some words are others of the format."""

    def change(rng: Random, data: bytes) -> bytes:
        found = list(WORD.finditer(data))
        for match in sorted(
            rng.sample(found, min(len(found), rng.choice((1, 1, 2, 4)))), key=lambda m: -m.start()
        ):
            other = rng.choice(words) if rng.random() < 0.6 else rng.choice(found)[0]
            data = data[: match.start()] + other + data[match.end() :]
        return data

    return change


def revalued(rng: Random, data: bytes) -> bytes:
    """Some keys have the value that stands elsewhere under a key of that name."""
    for _ in range(rng.choice((1, 1, 2, 4, 12))):
        found = list(PAIR.finditer(data))
        if found:
            one = rng.choice(found)
            value = rng.choice([other for other in found if other[1] == one[1]])[2]
            data = data[: one.start(2)] + value + data[one.end(2) :]
    return data


def added(rng: Random, data: bytes) -> bytes:
    """Some keys stand, with their values, beside others that have none of that name."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        if found := list(PAIR.finditer(data)):
            own, here = rng.choice(found), rng.choice(found)
            between = (
                b", "
                if here[0][:1] in b"{,"
                else b"\n" + b" " * (len(here[0]) - len(here[0].lstrip(b" -")))
            )
            data = data[: here.end(2)] + between + own[1] + b": " + own[2] + data[here.end(2) :]
    return data


def inserted(rng: Random, data: bytes) -> bytes:
    """Signs of YAML, or letters that programs stumble over, stand somewhere."""
    for _ in range(rng.choice((1, 1, 2, 6))):
        sign = rng.choice(SIGNS if rng.random() < 0.5 else NASTY).encode("utf-8", "surrogatepass")
        at = rng.randrange(len(data) + 1)
        data = data[:at] + sign * rng.choice((1, 1, 1, 2, 50)) + data[at:]
    return data


def nested(rng: Random, data: bytes) -> bytes:
    """Something is nested deep."""
    depth = rng.choice((3, 20, 60, 500, 20_000))
    way = rng.choice(
        (b"[", b"{a: ", b"{not: ", b"{any: [", b"- ", b"? ", b"> ", b"!a ", b"&a ", b'"', b"'")
    )
    at = rng.choice([match.start() for match in re.finditer(rb"(?<=: )|(?<=\n)", data)] or [0])
    close = {b"[": b"]", b"{a: ": b"}", b"{not: ": b"}", b"{any: [": b"]}"}.get(way, b"")
    return data[:at] + way * depth + (close * depth if rng.random() < 0.6 else b"") + data[at:]


def repeated(rng: Random, data: bytes) -> bytes:
    """A line, a block, or some letters stand there very often; ids stay apart if so it falls."""
    if rng.random() < 0.3:
        at = rng.randrange(len(data) + 1)
        return (
            data[:at]
            + data[at : at + rng.choice((1, 3, 20))] * rng.choice((100, 5_000, 50_000))
            + data[at:]
        )
    lines, start, end = _lines(rng, data)
    times = rng.choice((2, 10, 200, 5_000))
    own = rng.random() < 0.7
    block = b"".join(lines[start:end])
    copies = [
        re.sub(rb"(?m)(id: \w+|^ *(?:- )?\w+(?=:$))", rb"\g<1>%d" % n, block) if own else block
        for n in range(min(times, LARGEST // (len(block) + 8)))
    ]
    return b"".join([*lines[:end], *copies, *lines[end:]])


def encoded(rng: Random, data: bytes) -> bytes:
    """Another encoding, or other ends of lines."""
    text = data.decode("utf-8", "replace")
    return rng.choice(
        (
            text.encode("utf-16"),
            text.encode("latin-1", "replace"),
            b"\xef\xbb\xbf" + data,
            data.replace(b"\n", b"\r\n"),
            data.replace(b"\n", b"\r"),
            data.replace(b"\n", b"\n\n"),
            data.replace(b" ", "\u00a0".encode(), rng.choice((1, 5))),
        )
    )


class Mutator:
    """Makes inputs from those that there are."""

    def __init__(self, seed: int, good: Iterable[bytes], others: Iterable[bytes]) -> None:
        self.rng = Random(seed)
        self.known = list(good)
        self._good = len(self.known)
        self.known += others
        self._fixed = len(self.known)
        once = (flipped, cut, inserted, nested, repeated, encoded)
        most = (revalued, added)
        often = (moved, indented, reworded(vocabulary()))
        self._changes: tuple[Change, ...] = (*once, *often * 2, *most * 4, self._spliced)

    def _spliced(self, rng: Random, data: bytes) -> bytes:
        """Some lines of another file stand in this one."""
        other, first, last = _lines(rng, rng.choice(self.known))
        lines, start, end = _lines(rng, data)
        return b"".join([*lines[:start], *other[first:last], *lines[rng.choice((start, end)) :]])

    def changed(self, data: bytes) -> bytes:
        """The data with one change, or several."""
        for _ in range(self.rng.choice((1, 1, 1, 2, 3, 6))):
            data = self.rng.choice(self._changes)(self.rng, data)[:LARGEST]
        return data

    def another(self) -> bytes:
        """A new input."""
        good = self._good if self.rng.random() < 0.6 else len(self.known)
        return self.changed(self.rng.choice(self.known[:good]))

    def keep(self, data: bytes) -> None:
        """Go on from this one as well; of very many, one that was kept before is forgotten."""
        if len(self.known) < self._fixed + MOST_KEPT:
            self.known.append(data)
        else:
            self.known[self.rng.randrange(self._fixed, len(self.known))] = data
