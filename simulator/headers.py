"""The headers of many scenario files, read once: what makes a large library open as fast as a small one.

Headers, and the packs that files stand in, are kept in one file beside the plays, each with its own
file's size and time of change. That file is a convenience: without it, or with one that is damaged, all
is read anew.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from simulator import __version__
from simulator.compiler.library import PACKS, Header, Pack

FILE_NAME = "library.json"
VERSION = f"{__version__} 2"
"""Headers that another version has kept are read anew."""

NAMES = {field.name for field in fields(Header)} - {"path"}
"""What is kept of a header."""
LISTS = ("practises", "acts")
"""The fields of a header that hold several words."""

Value = TypeVar("Value")
Stamp = list[int]
"""When a file was changed last, in nanoseconds, and its size in bytes."""


class Headers:
    """The headers of scenario files.

    Args:
        folder: where they are kept; None keeps none.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / FILE_NAME if folder is not None else None
        self._known: dict[str, Any] | None = None
        """What the file holds, once it was read."""

    def of(self, paths: Iterable[Path]) -> dict[Path, Header]:
        """The header of each file. What has not changed since it was kept is not read again."""
        return self._all(paths, _header, _read_header, _header_values)

    def packs_of(self, folders: Iterable[Path]) -> dict[Path, tuple[Pack, ...]]:
        """The packs of each folder that has some. What is wrong with a `packs.yaml` is for `check` to say."""
        files = [path for folder in folders if (path := folder / PACKS).exists()]
        found = self._all(files, _packs, _read_packs, _packs_values)
        return {path.parent: packs for path, packs in found.items()}

    def _all(
        self,
        paths: Iterable[Path],
        made: Callable[[Path, Any], Value | None],
        read: Callable[[Path], Value],
        values_of: Callable[[Value], object],
    ) -> dict[Path, Value]:
        """What is kept of each file, as far as it is whole and of the file as it is now; else, what is read.

        Args:
            paths: the files.
            made: makes it of what is kept; None where that is damaged.
            read: reads it anew.
            values_of: gives what is to be kept.
        """
        kept = self._kept()
        found: dict[Path, Value] = {}
        new: dict[str, list[Any]] = {}
        for path in paths:
            stamp = _stamp(path)
            one = None
            match kept.get(str(path)):
                case [of, values] if stamp is not None and of == stamp:
                    one = made(path, values)
            if one is None:
                one = read(path)
                if stamp is not None:
                    new[str(path)] = [stamp, values_of(one)]
            found[path] = one
        if new:
            self._keep({**kept, **new})
        return found

    def _kept(self) -> dict[str, Any]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            values = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(values, dict) or values.get("version") != VERSION:
            return {}
        headers = values.get("headers")
        return headers if isinstance(headers, dict) else {}

    def _keep(self, headers: dict[str, Any]) -> None:
        """Keep them in one go, so that another process finds the old file or the new one."""
        self._known = headers
        if self._file is None:
            return
        text = json.dumps({"version": VERSION, "headers": headers}, ensure_ascii=False)
        beside = self._file.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8", errors="replace")
            beside.replace(self._file)
        except OSError:
            # A full or read-only disk only means that they are read again next time.
            with contextlib.suppress(OSError):
                beside.unlink()


def _stamp(path: Path) -> Stamp | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]


def _header(path: Path, values: object) -> Header | None:
    if not isinstance(values, dict) or set(values) != NAMES:
        return None
    lists = {name: values[name] for name in LISTS}
    if not all(_are_words(some) for some in lists.values()):
        return None
    return Header(path, **{**values, **{name: tuple(some) for name, some in lists.items()}})


def _read_header(path: Path) -> Header:
    from simulator.compiler.header import read_header

    return read_header(path)


def _header_values(header: Header) -> object:
    return {name: getattr(header, name) for name in NAMES}


def _packs(_: Path, rows: object) -> tuple[Pack, ...] | None:
    if not (isinstance(rows, list) and all(_is_pack(row) for row in rows)):
        return None
    return tuple(Pack(name, title, to, tuple(names)) for name, title, to, names in rows)


def _read_packs(path: Path) -> tuple[Pack, ...]:
    from simulator.compiler.beside import read_packs

    return read_packs(path).value or ()


def _packs_values(packs: tuple[Pack, ...]) -> object:
    return [[pack.id, pack.title, pack.leads_to, pack.scenarios] for pack in packs]


def _is_pack(row: object) -> bool:
    return isinstance(row, list) and len(row) == 4 and _are_words(row[:3]) and _are_words(row[3])


def _are_words(some: object) -> bool:
    return isinstance(some, list) and all(isinstance(one, str) for one in some)
