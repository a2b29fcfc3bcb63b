"""The schema that editors use agrees with the compiler, as far as a schema can."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.diagnostic import Problems
from simulator.compiler.format import RECORDS
from simulator.compiler.library import shipped_folder
from simulator.compiler.nodes import Mapping, Node, Scalar
from simulator.compiler.reader import read
from simulator.compiler.schema import schema
from simulator.compiler.source import from_text
from tests.compiler.small import SMALLEST, with_reply
from tests.shipped import EVERY

EXAMPLE = Path(__file__).parents[2] / "docs" / "example.yaml"
# By name, because not every place where the types are checked has its types.
VALIDATION: Any = importlib.import_module("jsonschema")
VALIDATOR = VALIDATION.Draft202012Validator(schema())

TYPES: dict[str, Callable[[str], Any]] = {
    r"-?[0-9]+": int,
    r"-?[0-9]*\.[0-9]+": float,
    r"true|false": lambda text: text == "true",
    r"|null|~": lambda text: None,
}


def as_editor(node: Node | None) -> Any:
    """A tree as an editor sees it: with the types of YAML 1.2's core schema."""
    if isinstance(node, Mapping):
        return {key.value: as_editor(value) for key, value in node.pairs if isinstance(key, Scalar)}
    if isinstance(node, Scalar):
        for pattern, made in TYPES.items():
            if not node.style and re.fullmatch(pattern, node.value):
                return made(node.value)
        return node.value
    return [as_editor(item) for item in node.flat] if node is not None else None


def faults(text: str) -> list[str]:
    """What the schema has against a file."""
    source, _ = from_text(text, "x.yaml")
    tree = read(source, Problems("x.yaml"))
    return [error.message for error in VALIDATOR.iter_errors(as_editor(tree.root))]


def test_the_schema_is_one() -> None:
    VALIDATION.Draft202012Validator.check_schema(schema())


def test_every_key_is_described() -> None:
    for record in [schema(), *schema()["$defs"].values()]:
        assert all(key["description"] for key in record["properties"].values())
        assert record["additionalProperties"] is False


def test_the_schema_knows_every_record() -> None:
    assert set(schema()["$defs"]) == set(RECORDS) - {"file"}


@pytest.mark.parametrize(
    "text", [EXAMPLE.read_text(encoding="utf-8"), SMALLEST], ids=["example", "smallest"]
)
def test_a_right_file_is_right_for_editors_too(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("path", EVERY, ids=lambda p: p.stem)
def test_shipped_scenarios_are_right_for_editors_too(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


RIGHT = [
    "to:\n  - {when: {any: [{open: yes}, {not: {wound: {able: any}}}]}, go: bought}\n  - {go: not_bought}",
    "to: bought\nera: 2.0",
    "to: bought\nreaction: [Well?, {cue: nods}]",
    "to: bought\nrepairs: own",
    "to: bought\nwhy: 12",
]


@pytest.mark.parametrize("more", RIGHT)
def test_what_the_compiler_takes_the_schema_takes(more: str) -> None:
    text = with_reply(f"id: own_it\nsay: Ours.\n{more}\n")
    assert [one for one in compile_text(text).errors if one.code != "F133"] == []
    assert faults(text) == []


WRONG = [
    "to: bought\nearn: {honest: shown}",
    "to: bought\nearns: {honesty: shown}",
    "to: bought\nearns: {honest: very}",
    "to: bought\nearns: honest",
    "to: bought\nrefutes: true",
    "to: bought\nagain: 0",
    "to: bought\nagain: often",
    "to: bought\nera: 4.0",
    "to: bought\nstyle: {fualt: builder}",
    "to: bought\nwhen: {trust: much}",
    "to: bought\nwhy: [a, b]",
    "to: bought now",
    "why: It has no target.",
]


@pytest.mark.parametrize("more", WRONG)
def test_what_the_schema_refuses_the_compiler_refuses(more: str) -> None:
    text = with_reply(f"id: own_it\nsay: Ours.\n{more}\n")
    assert faults(text) != []
    assert compile_text(text).scenario is None


def test_a_reply_that_says_and_does_nothing_is_refused() -> None:
    assert faults(with_reply("id: own_it\nto: bought\n")) != []


@pytest.mark.parametrize("kind", ["packs", "campaign"])
def test_what_stands_beside_scenarios_has_a_schema_of_its_own(kind: str) -> None:
    validator = VALIDATION.Draft202012Validator
    validator.check_schema(schema(kind))
    name = {"packs": "packs.yaml", "campaign": "print-works/campaign.yaml"}[kind]
    source, _ = from_text((shipped_folder() / name).read_text(encoding="utf-8"), name)
    right = as_editor(read(source, Problems(name)).root)
    assert not list(validator(schema(kind)).iter_errors(right))
    assert list(validator(schema(kind)).iter_errors({"format": 1, "title": "x"}))
