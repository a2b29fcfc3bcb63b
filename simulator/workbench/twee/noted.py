"""The parts of a scenario as the keys and values that its file has for them: what Twine has no place for.

Defaults are left out. What must stay true: read again, the values mean what they meant.
"""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any

from simulator.core.scenario import (
    ALWAYS,
    Before,
    Condition,
    Customer,
    Due,
    Effects,
    Ending,
    Event,
    Fact,
    Line,
    Promise,
    Reply,
    Rung,
    Scenario,
    Seller,
    State,
    Truth,
    Walk,
)
from simulator.workbench.twee.noted_when import keys_of
from simulator.workbench.twee.yaml_text import Words

Keys = dict[str, Any]
"""Keys of a scenario file with their values, in the order in which they are written."""


def of_scenario(one: Scenario) -> Keys:
    """What stands around the conversation, but for the title and the start."""
    variants: Any = [variant.id for variant in one.variants]
    if any(variant.note for variant in one.variants):
        variants = {variant.id: Words(variant.note) for variant in one.variants}
    before = [_before(each) for each in one.before]
    keys = {
        "summary": Words(one.summary),
        "practises": [Words(each) for each in one.practises],
        "minutes": one.minutes,
        "difficulty": one.difficulty,
        "language": one.language if one.language != "en" else None,
        "seller": _seller(one.seller),
        "customer": _customer(one.customer),
        "channel": _changed(one, "channel"),
        "channel_rule": _changed(one, "channel_rule"),
        "before": before[0] if len(before) == 1 else before,
        "promises": {each.id: _promise(each) for each in one.promises.values()},
        "truths": {each.id: _truth(each) for each in one.truths.values()},
        "others": {
            each.id: _given({"name": Words(each.name), "role": Words(each.role)})
            for each in one.others.values()
        },
        "variants": variants,
        "walks": {each.name: _walk(each) for each in one.walks},
    }
    return _given(keys)


def of_state(state: State) -> Keys:
    """What a state has beside what is told, said and replied."""
    keys: Keys = {
        "channel": _word(state.channel),
        "events": [event for each in state.events if (event := _event(each))],
        "due": _due(state.due),
        "asides": [
            _given({"id": each.id, "thought": Words(each.thought), "why": Words(each.why)})
            for each in state.asides
        ],
        "few": state.few or None,
    }
    return _given(keys)


def _event(event: Event) -> Keys:
    return _when(event.when) | of_effects(event.effects)


def of_ending(ending: Ending) -> Keys:
    """What an ending has beside what is told and said."""
    return {"sold": ending.sold}


def of_line(line: Line) -> Keys:
    """What a line has beside its words and its cue."""
    return _given({"who": line.who}) | _when(line.when)


def of_reply(reply: Reply) -> Keys:
    """What a reply has beside the words of its link, and the target if that depends on something."""
    keys: Keys = {"id": reply.id}
    if reply.say and reply.do:
        keys["do"] = Words(reply.do)
    keys |= _when(reply.when)
    keys |= _given({"again": reply.again if reply.again != 1 else None})
    keys |= of_effects(reply.effects)
    keys |= _given(
        {
            "style": {axis.value: side.value for axis, side in reply.style},
            "era": _word(reply.era),
            "why": Words(reply.why),
            "tempting": Words(reply.tempting),
            "reaction": _lines(reply.reaction),
        }
    )
    if len(reply.to) > 1 or reply.to[0].when != ALWAYS:
        keys["to"] = [_when(each.when) | {"go": each.go} for each in reply.to]
    return keys


def of_effects(effects: Effects) -> Keys:
    """What a reply or an event does."""
    return _given({one.name: _effect(getattr(effects, one.name)) for one in fields(Effects)})


def _effect(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(_word(one) for one in value)
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return {_word(one): _word(other) for one, other in value}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str) and not isinstance(value, Enum) and " " in value:
        return Words(value)
    return _word(value) if isinstance(value, Enum) else value or None


def _word(value: Any) -> Any:
    if isinstance(value, Rung):
        return value.word
    return str(value.value) if isinstance(value, Enum) else value


def _when(condition: Condition) -> Keys:
    return {} if condition == ALWAYS else {"when": keys_of(condition)}


def _given(keys: Keys) -> Keys:
    """The keys that have a value."""
    return {
        key: value
        for key, value in keys.items()
        if value is not None and not (hasattr(value, "__len__") and len(value) == 0)
    }


def _changed(one: Scenario, key: str) -> str | None:
    value = getattr(one, key)
    default = next(each.default for each in fields(Scenario) if each.name == key)
    return None if value == default else str(value.value)


def _seller(seller: Seller) -> Keys:
    facts = [_fact(each) for each in seller.facts]
    role = seller.role if seller.role != Seller().role else ""
    return _given({"role": Words(role), "aim": Words(seller.aim), "facts": facts})


def _fact(fact: Fact) -> Any:
    if fact.id is None and fact.when == ALWAYS:
        return Words(fact.text)
    return _given({"id": fact.id, "fact": Words(fact.text)}) | _when(fact.when)


def _customer(customer: Customer) -> Keys:
    bar = {one.value: rung.word for one, rung in customer.bar if rung is not Rung.SHOWN}
    door = customer.door.value if customer.door is not Customer("", "").door else None
    return _given(
        {
            "name": Words(customer.name),
            "role": Words(customer.role),
            "mood": Words(customer.mood),
            "background": Words(customer.background),
            "reliance": Words(customer.reliance),
            "door": door,
            "bar": bar,
        }
    )


def _before(before: Before) -> Keys:
    wounds: dict[str, list[str]] = {}
    for one, kind in before.wounds:
        wounds.setdefault(one.value, []).append(kind.value)
    keys = {
        "wounds": {one: kinds if len(kinds) > 1 else kinds[0] for one, kinds in wounds.items()},
        "breaches_repaired": before.breaches_repaired or None,
        "promises": list(before.promises),
        "truths": list(before.truths),
        "earned": _effect(before.earned) if before.earned else None,
        "what": Words(before.what) if before.what else None,
    }
    return _when(before.when) | _given(keys)


def _promise(promise: Promise) -> Keys:
    keys = {
        "text": Words(promise.text),
        "deliverable": promise.deliverable.value,
        "by": promise.by.value if promise.by is not Promise("", "").by else None,
        "cost": Words(promise.cost or ""),
        "later": promise.later or None,
    }
    return _given(keys)


def _truth(truth: Truth) -> Keys:
    return {
        "about": truth.about.value,
        "needs": keys_of(truth.needs),
        "told": Words(truth.told),
        "half": Words(truth.half),
    }


def _walk(walk: Walk) -> Keys:
    keys = {"replies": list(walk.replies), "ends": walk.ends, "verdict": walk.verdict}
    return keys | _given({"variant": walk.variant})


def _line(line: Line) -> Any:
    if line == Line(line.text):
        return Words(line.text)
    return of_line(line) | _given({"line": Words(line.text), "cue": Words(line.cue)})


def _lines(lines: tuple[Line, ...]) -> Any:
    found = [_line(each) for each in lines]
    return found[0] if len(found) == 1 and isinstance(found[0], str) else found


def _due(due: tuple[Due, ...]) -> Any:
    fates = {True: "kept", False: "broken"}
    promises = [each.promise for each in due]
    if len(set(promises)) == len(promises) and all(each.when == ALWAYS for each in due):
        return {each.promise: fates[each.kept] for each in due}
    return [_when(each.when) | {"settle": {each.promise: fates[each.kept]}} for each in due]
