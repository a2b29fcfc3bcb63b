"""Diagnostics as other programs read them: GitHub's annotations, and SARIF for code scanning.

Both are other people's formats: what they say here follows their documents, cited at each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from simulator.compiler.cleaning import clean
from simulator.compiler.diagnostic import Diagnostic, Severity
from simulator.compiler.pages import Rule, as_markdown, as_plain, summary

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HELP_WIDTH = 100


def github(diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule]) -> str:
    """One line for each diagnostic, which GitHub shows at the line of the file.

    Source: GitHub's workflow commands for GitHub Actions, "Setting an error message".
    """
    return "".join(_annotation(one, rules) for one in diagnostics)


def _annotation(one: Diagnostic, rules: Mapping[str, Rule]) -> str:
    span = one.span
    places = {"file": _uri_path(one.file), "line": str(span.line)}
    # GitHub takes columns only where they are of one line.
    if span.line == span.end_line:
        places |= {"col": str(span.column)}
        places |= {"endLine": str(span.end_line), "endColumn": str(span.end_column)}
    else:
        places["endLine"] = str(span.end_line)
    places["title"] = f"{one.code} {rules[one.code].name}" if one.code in rules else one.code
    shown = ",".join(f"{key}={_property(clean(value))}" for key, value in places.items())
    message = clean(one.message) + (f"\nhelp: {clean(one.help)}" if one.help else "")
    return f"::{COMMANDS[one.severity]} {shown}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _uri_path(name: str) -> str:
    """A file's name with the slashes that both formats want, on Windows too."""
    import os

    return name.replace(os.sep, "/")


def _uri(name: str) -> str:
    """A relative reference for a relative path, so that it fits wherever the folder lies."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(clean(_uri_path(name)), safe="/")


def sarif(diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule], version: str) -> str:
    """A SARIF log of one run, with the pages of all rules.

    Source: Static Analysis Results Interchange Format 2.1.0 (OASIS, 2020), sections 3.13, 3.14, 3.27
    and 3.30: lines and columns count from 1, the end column is past the end.

    Args:
        diagnostics: what was found.
        rules: every rule, by code.
        version: the program's.
    """
    import json

    places = {code: at for at, code in enumerate(rules)}
    driver = {
        "name": "roleplay",
        "semanticVersion": version,
        "rules": [_descriptor(rule) for rule in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, places) for one in diagnostics],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _descriptor(rule: Rule) -> dict[str, Any]:
    words = rule.name.split()
    return {
        "id": rule.code,
        "name": "".join(word[:1].upper() + word[1:] for word in words),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": summary(rule)},
        "help": {"text": as_plain(rule, HELP_WIDTH), "markdown": as_markdown(rule, 2)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(one: Diagnostic, places: Mapping[str, int]) -> dict[str, Any]:
    span = one.span
    text = clean(one.message) + (f"\nhelp: {clean(one.help)}" if one.help else "")
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    location = {
        "artifactLocation": {"uri": _uri(one.file)},
        "region": region,
    }
    result: dict[str, Any] = {
        "ruleId": one.code,
        "level": LEVELS[one.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }
    if one.code in places:
        result["ruleIndex"] = places[one.code]
    return result
