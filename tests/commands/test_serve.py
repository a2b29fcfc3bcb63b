"""`roleplay serve` and `roleplay host`: what is wrong is said before anything listens."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.host import command as host
from simulator.commands.serve import command as serve
from simulator.world import World


def run(command: object, folder: Path, *words: str) -> Result:
    return CliRunner().invoke(command, words, obj=World(folder))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--public-url", "talk.example.org"], "such as https://talk.example.org"),
        (["--public-url", "https://talk.example.org/path"], "such as https://talk.example.org"),
        (["--public-url", "http://[::1"], "such as https://talk.example.org"),
        (["--public-url", "http://[bad]"], "such as https://talk.example.org"),
        (["--public-url", "https://a\u2100b.org"], "such as https://talk.example.org"),
        (["--public-url", "https://talk.example.org:99999999"], "such as https://talk.example"),
        (["--trusted-proxy", "everybody"], "no address"),
        (["--port", "0"], "--port"),
    ],
)
def test_wrong_options_are_usage(tmp_path: Path, words: list[str], text: str) -> None:
    done = run(serve, tmp_path, *words)
    assert done.exit_code == 2
    assert text in done.output


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--redis", "redis://127.0.0.1:1/0"], "not reached"),
        (["--redis", "http://127.0.0.1"], "no address"),
        (["--redis", "rediss://127.0.0.1:1/zz?foo=bar"], "no address"),
        (["--host", "192.0.2.1"], "cannot be listened on"),
    ],
)
def test_what_is_not_to_be_had_is_a_finding(tmp_path: Path, words: list[str], text: str) -> None:
    done = run(serve, tmp_path, *words)
    assert done.exit_code == 1
    assert text in done.output


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("secret\n", encoding="utf-8")
    done = run(serve, tmp_path, "--token-file", str(file))
    assert done.exit_code == 1
    assert "20 characters" in done.output


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], "SCENARIO"),
        (["--panel", "wrong-pallet"], "takes no SCENARIO"),
        (["wrong-pallet", "--via", "http://x.example", "--lan"], "--via"),
        (["wrong-pallet", "--via", "http://x.example", "--rehearse", "5"], "--via"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path: Path, words: list[str], text: str) -> None:
    done = run(host, tmp_path, *words)
    assert done.exit_code == 2
    assert text in done.output
