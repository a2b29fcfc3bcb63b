"""What happened in one step, named: what coach mode and the debrief tell the trainee.

A walk asks for no notes, since it takes the same step by the hundred thousand.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.core.scenario import Dimension, PromiseStatus, Rung, TrustState, Wound


@dataclass(frozen=True, slots=True)
class Earned:
    """Evidence was given. ``rung`` is what the channel let through; ``climbed`` if that was higher."""

    dimension: Dimension
    rung: Rung
    climbed: bool


@dataclass(frozen=True, slots=True)
class Wounded:
    """A wound was opened."""

    dimension: Dimension
    wound: Wound


@dataclass(frozen=True, slots=True)
class Healed:
    """A wound was closed."""

    dimension: Dimension
    wound: Wound


@dataclass(frozen=True, slots=True)
class Moved:
    """The trust state changed."""

    before: TrustState
    after: TrustState


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """A promise was made (``open``), or its status changed."""

    promise: str
    status: PromiseStatus


@dataclass(frozen=True, slots=True)
class TruthHeard:
    """A truth was asked for: told, or too early, so that only the half was heard."""

    truth: str
    told: bool


@dataclass(frozen=True, slots=True)
class TruthPressed:
    """A truth that she told was used as pressure."""

    truth: str


@dataclass(frozen=True, slots=True)
class FactDenied:
    """Something was claimed that a fact of the briefing rules out."""

    fact: str


@dataclass(frozen=True, slots=True)
class ReferralMadeEasy:
    """Recommending the seller was made easy."""


Note = (
    Earned
    | Wounded
    | Healed
    | Moved
    | PromiseMoved
    | TruthHeard
    | TruthPressed
    | FactDenied
    | ReferralMadeEasy
)
Notes = list[Note]
