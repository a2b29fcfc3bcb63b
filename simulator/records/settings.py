"""The one file in which a user says how the program should look: theme, mode, motion, text width.

It is TOML in the user's configuration folder, and nothing else is ever read from there.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

FILE_NAME = "config.toml"
CHOICES = {"theme": ("auto", "dark", "light"), "mode": ("auto", "coach", "real")}
WIDTHS = range(40, 121)


class SettingsError(Exception):
    """The file says something that is not understood. The text names the file, the key and the mend."""


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


def read_settings(folder: Path) -> Settings:
    """What the user's file says; the defaults where there is none.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or says something unknown.
    """
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    settings = Settings()
    for key, value in values.items():
        settings = replace(settings, **{key: _checked(path, key, value)})
    return settings


def _checked(path: Path, key: str, value: Any) -> Any:
    if key not in {field.name for field in fields(Settings)}:
        known = ", ".join(field.name for field in fields(Settings))
        raise SettingsError(f"{path}: unknown key `{key}`; it may hold {known}")
    if key in CHOICES and value not in CHOICES[key]:
        raise SettingsError(f"{path}: `{key}` is one of {', '.join(CHOICES[key])}, not {value!r}")
    if key == "motion" and not isinstance(value, bool):
        raise SettingsError(f"{path}: `motion` is true or false, not {value!r}")
    if key == "text_width" and (isinstance(value, bool) or value not in WIDTHS):
        raise SettingsError(
            f"{path}: `text_width` is a number from {WIDTHS[0]} to {WIDTHS[-1]}, not {value!r}"
        )
    return value
