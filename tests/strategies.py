"""Random scenarios for property tests: small ones that use every rule at once.

They are drawn from a seed by a plain random generator and not piece by piece by Hypothesis, which
prefers small draws: nearly all of its scenarios could never be won, and so proved nothing about V.
"""

from __future__ import annotations

from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from simulator.core.scenario import (
    ALWAYS,
    AllOf,
    AnyOf,
    AtLeast,
    Before,
    Channel,
    ChannelIs,
    Condition,
    Deliverable,
    Dimension,
    Due,
    Effects,
    Event,
    Fact,
    Knows,
    Not,
    OpenIs,
    Promise,
    PromiseIs,
    Promiser,
    PromiseStatus,
    Refers,
    Repair,
    Replied,
    Reply,
    Rung,
    Scenario,
    Seller,
    State,
    Target,
    TrustIs,
    TrustState,
    Truth,
    TruthAbout,
    VerdictIs,
    Wound,
    WoundOpen,
)
from tests.builders import ending, scenario

PROMISES = ("p1", "p2", "p3", "p4")
TRUTHS = ("t1", "t2")
WOUNDS = (*[Wound.SLIP] * 7, *[Wound.BREACH] * 4, Wound.BETRAYAL)
EVIDENCE = (Rung.SAID, Rung.SHOWN, Rung.SHOWN, Rung.PROVED)
BARS = (Rung.NOTHING, Rung.SAID, Rung.SHOWN)

T = TypeVar("T")


class Draw:
    """Draws the parts of a scenario from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, options: tuple[T, ...] | list[T]) -> T:
        """Any of these."""
        return self.random.choice(options)

    def now_and_then(self, chance: float) -> bool:
        """True with that chance."""
        return self.random.random() < chance

    def some(self, options: tuple[str, ...], chance: float) -> tuple[str, ...]:
        """Each of these with that chance."""
        return tuple(option for option in options if self.now_and_then(chance))

    def effects(self, *, of_reply: bool) -> Effects:
        """What a reply or an event does."""
        dimensions = tuple(Dimension)
        return Effects(
            earns=tuple((d, self.one(EVIDENCE)) for d in dimensions if self.now_and_then(0.35)),
            wounds=tuple((d, self.one(WOUNDS)) for d in dimensions if self.now_and_then(0.07)),
            repairs=frozenset(step for step in Repair if self.now_and_then(0.25)),
            refutes=self.now_and_then(0.2),
            against=("f1",) if of_reply and self.now_and_then(0.02) else (),
            makes=self.some(PROMISES, 0.12),
            keeps=self.some(PROMISES, 0.08),
            breaks=self.some(PROMISES, 0.03),
            withdraws=self.some(PROMISES, 0.04),
            takes_on=self.some(PROMISES, 0.06),
            refuses=self.some(PROMISES, 0.02),
            renegotiates=(
                ((self.one(PROMISES), self.one(PROMISES)),) if self.now_and_then(0.08) else ()
            ),
            asks=self.one(TRUTHS) if of_reply and self.now_and_then(0.3) else None,
            presses=self.one(TRUTHS) if of_reply and self.now_and_then(0.05) else None,
            refers=self.one(tuple(Refers)) if of_reply and self.now_and_then(0.1) else None,
        )

    def condition(self, replies: list[str], depth: int = 0) -> Condition:
        """A condition of any kind, sometimes nested."""
        if depth < 2 and self.now_and_then(0.3):
            inner = tuple(self.condition(replies, depth + 1) for _ in range(2))
            nested: list[Condition] = [Not(inner[0]), AnyOf(inner), AllOf(inner)]
            return self.one(nested)
        simple: list[Condition] = [
            TrustIs(frozenset({self.one(tuple(TrustState)), self.one(tuple(TrustState))})),
            VerdictIs(self.now_and_then(0.5)),
            OpenIs(self.now_and_then(0.7)),
            AtLeast(self.one(tuple(Dimension)), self.one(EVIDENCE)),
            Knows(self.one(TRUTHS)),
            PromiseIs(self.one(PROMISES), frozenset({self.one(tuple(PromiseStatus))})),
            Replied(self.one(replies)),
            WoundOpen(self.one((None, *Wound)), self.one((None, *Dimension))),
            ChannelIs(frozenset({self.one(tuple(Channel))})),
        ]
        return self.one(simple)

    def when(self, replies: list[str], chance: float) -> Condition:
        """A condition with that chance, else none."""
        return self.condition(replies) if self.now_and_then(chance) else ALWAYS

    def state(self, at: int, names: list[list[str]]) -> State:
        """A state whose first reply leads on, whatever stands, so that no play is stuck."""
        every = [name for some in names for name in some]
        onwards = [*(f"s{n}" for n in range(at + 1, len(names))), "end", "other_end"]
        anywhere = [*onwards, *(f"s{n}" for n in range(len(names)))]
        replies = []
        for place, name in enumerate(names[at]):
            goes = (
                onwards[:1] if place == 0 else anywhere if self.now_and_then(0.3) else onwards[:2]
            )
            targets = [Target(self.one(goes))]
            if self.now_and_then(0.3):
                targets.insert(0, Target(self.one(goes), self.condition(every)))
            replies.append(
                Reply(
                    name,
                    tuple(targets),
                    say=name,
                    effects=self.effects(of_reply=True),
                    when=ALWAYS if place == 0 else self.when(every, 0.3),
                    again=99 if place == 0 else self.one((1, 1, 2)),
                )
            )
        return State(
            f"s{at}",
            tuple(replies),
            channel=self.one(tuple(Channel)) if self.now_and_then(0.2) else None,
            events=tuple(
                Event(self.effects(of_reply=False), self.when(every, 0.5))
                for _ in range(2)
                if self.now_and_then(0.2)
            ),
            due=tuple(
                Due(self.one(PROMISES), self.now_and_then(0.6), self.when(every, 0.4))
                for _ in range(2)
                if self.now_and_then(0.3)
            ),
        )

    def needs(self) -> Condition:
        """What a truth needs."""
        return AllOf((OpenIs(True), AtLeast(self.one(tuple(Dimension)), self.one(EVIDENCE))))

    def scenario(self) -> Scenario:
        """Two to five states, with hubs."""
        count = self.random.randint(2, 5)
        names = [[f"s{n}_r{m}" for m in range(self.random.randint(2, 3))] for n in range(count)]
        return scenario(
            *(self.state(at, names) for at in range(count)),
            endings=(ending("end"), ending("other_end", sold=True)),
            bar={dimension: self.one(BARS) for dimension in Dimension},
            door=self.one(tuple(Dimension)),
            before=Before(
                wounds=tuple(
                    (d, self.one((*WOUNDS[:-1], Wound.RUMOUR)))
                    for d in Dimension
                    if self.now_and_then(0.08)
                ),
                breaches_repaired=self.one((0, 0, 1)),
                promises=self.some(PROMISES, 0.1),
                truths=self.some(TRUTHS, 0.1),
            ),
            promises=tuple(
                Promise(
                    name,
                    name,
                    self.one((*[Deliverable.YES] * 5, Deliverable.NO)),
                    self.one((Promiser.ME, Promiser.ME, Promiser.COMPANY)),
                    cost=self.one((None, None, "time")),
                )
                for name in PROMISES
            ),
            truths=tuple(Truth(t, TruthAbout.SECRET, "told", "half", self.needs()) for t in TRUTHS),
            strict=self.now_and_then(0.3),
            channel=self.one(tuple(Channel)),
            seller=Seller(facts=(Fact("a fact", "f1"),)),
        )


def scenarios() -> st.SearchStrategy[Scenario]:
    """Random scenarios, a seed each."""
    return st.integers(0, 2**32).map(lambda seed: Draw(seed).scenario())
