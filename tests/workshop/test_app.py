"""What phones can do, and what nobody can."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any

import pytest

from simulator.core import room_events as events
from simulator.core.room import tally
from simulator.core.room_stages import Stage
from simulator.workshop.app import ASSETS
from simulator.workshop.limits import (
    MOST_WALLS,
    REQUESTS_AT_ONCE,
    STREAMS_A_TOKEN,
    WALLS_AN_ADDRESS,
    WRONG_CODES_AT_ONCE,
)
from simulator.workshop.sent import SENT
from tests.workshop.conftest import CODE, HOST, Place


async def voting(place: Place) -> None:
    await place.on()
    await place.on()
    assert place.session.room.stage is Stage.VOTE


async def test_somebody_joins_by_the_code_and_votes_and_changes_the_vote(place: Place) -> None:
    ada = await place.join("Ada")
    await voting(place)

    first = await place.vote(ada, "hear")
    second = await place.vote(ada, "rush", sure=3)

    assert (first.status, second.values["vote"]) == (200, {"reply": "rush", "sure": 3})
    round_ = place.session.room.round
    assert round_ is not None
    assert sum(tally(place.session.room, round_, second=False).values()) == 1


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), "k7q fmx", " K7Q-FMX "])
async def test_the_code_is_taken_however_it_is_typed(place: Place, typed: str) -> None:
    assert (await place.call("/api/join", {"code": typed})).status == 200


async def test_a_wrong_code_lets_nobody_in_and_is_not_tried_for_ever(place: Place) -> None:
    for _ in range(int(WRONG_CODES_AT_ONCE)):
        assert (await place.call("/api/join", {"code": "AAAAAA"})).status == 403
    assert (await place.call("/api/join", {"code": "AAAAAA"})).status == 429
    assert (await place.call("/api/join", {"code": CODE})).status == 429
    assert not place.session.room.people


async def test_five_hundred_right_joins_from_one_address_get_in(place: Place) -> None:
    for _ in range(500):
        await place.join()
    assert len(place.session.room.people) == 500


async def test_who_is_in_already_is_not_counted_again(place: Place) -> None:
    ada = await place.join("Ada")
    for _ in range(3):
        assert (await place.call("/api/join", {"code": "?"}, cookie=ada)).status == 200
    assert len(place.session.room.people) == 1


async def test_the_cookie_is_read_by_no_script_and_sent_to_no_other_site(place: Place) -> None:
    answer = await place.call("/api/join", {"code": CODE})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    token = cookie.split(";")[0].split("=")[1]
    assert all(token not in person for person in place.session.room.people)


@pytest.mark.parametrize("what", SENT)
async def test_nothing_is_taken_from_somebody_who_is_not_in(place: Place, what: str) -> None:
    answer = await place.call(f"/api/{what}", {"turn": 0}, cookie="seat=made-up")
    assert answer.status == 403


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"turn": "0", "stage": "vote", "reply": "hear"},
        {"turn": True, "stage": "vote", "reply": "hear"},
        {"turn": 0, "stage": "nowhere", "reply": "hear"},
        {"turn": 0, "stage": "vote", "reply": ["hear"]},
        {"turn": 0, "stage": "vote", "reply": "hear", "sure": "3"},
        {"turn": 0, "stage": "vote", "reply": "hear", "sure": 1.5},
    ],
)
async def test_what_is_no_vote_is_refused(place: Place, sent: dict[str, Any]) -> None:
    ada = await place.join()
    await voting(place)
    answer = await place.call("/api/vote", sent, cookie=ada)
    assert answer.status == 400
    assert place.session.room.round is not None
    assert not place.session.room.round.first


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"x" * 10_000_000, 413),
        (b'{"turn": "\xff\xfe"}', 400),
        (b"[" * 3000, 400),
        (b"[]", 400),
        (b"", 400),
        (b"null", 400),
    ],
)
async def test_bodies_that_are_none_are_refused(place: Place, raw: bytes, status: int) -> None:
    ada = await place.join()
    assert (await place.call("/api/vote", raw=raw, cookie=ada)).status == status


async def test_a_form_of_another_site_is_refused(place: Place) -> None:
    ada = await place.join()
    sent = {"turn": 0, "stage": "vote", "reply": "hear"}
    as_form = await place.call("/api/vote", sent, cookie=ada, content_type="text/plain")
    elsewhere = await place.call("/api/vote", sent, cookie=ada, origin="http://evil.example")
    here = await place.call("/api/vote", sent, cookie=ada, origin=f"http://{HOST}")
    assert (as_form.status, elsewhere.status, here.status) == (415, 403, 200)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "192.0.2.7", ""])
async def test_another_name_for_this_address_is_refused(place: Place, host: str) -> None:
    assert (await place.call("/", host=host)).status == 421


async def test_a_phone_that_floods_is_held_off_and_the_others_do_not_notice(place: Place) -> None:
    ada, bo = await place.join(), await place.join()
    await voting(place)
    answers = [await place.vote(ada, "hear") for _ in range(int(REQUESTS_AT_ONCE) + 20)]
    assert answers[-1].status == 429
    assert (await place.vote(bo, "rush")).status == 200


async def test_a_vote_that_is_played_again_later_changes_nothing(place: Place) -> None:
    ada = await place.join()
    await voting(place)
    await place.on()
    old = {"turn": 0, "stage": "vote", "reply": "hear"}
    assert (await place.call("/api/vote", old, cookie=ada)).status == 200
    assert place.session.room.round is not None
    assert not place.session.room.round.first


async def test_no_route_is_the_facilitators(place: Place) -> None:
    ada = await place.join()
    for path in ("/api/next", "/api/move", "/api/panel", "/api/undo", "/api/remove"):
        assert (await place.call(path, {}, cookie=ada)).status in {404, 405}
    assert place.session.room.stage is Stage.LOBBY


async def test_words_are_data_and_control_characters_are_out_of_them(place: Place) -> None:
    ada = await place.join("\x1b[2J<script>\u202eAda\n")
    (one,) = place.session.room.people.values()
    assert (
        one.nickname == "[2J<script> Ada".replace("[", " [").strip() or "\x1b" not in one.nickname
    )
    assert "\x1b" not in one.nickname
    assert "\u202e" not in one.nickname
    await place.on()
    await place.call("/api/share", {"turn": 0, "words": "a\x00b" * 400}, cookie=ada)
    assert place.session.room.round is not None
    (words,) = place.session.room.round.words.values()
    assert len(words) == 500
    assert "\x00" not in words


@pytest.mark.parametrize(
    "path", ["/", "/screen", f"/code.svg?room={CODE}", *(f"/static/{n}" for n in ASSETS)]
)
async def test_pages_come_with_a_strict_policy_and_nothing_from_elsewhere(
    place: Place, path: str
) -> None:
    answer = await place.call(path)
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    text = answer.body.decode()
    for elsewhere in ("https://", "http://", "//cdn", "innerHTML", "eval(", " style=", " onclick="):
        assert elsewhere not in text.replace("http://www.w3.org/", "")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/app.py", "/static/%2e%2e/log.py"])
async def test_nothing_else_is_handed_out(place: Place, path: str) -> None:
    assert (await place.call(path)).status in {303, 404}


async def test_the_short_address_leads_to_the_page_with_the_code_in_it(place: Place) -> None:
    right = await place.call(f"/{CODE.lower()}")
    wrong = await place.call("/AAAAAA")
    assert (right.status, right.headers["location"]) == (303, f"/?code={CODE}")
    # It does not tell whether there is such a room: nobody counts who asks for it.
    assert (wrong.status, wrong.headers["location"]) == (303, "/?code=AAAAAA")
    assert (await place.call("/favicon.ico")).headers["location"] == "/"


async def stream(
    place: Place, cookie: str = "", query: str = "as=phone", client: str = "198.51.100.9"
) -> tuple[Any, list[bytes]]:
    """A stream that is open, and what it has been sent."""
    sent: list[bytes] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/events",
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", HOST.encode()), (b"cookie", cookie.encode())],
        "client": (client, 5),
        "server": ("192.0.2.7", 8000),
    }
    over = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await over.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message.get("body", b""))
        if message["type"] == "http.response.body" and not message.get("more_body"):
            over.set()

    task: asyncio.Task[None] = asyncio.create_task(place.app(scope, receive, send))  # type: ignore[arg-type]
    for _ in range(200):
        if task.done() or any(b"event" in part for part in sent):
            break
        await asyncio.sleep(0.005)
    return task, sent


def told(sent: list[bytes], kind: str) -> list[dict[str, Any]]:
    text = b"".join(sent).decode()
    parts = [part for part in text.split("\n\n") if part.startswith(f"event: {kind}\n")]
    return [json.loads(part.split("data: ", 1)[1]) for part in parts]


async def test_a_stream_tells_how_things_are_and_then_what_is_new(place: Place) -> None:
    ada = await place.join()
    task, sent = await stream(place, ada)
    await voting(place)
    place.streams.look()
    for _ in range(200):
        if len(told(sent, "wall")) > 1:
            break
        await asyncio.sleep(0.005)
    task.cancel()

    stages = [one["stage"] for one in told(sent, "wall")]
    assert stages == ["lobby", "vote"]
    assert told(sent, "me")[-1]["votes"] is True


async def test_no_count_is_told_before_the_vote_is_closed(place: Place) -> None:
    ada = await place.join()
    await voting(place)
    await place.vote(ada, "hear")
    task, sent = await stream(place, ada)
    task.cancel()

    wall = told(sent, "wall")[-1]
    assert (wall["voted"], wall["of"]) == (1, 1)
    assert not {"first", "second", "why", "counts", "best"} & set(wall)


async def test_only_who_is_in_is_told_and_the_screen_needs_no_seat(place: Place) -> None:
    task, sent = await stream(place, "seat=made-up")
    await task
    assert not told(sent, "wall")
    task, sent = await stream(place, query=f"as=screen&room={CODE}")
    task.cancel()
    assert told(sent, "wall")
    assert not told(sent, "me")


async def test_the_screen_tells_the_code_to_nobody_who_does_not_know_it(place: Place) -> None:
    for query in ("as=screen", "as=screen&room=AAAAAA"):
        task, sent = await stream(place, query=query)
        await task
        assert not told(sent, "wall")
    assert (await place.call("/code.svg")).status == 404
    task, sent = await stream(place, query="as=screen", client="127.0.0.1")
    task.cancel()
    assert told(sent, "wall"), "this machine's own browser needs none"


async def test_big_screens_take_no_phones_place_and_one_address_has_few(place: Place) -> None:
    ada = await place.join()
    query = f"as=screen&room={CODE}"
    walls = [(await stream(place, query=query))[0] for _ in range(WALLS_AN_ADDRESS + 3)]
    await asyncio.sleep(0.05)
    assert [one.done() for one in walls] == [True] * 3 + [False] * WALLS_AN_ADDRESS
    others = [
        (await stream(place, query=query, client=f"203.0.113.{number}"))[0]
        for number in range(MOST_WALLS)
    ]
    assert sum(not one.done() for one in (*walls, *others)) == MOST_WALLS
    phone, sent = await stream(place, ada)
    assert told(sent, "wall")
    for one in (*walls, *others, phone):
        one.cancel()


async def test_codes_are_not_tried_for_ever_at_the_screen_either(place: Place) -> None:
    for _ in range(int(WRONG_CODES_AT_ONCE)):
        assert (await place.call("/code.svg?room=AAAAAA")).status == 404
    assert (await place.call(f"/code.svg?room={CODE}")).status == 429
    assert (await place.call("/api/join", {"code": CODE})).status == 429


async def test_of_the_tabs_of_one_phone_the_oldest_gives_way(place: Place) -> None:
    ada = await place.join()
    tasks = [(await stream(place, ada))[0] for _ in range(STREAMS_A_TOKEN + 2)]
    await asyncio.sleep(0.05)
    assert [task.done() for task in tasks] == [True, True, *([False] * STREAMS_A_TOKEN)]
    for task in tasks:
        task.cancel()


async def test_a_removed_device_is_out(place: Place) -> None:
    ada = await place.join()
    (person,) = place.session.room.people
    await place.session.send(events.Removed(person))
    assert (await place.call("/api/me", cookie=ada)).values == {"is_in": False}
    assert (await place.vote(ada, "hear")).status == 403


async def test_phones_that_drop_and_come_back_change_nothing_in_the_result(place: Place) -> None:
    chance = random.Random(7)
    seats = [await place.join() for _ in range(60)]
    streams = {seat: (await stream(place, seat))[0] for seat in seats}
    await place.on()
    for stage in (Stage.VOTE, Stage.REVOTE):
        while place.session.room.stage is not stage:
            await place.on()
        replies = [one.id for one in place.session.room.offered]
        meant = {seat: chance.choice(replies) for seat in seats}
        waiting = list(seats)
        while waiting:
            gone = chance.sample(seats, len(seats) // 10)
            for seat in gone:
                streams[seat].cancel()
            for seat in [one for one in waiting if one not in gone and chance.random() < 0.4]:
                # Whoever dropped before the answer came sends it once more.
                for _ in range(chance.choice((1, 1, 2))):
                    await place.vote(seat, meant[seat])
                waiting.remove(seat)
            for seat in gone:
                streams[seat], sent = await stream(place, seat)
                own = told(sent, "me")[-1]["vote"]
                assert (own is None) == (seat in waiting)
        round_ = place.session.room.round
        assert round_ is not None
        counted = tally(place.session.room, round_, second=stage is Stage.REVOTE)
        assert counted == {reply: list(meant.values()).count(reply) for reply in replies}
    assert len(place.session.room.people) == len(seats)
    for task in streams.values():
        task.cancel()
