"""Values to the core's types: the last step from a file to a `Scenario`.

The format says what each key takes; only what no single key can say is checked here. A maker gets the
values that were right and does without the others: whatever it lacks has been reported.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.compiler.conditions import condition
from simulator.compiler.diagnostic import Problems
from simulator.compiler.format import RECORDS
from simulator.compiler.names import Names
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, span_of
from simulator.compiler.rules import form_keys
from simulator.compiler.values import Make, Values
from simulator.core.scenario import (
    ALWAYS,
    NO_EFFECTS,
    Aside,
    Before,
    Condition,
    Customer,
    Dimension,
    Due,
    Effects,
    Ending,
    Event,
    Fact,
    Line,
    Person,
    Promise,
    Reply,
    Rung,
    Scenario,
    Seller,
    State,
    Target,
    Truth,
    TruthAbout,
    Variant,
    Walk,
)

EFFECT_KEYS = frozenset(Effects.__slots__)

Found = dict[str, Any]
"""The values of a record, by key."""


def build(
    root: Mapping, lines: tuple[str, ...], problems: Problems, names: Names
) -> tuple[Scenario, bool]:
    """The scenario of a file, as far as it could be read, and whether the conversation's graph has gaps."""
    values = Values(lines, problems, names)
    values.makers.update(_makers(values))
    return _scenario(values.record(RECORDS["file"], root, None), names), values.gaps


def _makers(values: Values) -> dict[str, Make]:
    """What makes something of the values of each record. Those under an id are made where the id is known."""

    def line(found: Found, node: Mapping) -> Line:
        if not found.get("line") and not found.get("cue") and not _tried(node, "line", "cue"):
            values.missing(("line", "cue"), RECORDS["line"], node)
        return Line(
            found.get("line", ""), found.get("who"), found.get("cue", ""), found.get("when", ALWAYS)
        )

    def reply(found: Found, node: Mapping) -> Reply:
        if not _tried(node, "say", "do"):
            values.missing(("say", "do"), RECORDS["reply"], node)
        if isinstance(found.get("to"), tuple):
            _check_targets(node, values.problems)
        return _reply(found)

    return {
        **dict.fromkeys(("promise", "truth", "person", "walk", "state", "ending"), _as_it_is),
        **dict.fromkeys(("condition", "needs"), lambda found, _: condition(found)),
        "seller": lambda found, _: Seller(
            **found | {"facts": tuple(map(_fact, found.get("facts", ())))}
        ),
        "fact": lambda found, _: Fact(
            found.get("fact", ""), found.get("id"), found.get("when", ALWAYS)
        ),
        "customer": lambda found, _: _customer(found),
        "before": lambda found, _: _before(found),
        "target": lambda found, _: Target(found.get("go", ""), found.get("when", ALWAYS)),
        "event": lambda found, _: Event(_effects(found), found.get("when", ALWAYS)),
        "due": lambda found, _: (found.get("settle", ()), found.get("when", ALWAYS)),
        "aside": lambda found, _: Aside(
            found.get("id", ""), found.get("thought", ""), found.get("why", "")
        ),
        "line": line,
        "reply": reply,
    }


def _with(lacking: Found, found: Found) -> Found:
    """The values, with those in place that are required and were wrong or missing."""
    return lacking | found


def _as_it_is(found: Found, _: Mapping) -> Found:
    return found


def _tried(node: Mapping, *keys: str) -> bool:
    """Whether a record has one of these keys, be its value right or wrong."""
    return any(isinstance(key, Scalar) and key.value in keys for key in node.flat[::2])


def _fact(item: Fact | str) -> Fact:
    return Fact(item) if isinstance(item, str) else item


def _customer(found: Found) -> Customer:
    bar = {dimension: Rung.SHOWN for dimension in Dimension} | dict(found.pop("bar", ()))
    found["bar"] = tuple((dimension, bar[dimension]) for dimension in Dimension)
    return Customer(**_with({"name": "", "reliance": ""}, found))


def _before(found: Found) -> Before:
    wounds = tuple(
        (dimension, kind) for dimension, kinds in found.pop("wounds", ()) for kind in kinds
    )
    return Before(**found, wounds=wounds)


def _effects(found: Found) -> Effects:
    effects = {key: value for key, value in found.items() if key in EFFECT_KEYS}
    if "repairs" in effects:
        effects["repairs"] = frozenset(effects["repairs"])
    return Effects(**effects) if effects else NO_EFFECTS


def _reply(found: Found) -> Reply:
    to = found.get("to", ())
    own = {key: value for key, value in found.items() if key not in EFFECT_KEYS}
    own["id"] = found.get("id", "")
    own["to"] = (Target(to),) if isinstance(to, str) else to
    if "reaction" in own:
        own["reaction"] = _lines(own["reaction"])
    return Reply(**own, effects=_effects(found))


def _lines(spoken: tuple[str | Line, ...]) -> tuple[Line, ...]:
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


def _state(name: str, found: Found) -> State:
    due: list[Due] = []
    for item in found.pop("due", ()):
        first, second = item
        if isinstance(first, str):
            due.append(Due(first, second))
        else:
            due.extend(Due(promise, kept, second) for promise, kept in first)
    asides = tuple(
        Aside("", one) if isinstance(one, str) else one for one in found.pop("asides", ())
    )
    found["asides"] = tuple(
        one if one.id else replace(one, id=f"{name}_aside_{at}") for at, one in enumerate(asides, 1)
    )
    found["lines"] = _lines(found.pop("line", ()))
    found.setdefault("replies", ())
    return State(**found, id=name, due=tuple(due))


def _ending(name: str, found: Found) -> Ending:
    found["lines"] = _lines(found.pop("line", ()))
    found.setdefault("sold", False)
    return Ending(**found, id=name)


def _with_reply_ids(states: dict[str, State], names: Names) -> dict[str, State]:
    """The states with an id for each reply. Only now are the ids known that the file itself gives."""
    taken = set(names.defined.get("reply", ()))
    for state in list(states.values()):
        if all(reply.id for reply in state.replies):
            continue
        replies = []
        for at, reply in enumerate(state.replies, 1):
            made = reply.id or f"{state.id}_{at}"
            while not reply.id and made in taken:
                made += "_"
            taken.add(made)
            replies.append(reply if reply.id else replace(reply, id=made))
        states[state.id] = replace(state, replies=tuple(replies))
    return states


def _scenario(found: Found, names: Names) -> Scenario:
    found.pop("format", None)
    before = found.get("before", ())
    found["before"] = (before,) if isinstance(before, Before) else before
    found["promises"] = {
        name: Promise(name, **_with({"text": ""}, own)) for name, own in found.get("promises", ())
    }
    lacking = {"about": TruthAbout.SECRET, "told": "", "half": ""}
    found["truths"] = {
        name: Truth(name, **_with(lacking, own)) for name, own in found.get("truths", ())
    }
    found["others"] = {
        name: Person(name, **_with({"name": ""}, own)) for name, own in found.get("others", ())
    }
    found["variants"] = tuple(
        Variant(one) if isinstance(one, str) else Variant(*one) for one in found.get("variants", ())
    )
    states = {name: _state(name, own) for name, own in found.get("states", ())}
    found["states"] = _with_reply_ids(states, names)
    found["endings"] = {name: _ending(name, own) for name, own in found.get("endings", ())}
    found["walks"] = tuple(_walk(name, own) for name, own in found.get("walks", ()))
    return Scenario(**_with({"title": "", "customer": Customer("", ""), "start": ""}, found))


def _walk(name: str, found: Found) -> Walk:
    return Walk(
        name,
        found.get("replies", ()),
        found.get("ends", ""),
        found.get("verdict", False),
        found.get("variant"),
    )
