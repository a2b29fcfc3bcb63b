"""The promise ledger: what becomes of each promise, and what that does to trust.

A ledger is a tuple with one small number for each promise of the scenario, in the order in which the
file defines them. Acting on a promise that is not in the fitting status does nothing: the compiler
says so to the author, and a play never stops for it.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.core.scenario import Deliverable, Effects, Promise, Promiser, PromiseStatus
from simulator.core.trust import (
    ABLE,
    BETRAYAL,
    BREACH,
    HONEST,
    ON_MY_SIDE,
    PROVED,
    SAID,
    SHOWN,
    SLIP,
)

UNMADE, OWN_OPEN, INHERITED, IN_PLACE, KEPT, BROKEN, RENEGOTIATED, WITHDRAWN, REFUSED = range(9)
"""``INHERITED`` is open and not taken on; ``IN_PLACE`` is open and came of a renegotiation."""

STATUS: dict[int, PromiseStatus | None] = {
    UNMADE: None,
    OWN_OPEN: PromiseStatus.OPEN,
    INHERITED: PromiseStatus.OPEN,
    IN_PLACE: PromiseStatus.OPEN,
    KEPT: PromiseStatus.KEPT,
    BROKEN: PromiseStatus.BROKEN,
    RENEGOTIATED: PromiseStatus.RENEGOTIATED,
    WITHDRAWN: PromiseStatus.WITHDRAWN,
    REFUSED: PromiseStatus.REFUSED,
}
OPEN = frozenset({OWN_OPEN, INHERITED, IN_PLACE})
YOURS = frozenset({OWN_OPEN, IN_PLACE})

TOO_MANY = 3
"""With this many of the seller's own open, each further one is a slip of `able`."""

Ledger = tuple[int, ...]
Evidence = tuple[int, int]
WoundOf = tuple[int, str]


class Account(NamedTuple):
    """What the ledger needs to know of one promise."""

    id: str
    impossible: bool
    costly: bool

    @classmethod
    def of(cls, promise: Promise) -> Account:
        """The account that is opened for a promise of the scenario."""
        return cls(promise.id, promise.deliverable is Deliverable.NO, promise.cost is not None)


class Actions(NamedTuple):
    """What one reply or event does to the ledger, by the promises' numbers."""

    keeps: tuple[int, ...] = ()
    takes_on: tuple[int, ...] = ()
    makes: tuple[int, ...] = ()
    renegotiates: tuple[tuple[int, int], ...] = ()
    withdraws: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    refuses: tuple[int, ...] = ()

    @classmethod
    def of(cls, effects: Effects, number: dict[str, int]) -> Actions:
        """The promise part of a reply's or an event's effects."""
        return cls(
            keeps=tuple(number[name] for name in effects.keeps),
            takes_on=tuple(number[name] for name in effects.takes_on),
            makes=tuple(number[name] for name in effects.makes),
            renegotiates=tuple((number[old], number[new]) for old, new in effects.renegotiates),
            withdraws=tuple(number[name] for name in effects.withdraws),
            breaks=tuple(number[name] for name in effects.breaks),
            refuses=tuple(number[name] for name in effects.refuses),
        )


NO_ACTIONS = Actions()


class Outcome(NamedTuple):
    """The ledger afterwards, and the evidence and wounds that came of it."""

    ledger: Ledger
    evidence: tuple[Evidence, ...]
    wounds: tuple[WoundOf, ...]
    renegotiated: bool
    """Whether one was renegotiated: the reply then earns no `honest`."""


def opening(promises: tuple[Promise, ...], own_open: frozenset[str]) -> Ledger:
    """The ledger before the first reply. What a predecessor or the company promised stands open."""

    def status(promise: Promise) -> int:
        if promise.by is not Promiser.ME:
            return INHERITED
        return OWN_OPEN if promise.id in own_open else UNMADE

    return tuple(status(promise) for promise in promises)


def act(ledger: Ledger, actions: Actions, accounts: tuple[Account, ...]) -> Outcome:
    """Do what a reply or an event does, in the order of the model."""
    if actions == NO_ACTIONS:
        return Outcome(ledger, (), (), False)
    statuses = list(ledger)
    evidence: list[Evidence] = []
    wounds: list[WoundOf] = []

    def overloaded() -> None:
        if sum(status in YOURS for status in statuses) >= TOO_MANY:
            wounds.append((ABLE, SLIP))

    def make(promise: int, status: int) -> None:
        overloaded()
        statuses[promise] = status
        if accounts[promise].impossible:
            wounds.append((HONEST, BETRAYAL))

    for promise in actions.keeps:
        if statuses[promise] in OPEN:
            if statuses[promise] == INHERITED:
                evidence.append((ON_MY_SIDE, SHOWN))
            evidence.extend(_kept(accounts[promise]))
            statuses[promise] = KEPT
    for promise in actions.takes_on:
        if statuses[promise] == INHERITED:
            overloaded()
            statuses[promise] = OWN_OPEN
            evidence.append((ON_MY_SIDE, SHOWN))
    for promise in actions.makes:
        if statuses[promise] == UNMADE:
            make(promise, OWN_OPEN)
            evidence.append((HONEST, SAID))
    renegotiated = False
    for old, new in actions.renegotiates:
        if statuses[old] == OWN_OPEN and statuses[new] == UNMADE:
            renegotiated = True
            statuses[old] = RENEGOTIATED
            make(new, IN_PLACE)
    for promise in actions.withdraws:
        if statuses[promise] == OWN_OPEN:
            statuses[promise] = WITHDRAWN
            wounds.append((ABLE, SLIP))
    for promise in actions.breaks:
        if statuses[promise] in OPEN:
            wounds.append(_broken(statuses[promise]))
            statuses[promise] = BROKEN
    for promise in actions.refuses:
        if statuses[promise] == INHERITED:
            statuses[promise] = REFUSED
            wounds.append((ON_MY_SIDE, BREACH))
    return Outcome(tuple(statuses), tuple(evidence), tuple(wounds), renegotiated)


def fall_due(ledger: Ledger, promise: int, kept: bool, account: Account) -> Outcome:
    """Settle one promise, if it is still open. One that nobody took on earns nothing by being kept."""
    status = ledger[promise]
    if status not in OPEN:
        return Outcome(ledger, (), (), False)
    settled = (*ledger[:promise], KEPT if kept else BROKEN, *ledger[promise + 1 :])
    if not kept:
        return Outcome(settled, (), (_broken(status),), False)
    return Outcome(settled, _kept(account) if status in YOURS else (), (), False)


def _kept(account: Account) -> tuple[Evidence, ...]:
    return (HONEST, PROVED if account.costly else SHOWN), (ABLE, SHOWN)


def _broken(status: int) -> WoundOf:
    return (ON_MY_SIDE if status == INHERITED else HONEST), BREACH
