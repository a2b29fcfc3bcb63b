"""How trust is built, wounded and repaired: the model's rules, and nothing of any scenario.

A ``Trust`` is a small immutable value. ``change`` applies what one reply or event does to it, in the
model's order; ``judge`` lets the rules move the trust state. Play, replay and the walk of every
situation all come through these two functions, so a rule exists once.

Dimensions are numbered as in `Dimension`, sets of dimensions and of repair steps are bit masks, and
the trust state is the plain word: a walk hashes these values by the hundred thousand, and enum
members hash in Python code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.core.notes import Earned, Healed, Moved, Notes, Wounded
from simulator.core.scenario import Dimension, Repair, Rung, TrustState, Wound

DIMENSIONS = tuple(Dimension)
HONEST, ABLE, ON_MY_SIDE, HEARS_ME = range(4)
NUMBER = {dimension: number for number, dimension in enumerate(DIMENSIONS)}

NOTHING, SAID, SHOWN, PROVED = (int(rung) for rung in Rung)

OWN, REMEDY, PREVENT = 1, 2, 4
STEP = {Repair.OWN: OWN, Repair.REMEDY: REMEDY, Repair.PREVENT: PREVENT}

GUARDED, TESTING, TRUSTING, BROKEN, REGAINED = (state.value for state in TrustState)
SLIP, BREACH, BETRAYAL, RUMOUR = (wound.value for wound in Wound)

OPEN_STATES = frozenset({TESTING, TRUSTING, REGAINED})
YES_STATES = frozenset({TRUSTING, REGAINED})

PHASES = {
    TrustState.GUARDED: "earn",
    TrustState.TESTING: "prove",
    TrustState.TRUSTING: "maintain",
    TrustState.BROKEN: "regain",
    TrustState.REGAINED: "maintain",
}
"""The Luxury Institute's verbs (S0) for the five states."""


class Trust(NamedTuple):
    """What the customer has seen of the seller, and where that leaves her."""

    state: str = GUARDED
    rungs: tuple[int, int, int, int] = (NOTHING, NOTHING, NOTHING, NOTHING)
    slips: int = 0
    breaches: int = 0
    betrayals: int = 0
    rumours: int = 0
    steps: int = 0
    """Repair steps taken since the last breach."""
    breach_count: int = 0
    """Breaches so far, before the play and in it; two stands for every higher number."""
    opened: bool = False
    """Whether she ever opened the door."""
    scarred: bool = False
    """Whether trust was ever broken."""
    fresh_slips: int = 0
    fresh_breaches: int = 0
    """Wounds of the reply under way, which nothing of the same reply closes. None between replies."""

    @property
    def verdict(self) -> bool:
        """Whether she trusts the seller for the scenario's reliance."""
        return self.state in YES_STATES

    @property
    def is_open(self) -> bool:
        """Whether she has opened the door and is not broken."""
        return self.state in OPEN_STATES

    def rung(self, dimension: Dimension) -> Rung:
        """The highest rung that a dimension has reached."""
        return Rung(self.rungs[NUMBER[dimension]])

    def wounds(self, dimension: Dimension) -> tuple[Wound, ...]:
        """The wounds that are open in a dimension, the gravest first."""
        bit = 1 << NUMBER[dimension]
        masks = (
            (Wound.BETRAYAL, self.betrayals),
            (Wound.BREACH, self.breaches),
            (Wound.RUMOUR, self.rumours),
            (Wound.SLIP, self.slips),
        )
        return tuple(kind for kind, mask in masks if mask & bit)


class Terms(NamedTuple):
    """What this customer asks of a seller."""

    door: int
    bar: tuple[int, int, int, int]
    strict: bool = False
    """Under the strict channel rule `guarded` can be left in person only."""


class Change(NamedTuple):
    """What one reply or event does to trust."""

    evidence: tuple[tuple[int, int], ...] = ()
    """Pairs of dimension and rung."""
    wounds: tuple[tuple[int, str], ...] = ()
    """Pairs of dimension and kind."""
    repairs: int = 0
    refutes: bool = False


NO_CHANGE = Change()


Judge = Callable[[Trust, Terms, bool], Trust]


def change(trust: Trust, what: Change, by_text: bool, notes: Notes | None = None) -> Trust:
    """Apply evidence, then wounds, then repairs, then a refutation. The state is left to `judge`.

    Args:
        trust: as it stood.
        what: the effects of one reply or event.
        by_text: over a text channel `hears_me` stops at `said` [Bos 2002].
        notes: receives what happened, in order, where somebody wants to know.
    """
    if what == NO_CHANGE:
        return trust
    copy = _WorkingCopy(trust, notes)
    for dimension, rung in what.evidence:
        copy.earn(dimension, rung, by_text)
    for dimension, kind in what.wounds:
        copy.wound(dimension, kind)
    if what.repairs:
        copy.repair(what.repairs)
    if what.refutes:
        copy.heal(RUMOUR, copy.rumours)
        copy.rumours = 0
    return copy.done()


class _WorkingCopy:
    """A trust while one change is applied to it: a value for every step of it would cost too much."""

    __slots__ = (*Trust._fields, "notes")

    def __init__(self, trust: Trust, notes: Notes | None) -> None:
        self.state = trust.state
        self.rungs = list(trust.rungs)
        self.slips = trust.slips
        self.breaches = trust.breaches
        self.betrayals = trust.betrayals
        self.rumours = trust.rumours
        self.steps = trust.steps
        self.breach_count = trust.breach_count
        self.opened = trust.opened
        self.scarred = trust.scarred
        self.fresh_slips = trust.fresh_slips
        self.fresh_breaches = trust.fresh_breaches
        self.notes = notes

    def done(self) -> Trust:
        """The value that it has become."""
        honest, able, on_my_side, hears_me = self.rungs
        return Trust(
            self.state,
            (honest, able, on_my_side, hears_me),
            self.slips,
            self.breaches,
            self.betrayals,
            self.rumours,
            self.steps,
            self.breach_count,
            self.opened,
            self.scarred,
            self.fresh_slips,
            self.fresh_breaches,
        )

    def earn(self, dimension: int, rung: int, by_text: bool) -> None:
        # What the channel caps still closes the slip: she saw the effort.
        closed = self.slips & ~self.fresh_slips & (1 << dimension) if rung >= SHOWN else 0
        reached = min(rung, SAID) if by_text and dimension == HEARS_ME else rung
        if self.notes is not None:
            climbed = reached > self.rungs[dimension]
            self.notes.append(Earned(DIMENSIONS[dimension], Rung(reached), climbed))
            self.heal(SLIP, closed)
        self.slips &= ~closed
        if reached > self.rungs[dimension]:
            self.rungs[dimension] = reached

    def wound(self, dimension: int, kind: str) -> None:
        bit = 1 << dimension
        # A second slip beside an open one is a breach, and the first stays open.
        becomes = BREACH if kind == SLIP and self.slips & bit else kind
        if self.notes is not None:
            self.notes.append(Wounded(DIMENSIONS[dimension], Wound(becomes)))
        if becomes == SLIP:
            self.slips |= bit
            self.fresh_slips |= bit
        elif becomes == BREACH:
            self.breaches |= bit
            self.fresh_breaches |= bit
            self.breach_count = min(self.breach_count + 1, 2)
            self.steps = 0
        elif becomes == RUMOUR:
            self.rumours |= bit
        else:
            self.betrayals |= bit

    def repair(self, steps: int) -> None:
        if self.breaches:
            self.steps |= steps
            # After two failures only a changed process restores trust [Maxham & Netemeyer 2002].
            needed = OWN | REMEDY | (PREVENT if self.breach_count > 1 else 0)
            if self.steps & needed == needed:
                self.heal(BREACH, self.breaches & ~self.fresh_breaches)
                self.breaches = self.fresh_breaches
            if not self.breaches:
                self.steps = 0
        elif steps & OWN and self.rumours:
            # An apology for what was not done is no repair.
            self.wound(HONEST, SLIP)
        elif steps & OWN:
            self.heal(SLIP, self.slips & ~self.fresh_slips)
            self.slips &= self.fresh_slips

    def heal(self, kind: str, dimensions: int) -> None:
        """Note that these wounds are closed."""
        if self.notes is not None and dimensions:
            self.notes.extend(
                Healed(dimension, Wound(kind))
                for number, dimension in enumerate(DIMENSIONS)
                if dimensions >> number & 1
            )


Guard = Callable[[Trust, Terms, bool], bool]
"""Takes the trust, the customer's terms, and whether they meet in person."""


class Rule(NamedTuple):
    """One line of the trust state machine: from any of these, if it holds, to there."""

    name: str
    sources: frozenset[str]
    dest: str
    holds: Guard


def _is_hurt(trust: Trust, terms: Terms, in_person: bool) -> bool:
    return bool(trust.betrayals or trust.breaches or trust.rumours)


def _door_is_shown(trust: Trust, terms: Terms, in_person: bool) -> bool:
    return trust.rungs[terms.door] >= SHOWN and (in_person or not terms.strict)


def _has_earned_it(trust: Trust, terms: Terms, in_person: bool) -> bool:
    rungs = trust.rungs
    return (
        not trust.slips
        and all(rung >= bar for rung, bar in zip(rungs, terms.bar, strict=True))
        and (rungs[HONEST] == PROVED or rungs[ON_MY_SIDE] == PROVED)
    )


RULES = (
    Rule("hurt", frozenset({GUARDED, TESTING, TRUSTING, REGAINED}), BROKEN, _is_hurt),
    Rule(
        "repaired, and she had opened the door",
        frozenset({BROKEN}),
        TESTING,
        lambda trust, terms, in_person: trust.opened and not _is_hurt(trust, terms, in_person),
    ),
    Rule(
        "repaired",
        frozenset({BROKEN}),
        GUARDED,
        lambda trust, terms, in_person: not trust.opened and not _is_hurt(trust, terms, in_person),
    ),
    Rule("opens the door", frozenset({GUARDED}), TESTING, _door_is_shown),
    Rule(
        "regains trust",
        frozenset({TESTING}),
        REGAINED,
        lambda trust, terms, in_person: trust.scarred and _has_earned_it(trust, terms, in_person),
    ),
    Rule(
        "trusts",
        frozenset({TESTING}),
        TRUSTING,
        lambda trust, terms, in_person: (
            not trust.scarred and _has_earned_it(trust, terms, in_person)
        ),
    ),
    Rule(
        "watches again",
        YES_STATES,
        TESTING,
        lambda trust, terms, in_person: bool(trust.slips),
    ),
)
"""The trust state machine as data: the first rule that fits moves her, until none does."""

RULES_FROM = {
    state.value: tuple(rule for rule in RULES if state.value in rule.sources)
    for state in TrustState
}


def moved(trust: Trust, dest: str) -> Trust:
    """The same trust in another state, with what that state leaves behind for good."""
    return trust._replace(
        state=dest,
        opened=trust.opened or dest == TESTING,
        scarred=trust.scarred or dest == BROKEN,
    )


def judge(trust: Trust, terms: Terms, in_person: bool) -> Trust:
    """Let the rules move the trust state until it rests. They cannot chase each other in a circle:
    what leads out of a state never holds where another rule has just led in.
    """
    while True:
        for rule in RULES_FROM[trust.state]:
            if rule.holds(trust, terms, in_person):
                trust = moved(trust, rule.dest)
                break
        else:
            return trust


def note_move(notes: Notes, before: Trust, after: Trust) -> None:
    """Note that the trust state changed, if it did."""
    if before.state != after.state:
        notes.append(Moved(TrustState(before.state), TrustState(after.state)))


def rested(trust: Trust) -> Trust:
    """The trust between two replies: what was fresh may be closed from now on."""
    if trust.fresh_slips or trust.fresh_breaches:
        return trust._replace(fresh_slips=0, fresh_breaches=0)
    return trust
