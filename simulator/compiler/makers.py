"""The parts of a scenario that stand within others, made of their values: lines, replies, conditions, people.

The format says what each key takes; only what no single key can say is checked here. A maker gets the values
that were right and does without the others: whatever it lacks has been reported.
"""

from __future__ import annotations

from typing import Any

from simulator.compiler.conditions import condition
from simulator.compiler.diagnostic import Problems
from simulator.compiler.format import RECORDS
from simulator.compiler.nodes import Mapping, Scalar, Sequence, span_of
from simulator.compiler.rules import form_keys
from simulator.compiler.values import Make, Values
from simulator.core.scenario import (
    ALWAYS,
    NO_EFFECTS,
    Aside,
    Before,
    Customer,
    Dimension,
    Effects,
    Event,
    Fact,
    Line,
    Reply,
    Rung,
    Seller,
    Target,
)

EFFECT_KEYS = frozenset(Effects.__slots__)

Found = dict[str, Any]
"""The values of a record, by key."""


def _line(values: Values, found: Found, node: Mapping) -> Line:
    if not _tried(node, "line", "cue"):
        values.missing(("line", "cue"), RECORDS["line"], node)
    when = found.get("when", ALWAYS)
    return Line(found.get("line", ""), found.get("who"), found.get("cue", ""), when)


def _reply(values: Values, found: Found, node: Mapping) -> Reply:
    if not _tried(node, "say", "do"):
        values.missing(("say", "do"), RECORDS["reply"], node)
    to = found.get("to", ())
    if to and isinstance(to, tuple):
        _check_targets(node, values.problems)
    own = {key: value for key, value in found.items() if key not in EFFECT_KEYS}
    own["id"] = found.get("id", "")
    own["to"] = (Target(to),) if isinstance(to, str) else to
    if "reaction" in own:
        own["reaction"] = lines(own["reaction"])
    reply = Reply(**own, effects=_effects(found))
    values.names.note_reply(reply, node)
    return reply


def _seller(_: Values, found: Found, __: Mapping) -> Seller:
    facts = (Fact(one) if isinstance(one, str) else one for one in found.pop("facts", ()))
    return Seller(**found, facts=tuple(facts))


def _customer(_: Values, found: Found, __: Mapping) -> Customer:
    bar = dict.fromkeys(Dimension, Rung.SHOWN) | dict(found.pop("bar", ()))
    found["bar"] = tuple((dimension, bar[dimension]) for dimension in Dimension)
    return Customer(**with_required({"name": "", "reliance": ""}, found))


def _before(_: Values, found: Found, __: Mapping) -> Before:
    wounds = [(one, kind) for one, kinds in found.pop("wounds", ()) for kind in kinds]
    return Before(**found, wounds=tuple(wounds))


def with_required(lacking: Found, found: Found) -> Found:
    """The values, with those in place that are required and were wrong or missing."""
    return lacking | found


def _as_it_is(_: Values, found: Found, __: Mapping) -> Found:
    return found


def _tried(node: Mapping, *keys: str) -> bool:
    """Whether a record has one of these keys, be its value right or wrong."""
    return any(isinstance(key, Scalar) and key.value in keys for key in node.flat[::2])


def _effects(found: Found) -> Effects:
    effects = {key: value for key, value in found.items() if key in EFFECT_KEYS}
    if "repairs" in effects:
        effects["repairs"] = frozenset(effects["repairs"])
    return Effects(**effects) if effects else NO_EFFECTS


def lines(spoken: tuple[str | Line, ...]) -> tuple[Line, ...]:
    """Lines, of which some may be given as plain text."""
    return tuple(Line(line) if isinstance(line, str) else line for line in spoken)


def _check_targets(reply: Mapping, problems: Problems) -> None:
    """Of a list of targets, the last and only the last has no `when`."""
    targets = next(
        value for key, value in reply.pairs if isinstance(key, Scalar) and key.value == "to"
    )
    items = (
        [item for item in targets.flat if isinstance(item, Mapping)]
        if isinstance(targets, Sequence)
        else []
    )
    for item in items:
        if any(
            isinstance(key, Scalar) and key.value not in RECORDS["target"].keys
            for key in item.flat[::2]
        ):
            continue
        when = next(
            (key for key in item.flat[::2] if isinstance(key, Scalar) and key.value == "when"), None
        )
        if item is items[-1] and when is not None:
            problems.add(form_keys.last_has_condition, span_of(when))
        elif item is not items[-1] and when is None:
            problems.add(form_keys.earlier_without_condition, span_of(item))


MAKERS: dict[str, Make] = {
    **dict.fromkeys(("promise", "truth", "person", "walk", "state", "ending"), _as_it_is),
    **dict.fromkeys(("condition", "needs"), lambda _, found, __: condition(found)),
    "seller": _seller,
    "fact": lambda _, found, __: Fact(
        found.get("fact", ""), found.get("id"), found.get("when", ALWAYS)
    ),
    "customer": _customer,
    "before": _before,
    "target": lambda _, found, __: Target(found.get("go", ""), found.get("when", ALWAYS)),
    "event": lambda _, found, __: Event(_effects(found), found.get("when", ALWAYS)),
    "due": lambda _, found, __: (found.get("settle", ()), found.get("when", ALWAYS)),
    "aside": lambda _, found, __: Aside(
        found.get("id", ""), found.get("thought", ""), found.get("why", "")
    ),
    "line": _line,
    "reply": _reply,
}
"""What makes something of each record. Those under an id are made where the id is known."""
