"""What a reply, a promise or a truth does, in plain words for its author.

The debrief tells a trainee what came of a reply (``core/wording.py``); this tells an author what the file
says it shall do, before anybody plays.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.core.scenario import (
    ALWAYS,
    Deliverable,
    Effects,
    Promise,
    Promiser,
    Refers,
    Repair,
    Reply,
    Scenario,
    State,
    Target,
    Truth,
)
from simulator.core.wording import DIMENSION_NAMES, WOUNDS
from simulator.lsp.meanings import clipped

STEPS = {
    Repair.OWN: "owning it",
    Repair.REMEDY: "putting it right",
    Repair.PREVENT: "seeing that it cannot happen again",
}
DELIVERABLE = {
    Deliverable.YES: "it can be kept",
    Deliverable.UNKNOWN: "nobody can know yet whether it can be kept",
    Deliverable.NO: "the facts rule it out: making it is a betrayal",
}
PROMISERS = {
    Promiser.ME: "made by the seller",
    Promiser.PREDECESSOR: "made by a predecessor, and open from the start",
    Promiser.COMPANY: "made by the company, and open from the start",
}


def of_reply(reply: Reply, scenario: Scenario) -> list[str]:
    """A line for each thing that a reply does; what it leads to comes last."""
    lines = list(_effects(reply.effects, scenario))
    if not lines:
        lines.append("changes nothing in trust")
    if reply.when != ALWAYS:
        lines.append("is offered only when its condition holds")
    if reply.again > 1:
        lines.append(f"may be used {reply.again} times")
    lines.append(f"leads to {_targets(reply.to)}")
    return lines


def of_promise(promise: Promise) -> list[str]:
    """What there is to know of a promise."""
    lines = [PROMISERS[promise.by], DELIVERABLE[promise.deliverable]]
    if promise.cost:
        lines.append(f"keeping it proves honest, for it costs: {clipped(promise.cost)}")
    if promise.later:
        lines.append("is due after the play")
    return lines


def of_truth(truth: Truth) -> list[str]:
    """What there is to know of a truth."""
    return [
        f"is about {truth.about.value}",
        f"told: “{clipped(truth.told)}”",
        f"half, when asked too early: “{clipped(truth.half)}”",
    ]


def of_state(state: State) -> list[str]:
    """What can be replied in a state."""
    return [f"{reply.id}: “{clipped(reply.words, 70)}”" for reply in state.replies]


def _effects(effects: Effects, scenario: Scenario) -> Iterator[str]:
    for dimension, rung in effects.earns:
        yield f"earns {DIMENSION_NAMES[dimension]}: {rung.word}"
    if effects.cost:
        yield f"costs the seller: {clipped(effects.cost)}"
    if effects.verified:
        yield f"was checked: {clipped(effects.verified)}"
    for dimension, wound in effects.wounds:
        yield f"wounds {DIMENSION_NAMES[dimension]}: {WOUNDS[wound]}"
    steps = [STEPS[step] for step in Repair if step in effects.repairs]
    if steps:
        yield f"repairs: {', '.join(steps)}"
    if effects.refutes:
        yield "answers a rumour"
    for fact in effects.against:
        yield f"goes against the fact {fact}: a betrayal"
    yield from _promises(effects, scenario)
    if effects.asks is not None:
        yield f"asks for the truth {effects.asks}"
    if effects.presses is not None:
        yield f"presses with the truth {effects.presses}: a breach of on my side"
    if effects.refers is Refers.EASY:
        yield "makes it easy to recommend you"
    elif effects.refers is Refers.ASKED:
        yield "asks for a referral: before there is trust, a slip of on my side"


def _promises(effects: Effects, scenario: Scenario) -> Iterator[str]:
    acts = (
        ("promises", effects.makes),
        ("keeps", effects.keeps),
        ("breaks", effects.breaks),
        ("withdraws", effects.withdraws),
        ("takes on", effects.takes_on),
        ("refuses", effects.refuses),
    )
    for act, names in acts:
        for name in names:
            yield f"{act} {_promise(name, scenario)}"
    for old, new in effects.renegotiates:
        yield f"puts {_promise(new, scenario)} in place of {old}"


def _promise(name: str, scenario: Scenario) -> str:
    known = scenario.promises.get(name)
    return f"{name}: “{clipped(known.text, 70)}”" if known and known.text else name


def _targets(targets: tuple[Target, ...]) -> str:
    names = dict.fromkeys(target.go for target in targets)
    return " or ".join(names) + (", as its conditions say" if len(names) > 1 else "")
