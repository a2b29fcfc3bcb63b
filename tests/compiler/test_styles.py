"""What other programs read: escaped as they want it, and of the shape that they publish."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.compiler.rules import every
from simulator.compiler.styles import github, sarif

RULES = every()

POSITIVE = {"type": "integer", "minimum": 1}
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "additionalProperties": False,
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), POSITIVE),
}
DESCRIPTOR = {
    "type": "object",
    "required": ["id", "help", "shortDescription", "fullDescription"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string", "pattern": "^[A-Za-z0-9]+$"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT | {"properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}},
        "defaultConfiguration": {"properties": {"level": LEVEL}, "additionalProperties": False},
    },
}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {
                        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9%/:._~!$&'()*+,;=@-]+$"}
                    },
                },
                "region": REGION,
            },
        }
    },
}
RESULT = {
    "type": "object",
    "required": ["message"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
    },
}
RUN = {
    "type": "object",
    "required": ["tool", "results"],
    "additionalProperties": False,
    "properties": {
        "tool": {
            "required": ["driver"],
            "properties": {
                "driver": {
                    "required": ["name"],
                    "additionalProperties": False,
                    "properties": {
                        "name": {"type": "string"},
                        "semanticVersion": {"type": "string"},
                        "rules": {"type": "array", "items": DESCRIPTOR, "uniqueItems": True},
                    },
                }
            },
        },
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
}
"""The published schema of SARIF 2.1.0, as far as it speaks of what we write."""


def problem(
    file: str = "a.yaml", message: str = "m", span: Span | None = None, code: str = "F142"
) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, "h", span or Span(3, 5, 3, 9), file)


def log(*problems: Diagnostic) -> Any:
    written = json.loads(sarif(problems, RULES, "0.1.0"))
    jsonschema.validate(written, SARIF)
    return written["runs"][0]


def test_an_annotation_says_where_what_and_how_to_mend_it() -> None:
    assert github([problem()], RULES) == (
        "::warning file=a.yaml,line=3,col=5,endLine=3,endColumn=9,title=F142 unknown key::"
        "m%0Ahelp: h\n"
    )


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_github_has_its_own_words_for_severities(severity: Severity, word: str) -> None:
    one = Diagnostic("F142", severity, "m", None, Span(1, 1, 1, 2), "a.yaml")
    assert github([one], RULES).startswith(f"::{word} ")


def test_what_github_would_act_on_is_escaped() -> None:
    text = github([problem("a,b:c%.yaml", "100%\n::error::x")], RULES)
    assert "file=a%2Cb%3Ac%25.yaml," in text
    assert text.count("\n") == 1
    assert text.endswith("::100%25\ufffd::error::x%0Ahelp: h\n")


def test_columns_of_several_lines_are_left_out() -> None:
    assert "line=3,endLine=4,title" in github([problem(span=Span(3, 5, 4, 1))], RULES)


def test_a_log_holds_every_rule_with_its_page() -> None:
    rules = log()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["help"]["text"].startswith(rule["id"]) for rule in rules)
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert (levels["F142"], levels["N209"], levels["G503"]) == ("error", "warning", "note")


def test_a_result_names_its_rule_and_its_place() -> None:
    run = log(problem())
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "F142"
    assert result["level"] == "warning"
    assert result["message"] == {"text": "m\nhelp: h"}
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a.yaml"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }


def test_a_code_without_a_page_has_no_index() -> None:
    assert "ruleIndex" not in log(problem(code="Z999"))["results"][0]


def test_names_of_files_become_references() -> None:
    def uri(name: str) -> str:
        place = log(problem(name))["results"][0]["locations"][0]["physicalLocation"]
        return str(place["artifactLocation"]["uri"])

    assert uri(os.path.join("my scenarios", "é.yaml")) == "my%20scenarios/%C3%A9.yaml"
    assert uri("<stdin>") == "%3Cstdin%3E"
    assert uri(str(Path.cwd() / "a.yaml")).startswith("file:///")


def test_nothing_of_a_file_reaches_the_output_raw() -> None:
    one = problem("a\x1bb.yaml", "c\x07\u202ed")
    for text in (github([one], RULES), sarif([one], RULES, "0.1.0")):
        assert not any(sign in text for sign in "\x1b\x07\u202e")
