"""What a library shows of a scenario, read from the head of its file without compiling it.

Only what stands above the conversation is read, because a library waits for it. What it says of a file is
for choosing one, never a judgement of the file.
"""

from __future__ import annotations

import re
from pathlib import Path

from simulator.compiler.diagnostic import Problems
from simulator.compiler.library import Header
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence
from simulator.compiler.source import LARGEST, from_bytes

HEAD = 64 * 1024
"""How many bytes of a file are its head at most."""

BODY = re.compile(rb"^states[ \t]*:", re.MULTILINE)


def read_header(path: Path) -> Header:
    """What the library shows of the file at `path`. Never raises: what is wrong stands in `error`."""
    try:
        with path.open("rb") as file:
            data = file.read(HEAD)
            body = BODY.search(data)
            header = _header(path, data[: body.start()] if body else data)
            if header.title or not (body or len(data) == HEAD):
                return header
            # Something stands where the title should: the file is in another order, or broken.
            return _header(path, data + file.read(LARGEST))
    except (OSError, ValueError):
        return Header(path, error="the file cannot be read")


def _header(path: Path, head: bytes) -> Header:
    from simulator.compiler.reader import read

    source, found = from_bytes(head, str(path))
    problems = Problems(source.name)
    problems.found.extend(found)
    root = read(source, problems).root if source.usable else None
    if problems.found:
        first = min(problems.found, key=lambda one: one.span)
        return Header(path, error=f"line {first.span.line}: {first.message}")
    if not isinstance(root, Mapping):
        return Header(path, error="this is no scenario: it is not made of keys")
    return _shown(path, root)


def _shown(path: Path, root: Mapping) -> Header:
    top = _texts(root)
    customer = next((value for key, value in root.pairs if _text(key) == "customer"), None)
    who = _texts(customer) if isinstance(customer, Mapping) else {"name": top.get("customer", "")}
    acts = next((value for key, value in root.pairs if _text(key) == "acts"), None)
    practises = next((value for key, value in root.pairs if _text(key) == "practises"), None)
    items = practises.flat if isinstance(practises, Sequence) else [practises] if practises else []
    return Header(
        path,
        title=top.get("title", ""),
        summary=top.get("summary", ""),
        practises=tuple(text for item in items if (text := _text(item))),
        minutes=_number(top.get("minutes")),
        difficulty=_number(top.get("difficulty")),
        language=top.get("language", "en"),
        customer=who.get("name", ""),
        role=who.get("role", ""),
        mood=who.get("mood", ""),
        channel=top.get("channel", "in_person"),
        acts=_acts(acts) if isinstance(acts, Sequence) else (),
    )


def _acts(acts: Sequence) -> tuple[str, ...]:
    """The scenarios of a campaign."""
    named = (_texts(act).get("scenario") for act in acts.flat if isinstance(act, Mapping))
    return tuple(name for name in named if name)


def _texts(node: Mapping) -> dict[str, str]:
    """The single values of a mapping, by key."""
    found = {_text(key): _text(value) for key, value in node.pairs}
    return {key: value for key, value in found.items() if key and value}


def _text(node: Node) -> str | None:
    return node.value.strip() if isinstance(node, Scalar) else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 4 else None
