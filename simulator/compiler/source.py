"""A file as text, or one clear reason why it is none.

Everything behind this module may rely on it: a `Source` is text of a bearable size, without control
characters and without marks that turn the reading direction, and its line breaks are ``\\n`` only. So
positions are the same for our lines and for the YAML parser's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from simulator.compiler.diagnostic import Diagnostic, Problems, Span
from simulator.compiler.rules import form_file

LARGEST = 8 * 1024 * 1024
"""In bytes."""

POISON = "\U0010ffff"
"""Stands in for a value that could not be read. No source may contain it."""

REFUSED = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff"
    + POISON
    + "]"
)

START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, its text without byte-order mark and with ``\\n`` for every line break, and its lines.

    Where it is not `usable`, it serves only to show the line at fault.
    """

    name: str
    text: str = ""
    lines: tuple[str, ...] = ()
    usable: bool = False


def from_path(path: Path, name: str | None = None) -> tuple[Source, list[Diagnostic]]:
    """Read a file. Returns the source, and what is wrong with it before its meaning is looked at."""
    problems = Problems(name or str(path))
    try:
        with path.open("rb") as file:
            return from_bytes(file.read(LARGEST + 1), problems.file)
    except FileNotFoundError:
        problems.add(form_file.not_readable, START, "the file does not exist")
    except IsADirectoryError:
        problems.add(form_file.not_readable, START, "this is a folder, not a file")
    except PermissionError:
        problems.add(form_file.not_readable, START, "the file may not be read by you")
    except (OSError, ValueError):
        problems.add(form_file.not_readable, START, "the file cannot be read")
    return Source(problems.file), problems.found


def from_bytes(data: bytes, name: str) -> tuple[Source, list[Diagnostic]]:
    """Decode the bytes of a file. Returns as `from_path` does."""
    problems = Problems(name)
    if len(data) > LARGEST:
        problems.add(form_file.too_large, START)
        return Source(name), problems.found
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        problems.add(form_file.not_utf8, START, "UTF-16")
        return Source(name), problems.found
    try:
        return from_text(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        before = normal(data[: error.start].decode("utf-8"))
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
    if b"\x00" in data:
        problems.add(form_file.binary, START)
        return Source(name), problems.found
    problems.add(form_file.not_utf8, Span(line, column, line, column + 1), None)
    text = normal(data.decode("utf-8", "replace"))
    return Source(name, text, tuple(text.split("\n"))), problems.found


def from_text(text: str, name: str) -> tuple[Source, list[Diagnostic]]:
    """Check text that has been decoded already. Returns as `from_path` does.

    A control character is a problem, and then out of the way: U+FFFD stands in its place, so that
    the rest of the file can be judged in the same run.
    """
    problems = Problems(name)
    if len(text) > LARGEST:
        problems.add(form_file.too_large, START)
        return Source(name), problems.found
    text = normal(text)
    if not text.strip():
        problems.add(form_file.empty, START)
        return Source(name), problems.found
    if "\x00" in text:
        problems.add(form_file.binary, START)
        return Source(name), problems.found
    # isprintable is far faster than the pattern, and stricter: only where it says no is there need to look.
    if not text.replace("\n", "").isprintable():
        for number, line in enumerate(text.split("\n"), 1):
            for match in re.finditer(REFUSED, line):
                span = Span(number, match.start() + 1, number, match.end() + 1)
                problems.add(form_file.control_character, span, ord(match[0]))
        if problems.found:
            text = re.sub(REFUSED, "\ufffd", text)
    return Source(name, text, tuple(text.split("\n")), usable=True), problems.found


def normal(text: str) -> str:
    """The text as positions and digests count it: no byte-order mark, and ``\\n`` for every line break."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def digest(text: str) -> str:
    """What identifies a scenario's text: 64 hexadecimal digits, the same whatever the line breaks."""
    from hashlib import sha256

    return sha256(normal(text).encode("utf-8", "surrogatepass")).hexdigest()
