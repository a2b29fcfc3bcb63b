"""Conditions of a scenario, made into functions of a situation.

Every `when` becomes one callable when an engine is built, so that a condition is looked up by name
once and evaluated a million times. Nothing from a file is ever called or imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from simulator.core.promises import STATUS
from simulator.core.scenario import (
    AllOf,
    AnyOf,
    AtLeast,
    ChannelIs,
    Condition,
    Dimension,
    Knows,
    Not,
    OpenIs,
    PromiseIs,
    Replied,
    TrustIs,
    VariantIs,
    VerdictIs,
    Wound,
    WoundOpen,
)
from simulator.core.trust import NUMBER, Trust

UNKNOWN, EARLY_ONCE, EARLY_TWICE, KNOWN = range(4)
"""What the seller has of a truth. Asked too early, he has the half-truth."""


class Situation(NamedTuple):
    """Everything that what comes next can depend on. Two equal situations have the same future."""

    at: str
    """The id of a state or an ending."""
    trust: Trust
    promises: tuple[int, ...]
    truths: tuple[int, ...]
    used: tuple[int, ...]
    """How often each reply was used whose use can still matter."""
    channel: str
    variant: str | None
    eased: bool
    """Whether the seller has made referring easy."""


Test = Callable[[Situation], bool]


class Numbers(NamedTuple):
    """Where each promise, truth and reply stands in a situation's tuples."""

    promises: dict[str, int]
    truths: dict[str, int]
    used: dict[str, int]


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and every condition inside it."""
    yield condition
    match condition:
        case Not(inner):
            yield from parts(inner)
        case AnyOf(inners) | AllOf(inners):
            for inner in inners:
                yield from parts(inner)
        case _:
            pass


def test_of(condition: Condition, numbers: Numbers) -> Test | None:
    """The condition as a function, or None for one that always holds.

    Raises:
        KeyError: it names a promise, truth or reply that the scenario does not have.
    """
    if condition == AllOf():
        return None
    return _test(condition, numbers)


def _test(condition: Condition, numbers: Numbers) -> Test:
    match condition:
        case Not(inner):
            negated = _test(inner, numbers)
            return lambda s: not negated(s)
        case AnyOf(inners):
            tests = tuple(_test(inner, numbers) for inner in inners)
            return lambda s: any(test(s) for test in tests)
        case AllOf(inners):
            tests = tuple(_test(inner, numbers) for inner in inners)
            return lambda s: all(test(s) for test in tests)
        case Knows(truth):
            truth_number = numbers.truths[truth]
            return lambda s: s.truths[truth_number] == KNOWN
        case PromiseIs(promise, statuses):
            promise_number = numbers.promises[promise]
            fitting = frozenset(number for number, status in STATUS.items() if status in statuses)
            return lambda s: s.promises[promise_number] in fitting
        case Replied(reply):
            reply_number = numbers.used[reply]
            return lambda s: s.used[reply_number] > 0
        case ChannelIs(channels):
            channel_words = frozenset(channel.value for channel in channels)
            return lambda s: s.channel in channel_words
        case VariantIs(variants):
            return lambda s: s.variant in variants
        case _:
            on_trust = _test_of_trust(condition)
            return lambda s: on_trust(s.trust)


def _test_of_trust(condition: Condition) -> Callable[[Trust], bool]:
    match condition:
        case TrustIs(states):
            words = frozenset(state.value for state in states)
            return lambda trust: trust.state in words
        case VerdictIs(yes):
            return lambda trust: trust.verdict == yes
        case OpenIs(yes):
            return lambda trust: trust.is_open == yes
        case AtLeast(dimension, rung):
            number, least = NUMBER[dimension], int(rung)
            return lambda trust: trust.rungs[number] >= least
        case WoundOpen(kind, dimension):
            return _wound_test(kind, dimension)
        case _:
            raise TypeError(f"no condition: {condition!r}")


def _wound_test(kind: Wound | None, dimension: Dimension | None) -> Callable[[Trust], bool]:
    mask = 15 if dimension is None else 1 << NUMBER[dimension]
    match kind:
        case Wound.SLIP:
            return lambda trust: bool(trust.slips & mask)
        case Wound.BREACH:
            return lambda trust: bool(trust.breaches & mask)
        case Wound.BETRAYAL:
            return lambda trust: bool(trust.betrayals & mask)
        case Wound.RUMOUR:
            return lambda trust: bool(trust.rumours & mask)
        case _:
            return lambda trust: bool(
                (trust.slips | trust.breaches | trust.betrayals | trust.rumours) & mask
            )
