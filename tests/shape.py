"""The shape of a shipped scenario, by its exact walk: the figures that the authors tune by.

``python -m tests.shape scenarios/wrong-pallet.yaml`` prints them; ``tests/test_scenarios.py`` holds the
shipped scenarios to their bounds. The bounds and their definitions are those of docs/scenario-format.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.compiler.compile import compile_file
from simulator.compiler.render import full
from simulator.core.analysis import (
    Valuation,
    chances,
    evenly,
    reach,
    turns_to_end,
    yes_by_non_best,
)
from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.explore import Exploration, explore
from simulator.core.scenario import Reply, Scenario
from simulator.core.slicing import LOST

BOTS: dict[str, Callable[[Reply], int]] = {
    "longest": lambda reply: len(reply.words),
    "shortest": lambda reply: -len(reply.words),
    "most questions": lambda reply: reply.words.count("?"),
    "most apologetic": lambda reply: sum(
        reply.words.lower().count(word)
        for word in ("sorry", "apolog", "understand", "feel", "hear")
    ),
    "most of I": lambda reply: reply.words.split().count("I"),
    "most of you": lambda reply: reply.words.lower().split().count("you"),
}


@dataclass(frozen=True)
class Shape:
    """The figures of one variant; shares are 0 to 1."""

    variant: str | None
    situations: int
    sliced: int
    turns: tuple[int, int]
    start: float
    random: float
    lost_early: float
    non_best: tuple[float | None, ...]
    endings: dict[str, tuple[float, float, float]]
    """Ending to its reach by random, practised and best play."""
    bots: dict[str, bool]


def shape_of(engine: Engine, variant: str | None) -> Shape:
    """Compute the figures of one variant."""
    valuation = Valuation(engine, variant)
    sliced, full = valuation.exploration, explore(engine, variant)
    turns = turns_to_end(full)
    return Shape(
        variant,
        len(full),
        len(sliced),
        turns,
        valuation.values[0],
        chances(sliced, evenly)[0],
        _lost_by(sliced, turns[1] // 3),
        yes_by_non_best(sliced, valuation.values),
        _endings(full, valuation),
        {name: _bot(engine, variant, score) for name, score in BOTS.items()},
    )


def _lost_by(sliced: Exploration, turns: int) -> float:
    now = {0: 1.0}
    for _ in range(turns):
        after: dict[int, float] = defaultdict(float)
        for number, share in now.items():
            edges = sliced.edges[number]
            for _, to in edges:
                after[to] += share / len(edges)
            if not edges:
                after[number] += share
        now = after
    return sum(share for number, share in now.items() if sliced.situations[number] is LOST)


def _endings(full: Exploration, valuation: Valuation) -> dict[str, tuple[float, float, float]]:
    def weights(situation: Situation, replies: tuple[str, ...], best: float) -> list[float]:
        if len(replies) == 1:
            return [1.0]
        tops = valuation.choice(situation).best
        return [
            best * (reply == tops[0]) + (1 - best) * (reply != tops[0]) / (len(replies) - 1)
            for reply in replies
        ]

    plays = (
        reach(full, lambda _, replies: [1 / len(replies)] * len(replies)),
        reach(full, lambda s, replies: weights(s, replies, 2 / 3)),
        reach(full, lambda s, replies: weights(s, replies, 1.0)),
    )
    found = {}
    for ending in full.engine.scenario.endings:
        at = [number for number, situation in enumerate(full.situations) if situation.at == ending]
        shares = [sum(play[number] for number in at) for play in plays]
        found[ending] = (shares[0], shares[1], shares[2])
    return found


def _bot(engine: Engine, variant: str | None, score: Callable[[Reply], int]) -> bool:
    situation = engine.opening(variant)
    while replies := engine.replies(situation):
        situation = engine.step(situation, max(replies, key=score).id)
    return situation.trust.verdict


def report(scenario: Scenario) -> list[str]:
    """The figures of every variant, and each state's choice where practised play meets it most."""
    engine = Engine(scenario)
    lines: list[str] = []
    variants: list[str | None] = [one.id for one in scenario.variants]
    for variant in variants or [None]:
        shape = shape_of(engine, variant)
        share = ", ".join(
            f"{k}: {'none' if value is None else format(value, '.0%')}"
            for k, value in enumerate(shape.non_best)
        )
        lines += [
            f"variant {variant or '-'}: {shape.situations:,} situations ({shape.sliced:,} sliced), "
            f"{shape.turns[0]} to {shape.turns[1]} turns",
            f"  V at the start {shape.start:.2f}   random {shape.random:.1%} (aim 5 to 10, at most 15)",
            f"  yes with k non-best  {share}   (one 70 to 95 %, two 40 to 70 %)",
            f"  lost in the first third by random play {shape.lost_early:.1%} (at most 10)",
            "  endings: random, practised, best",
            *(
                f"    {name:28} {a:6.1%} {b:6.1%} {c:6.1%}"
                for name, (a, b, c) in shape.endings.items()
            ),
            "  bots that earn yes: "
            + (", ".join(n for n, yes in shape.bots.items() if yes) or "none"),
            *_states(engine, variant),
            *_walks(engine, scenario, variant),
        ]
    return lines


def _states(engine: Engine, variant: str | None) -> list[str]:
    valuation = Valuation(engine, variant)
    full = explore(engine, variant)
    met = reach(full, lambda _, replies: [1 / len(replies)] * len(replies))
    lines = [
        "  each state: V kept by each reply (min, mean, max over its situations), how often best"
    ]
    for state in engine.scenario.states.values():
        kept: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
        total = 0.0
        for situation, often in zip(full.situations, met, strict=True):
            if situation.at != state.id:
                continue
            total += often
            choice = valuation.choice(situation)
            if choice.values and not choice.is_lost:
                for reply in choice.values:
                    kept[reply].append((choice.kept(reply), often, reply in choice.best))
        lines.append(f"    {state.id}  (random play: {total:.0%})")
        for reply_id, values in kept.items():
            weight = sum(w for _, w, _ in values) or 1.0
            mean = sum(v * w for v, w, _ in values) / weight
            best = sum(w for _, w, b in values if b) / weight
            words = len(engine.scenario.reply(reply_id).words)
            lines.append(
                f"      {reply_id:26} {min(v for v, _, _ in values):.2f} {mean:.2f} "
                f"{max(v for v, _, _ in values):.2f}   best {best:4.0%}   {words} characters"
            )
    return lines


def _walks(engine: Engine, scenario: Scenario, variant: str | None) -> list[str]:
    valuation = Valuation(engine, variant)
    lines = ["  walks"]
    for walk in scenario.walks:
        if walk.variant != variant:
            continue
        situation = engine.opening(variant)
        steps = []
        for reply in walk.replies:
            choice = valuation.choice(situation)
            if reply not in choice.values:
                steps.append(
                    f"{reply}: NOT THERE at {situation.at} (has {', '.join(choice.values)})"
                )
                break
            steps.append(f"{reply} {choice.kept(reply):.2f}")
            situation = engine.step(situation, reply)
        fits = situation.at == walk.ends and situation.trust.verdict == walk.verdict
        lines.append(
            f"    {walk.name}: {' · '.join(steps)} → {situation.at}, {situation.trust.state}"
            + ("" if fits else f"   EXPECTED {walk.ends}, verdict {walk.verdict}")
        )
        lines.append(f"      {situation.trust}")
    return lines


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compiled = compile_file(Path(name))
        print(full(compiled.diagnostics, compiled.source), end="")
        if compiled.scenario is not None:
            print(f"{name}\n" + "\n".join(report(compiled.scenario)))
