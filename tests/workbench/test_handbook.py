"""What trainers read about a code is what the program says of it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from simulator.compiler.diagnostic import Severity
from simulator.compiler.thresholds import Thresholds
from simulator.workbench.handbook import with_rules
from simulator.workbench.rule_book import every_rule
from simulator.workbench.settings import READERS, STYLES

DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnostics.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_the_document_is_up_to_date() -> None:
    assert with_rules(TEXT) == TEXT, (
        "run `python -m simulator.workbench.handbook docs/diagnostics.md`"
    )


def test_every_code_has_its_heading() -> None:
    for code, rule in every_rule().items():
        assert f"### {code} {rule.name}\n" in TEXT


def test_what_stands_between_the_markers_is_made_anew() -> None:
    assert with_rules("a\n<!-- rules -->\nqwerty\n<!-- end -->\nb").endswith("<!-- end -->\nb")
    assert "qwerty" not in with_rules("a\n<!-- rules -->\nqwerty\n<!-- end -->\nb")


def test_every_threshold_is_named_with_its_default() -> None:
    assert "| `nearly_same` | 0.85 |" in TEXT
    assert all(f"| `{field.name}` |" in TEXT for field in fields(Thresholds))


def test_the_document_names_every_style_setting_and_severity() -> None:
    for style in STYLES:
        assert f"| `{style}` |" in TEXT
    for key in READERS:
        assert f"{key} = " in TEXT or f"[check.{key}]" in TEXT
    for severity in Severity:
        assert f'`"{severity}"`' in TEXT
