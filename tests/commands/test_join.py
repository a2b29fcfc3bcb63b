"""`roleplay join`: addresses as they are typed, and a seat that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from simulator.commands import opening
from simulator.commands.join import command as join
from simulator.workshop.calling import Place, place_of
from simulator.workshop.seats import MOST, keep_token, token_for
from simulator.world import World


def joined(*words: str) -> Result:
    return CliRunner().invoke(join, [*words], obj=World())


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("http://192.0.2.7:8000/K7QFMX", Place("192.0.2.7:8000", "K7QFMX")),
        ("192.0.2.7:8000/k7qfmx", Place("192.0.2.7:8000", "k7qfmx")),
        ("http://192.0.2.7:8000/?code=K7QFMX", Place("192.0.2.7:8000", "K7QFMX")),
        ("192.0.2.7", Place("192.0.2.7")),
        ("https://Rooms.example/K7QFMX", Place("rooms.example", "K7QFMX", is_secure=True)),
        ("http://[2001:db8::1]:8000/", Place("[2001:db8::1]:8000")),
    ],
)
def test_an_address_is_taken_as_it_is_typed(typed: str, place: Place) -> None:
    assert place_of(typed) == place


@pytest.mark.parametrize("typed", ["", "file:///K7QFMX", "http://", "x:y:z", "a@b:1/c", "h:99999"])
def test_what_is_no_address_is_wrong_usage(typed: str) -> None:
    done = joined(typed)
    assert done.exit_code == 2
    assert "an address" in done.output


def test_without_a_code_it_says_where_the_code_is() -> None:
    done = joined("192.0.2.7:8000")
    assert done.exit_code == 2
    assert "on the big screen" in done.output


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """A server that always says the same."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("body", [b"<html>hello</html>", b"[1]", b"\xff\xfe"])
def test_another_program_at_that_address_is_named(
    body: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "need_terminal", lambda: None)
    with answering(200, body) as host:
        done = joined("--data", str(tmp_path), f"{host}/K7QFMX")
    assert done.exit_code == 1
    assert "no role-play session" in done.output
    assert not list(tmp_path.iterdir())


def test_nobody_at_that_address_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(opening, "need_terminal", lambda: None)
    done = joined("--data", str(tmp_path), "127.0.0.1:9/K7QFMX")
    assert done.exit_code == 1
    assert "127.0.0.1:9 is not reached" in done.output


def test_a_seat_is_found_again_and_only_the_latest_are_kept(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        keep_token(tmp_path / "data", Place(f"192.0.2.{number}", "K7QFMX"), f"token{number}")
    assert token_for(tmp_path / "data", Place("192.0.2.5", "k7qfmx")) == "token5"
    assert token_for(tmp_path / "data", Place("192.0.2.0", "K7QFMX")) == ""
    (tmp_path / "data" / "seats.json").write_text("[", encoding="utf-8")
    assert token_for(tmp_path / "data", Place("192.0.2.5", "K7QFMX")) == ""
