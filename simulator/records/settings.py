"""The one file in which a user says how the program should look: theme, mode, motion, text width.

It is TOML in the user's configuration folder, and nothing else is ever read from there. Whatever is
wrong with it is told with its line, and what may stand there instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

FILE_NAME = "config.toml"
LARGEST = 64 * 1024
"""In bytes."""
CHOICES = {"theme": ("auto", "dark", "light"), "mode": ("auto", "coach", "real")}
WIDTHS = range(40, 121)


class SettingsError(Exception):
    """The file says something that is not understood. The text names the file, the line and the mend."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program looks."""

    theme: str = "auto"
    """``auto`` follows the terminal where it says which it is, else dark."""
    mode: str = "auto"
    """``auto`` is coach for the first play of a scenario and real after that."""
    motion: bool = True
    """Whether her answer comes a breath after the reply."""
    text_width: int = 72
    """The most columns that speech takes."""


KEYS = tuple(field.name for field in fields(Settings))


def read_settings(folder: Path) -> Settings:
    """What the user's file says; the defaults where there is none.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or says something unknown.
    """
    path = folder / FILE_NAME
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror or error}") from error
    text = _decoded(path, data)
    settings = Settings()
    for key, value in _parsed(path, text).items():
        fault = _fault(key, value)
        if fault is not None:
            raise SettingsError(f"{path}, line {_line_of(text, key)}: {fault}")
        settings = replace(settings, **{key: value})
    return settings


def _decoded(path: Path, data: bytes) -> str:
    if len(data) > LARGEST:
        raise SettingsError(f"{path} is larger than {LARGEST // 1024} KB; it needs four lines")
    try:
        return data.decode("utf-8-sig")  # some editors put a byte-order mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}, line {line}: this is not UTF-8; save it as UTF-8") from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError(f"{path} is not valid TOML: it is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        raise SettingsError(f"{path} is not valid TOML: {error}") from error


def _fault(key: str, value: Any) -> str | None:
    """What is wrong with a key or its value, and what may stand there; None if nothing is."""
    if key not in KEYS:
        from difflib import get_close_matches

        near = get_close_matches(key[:60], KEYS, n=1)
        mend = f"did you mean `{near[0]}`?" if near else f"it may hold {', '.join(KEYS)}"
        return f"unknown key {_shown(key)}; {mend}"
    if key in CHOICES and value not in CHOICES[key]:
        return f"`{key}` is one of {', '.join(CHOICES[key])}, not {_shown(value)}"
    if key == "motion" and not isinstance(value, bool):
        return f"`motion` is true or false, not {_shown(value)}"
    if key == "text_width" and (type(value) is not int or value not in WIDTHS):
        return (
            f"`text_width` is a whole number from {WIDTHS[0]} to {WIDTHS[-1]}, not {_shown(value)}"
        )
    return None


def _shown(value: Any) -> str:
    """A value from the file, short and without anything that a terminal would act on."""
    from reprlib import repr as short

    return str(value).lower() if isinstance(value, bool) else short(value)


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
