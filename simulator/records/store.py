"""The trainee's own file: every play, reply by reply, in one SQLite database.

A reply is committed before her answer is shown, so killing the process loses at most the reply being
typed. The scenario's text is kept once for each digest: a play can be replayed and graded by its own
text, whatever has been edited since. Times are UTC; the local day is kept beside them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from simulator.core.trust import RULES_VERSION

FILE_NAME = "plays.sqlite3"
SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE scenarios (
    digest TEXT PRIMARY KEY,
    text   TEXT NOT NULL
);
CREATE TABLE plays (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    digest     TEXT NOT NULL REFERENCES scenarios,
    variant    TEXT,
    seed       INTEGER NOT NULL,
    mode       TEXT NOT NULL,
    rules      INTEGER NOT NULL,
    started    TEXT NOT NULL,
    day        TEXT NOT NULL,
    phase      TEXT NOT NULL,
    left_at    TEXT,
    predicted  INTEGER,
    sure       INTEGER,
    ended      TEXT,
    ending     TEXT,
    verdict    INTEGER,
    score      INTEGER
);
CREATE INDEX plays_by_name ON plays (name, id);
CREATE INDEX plays_open ON plays (ended) WHERE ended IS NULL;
CREATE TABLE replies (
    play    INTEGER NOT NULL REFERENCES plays ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    reply   TEXT NOT NULL,
    aside   TEXT,
    said    TEXT NOT NULL,
    took_ms INTEGER NOT NULL,
    PRIMARY KEY (play, number)
) WITHOUT ROWID;
"""


class StoreError(Exception):
    """The file cannot be used. The text names it, says why, and what to do."""


@dataclass(frozen=True, slots=True)
class SavedReply:
    """One reply as it was given. ``took_ms`` is the time from seeing the replies to choosing."""

    reply: str
    aside: str | None
    said: datetime
    took_ms: int


@dataclass(frozen=True, slots=True)
class SavedPlay:
    """A play as it is kept. What is decided at the end is None until then."""

    id: int
    name: str
    """The library's name of the scenario, or the path of a file of one's own."""
    digest: str
    variant: str | None
    seed: int
    mode: str
    rules: int
    """The version of the trust rules that it was played by."""
    started: datetime
    day: str
    """The local date on which it began, as ``2026-11-22``."""
    phase: str
    predicted: bool | None
    sure: int | None
    ended: datetime | None
    ending: str | None
    verdict: bool | None
    score: int | None


PLAY_COLUMNS = (
    "id, name, digest, variant, seed, mode, rules, started, day, phase, "
    "predicted, sure, ended, ending, verdict, score"
)


class Store:
    """The database of one data folder.

    Raises:
        StoreError: the file cannot be opened, is no database of ours, or is of a newer program.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=5, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{self.path} cannot be used: {error}; name another folder with --data, "
                "or move the file away to begin anew"
            ) from error

    def _prepare(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"{self.path} was written by a newer version of roleplay; update this one"
            )
        if version == 0:
            with self._writing():
                # Another process may have prepared the file while this one waited for it.
                if self._db.execute("PRAGMA user_version").fetchone() == (0,):
                    for statement in SCHEMA.split(";"):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # Writing. Each raises sqlite3.Error where the disk says no; the play goes on without it.

    def begin(
        self,
        name: str,
        digest: str,
        text: str,
        *,
        variant: str | None,
        seed: int,
        mode: str,
        now: datetime,
    ) -> int:
        """Keep a new play and, once for each digest, the text that it is played by. Gives its id."""
        with self._writing():
            self._db.execute("INSERT OR IGNORE INTO scenarios VALUES (?, ?)", (digest, text))
            cursor = self._db.execute(
                "INSERT INTO plays (name, digest, variant, seed, mode, rules, started, day, phase) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'talking')",
                (name, digest, variant, seed, mode, RULES_VERSION, _utc(now), _day(now)),
            )
        play = cursor.lastrowid
        assert play is not None  # an INSERT into a table with a row id always has one
        return play

    def add_reply(self, play: int, number: int, reply: SavedReply) -> None:
        """Keep a reply, the `number`-th of its play, counted from 1."""
        self._db.execute(
            "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)",
            (play, number, reply.reply, reply.aside, _utc(reply.said), reply.took_ms),
        )

    def set_phase(self, play: int, phase: str) -> None:
        """Keep where a play stands."""
        self._db.execute("UPDATE plays SET phase = ? WHERE id = ?", (phase, play))

    def finish(
        self,
        play: int,
        *,
        predicted: bool | None,
        sure: int | None,
        ending: str,
        verdict: bool,
        score: int | None,
        now: datetime,
    ) -> None:
        """Keep how a play ended, and what the trainee thought."""
        self._db.execute(
            "UPDATE plays SET phase = 'debrief', predicted = ?, sure = ?, ended = ?, ending = ?, "
            "verdict = ?, score = ? WHERE id = ?",
            (predicted, sure, _utc(now), ending, verdict, score, play),
        )

    def leave(self, play: int, now: datetime) -> None:
        """Put a play aside for good: it is kept, and not offered again."""
        self._db.execute("UPDATE plays SET left_at = ? WHERE id = ?", (_utc(now), play))

    # Reading

    def play(self, play: int) -> SavedPlay:
        """One play.

        Raises:
            KeyError: there is none of that id.
        """
        row = self._db.execute(f"SELECT {PLAY_COLUMNS} FROM plays WHERE id = ?", (play,)).fetchone()
        if row is None:
            raise KeyError(play)
        return _play(row)

    def replies(self, play: int) -> tuple[SavedReply, ...]:
        """The replies of a play, in order."""
        rows = self._db.execute(
            "SELECT reply, aside, said, took_ms FROM replies WHERE play = ? ORDER BY number",
            (play,),
        )
        return tuple(
            SavedReply(reply, aside, datetime.fromisoformat(said), took)
            for reply, aside, said, took in rows
        )

    def text(self, digest: str) -> str:
        """The scenario's text of that digest.

        Raises:
            KeyError: no play was played by it.
        """
        row = self._db.execute("SELECT text FROM scenarios WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise KeyError(digest)
        return str(row[0])

    def in_progress(self) -> tuple[SavedPlay, ...]:
        """The plays that can be taken up again, the newest first."""
        rows = self._db.execute(
            f"SELECT {PLAY_COLUMNS} FROM plays "
            "WHERE ended IS NULL AND left_at IS NULL ORDER BY id DESC"
        )
        return tuple(map(_play, rows))

    def latest(self) -> dict[str, SavedPlay]:
        """The last finished play of each scenario, by the scenario's name."""
        rows = self._db.execute(
            f"SELECT {PLAY_COLUMNS} FROM plays WHERE id IN "
            "(SELECT max(id) FROM plays WHERE ended IS NOT NULL GROUP BY name)"
        )
        return {play.name: play for play in map(_play, rows)}

    def was_played(self, name: str) -> bool:
        """Whether a play of that scenario was ever finished."""
        found = self._db.execute(
            "SELECT 1 FROM plays WHERE name = ? AND ended IS NOT NULL LIMIT 1", (name,)
        )
        return found.fetchone() is not None


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _day(moment: datetime) -> str:
    return moment.astimezone().date().isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _yes(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _play(row: tuple[object, ...]) -> SavedPlay:
    values = dict(zip(PLAY_COLUMNS.split(", "), row, strict=True))
    for name in ("started", "ended"):
        values[name] = _moment(values[name])  # type: ignore[arg-type]  # text or NULL by the schema
    for name in ("predicted", "verdict"):
        values[name] = _yes(values[name])  # type: ignore[arg-type]
    return SavedPlay(**values)  # type: ignore[arg-type]
