"""What a folder says about how its files are checked: `roleplay.toml`, or a table in `pyproject.toml`.

The nearest file upwards counts, alone: settings are never mixed from several. Whatever is wrong with it
is told with its line and what may stand there instead; nothing in it is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from simulator.compiler.diagnostic import did_you_mean, one_of, quoted
from simulator.workbench.wrong_use import WrongUseError

OWN, SHARED = "roleplay.toml", "pyproject.toml"
SECTION = "check"
LARGEST = 1024 * 1024
"""In bytes."""
STYLES = ("full", "concise", "json", "github", "sarif")
MOST_SITUATIONS = 1_000_000_000


class Settings(NamedTuple):
    """How files are checked. `file` is where it is said; None for the defaults."""

    select: tuple[str, ...] = ()
    """Codes, beginnings of codes and names of rules; with none, every rule counts."""
    ignore: tuple[str, ...] = ()
    thresholds: tuple[tuple[str, float], ...] = ()
    """In the order of their names."""
    situations: int | None = None
    """How many situations of a scenario are walked at most; None for the usual number."""
    style: str | None = None
    cache: bool = True
    file: Path | None = None


DEFAULTS = Settings()


class SettingsOf:
    """Finds the settings that count in a folder; each file of settings is read once."""

    def __init__(self) -> None:
        self._known: dict[Path, Settings] = {}

    def __call__(self, folder: Path) -> Settings:
        """The settings of the nearest file in `folder` or above it.

        Raises:
            WrongUseError: the file cannot be read, or says something that is not understood.
        """
        found = self._known.get(folder)
        if found is None:
            found = _read_in(folder)
            if found is None:
                found = DEFAULTS if folder.parent == folder else self(folder.parent)
            self._known[folder] = found
        return found


def _read_in(folder: Path) -> Settings | None:
    """The settings that stand in this very folder, if there are any."""
    own = folder / OWN
    data = _bytes(own)
    if data is not None:
        table = _tables(own, data).get(SECTION, {})
        return _settings(own, data.decode("utf-8-sig"), table)
    shared = folder / SHARED
    data = _bytes(shared)
    if data is None or b"roleplay" not in data:
        return None
    tool = _parsed(shared, data).get("tool", {})
    tables = tool.get("roleplay", {}) if isinstance(tool, dict) else {}
    if not isinstance(tables, dict) or SECTION not in tables:
        return None
    return _settings(shared, data.decode("utf-8-sig"), tables[SECTION])


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        if path.is_dir():  # which Windows says in other words
            return None
        raise WrongUseError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > LARGEST:
        raise WrongUseError(f"{path} is larger than {LARGEST // 1024} KB")
    return data


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongUseError(f"{path}, line {line}: this is not UTF-8") from error
    except RecursionError as error:
        raise WrongUseError(f"{path} is not valid TOML: it is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        raise WrongUseError(f"{path} is not valid TOML: {error}") from error


def _tables(path: Path, data: bytes) -> dict[str, Any]:
    """The tables of our own file, of which each must be known."""
    tables = _parsed(path, data)
    for name in tables:
        if name != SECTION:
            mend = did_you_mean(name, [SECTION])
            if name in READERS:
                mend = f"put it under `[{SECTION}]`"
            line = _line_of(data.decode("utf-8-sig"), name)
            raise WrongUseError(
                f"{path}, line {line}: unknown table or key {quoted(name)}; "
                f"{mend or f'the file may hold `[{SECTION}]`'}"
            )
    return tables


def _settings(path: Path, text: str, table: Any) -> Settings:
    if not isinstance(table, dict):
        raise WrongUseError(f"{path}, line {_line_of(text, SECTION)}: `{SECTION}` is a table")
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            if key not in READERS:
                raise _Unfit(
                    f"unknown key {quoted(key)}; "
                    + (did_you_mean(key, READERS) or f"it may be {one_of(READERS)}")
                )
            values[key] = READERS[key](key, value)
        except _Unfit as fault:
            raise WrongUseError(f"{path}, line {_line_of(text, key)}: {fault}") from fault
    return Settings(**values, file=path)


class _Unfit(Exception):  # noqa: N818  # it never leaves this module
    """A value is not what its key takes."""


def _words(key: str, value: Any) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _Unfit(f'`{key}` takes a list of codes, such as `["W", "P301"]`, not {_shown(value)}')
    return tuple(word.strip() for one in words for word in one.split(",") if word.strip())


def _thresholds(key: str, value: Any) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, dict):
        raise _Unfit(f"`{key}` takes a table of numbers by name, not {_shown(value)}")
    for name, number in value.items():
        is_number = isinstance(number, int | float) and not isinstance(number, bool)
        if not is_number or not -LARGEST < number < LARGEST:
            raise _Unfit(f"the threshold {quoted(name)} is a number, not {_shown(number)}")
    return tuple(sorted((name, float(number)) for name, number in value.items()))


def _situations(key: str, value: Any) -> int:
    if type(value) is not int or not 1 <= value <= MOST_SITUATIONS:
        raise _Unfit(f"`{key}` is a whole number from 1 to {MOST_SITUATIONS}, not {_shown(value)}")
    return value


def _style(key: str, value: Any) -> str:
    if value not in STYLES:
        raise _Unfit(f"`{key}` is one of {one_of(STYLES)}, not {_shown(value)}")
    return str(value)


def _yes_or_no(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unfit(f"`{key}` is true or false, not {_shown(value)}")
    return value


READERS: dict[str, Callable[[str, Any], Any]] = {
    "select": _words,
    "ignore": _words,
    "thresholds": _thresholds,
    "situations": _situations,
    "style": _style,
    "cache": _yes_or_no,
}
"""Every key, and what reads its value."""


def _shown(value: Any) -> str:
    """A value from the file, short and without anything that a terminal would act on."""
    from reprlib import repr as short

    return str(value).lower() if isinstance(value, bool) else short(value)


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
