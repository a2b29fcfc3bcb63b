"""Conditions as the keys and values of a `when`: the way back from what the compiler makes of them."""

from __future__ import annotations

from typing import Any

from simulator.core.scenario import (
    AllOf,
    AnyOf,
    AtLeast,
    ChannelIs,
    Condition,
    Knows,
    Not,
    OpenIs,
    PromiseIs,
    Replied,
    TrustIs,
    VariantIs,
    VerdictIs,
    WoundOpen,
)

ALWAYS_TRUE = {"any": [{"open": True}, {"open": False}]}


def keys_of(condition: Condition) -> dict[str, Any]:
    """The keys and values that mean this condition."""
    match condition:
        case AllOf(parts):
            return _all_of([keys_of(part) for part in parts])
        case AnyOf(parts):
            # Without a part it never holds.
            return {"any": [keys_of(part) for part in parts]} if parts else {"not": ALWAYS_TRUE}
        case Not(inner):
            return {"not": keys_of(inner)}
        case TrustIs(states):
            return {"trust": _words(states)}
        case ChannelIs(channels):
            return {"channel": _words(channels)}
        case VariantIs(variants):
            return {"variant": _words(variants)}
        case PromiseIs(promise, statuses):
            return {"promise": {promise: _words(statuses)}}
        case WoundOpen(kind, dimension):
            word = kind.value if kind is not None else "any"
            return {"wound": word if dimension is None else {dimension.value: word}}
        case _:
            return _simple(condition)


def _simple(condition: Condition) -> dict[str, Any]:
    match condition:
        case AtLeast(dimension, rung):
            return {dimension.value: rung.word}
        case VerdictIs(yes):
            return {"verdict": yes}
        case OpenIs(yes):
            return {"open": yes}
        case Knows(truth):
            return {"knows": [truth]}
        case Replied(reply):
            return {"replied": [reply]}
        case _:
            raise TypeError(f"no condition: {condition!r}")


def _all_of(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Conditions as one: side by side where their keys allow it, else as not any of their contraries."""
    merged: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if key not in merged:
                merged[key] = value
            elif key in ("knows", "replied"):
                merged[key] = list(dict.fromkeys([*merged[key], *value]))
            elif key in ("promise", "wound") and _are_apart(merged[key], value):
                merged[key] = {**merged[key], **value}
            elif merged[key] != value:
                return {"not": {"any": [{"not": each} for each in parts]}}
    return merged or ALWAYS_TRUE


def _are_apart(one: Any, other: Any) -> bool:
    return isinstance(one, dict) and isinstance(other, dict) and one.keys().isdisjoint(other)


def _words(values: frozenset[Any]) -> Any:
    words = sorted(str(getattr(value, "value", value)) for value in values)
    return words[0] if len(words) == 1 else words
