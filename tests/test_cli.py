"""`roleplay` as it is run: most of it in this process, and as one of its own where that matters."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click
import pytest

from simulator.cli import main
from simulator.core.version import RULES_VERSION
from simulator.records.schema import FILE_NAME, VERSION
from simulator.records.store import Store
from tests.records.small import NAME, TEXT, begun, finished, written

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such thing")


@dataclass
class Ran:
    """What a run came to."""

    code: int
    out: str
    err: str


class Place:
    """A data folder, a configuration folder and a folder with a scenario, of one test alone."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self.mine, self.config = folder / "data", folder / "mine", folder / "roleplay"
        self.file = written(self.mine)
        self._capsys = capsys
        self._patch = pytest.MonkeyPatch()
        self._patch.setenv("XDG_CONFIG_HOME", str(folder))
        self._patch.setenv("ROLEPLAY_DATA", str(self.data))
        self._patch.setenv("TERM", "xterm")

    def run(self, *arguments: str, answers: str = "") -> Ran:
        """Run in this process."""
        self._patch.setattr(sys, "argv", ["roleplay", *arguments])
        self._patch.setattr(sys, "stdin", io.StringIO(answers))
        with pytest.raises(SystemExit) as end:
            main()
        told = self._capsys.readouterr()
        code = end.value.code
        return Ran(code if isinstance(code, int) else -1, told.out, told.err)

    def play(self, *arguments: str, answers: str = "", name: str = NAME) -> Ran:
        """Run `roleplay play` with the scenario of this place on the shelf."""
        return self.run("play", name, "--scenarios", str(self.mine), *arguments, answers=answers)

    def start(
        self,
        *arguments: str,
        stdout: int | IO[bytes] = subprocess.PIPE,
        preexec_fn: Callable[[], None] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Run as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "simulator", "--scenarios", str(self.mine), *arguments],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            preexec_fn=preexec_fn,
        )

    def store(self) -> Store:
        return Store(self.data)

    def close(self) -> None:
        self._patch.undo()


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Place]:
    one = Place(tmp_path, capsys)
    yield one
    one.close()


def until(process: subprocess.Popen[bytes], words: str) -> None:
    """Wait until a process has told these words."""
    assert process.stdout is not None
    told = b""
    while not told.endswith(words.encode()):
        one = process.stdout.read(1)
        assert one, f"it ended before {words!r}, having told {told.decode()!r}"
        told += one


def answer(process: subprocess.Popen[bytes], text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(text.encode())
    process.stdin.flush()


# The library


def test_list_prints_the_library_own_scenarios_first(place: Place) -> None:
    ran = place.run("list", "--scenarios", str(place.mine))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        f"Mine.\n{NAME}: The wrong pallet\n    Lena Brandt, owner of a garden shop\n"
    )
    assert "\n\nWhen it went wrong. From " in ran.out
    assert "\nwrong-pallet: " in ran.out


def test_list_as_json_is_one_list(place: Place) -> None:
    with_play = place.store()
    finished(with_play)
    with_play.close()

    ran = place.run("list", "--json", "--scenarios", str(place.mine))

    first, *_ = json.loads(ran.out)
    assert (first["name"], first["problem"], first["last"]["verdict"]) == (NAME, None, True)


def test_a_broken_file_is_listed_as_broken_and_the_rest_works(place: Place) -> None:
    written(place.mine, TEXT.replace("start:", "strat:"), "broken")

    ran = place.run("--scenarios", str(place.mine), "list")

    assert ran.code == 0
    assert "broken: broken, cannot be played\n    broken.yaml:" in ran.out
    assert f"{NAME}: The wrong pallet" in ran.out
    broken = place.play("--plain", name="broken", answers="1\n")
    assert broken.code == 1
    assert "strat" in broken.err


def test_listing_leaves_nothing_behind(place: Place) -> None:
    place.run("list")
    assert not place.data.exists()


# Playing


def test_a_play_by_lines_is_kept_where_roleplay_data_says(place: Place) -> None:
    ran = place.play("--plain", "--seed", "1", "--mode", "real", answers="3\n1\n1\ny\n2\n")

    assert (ran.code, ran.err) == (0, "")
    assert "Turn by turn" in ran.out
    store = place.store()
    saved = store.latest()[NAME]
    store.close()
    assert (saved.seed, saved.mode, saved.predicted, saved.sure) == (1, "real", True, 2)


def test_data_counts_before_roleplay_data_wherever_it_stands(place: Place, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    place.run("--data", str(before), "play", str(place.file), "--plain")
    place.run("--data", str(before), "play", str(place.file), "--plain", "--data", str(after))

    assert (before / FILE_NAME).exists()
    assert (after / FILE_NAME).exists()
    assert not place.data.exists()


def test_a_seed_means_the_same_play_every_time(place: Place) -> None:
    def told(seed: int) -> str:
        return place.play("--plain", "--seed", str(seed), "--mode", "real", answers="3\n").out

    assert told(3) == told(3)
    assert len({told(seed) for seed in range(8)}) > 1


def test_a_file_of_ones_own_is_played_by_its_path(place: Place) -> None:
    ran = place.run("play", str(place.file), "--plain")

    assert ran.code == 0
    store = place.store()
    [saved] = store.in_progress()
    store.close()
    assert saved.name == os.path.realpath(place.file)


def test_answers_may_come_from_windows_and_be_wrong(place: Place) -> None:
    ran = place.play("--plain", answers=f"\ufeff3\r\n²\r\n{'9' * 5000}\r\n\r\n٢\r\n")

    assert ran.code == 0
    assert ran.out.count("A number from 1 to 2, please") == 3
    assert "Left after 1 turn. The play is kept." in ran.out


def test_a_play_that_was_left_is_offered_and_taken_up(place: Place) -> None:
    place.play("--plain", answers="3\n1\n")

    ran = place.play("--plain", answers="y\n1\ny\n1\n")

    assert "after 1 turn. Take it up again?" in ran.out
    assert "taken up at turn 2" in ran.out
    assert "Turn by turn" in ran.out
    assert "Take it up" not in place.play("--plain").out


def test_new_and_resume_answer_the_question_beforehand(place: Place) -> None:
    place.play("--plain", answers="3\n1\n")

    assert "taken up at turn 2" in place.play("--plain", "--resume").out
    assert "You are: account manager." in place.play("--plain", "--new").out
    store = place.store()
    assert [len(store.replies(saved.id)) for saved in store.in_progress()] == [0]
    store.close()


def test_resuming_nothing_is_a_finding(place: Place) -> None:
    ran = place.play("--plain", "--resume")
    assert (ran.code, ran.out) == (1, "")
    assert "no play of `small-pallet` was left" in ran.err


def test_a_play_as_json_is_a_dialogue(place: Place) -> None:
    ran = place.play("--json", "--seed", "1", answers="no such\nown_it\ncall\nyes\n")

    kinds = [json.loads(line)["type"] for line in ran.out.splitlines()]
    assert kinds == ["play", "turn", "error", "coaching", "turn", "prediction", "debrief"]
    assert place.play("--json", "--resume").code == 1


def test_a_dumb_terminal_gets_lines(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "Turn 1." in place.play(answers="1\n").out
    assert "Which one? Its number or name, q to quit: " in place.run().out


def test_the_library_by_lines_goes_from_play_to_play(place: Place) -> None:
    written(place.mine, TEXT.replace("start:", "strat:"), "a-broken-one")

    ran = place.run(
        "--plain", "--scenarios", str(place.mine), answers=f"1\n{NAME}\n3\nq\n{NAME}\ny\nq\nq\n"
    )

    assert ran.code == 0
    assert "`a-broken-one` cannot be played." in ran.out
    assert ran.out.count("Left after 0 turns. The play is kept.") == 2


# Used wrongly


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("play", "wrong-palet", "--plain"), "did you mean `wrong-pallet`?"),
        (("play", ".", "--plain"), "is a folder; `--scenarios DIR`"),
        (("play", "nowhere/x.yaml", "--plain"), "no scenario and no file `nowhere/x.yaml`"),
        (("play", "wrong-pallet"), "this is no terminal"),
        ((), "this is no terminal"),
        (("play", "wrong-pallet", "--seed", "-1"), "--seed"),
        (("play", "wrong-pallet", "--seed", "9" * 5000), "--seed"),
        (("play", "wrong-pallet", "--mode", "easy"), "--mode"),
        (("play", "wrong-pallet", "--plain", "--resume", "--seed", "1"), "--resume goes on"),
        (("list", "--scenarios", "/no/such"), "there is no folder '/no/such'"),
        (("list", "--scenarios", __file__), "is no folder; `roleplay play FILE`"),
        (("--data", "", "list"), "name a folder"),
        (("list", "--scenarios", " "), "name a folder"),
        (("dance",), "there is no command `dance`"),
        (("play",), "Missing argument"),
    ],
)
def test_wrong_usage_is_told_in_a_line_and_is_code_2(
    place: Place, arguments: tuple[str, ...], told: str
) -> None:
    ran = place.run(*arguments)

    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00b\x00i\x00n",
        b"\x00" * 5000,
        b"a: " + b"[" * 30_000,
        b"a: &a [*a]",
        b"caf\xe9: 1",
        b"",
        b"x" * (9 * 1024 * 1024),
        b"format: 99",
    ],
)
def test_a_hostile_file_gets_a_message_and_a_code(place: Place, content: bytes) -> None:
    place.file.write_bytes(content)

    ran = place.play("--plain", answers="1\n")

    assert ran.code == 1
    assert str(place.file) in ran.err
    assert len(ran.err) < 5000
    assert place.run("list", "--scenarios", str(place.mine)).code == 0


@pytest.mark.parametrize("content", [b"colour = 1", b"theme = x", b"\xff"])
def test_a_wrong_configuration_is_named_with_its_line(place: Place, content: bytes) -> None:
    if sys.platform != "linux":
        pytest.skip("the folder is another one elsewhere")
    place.config.mkdir()
    (place.config / "config.toml").write_bytes(content)

    ran = place.play("--plain")

    assert ran.code == 2
    assert str(place.config / "config.toml") in ran.err
    assert "line 1" in ran.err


def test_the_configured_mode_holds_unless_another_is_named(place: Place) -> None:
    if sys.platform != "linux":
        pytest.skip("the folder is another one elsewhere")
    place.config.mkdir()
    (place.config / "config.toml").write_text('mode = "real"', encoding="utf-8")

    def mode(*arguments: str) -> str:
        first, *_ = place.play("--json", *arguments).out.splitlines()
        return str(json.loads(first)["mode"])

    assert mode() == "real"
    assert mode("--mode", "coach") == "coach"


def test_an_empty_roleplay_data_is_as_none(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_DATA", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(place.data))
    if sys.platform != "linux":
        pytest.skip("the folder is another one elsewhere")

    place.play("--plain")

    assert (place.data / "roleplay" / FILE_NAME).exists()


# A store that cannot be used


@pytest.mark.parametrize("harm", ["garbage", "newer", "another's", "no folder"])
def test_a_store_that_cannot_be_opened_keeps_nobody_from_playing(place: Place, harm: str) -> None:
    if harm == "no folder":
        place.data.write_text("", encoding="utf-8")
    else:
        place.store().close()
        if harm == "garbage":
            (place.data / FILE_NAME).write_bytes(b"garbage " * 1000)
        else:
            _damage(place, harm)

    ran = place.play("--plain", "--seed", "1", answers="3\n1\n1\ny\n2\n")

    assert ran.code == 0
    assert ran.err.startswith("Your plays cannot be kept: ")
    assert "data" in ran.err
    assert "This play is not being saved" in ran.out
    assert "Turn by turn" in ran.out
    assert place.run("list").code == 0


def _damage(place: Place, harm: str) -> None:
    store = place.store()
    pragma = f"user_version = {VERSION + 1}" if harm == "newer" else "application_id = 1"
    store._db.execute(f"PRAGMA {pragma}")
    store.close()


def test_a_store_that_is_damaged_inside_is_told_in_a_line(place: Place) -> None:
    store = place.store()
    finished(store)
    store._db.execute("UPDATE plays SET started = 'yesterday'")
    store.close()

    ran = place.run("list")

    assert ran.code == 1
    assert FILE_NAME in ran.err
    assert "--data" in ran.err
    assert not (place.data / "roleplay.log").exists()


def test_a_play_by_other_rules_is_taken_up_and_judged_by_those_of_today(place: Place) -> None:
    store = place.store()
    begun(store, "own_it")
    store._db.execute("UPDATE plays SET rules = 0")

    ran = place.play("--json", "--resume", answers="call\nyes\n")

    saved = store.latest()[NAME]
    store.close()
    assert ran.code == 0
    assert (saved.rules, saved.verdict) == (RULES_VERSION, True)


# The process


@POSIX
def test_a_play_that_is_killed_is_taken_up_though_its_file_was_edited_and_deleted(
    place: Place,
) -> None:
    process = place.start("play", NAME, "--plain", "--seed", "1")
    with process:
        until(process, "Your thought, 1 to 3: ")
        answer(process, "2\n1\n")
        until(process, "Turn 2. What do you say?")
        process.kill()
    written(place.mine, TEXT.replace("I call you at ten.", "Edited."))
    edited = place.play("--plain", "--resume").out
    place.file.unlink()
    deleted = place.play("--plain", "--resume", answers="1\ny\n1\n").out

    for told in (edited, deleted):
        assert "taken up at turn 2" in told
        assert "I call you at ten." in told
    assert "You thought: She is afraid." in deleted


@POSIX
@pytest.mark.parametrize(
    ("given", "words"),
    [("", "Your thought, 1 to 3: "), ("3\n1\n1\n", "y or n: ")],
)
def test_ctrl_c_leaves_with_the_play_kept(place: Place, given: str, words: str) -> None:
    process = place.start("play", NAME, "--plain")
    with process:
        answer(process, given)
        until(process, words)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert out.decode().endswith(" The play is kept.\n")
    assert err.decode().strip() == ""
    store = place.store()
    assert store.left(NAME) is not None
    store.close()


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP] if os.name != "nt" else [])
def test_a_closed_terminal_loses_nothing(place: Place, number: signal.Signals) -> None:
    process = place.start("play", NAME, "--plain")
    with process:
        answer(process, "3\n1\n")
        until(process, "Turn 2.")
        process.send_signal(number)
        _, err = process.communicate(timeout=20)

    assert b"Traceback" not in err
    store = place.store()
    [saved] = store.in_progress()
    assert len(store.replies(saved.id)) == 1
    store.close()


@pytest.mark.parametrize("arguments", [("list",), ("play", NAME, "--plain"), ("schema",)])
def test_a_closed_pipe_ends_it_quietly(place: Place, arguments: tuple[str, ...]) -> None:
    process = place.start(*arguments)
    with process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(b"3\n1\n", timeout=20)

    assert err == b""
    assert process.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")
@pytest.mark.parametrize("argument", ["list", "--help"])
def test_output_that_cannot_be_written_is_told(place: Place, argument: str) -> None:
    with open("/dev/full", "wb") as full, place.start(argument, stdout=full) as process:
        _, err = process.communicate(timeout=20)

    assert process.returncode == 1
    assert b"Error: the output cannot be written: " in err
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err


@POSIX
@pytest.mark.parametrize("closing", ["<&-", "</dev/zero", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_or_none_end_it_without_a_traceback(
    place: Place, closing: str
) -> None:
    command = f'"{sys.executable}" -m simulator play "{place.file}" --plain {closing}'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, stdin=subprocess.DEVNULL, timeout=20
    )

    assert done.returncode == 0
    assert b"Traceback" not in done.stdout + done.stderr
    store = place.store()
    assert len(store.in_progress()) == 1
    store.close()


@POSIX
def test_speech_is_utf_8_whatever_the_system_says(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(place.mine, TEXT.replace("Good.", "Schön, ありがとう."))
    for name, value in {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}.items():
        monkeypatch.setenv(name, value)

    process = place.start("play", NAME, "--json", "--seed", "1")
    with process:
        out, err = process.communicate(b"own_it\ncall\nyes\n", timeout=20)

    assert "Schön, ありがとう." in out.decode("utf-8")
    assert err == b""


@POSIX
def test_on_a_full_disk_the_play_goes_on_and_says_so(place: Place) -> None:
    import resource

    place.store().close()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    process = place.start("play", NAME, "--plain", "--seed", "1", preexec_fn=small)
    with process:
        out, err = process.communicate(b"3\n1\n1\ny\n1\n", timeout=20)

    assert process.returncode == 0
    assert b"not being saved" in out + err
    assert b"Turn by turn" in out
    assert b"Traceback" not in err


def test_two_processes_play_at_once_and_both_are_kept(place: Place) -> None:
    processes = [place.start("play", NAME, "--json", "--seed", str(seed)) for seed in (1, 2)]
    for process in processes:
        with process:
            out, err = process.communicate(b"own_it\ncall\nyes\n", timeout=30)
        assert (process.returncode, err) == (0, b"")
        assert json.loads(out.splitlines()[-1])["saved"] is True

    store = place.store()
    assert store._db.execute("SELECT count(*) FROM plays WHERE verdict").fetchone() == (2,)
    store.close()


def test_what_fails_that_should_not_is_in_the_log_and_no_traceback_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("simulator.compiler.schema.schema", broken)

    ran = place.run("schema")

    log = place.data / "roleplay.log"
    assert ran.code == 1
    assert str(log) in ran.err
    assert "Traceback" not in ran.err
    assert "ZeroDivisionError: by nought" in log.read_text(encoding="utf-8")


# Start-up


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"textual", "yaml", "transitions", "sqlite3", "platformdirs", "dataclasses"}),
        (["list"], {"textual", "transitions", "asyncio"}),
        (["play", NAME, "--plain"], {"textual", "asyncio"}),
    ],
)
def test_nothing_is_imported_that_is_not_used(
    place: Place, arguments: list[str], unwanted: set[str]
) -> None:
    begun_store = place.store()
    finished(begun_store)
    begun_store.close()
    program = (
        "import sys\n"
        "from simulator.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    print('imported', *{m.split('.')[0] for m in sys.modules})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--scenarios", str(place.mine), *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=True,
    )

    imported = set(done.stdout.decode().splitlines()[-1].split())
    assert {"click", "simulator"} <= imported
    assert not imported & unwanted


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [("lpay", "did you mean `play`?"), ("\x1b[2J", "`roleplay --help` lists them")],
)
def test_a_command_that_is_not_there_is_answered_with_the_nearest(wrong: str, mend: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", wrong], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert mend in done.stderr
    assert "\x1b" not in done.stderr


def test_every_command_of_the_help_can_be_loaded() -> None:
    from simulator.cli import COMMANDS, roleplay

    with click.Context(roleplay) as context:
        for name in COMMANDS:
            command = roleplay.get_command(context, name)
            assert command is not None
            assert command.name == name
