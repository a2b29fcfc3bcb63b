"""A room without a network: the application, called as a server would call it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from simulator.core import room_events as events
from simulator.core.room import next_stage
from simulator.core.room_stages import Stage
from simulator.workshop.app import Workshop
from simulator.workshop.log import Log, MemoryLog
from simulator.workshop.opening import Led, Opening
from simulator.workshop.rooms import OpenRoom
from simulator.workshop.session import Session
from tests.tui.conftest import talk

HOST = "192.0.2.7:8000"
CODE = "K7QFMX"


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def values(self) -> Any:
        """The body, as JSON."""
        return json.loads(self.body)


class Clock:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def on(session: Session, dest: Stage | None = None) -> None:
    """Go a stage further in a session, or to a stage that is named."""
    room = session.room
    to = dest or next_stage(room)
    assert to is not None
    assert await session.send(events.Moved(room.turn, room.stage, to))
    assert session.room.stage is to


class Place:
    """A session, its application, and ways to speak to it."""

    def __init__(self, log: Log | None = None, **settings: Any) -> None:
        self.clock = Clock()
        opening = Opening("talk", "", CODE, 3, opened=self.clock(), **settings)
        led = Led(talk(), opening, log or MemoryLog(), self.clock)
        self.room = OpenRoom(led)
        self.session, self.streams = led.session, self.room.streams
        self.workshop = Workshop(self, hosts=frozenset({HOST}))
        self.app = self.workshop.app()

    async def find(self, code: str) -> OpenRoom | None:
        """The room."""
        return self.room if code == CODE else None

    @property
    def own(self) -> OpenRoom | None:
        """The room."""
        return self.room

    async def call(
        self,
        path: str,
        body: Any = None,
        *,
        cookie: str = "",
        raw: bytes | None = None,
        **changes: str,
    ) -> Answer:
        """One request. A body makes it a POST."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        headers = {"host": HOST, "content-type": "application/json", "cookie": cookie} | {
            name.replace("_", "-"): value for name, value in changes.items()
        }
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET" if data is None else "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(n.encode(), v.encode("latin-1")) for n, v in headers.items()],
            "client": ("198.51.100.9", 5),
            "server": ("192.0.2.7", 8000),
        }
        answer = Answer()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": data or b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {n.decode(): v.decode() for n, v in message["headers"]}
            else:
                answer.body += message.get("body", b"")

        await self.app(scope, receive, send)
        return answer

    async def join(self, nickname: str = "", **more: str) -> str:
        """Somebody comes in. Gives the cookie."""
        answer = await self.call("/api/join", {"code": CODE, "nickname": nickname, **more})
        assert answer.status == 200, answer.body
        return answer.headers["set-cookie"].split(";")[0]

    async def on(self, dest: Stage | None = None) -> None:
        """A stage further."""
        await on(self.session, dest)

    async def vote(self, cookie: str, reply: str, **more: Any) -> Answer:
        """Somebody votes."""
        room = self.session.room
        sent = {"turn": room.turn, "stage": room.stage.value, "reply": reply, **more}
        return await self.call("/api/vote", sent, cookie=cookie)


@pytest.fixture
def place() -> Place:
    return Place()
