"""Values to the core's types: the last step from a file to a `Scenario`.

Here the parts that stand under an id, and the scenario itself; what stands within them is made in
`makers.py`, while it is read.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.compiler.diagnostic import Problems
from simulator.compiler.format import RECORDS
from simulator.compiler.makers import MAKERS, Found, lines, with_required
from simulator.compiler.names import Names
from simulator.compiler.nodes import Mapping
from simulator.compiler.values import Values
from simulator.core.scenario import (
    Aside,
    Before,
    Customer,
    Due,
    Ending,
    Person,
    Promise,
    Scenario,
    State,
    Truth,
    TruthAbout,
    Variant,
    Walk,
)


def build(
    root: Mapping, lines: tuple[str, ...], problems: Problems, names: Names
) -> tuple[Scenario, bool]:
    """The scenario of a file, as far as it could be read, and whether the conversation's graph has gaps."""
    values = Values(lines, problems, names, MAKERS)
    found = values.record(RECORDS["file"], root, None)
    values.report_missing()
    return _scenario(found, names), values.gaps


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
    found["lines"] = lines(found.pop("line", ()))
    found.setdefault("replies", ())
    return State(**found, id=name, due=tuple(due))


def _ending(name: str, found: Found) -> Ending:
    found["lines"] = lines(found.pop("line", ()))
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
            if not reply.id:
                names.name_reply(reply, made)
            replies.append(reply if reply.id else replace(reply, id=made))
        states[state.id] = replace(state, replies=tuple(replies))
    return states


def _scenario(found: Found, names: Names) -> Scenario:
    found.pop("format", None)
    before = found.get("before", ())
    found["before"] = (before,) if isinstance(before, Before) else before
    found["promises"] = {
        name: Promise(name, **with_required({"text": ""}, own))
        for name, own in found.get("promises", ())
    }
    lacking = {"about": TruthAbout.SECRET, "told": "", "half": ""}
    found["truths"] = {
        name: Truth(name, **with_required(lacking, own)) for name, own in found.get("truths", ())
    }
    found["others"] = {
        name: Person(name, **with_required({"name": ""}, own))
        for name, own in found.get("others", ())
    }
    found["variants"] = tuple(
        Variant(one) if isinstance(one, str) else Variant(*one) for one in found.get("variants", ())
    )
    states = {name: _state(name, own) for name, own in found.get("states", ())}
    found["states"] = _with_reply_ids(states, names)
    found["endings"] = {name: _ending(name, own) for name, own in found.get("endings", ())}
    found["walks"] = tuple(_walk(name, own) for name, own in found.get("walks", ()))
    return Scenario(
        **with_required({"title": "", "customer": Customer("", ""), "start": ""}, found)
    )


def _walk(name: str, found: Found) -> Walk:
    return Walk(
        name,
        found.get("replies", ()),
        found.get("ends", ""),
        found.get("verdict", False),
        found.get("variant"),
    )
