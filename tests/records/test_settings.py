from __future__ import annotations

from pathlib import Path

import pytest

from simulator.records.settings import FILE_NAME, Settings, SettingsError, read_settings


def read(folder: Path, content: str | bytes) -> Settings:
    data = content.encode() if isinstance(content, str) else content
    (folder / FILE_NAME).write_bytes(data)
    return read_settings(folder)


def fault(folder: Path, content: str | bytes) -> str:
    with pytest.raises(SettingsError) as caught:
        read(folder, content)
    return str(caught.value)


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nowhere") == Settings("auto", "auto", True, 72)


def test_what_the_file_says_holds_and_the_rest_is_as_usual(tmp_path: Path) -> None:
    assert read(tmp_path, 'mode = "real"\nmotion = false\n') == Settings(mode="real", motion=False)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbftheme = "light"') == Settings(theme="light")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('theme = "purple"', "one of auto, dark, light, not 'purple'"),
        ("mode = 1", "one of auto, coach, real, not 1"),
        ('motion = "yes"', "true or false, not 'yes'"),
        ("text_width = 39", "a whole number from 40 to 120, not 39"),
        ("text_width = 72.0", "not 72.0"),
        ("text_width = true", "not true"),
        ("text_width = [72]", "not [72]"),
        ("them = 1", "unknown key 'them'; did you mean `theme`?"),
        ("[mode]", "one of auto, coach, real"),
        ("colour = 1", "it may hold theme, mode, motion, text_width"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_its_mend(
    tmp_path: Path, line: str, told: str
) -> None:
    message = fault(tmp_path, f"# mine\n\n{line}\n")

    assert f"{tmp_path / FILE_NAME}, line 3: " in message
    assert told in message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("theme = dark", "line 1"),
        ("x = " + "[" * 50_000, "nested too deeply"),
        ("x = " + "9" * 5_000, "not valid TOML"),
        (b'# ok\ntheme = "\xff"', "line 2: this is not UTF-8"),
        (b"\x00\x01\x02", "not valid TOML"),
        (b"#" * 100_000, "larger than 64 KB"),
    ],
)
def test_what_is_no_toml_is_told(tmp_path: Path, content: str | bytes, told: str) -> None:
    message = fault(tmp_path, content)

    assert str(tmp_path / FILE_NAME) in message
    assert told in message


def test_nothing_in_the_file_reaches_the_terminal_raw(tmp_path: Path) -> None:
    assert "\x1b" not in fault(tmp_path, '"\\u001b[31m" = 1')
    assert "\x1b" not in fault(tmp_path, 'theme = "\\u001b[31m"')


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(SettingsError, match=FILE_NAME):
        read_settings(tmp_path)
