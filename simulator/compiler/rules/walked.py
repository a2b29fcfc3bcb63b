"""What a rule over the walk is given: the file, and for each variant every situation with its V.

All rules share one walk. Where the full walk is too large, the sliced one stands in for it, and only the
rules for which that is enough are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from simulator.compiler.diagnostic import Span, quoted
from simulator.compiler.draft import Draft
from simulator.compiler.spots import Spots
from simulator.compiler.thresholds import DEFAULTS, Thresholds
from simulator.core.analysis import TIE, Values, yes_by_non_best
from simulator.core.engine import Engine
from simulator.core.examples import Example, Examples
from simulator.core.explore import Exploration
from simulator.core.proof import Proof
from simulator.core.scenario import Scenario

MOST_REPLIES = 40
"""Of a longer example only the beginning and the end are named."""


@dataclass(frozen=True)
class VariantWalk:
    """One variant: its situations, V of each, and the shortest ways.

    Attributes:
        id: the variant; None where the scenario has none.
        exploration: the full walk where it fits, else the sliced one.
        values: V of each situation, by its number.
    """

    id: str | None
    exploration: Exploration
    values: Values

    @property
    def is_decided(self) -> bool:
        """Whether all plays end alike, so that nothing is to be said of how many do."""
        return not 0 < self.values[0] < 1 - TIE

    @cached_property
    def non_best(self) -> tuple[float | None, ...]:
        """Of the plays with exactly k replies that are not the best, the share that ends in yes."""
        return yes_by_non_best(self.exploration, self.values, 2)

    @cached_property
    def examples(self) -> Examples:
        """The shortest ways."""
        return Examples(self.exploration, self.id)


@dataclass(frozen=True)
class Walked:
    """A scenario without errors that has been walked.

    Attributes:
        draft: the file.
        engine: its rules, to play a few replies by.
        variants: the walk of each variant; empty where even the sliced one is too large.
        proved: what the full walk proves; None where it is too large.
        thresholds: what counts as too much.
    """

    draft: Draft
    engine: Engine
    variants: tuple[VariantWalk, ...]
    proved: Proof | None
    thresholds: Thresholds = DEFAULTS
    spots: Spots = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spots", Spots(self.draft))

    @property
    def scenario(self) -> Scenario:
        """What the file says."""
        return self.draft.scenario

    def position(self, variant: str | None) -> Span:
        """Where something is said of a whole variant: at its id, or else at the title."""
        if variant is None:
            return self.spots.top("title")
        return self.draft.positions["variants", variant]

    @property
    def proof(self) -> Proof:
        """What the full walk proves, for the rules that need every situation.

        Raises:
            ValueError: the full walk was too large; then those rules are not asked.
        """
        if self.proved is None:
            raise ValueError("not every situation was walked")
        return self.proved


def in_variant(variant: str | None) -> str:
    """The variant, as it is named at the end of a message."""
    return f" in the variant {quoted(variant)}" if variant is not None else ""


def after(example: Example) -> str:
    """An example, as a message ends with it: `` after `gift`, `van` ``."""
    replies = [quoted(reply) for reply in example.replies]
    if len(replies) > MOST_REPLIES:
        half = MOST_REPLIES // 2
        replies = [*replies[:half], "…", *replies[-half:]]
    where = f" after {listed(replies)}" if replies else " at the start"
    return where + in_variant(example.variant)


def listed(words: Sequence[str]) -> str:
    """Words that are shown already, in a row: ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
