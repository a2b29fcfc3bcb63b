"""Small scenarios for tests, in as few words as they need."""

from __future__ import annotations

from typing import Any

from simulator.core.engine import Engine
from simulator.core.scenario import (
    ALWAYS,
    Before,
    Channel,
    ChannelRule,
    Condition,
    Customer,
    Dimension,
    Effects,
    Ending,
    Promise,
    Repair,
    Reply,
    Rung,
    Scenario,
    State,
    Target,
    Truth,
    Wound,
)

HONEST, ABLE, ON_MY_SIDE, HEARS_ME = Dimension
NOTHING, SAID, SHOWN, PROVED = Rung

Pairs = dict[Dimension, Any]


def does(
    *,
    earns: Any = None,
    wounds: Any = None,
    repairs: Any = (),
    **others: Any,
) -> Effects:
    """Effects, with mappings where the file has mappings."""
    return Effects(
        earns=tuple((earns or {}).items()),
        wounds=tuple(
            (dimension, kind)
            for dimension, kinds in (wounds or {}).items()
            for kind in (kinds if isinstance(kinds, tuple) else (kinds,))
        ),
        repairs=frozenset(repairs),
        **others,
    )


def reply(
    name: str,
    to: str | tuple[Target, ...] = "end",
    effects: Effects | None = None,
    *,
    when: Condition = ALWAYS,
    again: int = 1,
    **others: Any,
) -> Reply:
    """A reply that says its own name."""
    targets = (Target(to),) if isinstance(to, str) else to
    return Reply(
        name,
        targets,
        say=f"say {name}",
        effects=effects or Effects(),
        when=when,
        again=again,
        **others,
    )


def state(name: str, *replies: Reply, **others: Any) -> State:
    """A state with these replies."""
    return State(name, replies, **others)


def ending(name: str = "end", *, sold: bool = False) -> Ending:
    """An ending."""
    return Ending(name, sold)


def scenario(
    *states: State,
    endings: tuple[Ending, ...] = (ending(),),
    bar: Pairs | None = None,
    door: Dimension = HEARS_ME,
    before: Before | tuple[Before, ...] = (),
    promises: tuple[Promise, ...] = (),
    truths: tuple[Truth, ...] = (),
    strict: bool = False,
    channel: Channel = Channel.IN_PERSON,
    **others: Any,
) -> Scenario:
    """A scenario that starts in its first state. A dimension that `bar` leaves out asks nothing."""
    bars = dict.fromkeys(Dimension, NOTHING) | (bar or {})
    return Scenario(
        title="A test",
        customer=Customer("Ada", "Will she?", door=door, bar=tuple(bars.items())),
        start=states[0].id,
        states={one.id: one for one in states},
        endings={one.id: one for one in endings},
        before=before if isinstance(before, tuple) else (before,),
        promises={one.id: one for one in promises},
        truths={one.id: one for one in truths},
        channel=channel,
        channel_rule=ChannelRule.STRICT if strict else ChannelRule.USUAL,
        **others,
    )


def line_of(*effects: Effects, **others: Any) -> Scenario:
    """A scenario with one reply a state, in a row: `r1`, `r2` and so on, each with its effects."""
    count = len(effects)
    states = tuple(
        state(f"s{n}", reply(f"r{n}", f"s{n + 1}" if n < count else "end", what))
        for n, what in enumerate(effects, start=1)
    )
    return scenario(*states, **others)


def play(one: Scenario, *replies: str, variant: str | None = None) -> Any:
    """The situation after these replies; with none named, after all of a row."""
    engine = Engine(one)
    situation = engine.opening(variant)
    for name in replies or tuple(r.id for s in one.states.values() for r in s.replies):
        assert name in {r.id for r in engine.replies(situation)}, f"{name} cannot be used"
        situation = engine.step(situation, name)
    return situation


__all__ = [
    "ABLE",
    "HEARS_ME",
    "HONEST",
    "NOTHING",
    "ON_MY_SIDE",
    "PROVED",
    "SAID",
    "SHOWN",
    "Repair",
    "Wound",
    "does",
    "ending",
    "line_of",
    "play",
    "reply",
    "scenario",
    "state",
]
