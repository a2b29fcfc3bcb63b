"""What a play's seed decides: the variant, and the order in which replies are offered.

By hashing, not by a random generator, so that a seed means the same on every machine and in every
version of Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from simulator.core.scenario import Reply, Scenario

SEEDS = 2**31
"""Seeds run from 0 to one less than this."""


def _draw(seed: int, *what: object) -> bytes:
    return sha256("\0".join(map(str, (seed, *what))).encode()).digest()


def variant_of(scenario: Scenario, seed: int) -> str | None:
    """The variant that a seed plays; None for a scenario without variants."""
    names = [variant.id for variant in scenario.variants]
    return min(names, key=lambda name: _draw(seed, "variant", name)) if names else None


def shuffled(replies: Iterable[Reply], seed: int, turn: int) -> tuple[Reply, ...]:
    """The replies of one turn in the order in which a play offers them.

    Args:
        replies: in any order.
        seed: the play's.
        turn: how many turns lie before this one.
    """
    return tuple(sorted(replies, key=lambda reply: _draw(seed, turn, reply.id)))
