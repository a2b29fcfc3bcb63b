"""The scenarios at hand: the shipped ones and the user's own, with how the last play of each went.

It joins what is in the folders (``compiler``) with what was played (``records``) for every front end.
A broken file never hides the others: it stands on the shelf, and opening it says what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.compiler.library import Header, find_scenarios, read_header
from simulator.records.play import Script
from simulator.records.store import SavedPlay, Store

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled


class BrokenScenarioError(Exception):
    """A scenario cannot be played. The text is its problems, as `roleplay` shows them."""


class NoSuchScenarioError(Exception):
    """Nothing on the shelf has that name, and it is no file. The text names what is near."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario on the shelf."""

    name: str
    """What `roleplay play` calls it: the file's name without its ending."""
    path: Path
    header: Header
    last: SavedPlay | None
    """The last finished play."""

    @property
    def problem(self) -> str | None:
        """Why its head cannot be read, in one line; None for most broken files, too: see `check`."""
        return self.header.error


class Shelf:
    """Every scenario in some folders. The files are read anew at each call."""

    def __init__(self, folders: Sequence[Path], store: Store | None = None) -> None:
        self._folders = folders
        self._store = store

    def entries(self) -> tuple[Entry, ...]:
        """All of them in the order of the folders and their names. Only the head of each is read.

        A name that stands in two folders is the first folder's.
        """
        latest = self._store.latest() if self._store is not None else {}
        paths: dict[str, Path] = {}
        for folder in self._folders:
            for path in find_scenarios(folder):
                paths.setdefault(_name(path), path)
        return tuple(
            Entry(name, path, read_header(path), latest.get(name)) for name, path in paths.items()
        )

    def check(self, entry: Entry) -> str | None:
        """The first problem that keeps a scenario from being played, in one line; None if it plays."""
        from simulator.compiler.compile import compile_file
        from simulator.compiler.render import concise

        compiled = compile_file(entry.path, entry.path.name)
        return concise(compiled.errors[:1]).strip() or None

    def open(self, name: str | Path) -> Script:
        """A scenario, compiled, by its name on the shelf or by the path of its file.

        Raises:
            NoSuchScenarioError: there is none.
            BrokenScenarioError: it has errors.
        """
        path = self._path(name)
        return script_of(path, _name(path) if path in self._shelved() else str(path.resolve()))

    def _shelved(self) -> set[Path]:
        return {path for folder in self._folders for path in find_scenarios(folder)}

    def _path(self, name: str | Path) -> Path:
        if isinstance(name, str):
            for folder in self._folders:
                for path in find_scenarios(folder):
                    if _name(path) == name:
                        return path
            if not (Path(name).exists() or Path(name).suffix in {".yaml", ".yml"}):
                raise NoSuchScenarioError(self._unknown(name))
        return Path(name)

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        known = [_name(path) for folder in self._folders for path in find_scenarios(folder)]
        near = get_close_matches(name, known, n=1)
        mend = f"did you mean `{near[0]}`?" if near else "`roleplay list` shows what there is"
        return f"there is no scenario and no file `{name}`; {mend}"


def script_of(path: Path, name: str) -> Script:
    """The scenario of a file, to be kept under a name.

    Raises:
        BrokenScenarioError: it has errors.
    """
    from simulator.compiler.compile import compile_file

    return _script(compile_file(path), name)


def script_of_text(text: str, name: str) -> Script:
    """The scenario of a text that was kept with a play.

    Raises:
        BrokenScenarioError: it has errors, as after a change of the format.
    """
    from simulator.compiler.compile import compile_text

    return _script(compile_text(text, name), name)


def _script(compiled: Compiled, name: str) -> Script:
    from simulator.compiler.render import full
    from simulator.compiler.source import digest

    if compiled.scenario is None:
        raise BrokenScenarioError(full(compiled.errors, compiled.source).rstrip())
    return Script(name, compiled.scenario, digest(compiled.source.text), compiled.source.text)


def _name(path: Path) -> str:
    return path.name.removesuffix(path.suffix)
