"""A mistake planted anywhere in the example is answered at its own line, and is the only one answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.render import concise

EXAMPLE = (Path(__file__).parents[2] / "docs" / "example.yaml").read_text(encoding="utf-8")
LINES = EXAMPLE.splitlines()
PAIR = re.compile(r"^( *(?:- )?)(\w+): ([^ #].*?)(?:  +#.*)?$")
SPEECH = {
    "say",
    "line",
    "reaction",
    "why",
    "tempting",
    "cue",
    "scene",
    "cost",
    "aim",
    "reliance",
    "text",
    "fact",
}
NAMES = {"to": "N201", "go": "N201", "start": "N201", "asks": "N203"}
WORDS = {
    "deliverable": "F145",
    "about": "F145",
    "door": "F145",
    "channel": "F145",
    "few": "F146",
    "sold": "F146",
}
WALKS = next(at for at, line in enumerate(LINES) if line.startswith("walks:"))
NUMBERS = {"minutes", "difficulty"}


def with_line(at: int, line: str) -> str:
    return "\n".join([*LINES[:at], line, *LINES[at + 1 :]]) + "\n"


def pairs() -> Iterator[tuple[int, str, str, str]]:
    """Line number from 0, what stands before a key, the key, and its value, for values on one line."""
    for at, line in enumerate(LINES):
        if (match := PAIR.match(line)) and not line.lstrip().startswith("#"):
            yield at, match[1], match[2], match[3]


def is_speech(value: str) -> bool:
    return value[0] not in ">[{"


def mistakes() -> Iterator[tuple[str, int, str, str]]:
    """Name, line from 0, the line as it is to be, and the code that answers it."""
    for at, lead, key, value in pairs():
        if at < WALKS:
            yield "a key that nobody knows", at, f"{lead}{key}x: {value}", "F142|N202"
        if key in NAMES:
            yield "a name that nobody has", at, f"{lead}{key}: nobody_has_it", NAMES[key]
        if key in WORDS:
            yield "a word out of its list", at, f"{lead}{key}: perhaps", WORDS[key]
        if key in NUMBERS:
            yield "a number in letters", at, f"{lead}{key}: six", "F147"
        if key in SPEECH and is_speech(value):
            yield "a hash in speech", at, f"{lead}{key}: {value} #1", "F130"
            yield "a colon in speech", at, f"{lead}{key}: So: {value}", "F131"
            yield "a quotation in speech", at, f'{lead}{key}: "So," {value}', "F132"
            yield "a star before speech", at, f"{lead}{key}: *So* {value}", "F133"
            yield "a bracket before speech", at, f"{lead}{key}: [so] {value}", "F133"
            yield "a percent sign before speech", at, f"{lead}{key}: %so {value}", "F133"
            yield "an exclamation mark before speech", at, f"{lead}{key}: !so {value}", "F133"
            yield "a dash before speech", at, f"{lead}{key}: - so {value}", "F134"
            yield "a list for speech", at, f"{lead}{key}: [{{so: so}}]", "F133|F142"
            yield "nothing for speech", at, f"{lead}{key}:", "F149"
        if value == ">":
            yield "speech beside the arrow", at, f"{lead}{key}: > So", "F135"
            yield "a wrong arrow", at, f"{lead}{key}: >>", "F135"
        if value[0] in "[{":
            yield "a bracket that is not closed", at, f"{lead}{key}: {value[:-1]}", "F118"
        if "- " not in lead:
            yield "a tab", at, f"\t{key}: {value}", "F111"
        if "- " not in lead and not (key == "id" or value == ">"):
            yield "a key given twice", at, f"{lead}{key}: {value}\n{lead}{key}: {value}", "F112"


PLANTED = sorted(set(mistakes()))


def test_many_mistakes_are_planted() -> None:
    assert len(PLANTED) > 400


@pytest.mark.parametrize(("name", "at", "line", "code"), PLANTED, ids=lambda value: str(value)[:40])
def test_a_mistake_is_answered_at_its_own_line(name: str, at: int, line: str, code: str) -> None:
    compiled = compile_text(with_line(at, line), "x.yaml")
    assert compiled.scenario is None
    found = compiled.diagnostics
    own = at + 1 + line.count("\n")
    assert [one.span.line for one in found] == [own] * len(found), concise(found)
    assert found[0].code in code.split("|"), concise(found)
    assert len(found) == 1, concise(found)


def test_many_mistakes_at_once_are_all_answered() -> None:
    """Each on a line of its own, so none hides another."""
    chosen: dict[int, tuple[str, str]] = {}
    for _, at, line, code in PLANTED:
        if (
            code in ("F130", "F132", "F133", "F145", "N201")
            and "\n" not in line
            and "[{" not in line
        ):
            chosen.setdefault(at, (line, code))
    lines = [chosen[at][0] if at in chosen else line for at, line in enumerate(LINES)]
    found = compile_text("\n".join(lines), "x.yaml").diagnostics
    assert {one.span.line for one in found} == {at + 1 for at in chosen}
    assert [one.code for one in found] == [chosen[at][1] for at in sorted(chosen)]
