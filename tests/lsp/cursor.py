"""Texts with a cursor in them, written as `¦`."""

from __future__ import annotations

from simulator.compiler.edits import Edit, apply
from simulator.lsp.document import Document, Point, read

CURSOR = "¦"


def split(text: str) -> tuple[str, Point]:
    """The text without its cursor, and where that stood."""
    before, after = text.split(CURSOR)
    return before + after, Point(before.count("\n") + 1, len(before) - before.rfind("\n"))


def opened(text: str, before: str | None = None) -> tuple[Document, Point]:
    """A document with its cursor; `before` is a text that was open earlier."""
    bare, point = split(text)
    known = read(before, "a.yaml") if before is not None else None
    return read(bare, "a.yaml", known), point


def made(edits: list[Edit], text: str) -> str:
    """The text without its cursor, the edits made."""
    return apply(edits, text.replace(CURSOR, ""))
