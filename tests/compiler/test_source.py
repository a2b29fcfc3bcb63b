"""Text or one clear reason why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file, compile_text
from simulator.compiler.source import LARGEST, POISON, digest, from_bytes, from_text
from tests.compiler.small import SMALLEST


def codes(data: bytes | str) -> list[str]:
    return [one.code for one in compile_text(data).diagnostics]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone.yaml"
    (problem,) = compile_file(path).diagnostics
    assert (problem.code, problem.file) == ("F101", str(path))
    assert problem.message == "the file does not exist"


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    (problem,) = compile_file(tmp_path).diagnostics
    assert problem.message == "this is a folder, not a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.write_text(SMALLEST, encoding="utf-8")
    path.chmod(0)
    (problem,) = compile_file(path).diagnostics
    assert problem.message == "the file may not be read by you"


def test_a_name_with_a_nul_is_no_crash() -> None:
    (problem,) = compile_file(Path("a\0b")).diagnostics
    assert problem.code == "F101"


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    compiled = compile_file(path)
    assert [one.code for one in compiled.diagnostics] == ["F102"]
    assert compiled.source.text == ""


def test_text_of_just_the_largest_size_is_read() -> None:
    text = SMALLEST + "#" * (LARGEST - len(SMALLEST))
    assert codes(text) == []
    assert codes(text + "#") == ["F102"]


def test_the_first_byte_that_is_not_utf8_is_pointed_at() -> None:
    data = "a: ü\r\nb: ".encode() + b"xy\xff\n"
    _, (problem,) = from_bytes(data, "x.yaml")
    assert (problem.code, problem.span.line, problem.span.column) == ("F103", 2, 6)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    data = "\ufeff".encode(encoding) + SMALLEST.encode(encoding)
    _, (problem,) = from_bytes(data, "x.yaml")
    assert problem.message == "the file is written in UTF-16"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"title: a\x00b\n", "a\0b"])
def test_a_file_with_nul_bytes_is_no_text(data: bytes | str) -> None:
    assert codes(data) == ["F104"]


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\ufeff", "# only a comment\n", "---\n", "---\n...\n"]
)
def test_a_file_with_nothing_in_it_is_empty(text: str) -> None:
    assert codes(text) == ["F105"]


def test_a_byte_order_mark_is_fine() -> None:
    assert codes(b"\xef\xbb\xbf" + SMALLEST.encode()) == []


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_other_line_breaks_are_fine_and_positions_stay(line_break: str) -> None:
    text = SMALLEST.replace("reliance", "relience")
    (one,) = compile_text(text).diagnostics
    (other,) = compile_text(text.replace("\n", line_break)).diagnostics
    assert one == other


@pytest.mark.parametrize(
    "sign",
    [
        "\x1b",
        "\x07",
        "\x7f",
        "\x85",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ufffe",
        POISON,
    ],
)
def test_what_is_not_seen_is_refused_where_it_stands(sign: str) -> None:
    (problem,) = compile_text(SMALLEST.replace("trays of", f"trays{sign} of")).diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == ("F106", 9, 23)


def test_a_half_of_a_surrogate_pair_is_refused() -> None:
    assert codes(SMALLEST.replace("Ninety", "\ud83c")) == ["F106"]


@pytest.mark.parametrize(
    "text", ["émue", "пора", "今晚", "שלום\u200f", "می\u200cخواهم", "👩‍🌾", "a\u00a0b"]
)
def test_any_language_and_script_is_fine(text: str) -> None:
    compiled = compile_text(SMALLEST.replace("Ninety trays of cat grass.", text))
    assert compiled.scenario is not None
    assert compiled.scenario.states["the_call"].lines[0].text == text


@pytest.mark.parametrize("escape", ["\\e[31m", "\\0", "\\x9b", "\\u202e", "\\L", "\\x85"])
def test_what_is_not_seen_is_refused_in_quotation_marks_too(escape: str) -> None:
    text = SMALLEST.replace("Keep the trays.", f'"Keep {escape} trays."')
    assert codes(text) == ["F106"]


def test_the_rest_of_a_file_with_a_control_character_is_judged_as_well() -> None:
    text = SMALLEST.replace("trays of", "trays\x07 of").replace("to: bought", "to: bougt")
    assert codes(text) == ["F106", "N201"]


def test_a_digest_depends_on_the_words_and_not_on_line_breaks_or_marks() -> None:
    assert digest("a\nb\n") == digest("\ufeffa\r\nb\r\n") == digest("a\rb\r")
    assert digest("a\nb\n") != digest("a\nc\n")
    assert len(digest("")) == 64


def test_a_source_has_its_lines_without_line_breaks() -> None:
    source, found = from_text("a: b\nc: d", "x.yaml")
    assert (source.name, source.lines, source.usable, found) == (
        "x.yaml",
        ("a: b", "c: d"),
        True,
        [],
    )
