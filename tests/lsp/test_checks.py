"""Diagnostics as somebody types, and all that `check` finds after saving."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.compiler.diagnostic import Diagnostic, Severity, Span
from simulator.lsp.checks import Further, at_once, further, order_of, still_there
from simulator.lsp.document import read
from simulator.lsp.session import Session
from tests.compiler.small import SMALLEST, with_top

OTHERS = with_top("others:\n  jonas: {name: Jonas Brandt}\n")
"""A file with one warning, N209."""


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.code for one in found]


def test_the_settings_of_the_folder_count(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    document = read(OTHERS, str(path))
    assert codes(at_once(document, order_of(path, "a.yaml")[0])) == ["N209"]
    (tmp_path / "roleplay.toml").write_text('[check]\nignore = ["N209"]\n', encoding="utf-8")
    assert at_once(document, order_of(path, "a.yaml")[0]) == ()


def test_settings_that_are_wrong_are_told_and_the_usual_ones_count(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    (tmp_path / "roleplay.toml").write_text("[check]\nignor = []\n", encoding="utf-8")
    order, trouble = order_of(path, "a.yaml")
    assert "unknown key `ignor`" in trouble
    assert codes(at_once(read(OTHERS, "a.yaml"), order)) == ["N209"]


def test_an_ignore_in_the_file_counts() -> None:
    text = OTHERS.replace("Brandt}\n", "Brandt}  # roleplay: ignore[N209]\n")
    assert at_once(read(text, "a.yaml"), order_of(None, "a.yaml")[0]) == ()


def test_a_file_with_errors_is_not_walked() -> None:
    document = read(SMALLEST.replace("start: the_call", "start: nowhere"), "a.yaml")
    assert further(document, order_of(None, "a.yaml")[0]) == Further()


def test_after_saving_an_editor_shows_what_the_command_shows(tmp_path: Path) -> None:
    pytest.importorskip("simulator.commands.check")
    path = tmp_path / "a.yaml"
    path.write_bytes(OTHERS.encode())
    session = Session()
    opened = session.check(str(path), path, OTHERS, lambda: None)
    assert opened.checking is not None
    opened.checking.result(timeout=60)
    run = "from simulator.commands.check import command; command()"
    arguments = ["--style", "concise", "--no-cache", str(path)]
    said = subprocess.run(
        [sys.executable, "-c", run, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    shown = [
        f"{path}:{one.span.line}:{one.span.column}: {one.code} {one.message}"
        for one in opened.diagnostics()
    ]
    assert shown
    assert shown == [line for line in said.stdout.splitlines() if line.startswith(str(path))]


def test_what_a_walk_found_moves_with_its_lines_until_they_change() -> None:
    line = SMALLEST.split("\n").index("      - id: gift") + 1
    found = Diagnostic("B401", Severity.NOTE, "x", None, Span(line, 13, line, 17), "a.yaml")
    before = Further((found,), tuple(SMALLEST.split("\n")))
    longer = read(SMALLEST.replace("title:", "minutes: 6\ntitle:"), "a.yaml")
    assert still_there(before, longer) == (replace(found, span=Span(line + 1, 13, line + 1, 17)),)
    assert still_there(before, read(SMALLEST.replace("id: gift", "id: present"), "a.yaml")) == ()


def test_what_a_walk_found_stays_while_a_line_is_half_typed() -> None:
    session = Session()
    opened = session.opened("u", None, SMALLEST)
    last = len(SMALLEST.split("\n")) - 1
    found = Diagnostic("P316", Severity.NOTE, "x", None, Span(last, 5, last, 9), "u")
    opened.further = Further((found,), tuple(SMALLEST.split("\n")))
    half = session.opened("u", None, SMALLEST.replace("to: bought", "to: [", 1))
    assert half.document.compiled.scenario is None
    assert found in half.diagnostics()


def test_a_newer_check_takes_the_place_of_one_that_has_not_begun(tmp_path: Path) -> None:
    session = Session()
    first = session.check("u", None, SMALLEST, lambda: None).checking
    for at in range(5):
        last = session.check("u", None, SMALLEST + f"# {at}\n", lambda: None).checking
    assert first is not None
    assert last is not None
    last.result(timeout=60)
    assert first.done()
    session.close("u")
