"""An account over time: several scenarios with one customer, and what carries over from each to the next.

What carries over is a `Before`, the same value with which a file says what lies between the two when it
starts: so an act is an ordinary scenario, its rules are the rules, and the state in which it opens is the
one that they give. Nothing is forgiven between two acts, and nothing is taken back: rungs stay, scars
stay, wounds stay open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from simulator.core.conditions import KNOWN, Situation
from simulator.core.promises import YOURS
from simulator.core.scenario import Before, Rung, Scenario, TrustState
from simulator.core.trust import DIMENSIONS


@dataclass(frozen=True, slots=True)
class Act:
    """One scenario of a campaign."""

    scenario: str
    """The name of its file, without the ending."""
    title: str = ""
    meanwhile: str = ""
    """What happened since the act before; told with the account."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """The ending of the act before, and the variant of this one that follows from it."""
    revenue: Mapping[str, int] = field(default_factory=dict)
    """What each ending brought in, in the campaign's currency. Seen only once the act is over."""
    closes: frozenset[str] = frozenset()
    """The endings after which there is no account any more."""


@dataclass(frozen=True, slots=True)
class CampaignWalk:
    """An author's own example: for each act the replies in order, and what they must end in."""

    name: str
    acts: tuple[ActWalk, ...]


@dataclass(frozen=True, slots=True)
class ActWalk:
    """One act of such an example."""

    replies: tuple[str, ...]
    ends: str
    verdict: bool


@dataclass(frozen=True, slots=True)
class Campaign:
    """A sequence of acts with the same customer."""

    title: str
    customer: str
    acts: tuple[Act, ...]
    summary: str = ""
    practises: tuple[str, ...] = ()
    currency: str = ""
    walks: tuple[CampaignWalk, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """How an act ended, as the account remembers it."""

    ending: str
    sold: bool
    state: TrustState
    verdict: bool
    before: Before
    """What carries over into the next act."""
    promises: tuple[str, ...] = ()
    """The texts of the seller's promises that are still open."""
    truths: tuple[str, ...] = ()
    """What the customer has told, in the customer's words."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the next act begins with."""

    number: int
    """Which act, from 0."""
    variant: str | None
    before: Before | None
    """None for the first act, which begins as its file says."""


def carried(scenario: Scenario, situation: Situation) -> Before:
    """What lies between the two after an act has ended in that situation.

    The trust state is not in it: rungs, wounds and scars are, and the rules give the state.
    """
    trust = situation.trust
    open_breaches = sum(trust.breaches >> number & 1 for number in range(len(DIMENSIONS)))
    return Before(
        wounds=tuple((one, wound) for one in DIMENSIONS for wound in trust.wounds(one)),
        breaches_repaired=max(0, trust.breach_count - open_breaches),
        promises=_own_open(scenario, situation),
        truths=_known(scenario, situation),
        earned=tuple(
            (one, trust.rung(one)) for one in DIMENSIONS if trust.rung(one) > Rung.NOTHING
        ),
        scarred=trust.scarred,
    )


def with_before(scenario: Scenario, before: Before | None) -> Scenario:
    """The scenario as it begins after another act: its own `before` gives way to what is carried over.

    A promise or a truth that the scenario does not know is left behind.
    """
    return scenario if before is None else replace(scenario, before=(fitting(scenario, before),))


def fitting(scenario: Scenario, before: Before) -> Before:
    """What is carried over, as far as the scenario knows of it."""
    return replace(
        before,
        promises=tuple(name for name in before.promises if name in scenario.promises),
        truths=tuple(name for name in before.truths if name in scenario.truths),
        what=before.what or "what happened before",
    )


def result_of(scenario: Scenario, situation: Situation) -> Result:
    """How an act ended.

    Raises:
        KeyError: the situation is at no ending.
    """
    return Result(
        situation.at,
        scenario.endings[situation.at].sold,
        TrustState(situation.trust.state),
        situation.trust.verdict,
        carried(scenario, situation),
        tuple(scenario.promises[name].text for name in _own_open(scenario, situation)),
        tuple(scenario.truths[name].told for name in _known(scenario, situation)),
    )


def next_start(campaign: Campaign, results: Sequence[Result]) -> Start | None:
    """What comes after the acts that are over; None where the account is closed, or all is played."""
    number = len(results)
    if not results:
        return Start(0, None, None)
    last = results[-1]
    if number == len(campaign.acts) or last.ending in campaign.acts[number - 1].closes:
        return None
    return Start(number, campaign.acts[number].variants.get(last.ending), last.before)


def revenue_of(campaign: Campaign, results: Sequence[Result]) -> tuple[int | None, ...]:
    """What each act that is over brought in; None where the campaign does not say."""
    return tuple(
        act.revenue.get(result.ending) for act, result in zip(campaign.acts, results, strict=False)
    )


def _own_open(scenario: Scenario, situation: Situation) -> tuple[str, ...]:
    statuses = zip(scenario.promises, situation.promises, strict=True)
    return tuple(name for name, status in statuses if status in YOURS)


def _known(scenario: Scenario, situation: Situation) -> tuple[str, ...]:
    states = zip(scenario.truths, situation.truths, strict=True)
    return tuple(name for name, state in states if state == KNOWN)
