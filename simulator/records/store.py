"""The trainee's own file: every play, reply by reply, in one SQLite database.

A reply is committed before her answer is shown, so killing the process loses at most the reply being
typed. (A power cut may lose the last few: commits are not waited for until they are on the platter.)
The scenario's text is kept once for each digest, so a play can be taken up, replayed and graded by its
own text, whatever has been edited since. Times are UTC; the local day is kept beside them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.core.version import RULES_VERSION
from simulator.records.schema import FILE_NAME, StoreError, opened, unusable

if TYPE_CHECKING:
    from simulator.core.scenario import Before

__all__ = ["FILE_NAME", "SavedAct", "SavedPlay", "SavedReply", "Store", "StoreError"]


@dataclass(frozen=True, slots=True)
class SavedReply:
    """One reply as it was given. ``took_ms`` is the time from seeing the replies to choosing."""

    reply: str
    aside: str | None
    said: datetime
    took_ms: int


@dataclass(frozen=True, slots=True)
class SavedAct:
    """Of which account a play is an act."""

    campaign: str
    """The library's name of the campaign, or the path of its file."""
    number: int
    """Which act, from 0."""
    carried: Before | None
    """What was carried over into it; None into the first."""
    account: int | None = None
    """The play with which the account was opened; None for that one itself."""


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
    """The version of the trust rules that it was begun by, and once it is finished, judged by."""
    started: datetime
    day: str
    """The local date on which it began, as ``2026-11-22``."""
    predicted: bool | None
    sure: int | None
    ended: datetime | None
    ending: str | None
    verdict: bool | None
    score: int | None
    act: SavedAct | None = None
    """None for a play of a scenario by itself."""

    @property
    def account(self) -> int:
        """The play with which the account was opened that this is an act of."""
        return (self.act and self.act.account) or self.id


COLUMNS = (
    "id, name, digest, variant, seed, mode, rules, started, day, "
    "predicted, sure, ended, ending, verdict, score"
)
ACT_COLUMNS = "campaign, act, carried, account"
LEFT = "ended IS NULL AND left_at IS NULL"


class Store:
    """The database of one data folder.

    Raises:
        StoreError: the file cannot be opened or read, is no database of ours, or is of a newer program.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._db = opened(self.path)

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
        act: SavedAct | None = None,
    ) -> int:
        """Keep a new play and, once for each digest, the text that it is played by. Gives its id."""
        with self._writing():
            self._db.execute("INSERT OR IGNORE INTO scenarios VALUES (?, ?)", (digest, text))
            cursor = self._db.execute(
                "INSERT INTO plays (name, digest, variant, seed, mode, rules, started, day, "
                f"{ACT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(name, digest, variant, seed, mode, RULES_VERSION, _utc(now), _day(now)),
                    *_act_values(act),
                ),
            )
        play = cursor.lastrowid
        assert play is not None  # an INSERT into a table with a row id always has one
        return play

    def add_reply(self, play: int, number: int, reply: SavedReply) -> None:
        """Keep a reply, the `number`-th of its play, counted from 1.

        Raises:
            sqlite3.IntegrityError: the play has that reply already, or is gone.
        """
        self._db.execute(
            "INSERT INTO replies VALUES (?, ?, ?, ?, ?, ?)",
            (play, number, reply.reply, reply.aside, _utc(reply.said), reply.took_ms),
        )

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
        """Keep how a play ended, and what the trainee thought. What is kept of that already stays."""
        self._db.execute(
            "UPDATE plays SET predicted = ?, sure = ?, ended = ?, ending = ?, verdict = ?, "
            "score = ?, rules = ? WHERE id = ? AND ended IS NULL",
            (predicted, sure, _utc(now), ending, verdict, score, RULES_VERSION, play),
        )

    def leave(self, play: int, now: datetime) -> None:
        """Put a play aside for good: it is kept, and not offered again."""
        self._db.execute("UPDATE plays SET left_at = ? WHERE id = ?", (_utc(now), play))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            # A full disk can fail the COMMIT too, and may have rolled back by itself.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    # Reading. Each raises StoreError where the file is damaged.

    def play(self, play: int) -> SavedPlay:
        """One play.

        Raises:
            KeyError: there is none of that id.
        """
        found = self._plays("WHERE id = ?", play)
        if not found:
            raise KeyError(play)
        return found[0]

    def replies(self, play: int) -> tuple[SavedReply, ...]:
        """The replies of a play, in order."""
        with self._reading():
            rows = self._db.execute(
                "SELECT reply, aside, said, took_ms FROM replies WHERE play = ? ORDER BY number",
                (play,),
            ).fetchall()
            return tuple(
                SavedReply(reply, aside, datetime.fromisoformat(said), took)
                for reply, aside, said, took in rows
            )

    def text(self, digest: str) -> str:
        """The scenario's text of that digest.

        Raises:
            KeyError: no play was played by it.
        """
        with self._reading():
            row = self._db.execute(
                "SELECT text FROM scenarios WHERE digest = ?", (digest,)
            ).fetchone()
        if row is None:
            raise KeyError(digest)
        return str(row[0])

    def in_progress(self) -> tuple[SavedPlay, ...]:
        """The plays that can be taken up again, the newest first."""
        # The + keeps SQLite from walking the whole history to spare itself a sort.
        return self._plays(f"WHERE {LEFT} ORDER BY +id DESC")

    def left(self, name: str) -> SavedPlay | None:
        """The newest play of that scenario that can be taken up again."""
        found = self._plays(f"WHERE name = ? AND {LEFT} ORDER BY id DESC LIMIT 1", name)
        return found[0] if found else None

    def latest(self) -> dict[str, SavedPlay]:
        """The play of each scenario that was finished last, by the scenario's name."""
        # Beside a single max(), SQLite takes the other columns from the row that holds it.
        last = "SELECT id FROM (SELECT id, max(ended) FROM plays WHERE ended IS NOT NULL GROUP BY name)"
        return {play.name: play for play in self._plays(f"WHERE id IN ({last})")}

    def acts(self, campaign: str) -> tuple[SavedPlay, ...]:
        """The plays of the account of that campaign that was opened last, in the order of their beginnings.

        A play that was put aside is no part of it, and where an act was finished twice, both are there.
        """
        of = f"campaign = ? AND ({LEFT} OR ended IS NOT NULL)"
        newest = f"SELECT coalesce(account, id) FROM plays WHERE {of} ORDER BY id DESC LIMIT 1"
        return self._plays(
            f"WHERE {of} AND coalesce(account, id) = ({newest}) ORDER BY id", campaign, campaign
        )

    def acts_over(self) -> dict[str, int]:
        """How many acts are over of each campaign, in the account that was opened last."""
        with self._reading():
            rows = self._db.execute(
                "SELECT campaign, coalesce(account, id) AS opened, "
                "count(DISTINCT CASE WHEN ended IS NOT NULL THEN act END) FROM plays "
                "WHERE campaign IS NOT NULL AND (left_at IS NULL OR ended IS NOT NULL) "
                "GROUP BY campaign, opened ORDER BY opened"
            ).fetchall()
            return {str(campaign): int(count) for campaign, _, count in rows}

    def was_played(self, name: str) -> bool:
        """Whether a play of that scenario was ever finished."""
        return bool(self._plays("WHERE name = ? AND ended IS NOT NULL LIMIT 1", name))

    def _plays(self, which: str, *values: object) -> tuple[SavedPlay, ...]:
        with self._reading():
            rows = self._db.execute(
                f"SELECT {COLUMNS}, {ACT_COLUMNS} FROM plays {which}", values
            ).fetchall()
            return tuple(map(_play, rows))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, TypeError, ValueError) as error:
            raise unusable(self.path, error) from error


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _day(moment: datetime) -> str:
    return moment.astimezone().date().isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _yes(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _act_values(act: SavedAct | None) -> tuple[str | int | None, ...]:
    """The values of `ACT_COLUMNS`."""
    if act is None:
        return (None, None, None, None)
    from simulator.records.carrying import as_text

    carried = None if act.carried is None else as_text(act.carried)
    return (act.campaign, act.number, carried, act.account)


def _act(row: tuple[object, ...]) -> SavedAct | None:
    campaign, number, carried, account = row
    if campaign is None:
        return None
    before = None
    if carried is not None:
        from simulator.records.carrying import from_text

        before = from_text(str(carried))
    return SavedAct(str(campaign), int(str(number)), before, account)  # type: ignore[arg-type]


def _play(row: tuple[object, ...]) -> SavedPlay:
    names = COLUMNS.split(", ")
    values = dict(zip(names, row, strict=False))
    values["act"] = _act(row[len(names) :])
    for name in ("started", "ended"):
        values[name] = _moment(values[name])  # type: ignore[arg-type]  # text or NULL by the schema
    for name in ("predicted", "verdict"):
        values[name] = _yes(values[name])  # type: ignore[arg-type]
    return SavedPlay(**values)  # type: ignore[arg-type]
