"""The shortest play that comes to a situation: what a finding shows for example.

A walk goes deep first, so the way on which it happened to find a situation may be a long one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.core.explore import Exploration


@dataclass(frozen=True, slots=True)
class Example:
    """The beginning of a play: the variant, and the replies in order."""

    variant: str | None
    replies: tuple[str, ...] = ()


class Examples:
    """The shortest ways through one walk, full or sliced, all of them found at once, breadth first."""

    def __init__(self, exploration: Exploration, variant: str | None) -> None:
        self.variant = variant
        self.turns = [-1] * len(exploration)
        """The fewest replies to each situation, by its number."""
        self._from: list[tuple[int, str] | None] = [None] * len(exploration)
        self.turns[0] = 0
        ring = [0]
        while ring:
            after = []
            for number in ring:
                for reply, to in exploration.edges[number]:
                    if self.turns[to] < 0:
                        self.turns[to] = self.turns[number] + 1
                        self._from[to] = (number, reply)
                        after.append(to)
            ring = after

    def nearest(self, numbers: Iterable[int]) -> int:
        """Which of these situations takes the fewest replies; of several the first found.

        Raises:
            ValueError: there are none.
        """
        return min(numbers, key=lambda number: (self.turns[number], number))

    def to(self, number: int) -> Example:
        """The shortest way to a situation."""
        replies: list[str] = []
        here = self._from[number]
        while here is not None:
            number, reply = here
            replies.append(reply)
            here = self._from[number]
        return Example(self.variant, tuple(reversed(replies)))
