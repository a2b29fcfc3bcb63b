"""Values as the lines of a scenario file, so that YAML gives back exactly the words that were put in.

Speech goes under `>`, where nothing that people say means anything to YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

WIDEST = 96
"""Columns of a line, where words can be broken."""

STEP = "  "
PLAIN = re.compile(r"\(?[^\W\d_](?:[\w ,.()?!’-]*[\w.)?!’])?\Z")
WORD = re.compile(r"[^\W\d][\w-]*\Z|[0-9]{1,9}\Z")
LONGEST_PLAIN = 70


class Words(str):
    """Words for people, in contrast to ids and words of the format."""

    __slots__ = ()


def keyed(key: str, value: Any, indent: str = "") -> list[str]:
    """A key with its value, as lines: on one where it is short, else as a block.

    Args:
        key: a word.
        value: a text, a number, yes or no, or a list or mapping of these.
        indent: what stands before each line.
    """
    short = flow(value)
    if short is not None and len(indent) + len(key) + len(short) + 2 <= WIDEST:
        return [f"{indent}{key}: {short}"]
    if isinstance(value, str):
        return words_below(f"{indent}{key}:", value, indent + STEP)
    inner = indent + STEP
    rows = [f"{indent}{key}:"]
    if isinstance(value, Mapping):
        for name, one in value.items():
            rows += keyed(name, one, inner)
    else:
        for one in value:
            rows += _item(one, inner)
    return rows


def _item(value: Any, indent: str) -> list[str]:
    short = flow(value)
    if short is not None and len(indent) + len(short) + 2 <= WIDEST:
        return [f"{indent}- {short}"]
    if isinstance(value, str):
        return words_below(f"{indent}-", value, indent + STEP)
    rows = [row for key, one in value.items() for row in keyed(key, one, indent + STEP)]
    return [f"{indent}- {rows[0][len(indent) + len(STEP) :]}", *rows[1:]]


def flow(value: Any) -> str | None:
    """A value on one line; None where words of people belong in a block."""
    if value == "":
        return '""'
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Words):
        return value if len(value) <= LONGEST_PLAIN and PLAIN.match(value) else None
    if isinstance(value, str):
        return value if WORD.match(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        return str(value)
    is_mapping = isinstance(value, Mapping)
    items = value.values() if is_mapping else value
    inner = [flow(one) for one in items]
    if any(one is None or ("," in one and one[0] not in '[{"') for one in inner):
        return None
    if not is_mapping and any(isinstance(one, Words) for one in items):
        return None  # speech in brackets is refused, since it mostly is `[laughs]`
    if is_mapping:
        return f"{{{', '.join(f'{key}: {one}' for key, one in zip(value, inner, strict=True))}}}"
    return f"[{', '.join(str(one) for one in inner)}]"


def words_below(head: str, words: str, indent: str) -> list[str]:
    """Words as a block below `head`, which is a key or a dash.

    Args:
        head: without the sign of the block.
        words: without blanks around them, tabs and control characters; not empty.
        indent: what stands before each line of them.
    """
    if ": [" in words or ": {" in words:
        # In a block it would be taken for a key that was indented too far.
        return [f"{head} {json.dumps(words, ensure_ascii=False)}"]
    lines = words.split("\n")
    if any(line[:1].isspace() for line in lines):
        return [f"{head} |", *(f"{indent}{line}" if line else "" for line in lines)]
    rows = [f"{head} >"]
    for at, line in enumerate(lines):
        if at:
            # Under `>` an empty line is one line break of the words.
            rows.append("")
        if line:
            rows += [f"{indent}{part}" for part in _broken(line, WIDEST - len(indent))]
    return rows


def _broken(line: str, width: int) -> list[str]:
    """A line in parts of about `width`, broken only where one blank stands between two words."""
    parts = re.split(r"(?<=\S) (?=\S)", line)
    rows = [parts[0]]
    for part in parts[1:]:
        if len(rows[-1]) + len(part) < width:
            rows[-1] += f" {part}"
        else:
            rows.append(part)
    return rows
