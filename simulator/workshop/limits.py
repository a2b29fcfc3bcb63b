"""How much is taken from whom: enough for a whole room behind one address, and not for one that floods it.

Every bound is written down here, and in ``docs/facilitating.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LARGEST_BODY = 4_096
"""Bytes of a request. A plan or words of one's own fit into a fraction of it."""
REQUESTS_A_SECOND, REQUESTS_AT_ONCE = 5.0, 20.0
"""For one token: a person votes, and changes the vote, less often by far."""
JOINS_A_SECOND, JOINS_AT_ONCE = 20.0, 600.0
"""For one address, which a whole room may share."""
WRONG_CODES_A_SECOND, WRONG_CODES_AT_ONCE = 0.5, 60.0
"""For one address."""
ALL_WRONG_CODES_A_SECOND, ALL_WRONG_CODES_AT_ONCE = 5.0, 600.0
"""For all addresses: six characters of thirty-one cannot be guessed at that pace in a session."""
LARGEST_SCENARIO = 1_000_000
"""Bytes of a request that opens a room on a server."""
ROOMS_A_SECOND, ROOMS_AT_ONCE = 0.5, 30.0
MOST_ROOMS = 500
"""That are open on one server."""
STREAMS_A_TOKEN = 4
"""Tabs of one phone that are told of what happens; the oldest gives way."""
MOST_STREAMS = 4_000
"""Phones of one room."""
WALLS_AN_ADDRESS, MOST_WALLS = 8, 100
"""Big screens of one room; the oldest of an address gives way. They take no phone's place."""
LARGEST_HEAD = 65_536
"""Bytes of a request's headers."""
MOST_BUCKETS = 20_000


@dataclass
class Buckets:
    """Token buckets by key: so many at once, and so many a second after that."""

    a_second: float
    at_once: float
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, key: str, now: float) -> bool:
        """Take one. Gives whether there was one."""
        left, since = self._left.get(key, (self.at_once, now))
        left = min(self.at_once, left + (now - since) * self.a_second)
        is_there = left >= 1.0
        if len(self._left) >= MOST_BUCKETS and key not in self._left:
            self._forget(now)
        self._left[key] = (left - 1.0 if is_there else left, now)
        return is_there

    def has(self, key: str, now: float) -> bool:
        """Whether there is one, without taking it."""
        left, since = self._left.get(key, (self.at_once, now))
        return left + (now - since) * self.a_second >= 1.0

    def _forget(self, now: float) -> None:
        """Forget those that are full again."""
        full = self.at_once / self.a_second
        self._left = {key: one for key, one in self._left.items() if now - one[1] < full}
