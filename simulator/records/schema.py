"""The database file itself: what stands in it, and how one is opened, made, or refused.

Nothing is written into a file that is not ours or that a newer program has written. Several
processes may open one folder at the same moment, the first time too.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

FILE_NAME = "plays.sqlite3"
VERSION = 2
APPLICATION_ID = 0x526F6C65
"""``Role`` in ASCII: SQLite's own way of marking whose a file is."""

SECONDS_TO_WAIT = 1.0
"""For another process to finish writing, which takes it less than a thousandth of that."""

TABLES = """
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
    left_at    TEXT,
    predicted  INTEGER,
    sure       INTEGER,
    ended      TEXT,
    ending     TEXT,
    verdict    INTEGER,
    score      INTEGER
);
CREATE INDEX plays_finished ON plays (name, ended) WHERE ended IS NOT NULL;
CREATE INDEX plays_in_progress ON plays (name) WHERE ended IS NULL AND left_at IS NULL;
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

STEPS = {
    1: """
ALTER TABLE plays ADD COLUMN campaign TEXT;
ALTER TABLE plays ADD COLUMN account INTEGER;
ALTER TABLE plays ADD COLUMN act INTEGER;
ALTER TABLE plays ADD COLUMN carried TEXT;
CREATE INDEX plays_of_campaigns ON plays (campaign) WHERE campaign IS NOT NULL;
""",
}
"""By the version that a file has, what brings it to the next. A new file takes every step as well.

1 to 2: a play may be an act of a campaign. `account` is the play with which the account was opened, and
NULL in that one.
"""


class StoreError(Exception):
    """The file cannot be used. The text names it, says why, and what to do."""


def opened(path: Path) -> sqlite3.Connection:
    """A connection to the file, which is made if there is none.

    Raises:
        StoreError: it cannot be opened or written, is no database of ours, or is of a newer program.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise unusable(path, error) from error
    try:
        _prepare(database, path)
    except sqlite3.Error as error:
        database.close()
        raise unusable(path, error) from error
    except StoreError:
        database.close()
        raise
    return database


def unusable(path: Path, error: Exception) -> StoreError:
    """What to say of a file that does not answer."""
    reason = (isinstance(error, OSError) and error.strerror) or error
    return StoreError(
        f"{path} cannot be used ({reason}); name another folder with --data, "
        "or move the file away to begin anew"
    )


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    if _version(database) < VERSION:
        _make(database, path)
    if (version := _version(database)) > VERSION:
        raise StoreError(
            f"{path} was written by a newer version of roleplay ({version}, this one knows "
            f"{VERSION}); update roleplay, or name another folder with --data"
        )
    if database.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise _foreign(path)
    try:
        database.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another process is setting the same mode at this moment.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")


def _make(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or bring those of an older program up to date, in one go."""
    database.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have made the tables while this one waited.
        version = _version(database)
        if version == 0:
            if database.execute("SELECT 1 FROM sqlite_master").fetchone() is not None:
                raise _foreign(path)
            _run(database, TABLES)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            version = 1
        elif database.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise _foreign(path)
        for step in range(version, VERSION):
            _run(database, STEPS[step])
        if version < VERSION:
            database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


def _run(database: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";"):
        database.execute(statement)


def _version(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def _foreign(path: Path) -> StoreError:
    return StoreError(
        f"{path} is another program's database; name another folder with --data, "
        "or move the file away to begin anew"
    )
