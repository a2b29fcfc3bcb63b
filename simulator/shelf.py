"""The scenarios and campaigns at hand: the shipped ones and the user's own, with how each went last.

It joins what is in the folders (``compiler``) with what was played (``records``) for every front end.
A broken file never hides the others: it stands on the shelf, and opening it says what is wrong. Names
of files are outside text like any other: what a terminal would act on is out of a `name` already.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.compiler.cleaning import clean
from simulator.compiler.library import CAMPAIGN, PACKS, Header, find_files, find_scenarios, name_of
from simulator.headers import Headers
from simulator.records.script import Script

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled
    from simulator.records.store import SavedPlay, Store


class BrokenScenarioError(Exception):
    """A scenario cannot be played. The text is its problems, as `roleplay` shows them."""


class NoSuchScenarioError(Exception):
    """Nothing on the shelf has that name, and it is no file. The text names what is near."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario on the shelf, or one campaign."""

    name: str
    """What `roleplay play` calls it: the file's name without its ending; of a campaign, its folder's."""
    path: Path
    header: Header
    last: SavedPlay | None
    """The play that was finished last."""
    acts_over: int = 0
    """How many acts of a campaign are over, in the account that was opened last."""

    @property
    def is_campaign(self) -> bool:
        """Whether it is a campaign."""
        return self.path.name == CAMPAIGN

    @property
    def problem(self) -> str | None:
        """Why its head cannot be read, in one line; None for most broken files, too: see `check`."""
        return self.header.error


@dataclass(frozen=True, slots=True)
class Group:
    """Some entries that belong together: a pack, or what stands in none."""

    entries: tuple[Entry, ...]
    title: str = ""
    leads_to: str = ""
    """One sentence on what the pack builds up to."""


class Shelf:
    """Every scenario in some folders. The files are read anew at each call."""

    def __init__(self, folders: Sequence[Path], store: Store | None = None) -> None:
        self._folders = folders
        self._store = store
        self._headers = Headers(store.path.parent if store is not None else None)

    def entries(self) -> tuple[Entry, ...]:
        """All of them in the order of the folders and their names. Only the head of each is read.

        A name that stands in two folders is the first folder's: so a scenario of one's own can stand
        in for a shipped one.
        """
        latest = self._store.latest() if self._store is not None else {}
        over = self._store.acts_over() if self._store is not None else {}
        named = self._named()
        campaigns = {path.parent for path in named.values() if path.name == CAMPAIGN}
        shown = {
            name: path
            for name, path in named.items()
            if path.name == CAMPAIGN or path.parent not in campaigns
        }
        headers = self._headers.of(shown.values())
        return tuple(
            Entry(name, path, headers[path], latest.get(name), over.get(name, 0))
            for name, path in shown.items()
        )

    def groups(self) -> tuple[Group, ...]:
        """The entries folder by folder: its packs in order, and then what is in none of them."""
        entries = {entry.name: entry for entry in self.entries()}
        packed = self._headers.packs_of(self._folders)
        found = []
        for folder in self._folders:
            packs = packed.get(folder, ())
            for pack in packs:
                members = [entries.pop(name) for name in pack.scenarios if name in entries]
                if members:
                    found.append(Group(tuple(members), pack.title, pack.leads_to))
            rest = [entry for entry in entries.values() if entry.path.is_relative_to(folder)]
            if rest:
                found.append(Group(tuple(rest), "More" if packs else folder.name.capitalize()))
            for entry in rest:
                del entries[entry.name]
        return tuple(found)

    def check(self, entry: Entry) -> str | None:
        """The first problem that keeps a scenario from being played, in one line; None if it plays."""
        from simulator.compiler.compile import compile_file
        from simulator.compiler.render import concise

        if entry.is_campaign:
            from simulator.compiler.acts import problem_of

            return problem_of(entry.path)
        compiled = compile_file(entry.path, entry.path.name)
        return concise(compiled.errors[:1]).strip() or None

    def campaign(self, name: str | Path) -> Path | None:
        """The file of a campaign, by its name on the shelf or by its path; None if that is no campaign."""
        return _campaign(self._named(), name)

    def open(self, name: str | Path) -> Script:
        """A scenario, compiled, by its name on the shelf or by the path of its file.

        Raises:
            NoSuchScenarioError: there is none.
            BrokenScenarioError: it has errors.
        """
        named = self._named()
        if (campaign := _campaign(named, name)) is not None:
            raise NoSuchScenarioError(_acts_of(campaign))
        if isinstance(name, str) and name in named:
            return script_of(named[name], name)
        # os.path, because a Path raises where a name is too long or has no permission.
        if os.path.isdir(name):
            raise NoSuchScenarioError(
                f"`{clean(str(name))}` is a folder; `--scenarios DIR` puts all of a folder on the shelf"
            )
        if not os.path.exists(name):
            raise NoSuchScenarioError(_unknown(clean(str(name)), named))
        real = os.path.realpath(name)
        shelved = (one for one, path in named.items() if os.path.realpath(path) == real)
        return script_of(Path(name), next(shelved, clean(real)))

    def _named(self) -> dict[str, Path]:
        """The file of each name, in the order of the shelf."""
        named: dict[str, Path] = {}
        for folder in self._folders:
            for name, path in _names(folder).items():
                named.setdefault(name, path)
        return named


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


def script_of_play(store: Store, saved: SavedPlay) -> Script:
    """The scenario that a play was begun with, from the store alone, whatever was edited since.

    An act of a campaign begins with what was carried over into it.

    Raises:
        BrokenScenarioError: its text has errors in this version, or is gone.
        StoreError: the store is damaged.
    """
    try:
        script = script_of_text(store.text(saved.digest), saved.name)
    except KeyError as error:
        raise BrokenScenarioError(f"the text of the play of {saved.day} is gone") from error
    if saved.act is None or saved.act.carried is None:
        return script
    from dataclasses import replace

    from simulator.core.campaign import with_before

    return replace(script, scenario=with_before(script.scenario, saved.act.carried))


def _script(compiled: Compiled, name: str) -> Script:
    from simulator.compiler.render import full
    from simulator.compiler.source import digest

    if compiled.scenario is None:
        raise BrokenScenarioError(full(compiled.errors, compiled.source).rstrip())
    return Script(name, compiled.scenario, digest(compiled.source.text), compiled.source.text)


def _names(folder: Path) -> dict[str, Path]:
    """The files of one folder by name. Where two would share one, the deeper is called by its path."""
    paths = [path for path in find_files(folder) if path.name != PACKS]
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in sorted(paths, key=lambda path: (len(path.parts), path)):
        within = path.relative_to(folder)
        for name in (name_of(path), within.with_suffix("").as_posix(), within.as_posix()):
            if (shown := clean(name)) not in taken:
                names[path] = shown
                taken.add(shown)
                break
    return {names[path]: path for path in paths if path in names}


def _campaign(named: dict[str, Path], name: str | Path) -> Path | None:
    """The file of a campaign, by its name among those or by its path; None if that is no campaign."""
    path = named.get(name) if isinstance(name, str) else None
    if path is None:
        path = Path(name)
        path = path / CAMPAIGN if os.path.isdir(path) else path
    return path if path.name == CAMPAIGN and os.path.isfile(path) else None


def _acts_of(campaign: Path) -> str:
    """What to say where a scenario is wanted, and a campaign is named."""
    acts = sorted(path.stem for path in find_scenarios(campaign.parent))
    named = ", ".join(f"`{clean(name)}`" for name in acts) or "none"
    return f"`{clean(name_of(campaign))}` is a campaign; `roleplay play` plays it, and its acts are {named}"


def _unknown(name: str, known: dict[str, Path]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name[:100], known, n=1)
    mend = f"did you mean `{near[0]}`?" if near else "`roleplay list` shows what there is"
    return f"there is no scenario and no file `{name[:300]}`; {mend}"
