"""Rooms in Redis, shared by several servers: a room is a stream of its events, and its order is everybody's.

Each server reads the stream, and whatever is added counts once it has come back that way. An entry has a name
of its own, so that one that was sent twice, because the answer was lost, is told once. A Redis that comes
back with less than it had is given by the servers what they have read from it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from simulator.workshop.log import Entry, Follow, LogError, MemoryLog, Unfollow, read, written
from simulator.workshop.opening import Opening, opening_of
from simulator.workshop.stores import KEPT

BLOCK = 5_000
"""Milliseconds that a read waits for news."""
ANSWER = 10.0
"""Seconds after which Redis is taken for gone."""
PATIENCE = 12.0
"""Seconds that an event may take to come back, a restart of Redis among them."""
PAUSE = 0.1
"""Seconds between two tries."""
AT_ONCE = 1_000
"""The entries of one read."""
OVER = LogError("this room is over")

ADD = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 'over' end
if redis.call('EXISTS', KEYS[1]) == 0 and ARGV[1] ~= '0' then return 'gone' end
redis.call('XADD', KEYS[1], '*', 'name', ARGV[2], 'entry', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('EXPIRE', KEYS[3], ARGV[4])
return 'kept'
"""
"""Adds an event, unless the room is over, or Redis has lost what was there: that is given back first."""

GIVE_BACK = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 'over' end
redis.call('SET', KEYS[3], ARGV[2], 'NX')
local known = (#ARGV - 2) / 3
local at = known
while at >= 1 do
  local id = ARGV[3 * at]
  if #redis.call('XRANGE', KEYS[1], id, id) > 0 then break end
  at = at - 1
end
for one = at + 1, known do
  local id, name, entry = ARGV[3 * one], ARGV[3 * one + 1], ARGV[3 * one + 2]
  local done = redis.pcall('XADD', KEYS[1], id, 'name', name, 'entry', entry)
  if type(done) == 'table' and done.err then
    redis.call('XADD', KEYS[1], '*', 'name', name, 'entry', entry)
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[3], ARGV[1])
return 'kept'
"""
"""Adds again what is missing at the end of the stream, at its old place where that is still free."""


class RedisStore:
    """Rooms in Redis.

    Args:
        url: such as ``redis://localhost:6379/0``.
    """

    def __init__(self, url: str) -> None:
        try:
            self._redis = Redis.from_url(
                url,
                retry=Retry(NoBackoff(), 0),
                socket_timeout=ANSWER,
                socket_connect_timeout=ANSWER,
            )
        except (ValueError, TypeError) as error:
            raise _no_address(error) from error
        self._ahead = 0.0

    async def begin(self) -> None:
        """Look whether Redis is there, and take over its clock.

        Raises:
            LogError: it is not.
        """
        try:
            now: Any = await self._redis.time()
        except RedisError as error:
            raise _failed(error) from error
        except TypeError as error:  # it says something of the connection that there is not
            raise _no_address(error) from error
        self._ahead = now[0] + now[1] / 1e6 - time.time()

    async def make(self, opening: Opening) -> bool:
        """Keep the opening, if its code is free."""
        text = json.dumps(opening.values())
        try:
            if await self._redis.exists(_key(opening.code, "over")):
                return False
            return bool(
                await self._redis.set(_key(opening.code, "opening"), text, nx=True, ex=KEPT)
            )
        except RedisError as error:
            raise _failed(error) from error

    async def opening(self, code: str) -> Opening | None:
        """Read the opening."""
        try:
            text = await self._redis.get(_key(code, "opening"))
            return None if text is None else opening_of(json.loads(text))
        except RedisError as error:
            raise _failed(error) from error
        except ValueError as error:
            raise LogError(f"room {code}: this is no room that this version can read") from error

    async def log(self, opening: Opening) -> RedisLog:
        """Read the stream, and go on reading it."""
        log = RedisLog(self._redis, opening)
        await log.begin()
        return log

    async def forget(self, code: str) -> None:
        """Delete the room, and remember that it is over: no server is to give it back."""
        try:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(_key(code, "over"), "1", ex=KEPT)
                pipe.delete(_key(code, "opening"), _key(code, "log"))
                await pipe.execute()
        except RedisError as error:
            raise _failed(error) from error

    async def expire(self) -> None:
        """Redis does it."""

    async def is_well(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(await self._redis.ping())
        except RedisError:
            return False

    def now(self) -> float:
        """The clock of Redis, as far as it was ahead when it was asked."""
        return time.time() + self._ahead

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


class RedisLog:
    """The events of one room, as a stream in Redis."""

    def __init__(self, redis: Redis, opening: Opening) -> None:
        self._redis, self._opening = redis, opening
        self._keys = [_key(opening.code, name) for name in ("log", "over", "opening")]
        self._told = MemoryLog()
        self._kept: list[tuple[str, str, str]] = []
        """The id, the name and the text of every entry, in the order of the stream."""
        self._names: set[str] = set()
        self._last = "0-0"
        self._news = asyncio.Condition()
        self._reading: asyncio.Task[None] | None = None

    @property
    def entries(self) -> Sequence[Entry]:
        """All that has come."""
        return self._told.entries

    def follow(self, tell: Follow) -> Unfollow:
        """Tell every event, as it comes from the stream."""
        return self._told.follow(tell)

    async def begin(self) -> None:
        """Read what is there, and go on reading.

        Raises:
            LogError: it cannot be read.
        """
        try:
            while await self._read(None):
                pass
        except RedisError as error:
            raise _failed(error) from error
        self._reading = asyncio.get_running_loop().create_task(self._go_on())

    async def add(self, entry: Entry) -> None:
        """Add an event, and wait until it comes back."""
        name, text = token_hex(8), written(entry).decode("utf-8", "replace")
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._sent(name, text):
                    await asyncio.sleep(PAUSE)
                async with self._news:
                    await self._news.wait_for(lambda: name in self._names)
        except TimeoutError as error:
            raise LogError("Redis is not reached") from error

    async def catch_up(self) -> None:
        """Wait for the last entry that is there now."""
        try:
            async with asyncio.timeout(PATIENCE):
                found: Any = await self._redis.xrevrange(self._keys[0], count=1)
                if found:
                    wanted = _order(found[0][0].decode())
                    async with self._news:
                        await self._news.wait_for(lambda: _order(self._last) >= wanted)
        except (RedisError, TimeoutError) as error:
            raise LogError("Redis is not reached") from error

    def close(self) -> None:
        """Stop reading."""
        if self._reading is not None:
            self._reading.cancel()

    async def _sent(self, name: str, text: str) -> bool:
        """Whether an event has arrived. One that was sent before may arrive again: it is told once."""
        try:
            done = await self._run(ADD, str(len(self._kept)), name, text, str(KEPT))
            if done == b"gone":
                await self._give_back()
        except RedisError:
            return False
        if done == b"over":
            raise OVER
        return bool(done == b"kept")

    async def _give_back(self) -> None:
        flat = [part for one in self._kept for part in one]
        opening = json.dumps(self._opening.values())
        await self._run(GIVE_BACK, str(KEPT), opening, *flat)

    async def _run(self, script: str, *values: str) -> Any:
        return await self._redis.eval(script, len(self._keys), *self._keys, *values)

    async def _go_on(self) -> None:
        is_lost = False
        while True:
            try:
                if is_lost and self._kept:
                    await self._give_back()
                is_lost = False
                await self._read(BLOCK)
            except RedisError:
                is_lost = True
                await asyncio.sleep(PAUSE)

    async def _read(self, block: int | None) -> bool:
        """Read once. Gives whether anything came."""
        found: Any = await self._redis.xread({self._keys[0]: self._last}, AT_ONCE, block)
        for _, some in found or ():
            for given, values in some:
                self._heard(given.decode(), values)
            async with self._news:
                self._news.notify_all()
        return bool(found)

    def _heard(self, given: str, values: dict[bytes, bytes]) -> None:
        self._last = given
        name = values.get(b"name", b"").decode("utf-8", "replace")
        text = values.get(b"entry", b"").decode("utf-8", "replace")
        if name in self._names:
            return
        self._names.add(name)
        self._kept.append((given, name, text))
        with contextlib.suppress(ValueError):  # it is of a version that knows more
            self._told.put(read(text))


def _key(code: str, what: str) -> str:
    # The braces keep all of a room on one node of a cluster.
    return f"roleplay:{{{code}}}:{what}"


def _order(given: str) -> tuple[int, int]:
    millis, _, number = given.partition("-")
    return int(millis), int(number or 0)


def _no_address(error: Exception) -> LogError:
    return LogError(f"this is no address of a Redis: {error}")


def _failed(error: RedisError) -> LogError:
    return LogError(f"Redis is not reached: {error}")
