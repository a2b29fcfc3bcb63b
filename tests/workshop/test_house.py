"""A server that holds rooms for organisers elsewhere, spoken to over real connections."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room import Room
from simulator.core.room_events import as_values
from simulator.core.room_stages import Stage
from simulator.workshop import house as house_module
from simulator.workshop.calling import CallError, Place
from simulator.workshop.guest import Guest
from simulator.workshop.house import House
from simulator.workshop.limits import LARGEST_SCENARIO, WRONG_CODES_AT_ONCE
from simulator.workshop.log import LogError
from simulator.workshop.opening import Opening, keep
from simulator.workshop.remote import DeskLine, Remote
from simulator.workshop.rooms import OpenRoom
from simulator.workshop.server import Listener, listening
from simulator.workshop.stores import FileStore, Store
from tests.tui.conftest import EXAMPLE
from tests.workshop.conftest import on
from tests.workshop.test_log_contract import redis  # noqa: F401  # a fixture

TEXT = EXAMPLE.read_text(encoding="utf-8")
TOKEN = "the-token-of-the-organisers"
ASKED = Opening("pallet", TEXT, "", 3, full=())


class Server:
    """A house that listens."""

    def __init__(self, store: Store, *, public: str = "", proxies: tuple[str, ...] = ()) -> None:
        sock = listening("127.0.0.1", 0)
        self.host = f"127.0.0.1:{sock.getsockname()[1]}"
        self.house = House(store, TOKEN, public or f"http://{self.host}", frozenset({self.host}))
        self.listener = Listener(self.house.app(), sock, proxies)

    async def start(self) -> None:
        await self.house.start()
        self.listener.start()

    async def stop(self) -> None:
        await self.house.stop()
        await self.listener.stop()

    def line(self, key: str, code: str = "") -> DeskLine:
        return DeskLine(Place(self.host, code), key)

    async def make(self, opening: Opening = ASKED, token: str = TOKEN) -> DeskLine:
        """Open a room. Gives the line to its desk."""
        found = await asyncio.to_thread(self.line(token).ask, "/api/rooms", opening.values())
        return self.line(found["key"], found["code"])

    async def lead(self, line: DeskLine, path: Path | None = None) -> Remote:
        """Lead a room from here."""
        opening, ahead = await asyncio.to_thread(line.opening)
        scenario = compile_text(opening.text).scenario
        assert scenario is not None
        if path is not None:
            keep(path, opening)
        remote = Remote(scenario, opening, line, ahead=ahead, path=path, is_ours=True)
        remote.start()
        return remote

    async def held(self, line: DeskLine) -> OpenRoom:
        """The room of a desk, as the server has it."""
        room = await self.house.find(line.place.code)
        assert room is not None
        return room

    async def join(self, code: str, name: str = "Ada") -> Guest:
        """Somebody comes in."""
        guest = Guest(Place(self.host, code))
        await asyncio.to_thread(guest.join, name)
        guest.follow()
        return guest


@pytest.fixture(params=["files", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Makes a store on the same rooms, as another server has it."""
    if request.param == "files":
        return lambda: FileStore(tmp_path / "rooms")
    url = request.getfixturevalue("redis").url
    from simulator.workshop.redis_store import RedisStore

    return lambda: RedisStore(url)


@pytest.fixture
async def server(store: Callable[[], Store]) -> AsyncIterator[Server]:
    one = Server(store())
    await one.start()
    yield one
    await one.stop()


async def until(what: Callable[[], object]) -> None:
    """Wait for something."""
    for _ in range(400):
        if what():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come")


def votes(room: Room) -> int:
    round_ = room.round
    return len(round_.first) if round_ is not None else 0


async def test_a_room_is_opened_joined_and_led_from_elsewhere(
    server: Server, tmp_path: Path
) -> None:
    line = await server.make()
    path = tmp_path / "copy.session"
    remote = await server.lead(line, path)
    ada, bo = [await server.join(line.place.code, name) for name in ("Ada", "Bo")]
    await until(lambda: len(remote.session.room.here) == 2)
    await until(lambda: remote.address)
    assert remote.address == f"http://{server.host}"
    await on(remote.session)
    await on(remote.session)
    await until(lambda: ada.wall and ada.wall["stage"] == "vote")
    assert ada.wall is not None
    sent = {"turn": 0, "stage": "vote", "reply": ada.wall["replies"][0]["id"]}
    for one in (ada, bo):
        await asyncio.to_thread(one.send, "vote", sent)
    await until(lambda: votes(remote.session.room) == 2)
    await on(remote.session)
    await until(lambda: bo.wall and bo.wall["stage"] == "reveal")
    assert bo.wall is not None
    assert bo.wall["said"] == sent["reply"]
    held = await server.held(line)
    assert held.session.room.rounds == remote.session.room.rounds

    await on(remote.session, Stage.CLOSE)
    await remote.stop()

    await until(lambda: not ada.own["is_in"])
    with pytest.raises(CallError, match="code"):
        await server.join(line.place.code)
    text = path.read_text(encoding="utf-8")
    assert '"Voted"' in text
    assert "Ada" not in text.split("\n", 1)[1]
    for one in (ada, bo):
        one.close()


async def test_a_terminal_that_leads_again_has_the_same_room(
    server: Server, tmp_path: Path
) -> None:
    line = await server.make()
    path = tmp_path / "copy.session"
    first = await server.lead(line, path)
    await on(first.session)
    await first.stop()
    second = server.line(line.key, line.place.code)
    opening, _ = await asyncio.to_thread(second.opening)
    again = Remote(first.session.room.opening.engine.scenario, opening, second, path=path)
    assert again.session.room.stage is Stage.SCENE, "the copy has it, before anything is heard"
    again.start()
    await on(again.session)
    await again.stop()
    held = await server.held(line)
    assert len(held.session.log.entries) == 2


async def test_a_server_that_starts_again_has_its_rooms(
    server: Server, store: Callable[[], Store]
) -> None:
    line = await server.make()
    remote = await server.lead(line)
    ada = await server.join(line.place.code)
    await on(remote.session)
    await remote.stop()
    ada.close()

    other = Server(store())
    await other.start()
    again = await other.lead(other.line(line.key, line.place.code))
    await until(lambda: len(again.session.room.here) == 1)
    assert again.session.room.stage is Stage.SCENE
    back = Guest(Place(other.host, line.place.code), ada.token)
    await asyncio.to_thread(back.join)
    assert len(again.session.room.here) == 1
    await again.stop()
    await other.stop()


async def test_a_room_that_another_server_has_ended_is_closed_here(
    server: Server, store: Callable[[], Store]
) -> None:
    line = await server.make()
    ada = await server.join(line.place.code)
    other = Server(store())
    await other.start()
    await asyncio.to_thread(other.line(line.key, line.place.code).end)
    await server.house.sweep()
    assert await server.house.find(line.place.code) is None
    await until(lambda: not ada.own["is_in"])
    await other.stop()
    ada.close()


async def test_a_room_that_nobody_needs_is_closed_and_opened_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await server.make()
    first = await server.house.find(line.place.code)
    monkeypatch.setattr(house_module, "IDLE", -1.0)
    await server.house.sweep()
    again = await server.house.find(line.place.code)
    assert first is not None
    assert first.is_over
    assert again is not None
    assert again is not first


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x"])
async def test_rooms_are_opened_by_organisers_only(server: Server, token: str) -> None:
    with pytest.raises(CallError, match="token"):
        await server.make(token=token)


async def test_a_key_leads_its_own_room_only(server: Server) -> None:
    one, other = await server.make(), await server.make()
    for key, code in (
        (one.key, other.place.code),
        (TOKEN, one.place.code),
        ("", one.place.code),
        (one.key, "AAAAAA"),
        (one.key, "../" + one.place.code),
    ):
        with pytest.raises(CallError, match=r"no such room|Not Found|no role-play"):
            await asyncio.to_thread(server.line(key, code).opening)
    opening, _ = await asyncio.to_thread(one.opening)
    assert opening.key == "", "not even a digest of it is told"


async def test_no_phone_and_no_page_leads(server: Server) -> None:
    line = await server.make()
    ada = await server.join(line.place.code)
    moved = as_values(events.Moved(0, Stage.LOBBY, Stage.SCENE))
    path = f"/desk/{line.place.code}/send"
    with pytest.raises(CallError, match="key"):
        await asyncio.to_thread(ada.ask, path, moved)
    headers = {"authorization": f"Bearer {line.key}", "origin": f"http://{server.host}"}
    assert (await ask(server, path, moved, **headers))[0] == 403
    held = await server.held(line)
    assert held.session.room.stage is Stage.LOBBY
    ada.close()


@pytest.mark.parametrize(
    "sent",
    [
        as_values(events.Joined("made-up")),
        as_values(events.Voted("made-up", 0, Stage.VOTE, "own_it")),
        as_values(events.Predicted("made-up", True)),
        {"is": "Nothing"},
        {"is": "Extended", "turn": 0, "stage": "vote", "seconds": "long"},
        {"is": "Counted", "turn": 0, "stage": "vote", "hands": {"own_it": "many"}},
        {"is": "Counted", "turn": 0, "stage": "vote", "hands": 3},
        {},
    ],
)
async def test_the_desk_forges_no_phone_and_keeps_nothing_that_is_no_event(
    server: Server, sent: dict[str, Any]
) -> None:
    line = await server.make()
    remote = await server.lead(line)
    await on(remote.session)
    await on(remote.session)
    with pytest.raises(CallError, match=r"Only phones|not understood"):
        await asyncio.to_thread(line.send, sent)
    held = await server.held(line)
    assert len(held.session.log.entries) == 2
    await remote.stop()


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        (replace(ASKED, text="title: nothing else"), "cannot play"),
        (replace(ASKED, text="["), "cannot play"),
        (replace(ASKED, text=TEXT + "#" * LARGEST_SCENARIO), "too long"),
        (replace(ASKED, seed="x"), "not understood"),  # type: ignore[arg-type]
        (replace(ASKED, full=3), "not understood"),  # type: ignore[arg-type]
        (replace(ASKED, full=("x",) * 2000), "not understood"),
        (replace(ASKED, seconds=0), "not understood"),
        (replace(ASKED, seconds=10**400), "not understood"),
        (replace(ASKED, expected=-1), "not understood"),
        (replace(ASKED, seed=-1), "not understood"),
    ],
)
async def test_what_cannot_be_played_is_refused(
    server: Server, opening: Opening, text: str
) -> None:
    with pytest.raises(CallError, match=text):
        await server.make(opening)


async def test_codes_are_not_tried_for_ever(server: Server) -> None:
    line = await server.make()
    guest = Guest(Place(server.host, "AAAAAA"))
    for _ in range(int(WRONG_CODES_AT_ONCE)):
        with pytest.raises(CallError, match="not the room's code"):
            await asyncio.to_thread(guest.join)
    with pytest.raises(CallError, match="Too many"):
        await server.join(line.place.code)


async def ask(
    server: Server, path: str, sent: Any = None, **headers: str
) -> tuple[int, dict[str, str]]:
    """One request with headers of one's own. Gives the status and the headers of the answer."""

    def asking() -> tuple[int, dict[str, str]]:
        line = HTTPConnection(server.host, timeout=10)
        body = None if sent is None else json.dumps(sent)
        given = {"content-type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        line.request("GET" if body is None else "POST", path, body, given)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}

    return await asyncio.to_thread(asking)


@pytest.fixture
async def behind(tmp_path: Path) -> AsyncIterator[Server]:
    """A server behind a proxy that ends TLS."""
    one = Server(
        FileStore(tmp_path / "rooms"),
        public="https://talk.example.org",
        proxies=("127.0.0.1", "10.0.0.0/24"),
    )
    await one.start()
    yield one
    await one.stop()


async def test_behind_a_proxy_cookies_are_for_tls_only_and_its_name_is_taken(
    behind: Server,
) -> None:
    line = await behind.make()
    status, headers = await ask(
        behind, "/api/join", {"code": line.place.code}, host="talk.example.org"
    )
    assert status == 200
    assert "secure" in headers["set-cookie"].lower()
    assert (await ask(behind, "/", host="evil.example"))[0] == 421
    assert (await ask(behind, "/health", host="evil.example"))[0] == 200
    origin = "https://evil.example"
    assert (await ask(behind, "/api/join", {}, host="talk.example.org", origin=origin))[0] == 403
    shown = (await asyncio.to_thread(line.opening), line.shown)[1]
    assert shown["address"] == "https://talk.example.org"


@pytest.mark.parametrize("trusts", [True, False])
async def test_a_proxy_is_believed_only_where_it_is_trusted(
    behind: Server, server: Server, trusts: bool
) -> None:
    one = behind if trusts else server
    statuses = [
        (await ask(one, "/api/join", {"code": "AAAAAA"}, x_forwarded_for=f"203.0.113.{number}"))[0]
        for number in range(int(WRONG_CODES_AT_ONCE) + 5)
    ]
    assert (429 in statuses) is not trusts


async def test_a_store_that_fails_is_answered_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(FileStore(tmp_path / "rooms"))
    await server.start()
    line = await server.make()
    ada = await server.join(line.place.code)
    held = await server.held(line)

    def full(entry: object) -> None:
        raise LogError("No space left on device")

    monkeypatch.setattr(held.session.log, "put", full)
    with pytest.raises(CallError, match="could not be kept") as caught:
        await asyncio.to_thread(ada.ask, "/api/rename", {"nickname": "Bo"})
    assert caught.value.status == 503
    assert [one.nickname for one in held.session.room.here] == ["Ada"]
    monkeypatch.undo()
    ada.close()
    await server.stop()


async def test_headers_that_never_end_are_cut_off(server: Server) -> None:
    _, writer = await asyncio.open_connection(*server.host.split(":"))

    async def flood() -> None:
        writer.write(b"GET / HTTP/1.1\r\nx: ")
        for _ in range(2_000):
            writer.write(b"a" * 10_000)
            await writer.drain()

    with pytest.raises(ConnectionError):
        await flood()
    writer.close()


async def test_a_room_that_cannot_be_shown_goes_on_once_it_can(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    line = await server.make()
    ada = await server.join(line.place.code)
    held = await server.held(line)
    with monkeypatch.context() as broken:
        await until(lambda: ada.wall)
        broken.setattr(held.streams, "_seen", None)
        await held.session.send(events.Locked(True))
        await asyncio.sleep(0.5)
    assert [one.message for one in caplog.records] == ["a room cannot be shown"]
    await held.session.send(events.Moved(0, Stage.LOBBY, Stage.SCENE))
    await until(lambda: ada.wall and ada.wall["stage"] == "scene")
    ada.close()


async def test_who_leads_goes_by_the_clock_of_the_room(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = await server.make()
    held = await server.held(line)
    monkeypatch.setattr(held.session, "_clock", lambda: time.time() + 3600.0)
    _, ahead = await asyncio.to_thread(line.opening)
    assert 3590 < ahead < 3610
