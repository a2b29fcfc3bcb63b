"""A session's file: what is in it has happened, and nothing else has."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.workshop.log import Entry, FileLog, LogError, begin_file, header_of
from tests.workshop.conftest import Place

SOME = [
    Entry(events.Joined("ada", "Ada ✓"), 1.0),
    Entry(events.Moved(0, Stage.LOBBY, Stage.SCENE), 2.0),
    Entry(events.Counted(0, Stage.VOTE, {"hear": 3}), 3.5),
]


def made(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "one.session"
    begin_file(path, name="pallet", code="K7QFMX")
    return path


def read(path: Path) -> list[Entry]:
    """All that a file holds."""
    seen: list[Entry] = []
    log = FileLog(path)
    log.follow(seen.append)
    log.close()
    return seen


async def test_a_file_is_there_again_with_all_that_happened(tmp_path: Path) -> None:
    path = made(tmp_path)
    log = FileLog(path)
    for entry in SOME:
        await log.add(entry)
    log.close()

    assert read(path) == SOME
    assert header_of(path)["name"] == "pallet"


@pytest.mark.parametrize("tail", [b'{"at": 4.0, "is": "Joi', b"\x00\xff", b'{"at": 4}\n', b"[]\n"])
async def test_a_line_that_a_crash_cut_short_is_passed_over(tmp_path: Path, tail: bytes) -> None:
    path = made(tmp_path)
    log = FileLog(path)
    await log.add(SOME[0])
    log.close()
    with path.open("ab") as file:
        file.write(tail)

    again = FileLog(path)
    await again.add(SOME[1])
    again.close()

    assert read(path) == SOME[:2]


def test_a_session_is_never_written_over_and_only_its_user_reads_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(LogError, match="exists"):
        begin_file(path, name="other")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 99}', "words"])
def test_another_file_is_no_session(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.session"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LogError, match="no session"):
        header_of(path)


async def test_what_cannot_be_kept_has_not_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path)
    log = FileLog(path)
    place = Place(log)
    await place.join("Ada")
    file, write = log._file, log._write

    def full(line: bytes) -> None:
        file.write(line[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log, "_write", full)
    with pytest.raises(LogError, match="No space"):
        await place.session.send(events.Moved(0, Stage.LOBBY, Stage.SCENE))
    assert place.session.room.stage is Stage.LOBBY
    monkeypatch.setattr(log, "_write", write)
    await place.session.send(events.Locked(True))
    log.close()

    kinds = [type(entry.event) for entry in read(path)]
    assert kinds == [events.Joined, events.Locked], "nor is it there later"
    with pytest.raises(LogError, match="over"):
        await place.session.send(events.Locked(False))


def seen(place: Place) -> tuple[object, ...]:
    """All of a room but for the machine that it runs on."""
    room = place.session.room
    said = [turn.reply.id for turn in room.conversation.turns]
    return room.position, room.people, room.rounds, said


@pytest.mark.parametrize("steps", range(7))
async def test_a_host_that_is_killed_at_any_stage_finds_its_room_again(
    tmp_path: Path, steps: int
) -> None:
    path = made(tmp_path)
    killed = FileLog(path)
    first = Place(killed)
    ada, bo = await first.join("Ada"), await first.join("Bo")
    for _ in range(steps):
        await first.on()
        if first.session.room.stage in {Stage.VOTE, Stage.REVOTE}:
            await first.vote(ada, "hear")
            await first.vote(bo, "hear")

    log = FileLog(path)  # before the first is closed, as after a kill
    again = Place(log)

    assert seen(again) == seen(first)
    answer = await again.call("/api/me", cookie=ada)
    assert answer.values["is_in"] is True
    log.close()
    killed.close()
