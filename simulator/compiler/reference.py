"""The tables of the reference in ``docs/scenario-format.md``, made of the definition of the format.

The document holds them between markers, and a test holds the document to this module: so what trainers
read about a key is what the compiler checks.
"""

from __future__ import annotations

import re

from simulator.compiler.format import EVERY_RECORD
from simulator.compiler.kinds import (
    Choice,
    Key,
    Kind,
    ListOf,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Record,
    Some,
    Text,
    Word,
    YesNo,
)

MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(document: str) -> str:
    """The document, with what stands between ``<!-- table: NAME -->`` and ``<!-- end -->`` made anew.

    Raises:
        KeyError: a marker names a record that the format does not have.
    """
    return MARKED.sub(
        lambda found: f"{found[1]}{table(EVERY_RECORD[found[2]])}{found[3]}", document
    )


def table(record: Record) -> str:
    """A record's keys as a Markdown table."""
    rows = ["| key | value | meaning |", "|---|---|---|"]
    rows.extend(_row(key) for key in record.keys.values())
    return "\n".join(["", *rows, "", ""])


def _row(key: Key) -> str:
    name = f"`{key.name}`" + (" (required)" if key.required else "")
    notes = [key.doc]
    if key.default:
        notes.append(f"Default: {_code(key.default)}.")
    if key.example:
        notes.append(f"Example: `{key.name}: {key.example}`.")
    return f"| {name} | {values(key.kind)} | {' '.join(notes)} |"


def _code(default: str) -> str:
    return default if " " in default and "{" not in default else f"`{default}`"


def values(kind: Kind) -> str:
    """What a kind of value is, in the words of the reference."""
    match kind:
        case Text():
            return "text"
        case Word(noun, words):
            return f"a {noun}" if len(words) > 8 else ", ".join(f"`{word}`" for word in words)
        case YesNo():
            return "`yes` or `no`"
        case Number(least, most):
            return f"a number, {least} to {most}" if most > least else f"`{least}`"
        case Name(of):
            return "a state or ending" if of == "target" else f"{_article(of)} {of}"
        case NewName():
            return "an id"
        case Nested(record):
            return _link(record)
        case Some(item):
            return f"{values(item)}; or a list"
        case ListOf(item):
            return f"a list: {values(item)}"
        case Pairs(key, value):
            return f"pairs: {_side(key)} → {values(value)}"
        case Choice(words, keys, items):
            parts = (values(part) for part in (words, keys, items) if part is not None)
            return "; or ".join(dict.fromkeys(parts))


def _side(key: Word | Name | NewName) -> str:
    return f"{_article(key.noun)} {key.noun}" if isinstance(key, Word) else values(key)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _link(name: str) -> str:
    record = EVERY_RECORD[name]
    anchor = re.sub(r"[^\w -]", "", record.title.lower()).replace(" ", "-")
    return f"[{record.noun}](#{anchor})"


def _main(path: str) -> None:
    from pathlib import Path

    document = Path(path)
    document.write_text(with_tables(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    import sys

    _main(sys.argv[1])
