"""`fmt` and `upgrade` as their users meet them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.fmt import command as fmt
from simulator.commands.upgrade import command as upgrade
from simulator.workbench.upgrade import STEPS
from tests.compiler.small import SMALLEST
from tests.workbench.format_zero import ONE, ZERO, from_zero

TIDY = SMALLEST.replace("customer:", "\ncustomer:").replace("start:", "\nstart:")
TIDY = TIDY.replace("endings:", "\nendings:")
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `fmt` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(fmt, list(arguments), input=stdin, prog_name="fmt")

    return running


def test_a_file_is_written_and_counted(run: Run) -> None:
    Path("a.yaml").write_bytes(SMALLEST.encode())
    Path("b.yaml").write_bytes(TIDY.encode())
    result = run(".")
    assert result.stdout == "a.yaml: formatted\n1 file formatted, 1 file left as it is\n"
    assert result.exit_code == 0
    assert Path("a.yaml").read_bytes() == TIDY.encode()


def test_a_file_that_is_right_is_not_written(run: Run) -> None:
    path = Path("a.yaml")
    path.write_bytes(TIDY.encode())
    os.utime(path, ns=(1, 1))
    assert run("a.yaml").stdout == "1 file left as it is\n"
    assert path.stat().st_mtime_ns == 1


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_the_rights_of_a_file_stay(run: Run) -> None:
    path = Path("a.yaml")
    path.write_bytes(SMALLEST.encode())
    path.chmod(0o640)
    run("a.yaml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_what_would_change_is_only_shown(run: Run, option: str) -> None:
    Path("a.yaml").write_bytes(SMALLEST.encode())
    result = run("a.yaml", option)
    assert result.exit_code == 1
    assert Path("a.yaml").read_bytes() == SMALLEST.encode()
    assert ("\n+\n" in result.stdout) == (option == "--diff")
    assert "1 file would be formatted" in (result.stderr if option == "--diff" else result.stdout)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_file_that_is_right_passes(run: Run, option: str) -> None:
    Path("a.yaml").write_bytes(TIDY.encode())
    assert run("a.yaml", option).exit_code == 0


def test_standard_input_comes_out_laid_out(run: Run) -> None:
    result = run("-", stdin=SMALLEST.replace("\n", "\r\n").encode())
    assert result.stdout_bytes == TIDY.replace("\n", "\r\n").encode()
    assert result.exit_code == 0


def test_a_broken_file_is_shown_and_the_others_are_written(run: Run) -> None:
    Path("a.yaml").write_bytes(b"a: [\n")
    Path("b.yaml").write_bytes(SMALLEST.encode())
    result = run("a.yaml", "b.yaml")
    assert result.exit_code == 1
    assert "error[F110]" in result.stderr
    assert Path("a.yaml").read_bytes() == b"a: [\n"
    assert Path("b.yaml").read_bytes() == TIDY.encode()


def test_a_file_that_cannot_be_read_is_named(run: Run) -> None:
    Path("a.yaml").symlink_to("nowhere")
    result = run("a.yaml")
    assert result.exit_code == 1
    assert "a.yaml" in result.stderr


def test_a_rare_layout_is_named(run: Run) -> None:
    Path("a.yaml").write_bytes(SMALLEST.replace("title: ", "? title\n: ").encode())
    result = run("a.yaml")
    assert result.exit_code == 1
    assert result.stderr == "a.yaml: it is laid out in a rare way, so it is left alone\n"


def test_a_path_that_leads_nowhere_is_wrong_use(run: Run) -> None:
    result = run("nowhere.yaml")
    assert result.exit_code == 2
    assert "nowhere.yaml" in result.stderr


def test_upgrading_says_what_is_in_the_newest_format(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(SMALLEST.encode())
    result = CliRunner().invoke(upgrade, [str(path)])
    assert result.exit_code == 0
    assert result.stdout == f"{path}: is in format 1, the newest\n1 file left as it is\n"


def test_upgrading_writes_a_file_of_a_made_up_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(STEPS, 0, from_zero)
    path = tmp_path / "a.yaml"
    path.write_bytes(ZERO.encode())
    checked = CliRunner().invoke(upgrade, [str(path), "--check"])
    assert (checked.exit_code, path.read_bytes()) == (1, ZERO.encode())
    result = CliRunner().invoke(upgrade, [str(path)])
    assert (result.exit_code, path.read_bytes()) == (0, ONE.encode())
