"""Forgetting what nothing later reads, so that V needs far fewer situations than there are.

For every state it is worked out, over all the states that can come after it, what can still be read
and what can still be earned. Two situations that differ only in what is never read again have the same
future, and one from which yes can no longer be earned needs no future at all. What is forgotten never
changes V; ``tests/core/test_slicing.py`` holds the full and the sliced walk together.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.core import promises as ledger
from simulator.core import trust as rules
from simulator.core.conditions import UNKNOWN, Numbers, Situation, parts
from simulator.core.engine import Engine
from simulator.core.graph import components, graph_of
from simulator.core.program import Move, conditions_at
from simulator.core.scenario import (
    AtLeast,
    Condition,
    Knows,
    PromiseIs,
    Replied,
    TrustIs,
    TrustState,
    WoundOpen,
)
from simulator.core.trust import (
    HONEST,
    NUMBER,
    ON_MY_SIDE,
    OWN,
    PREVENT,
    PROVED,
    REMEDY,
    SAID,
    SHOWN,
    Terms,
    Trust,
)

LOST = Situation("(lost)", Trust(), (), (), (), "", None, False)
"""Stands for every situation from which yes can no longer be earned. Nothing leads on from it."""

WON = Situation("(won)", Trust(rules.TRUSTING), (), (), (), "", None, False)
"""Stands for every ending with yes."""


Ints = tuple[int, ...]


class Later(NamedTuple):
    """What can still be read or done from a state on. All are bit masks, so two join by `or`."""

    reads_rungs: int = 0
    """Rungs that some condition asks for, a bit each (`_rung_bit`)."""
    reads_scar: int = 0
    """Whether some condition tells `trusting` from `regained`."""
    reads_wounded: int = 0
    """Whether some condition asks in which dimension a wound is open."""
    reads_status: int = 0
    """Promises whose status some condition asks for."""
    moves_promises: int = 0
    """Promises that something can still act on."""
    adds_promises: int = 0
    truths: int = 0
    replied: int = 0
    earns: int = 0
    """Rungs that can still be earned, before any channel's cap, a bit each."""
    repairs: int = 0
    refutes: int = 0

    def joined(self, other: Later) -> Later:
        """What is in either."""
        return Later(*(mine | theirs for mine, theirs in zip(self, other, strict=True)))


def _rung_bit(dimension: int, rung: int) -> int:
    return 1 << (4 * dimension + rung)


def _highest(rungs: int, dimension: int, at_most: int = PROVED) -> int:
    """The highest rung of a dimension among the bits, or nothing."""
    bits = rungs >> 4 * dimension & (2 << at_most) - 2
    return bits.bit_length() - 1 if bits else 0


class Slicer:
    """Forgets, for one scenario. ``slicer(situation)`` is what is left of a situation."""

    def __init__(self, engine: Engine) -> None:
        self._terms = engine.terms
        self._later = _all_that_comes(engine)
        self._asked = {
            state: _asked_rungs(engine.terms, later) for state, later in self._later.items()
        }
        self._trusts: dict[tuple[str, Trust], Trust | None] = {}
        self._rests: dict[tuple[str, Ints, Ints, Ints], tuple[Ints, Ints, Ints]] = {}

    def __call__(self, situation: Situation) -> Situation:
        later = self._later.get(situation.at)
        if later is None:
            return WON if situation.trust.verdict else LOST
        key = (situation.at, situation.trust)
        if key in self._trusts:
            trust = self._trusts[key]
        else:
            trust = self._trusts[key] = self._trust(situation.at, situation.trust, later)
        if trust is None:
            return LOST
        rest = (situation.at, situation.promises, situation.truths, situation.used)
        left = self._rests.get(rest)
        if left is None:
            left = self._rests[rest] = (
                _promises(situation.promises, later),
                _kept_where(situation.truths, later.truths, UNKNOWN),
                _kept_where(situation.used, later.replied, 0),
            )
        return Situation(
            situation.at,
            trust,
            *left,
            situation.channel,
            situation.variant,
            False,
        )

    def _trust(self, state: str, trust: Trust, later: Later) -> Trust | None:
        """What is left of trust, or None where yes is out of reach."""
        if _is_lost(trust, self._terms, later):
            return None
        asked = self._asked[state]
        if trust.rungs[HONEST] == PROVED and self._terms.bar[ON_MY_SIDE] < PROVED:
            # One proof is enough: the second is read by conditions only.
            asked &= ~_rung_bit(ON_MY_SIDE, PROVED) | later.reads_rungs
        elif trust.rungs[ON_MY_SIDE] == PROVED and self._terms.bar[HONEST] < PROVED:
            asked &= ~_rung_bit(HONEST, PROVED) | later.reads_rungs
        honest, able, on_my_side, hears_me = (
            _highest(asked, dimension, rung) for dimension, rung in enumerate(trust.rungs)
        )
        state_word = trust.state
        if not later.reads_scar and state_word == rules.REGAINED:
            state_word = rules.TRUSTING
        return Trust(
            state_word,
            (honest, able, on_my_side, hears_me),
            trust.slips,
            trust.breaches if later.reads_wounded else int(bool(trust.breaches)),
            0,
            trust.rumours if later.reads_wounded else int(bool(trust.rumours)),
            trust.steps,
            trust.breach_count,
            trust.opened and self._terms.strict,
            trust.scarred and bool(later.reads_scar),
        )


def _is_lost(trust: Trust, terms: Terms, later: Later) -> bool:
    """Whether yes is out of reach even if everything that can still be earned is earned."""
    if trust.betrayals or (trust.rumours and not later.refutes):
        return True
    if trust.breaches:
        needed = OWN | REMEDY | (PREVENT if trust.breach_count > 1 else 0)
        if needed & ~(trust.steps | later.repairs):
            return True
    best = [max(rung, _highest(later.earns, d)) for d, rung in enumerate(trust.rungs)]
    if any(rung < bar for rung, bar in zip(best, terms.bar, strict=True)):
        return True
    if best[HONEST] < PROVED and best[ON_MY_SIDE] < PROVED:
        return True
    return not later.repairs & OWN and any(
        trust.slips >> d & 1 and _highest(later.earns, d) < SHOWN for d in range(4)
    )


def _asked_rungs(terms: Terms, later: Later) -> int:
    """The rungs at which it makes a difference to have reached them."""
    asked = later.reads_rungs | _rung_bit(terms.door, SHOWN)
    asked |= _rung_bit(HONEST, PROVED) | _rung_bit(ON_MY_SIDE, PROVED)
    for dimension, bar in enumerate(terms.bar):
        asked |= _rung_bit(dimension, bar)
    return asked


def _promises(statuses: tuple[int, ...], later: Later) -> tuple[int, ...]:
    left = []
    for number, status in enumerate(statuses):
        bit = 1 << number
        if later.reads_status & bit or (later.moves_promises & bit and status <= ledger.IN_PLACE):
            left.append(status)
        elif later.moves_promises & bit:
            left.append(ledger.KEPT)
        elif later.adds_promises and status in ledger.YOURS:
            # It still counts among the promises that are open.
            left.append(ledger.OWN_OPEN)
        else:
            left.append(ledger.UNMADE)
    return tuple(left)


def _kept_where(values: tuple[int, ...], mask: int, blank: int) -> tuple[int, ...]:
    return tuple(value if mask >> n & 1 else blank for n, value in enumerate(values))


def _all_that_comes(engine: Engine) -> dict[str, Later]:
    """For each state, what is read or done there or in any state that can follow."""
    graph = graph_of(engine.scenario)
    own = {state: _at(engine, state) for state in engine.places}
    found: dict[str, Later] = {}
    for component in components(graph):
        together = Later()
        for node in component:
            together = together.joined(own.get(node, Later()))
            for target in graph[node]:
                together = together.joined(found.get(target, Later()))
        found.update(dict.fromkeys(component, together))
    return {state: found[state] for state in engine.places}


def _at(engine: Engine, state: str) -> Later:
    """What is read or done in one state, on entering it and by its replies."""
    place = engine.places[state]
    numbers = engine.program.numbers
    found = Later()
    for condition in conditions_at(engine.scenario, place.state):
        found = found.joined(_read_by(condition, numbers))
    for way in place.ways:
        found = found.joined(_done_by(engine, way.move))
        if way.counter is not None:
            found = found.joined(Later(replied=1 << way.counter))
    for _, move in place.events:
        found = found.joined(_done_by(engine, move))
    for _, promise, _ in place.due:
        found = found.joined(Later(moves_promises=1 << promise, earns=_by_keeping(engine, promise)))
    return found


def _read_by(condition: Condition, numbers: Numbers) -> Later:
    found = Later()
    for part in parts(condition):
        match part:
            case AtLeast(dimension, rung):
                found = found.joined(Later(reads_rungs=_rung_bit(NUMBER[dimension], int(rung))))
            case TrustIs(states):
                apart = (TrustState.TRUSTING in states) != (TrustState.REGAINED in states)
                found = found.joined(Later(reads_scar=int(apart)))
            case WoundOpen(_, dimension):
                found = found.joined(Later(reads_wounded=int(dimension is not None)))
            case Knows(truth):
                found = found.joined(Later(truths=1 << numbers.truths[truth]))
            case PromiseIs(promise):
                found = found.joined(Later(reads_status=1 << numbers.promises[promise]))
            case Replied(reply):
                found = found.joined(Later(replied=1 << numbers.used[reply]))
            case _:
                pass
    return found


def _done_by(engine: Engine, move: Move) -> Later:
    earns = truths = moves = adds = 0
    for dimension, rung in move.change.evidence:
        earns |= _rung_bit(dimension, rung)
    actions = move.actions
    for promise in (*actions.keeps, *actions.withdraws, *actions.breaks, *actions.refuses):
        moves |= 1 << promise
    for promise in actions.keeps:
        earns |= _by_keeping(engine, promise)
    for promise in (*actions.makes, *actions.takes_on, *(new for _, new in actions.renegotiates)):
        moves |= 1 << promise
        adds = 1
        earns |= _rung_bit(HONEST, SAID) | _rung_bit(ON_MY_SIDE, SHOWN)
    for old, _ in actions.renegotiates:
        moves |= 1 << old
    for truth in (move.asks, move.presses):
        if truth is not None:
            truths |= 1 << truth
    return Later(
        moves_promises=moves,
        adds_promises=adds,
        truths=truths,
        earns=earns,
        repairs=move.change.repairs,
        refutes=int(move.change.refutes),
    ).joined(_read_by_asking(engine, move))


def _read_by_asking(engine: Engine, move: Move) -> Later:
    if move.asks is None:
        return Later()
    truth = list(engine.scenario.truths.values())[move.asks]
    return _read_by(truth.needs, engine.program.numbers)


def _by_keeping(engine: Engine, promise: int) -> int:
    """The rungs that keeping a promise can earn."""
    proof = PROVED if engine.program.accounts[promise].costly else SHOWN
    return _rung_bit(HONEST, proof) | _rung_bit(rules.ABLE, SHOWN) | _rung_bit(ON_MY_SIDE, SHOWN)
