"""What a file says under `when`, as the core's conditions.

Several keys are one `AllOf`, in the order of the file; a condition of one part is that part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from simulator.core.scenario import (
    ALWAYS,
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

_DIMENSIONS = {dimension.value: dimension for dimension in Dimension}


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Conditions that must all hold, as one."""
    parts = tuple(conditions)
    return parts[0] if len(parts) == 1 else AllOf(parts) if parts else ALWAYS


def condition(values: dict[str, Any]) -> Condition:
    """The condition that the values of a `when` (or of a truth's `needs`) make."""
    parts: list[Condition] = []
    for key, value in values.items():
        if key in _DIMENSIONS:
            parts.append(AtLeast(_DIMENSIONS[key], value))
        else:
            parts.extend(_parts(key, value))
    return all_of(parts)


def _parts(key: str, value: Any) -> Iterable[Condition]:
    match key:
        case "trust":
            yield TrustIs(frozenset(value))
        case "verdict":
            yield VerdictIs(value)
        case "open":
            yield OpenIs(value)
        case "knows":
            yield from (Knows(truth) for truth in value)
        case "promise":
            yield from (PromiseIs(promise, frozenset(statuses)) for promise, statuses in value)
        case "replied":
            yield from (Replied(reply) for reply in value)
        case "wound":
            yield from _wounds(value)
        case "channel":
            yield ChannelIs(frozenset(value))
        case "variant":
            yield VariantIs(frozenset(value))
        case "not":
            yield Not(value)
        case "any":
            yield value[0] if len(value) == 1 else AnyOf(value)


def _wounds(
    value: Wound | tuple[tuple[Dimension, Wound | None], ...] | None,
) -> Iterable[Condition]:
    if isinstance(value, tuple):
        yield from (WoundOpen(kind, dimension) for dimension, kind in value)
    else:
        yield WoundOpen(value)
