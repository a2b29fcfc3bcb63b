"""`roleplay report` and `roleplay forget`, on a session that was hosted."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.forget import command as forget
from simulator.commands.report import command as report
from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room import next_stage
from simulator.core.room_stages import VOTING, Stage
from simulator.workshop.hosting import Hosted
from simulator.workshop.log import LogError
from simulator.workshop.opening import Opening, keep, kept
from simulator.workshop.sessions import latest_open, named, new_path
from simulator.world import World
from tests.tui.conftest import EXAMPLE

TEXT = EXAMPLE.read_text(encoding="utf-8")
OPENING = Opening("pallet", TEXT, "K7QFMX", 3, full=())


def opened(folder: Path) -> tuple[Path, Hosted]:
    path = new_path(folder, "pallet")
    keep(path, OPENING)
    scenario = compile_text(TEXT).scenario
    assert scenario is not None
    return path, Hosted(scenario, OPENING, path)


async def play(hosted: Hosted, until: Stage) -> None:
    """Let three people vote for the first reply that is shown, up to a stage."""
    session = hosted.session
    for person in ("ada", "bo", "cy"):
        await session.send(events.Joined(person, person.title()))
    while session.room.stage is not until:
        room = session.room
        if room.stage in VOTING:
            for person in room.people:
                vote = events.Voted(person, room.turn, room.stage, room.offered[0].id)
                await session.send(vote)
        dest = next_stage(session.room)
        assert dest is not None
        await session.send(events.Moved(session.room.turn, session.room.stage, dest))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def run(command: object, folder: Path, *words: str) -> Result:
    return CliRunner().invoke(command, words, obj=World(folder.parent))  # type: ignore[arg-type]


async def finished(folder: Path) -> Path:
    path, hosted = opened(folder)
    await play(hosted, Stage.CLOSE)
    await hosted.stop()
    return path


def test_the_report_of_the_last_session_is_told_and_written(folder: Path) -> None:
    asyncio.run(finished(folder))
    page, table = folder / "r.html", folder / "r.csv"
    told = run(report, folder)
    assert told.exit_code == 0, told.output
    assert "Turn 1: the call" in told.output
    assert "3 people." in told.output
    assert run(report, folder, "--html", str(page), "--csv", str(table)).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert table.read_bytes().startswith(b"turn,state,letter,reply")


def test_after_the_close_no_nickname_is_in_the_file_and_it_can_be_played_again(
    folder: Path,
) -> None:
    path = asyncio.run(finished(folder))
    assert b"Ada" not in path.read_bytes().split(b"\n", 1)[1]
    scenario = compile_text(TEXT).scenario
    assert scenario is not None
    again = Hosted(scenario, kept(path), path)
    assert again.session.room.stage is Stage.CLOSE
    assert len(again.session.room.conversation.turns) >= 3
    again.session.log.close()


async def test_a_session_that_was_left_is_taken_up_and_a_closed_one_is_not(folder: Path) -> None:
    path, hosted = opened(folder)
    await play(hosted, Stage.VOTE)
    await hosted.stop()
    assert latest_open(folder, "pallet", TEXT) == path
    assert latest_open(folder, "pallet", TEXT + "\n# edited") is None
    assert latest_open(folder, "other", TEXT) is None
    assert latest_open(folder, "pallet", TEXT, "https://talk.example.org") is None
    await finished(folder)
    assert latest_open(folder, "pallet", TEXT) in {None, path}


def test_forget_deletes_the_session_and_nothing_else(folder: Path) -> None:
    path = asyncio.run(finished(folder))
    other = folder / "notes.txt"
    other.write_text("mine", encoding="utf-8")
    done = run(forget, folder, path.stem)
    assert (done.exit_code, path.exists(), other.exists()) == (0, False, True)
    assert run(forget, folder, path.stem).exit_code == 2


@pytest.mark.parametrize("name", ["../pallet", "/etc/passwd", "nothing", "", "notes.txt"])
def test_what_is_no_session_is_not_deleted(folder: Path, name: str) -> None:
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(forget, folder, name).exit_code == 2
    assert (folder / "notes.txt").exists()


def test_without_a_session_there_is_no_report(folder: Path) -> None:
    assert run(report, folder).exit_code == 2
    with pytest.raises(LogError, match="no session"):
        named(folder, "x")


async def test_a_session_that_was_closed_by_mistake_is_taken_up_again(folder: Path) -> None:
    path, hosted = opened(folder)
    await play(hosted, Stage.SCENE)
    for source, dest in ((Stage.SCENE, Stage.CLOSE), (Stage.CLOSE, Stage.SCENE)):
        await hosted.session.send(events.Moved(0, source, dest))
        found = latest_open(folder, "pallet", TEXT)
        assert found == (path if dest is Stage.SCENE else None)
    hosted.session.log.close()
