"""The shape of a shipped scenario, by its exact walk: the figures that the authors tune by.

``python -m tests.shape scenarios/wrong-pallet.yaml`` prints them; ``tests/test_scenarios.py`` holds the
shipped scenarios to their bounds. The bounds and their definitions are those of docs/scenario-format.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from simulator.compiler.compile import compile_file
from simulator.compiler.prove import prove
from simulator.compiler.render import full
from simulator.compiler.words import lexicon
from simulator.core.analysis import Valuation, chances, practised
from simulator.core.balance import choice_at, kept_along
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.flow import Player, flow
from simulator.core.overview import overview
from simulator.core.scenario import Scenario


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
    figures = overview(engine, variant, lexicon=lexicon(engine.scenario.language))
    return Shape(
        variant,
        figures.situations,
        figures.sliced,
        figures.turns,
        figures.yes[Player.PRACTISED],
        figures.yes[Player.RANDOM],
        figures.lost_early,
        figures.non_best,
        {
            one.id: (one.reach[Player.RANDOM], one.reach[Player.PRACTISED], one.reach[Player.BEST])
            for one in figures.endings
        },
        {name: figures.verdict_of(name) for name in figures.bots},
    )


def report(scenario: Scenario) -> list[str]:
    """The figures of every variant, and each state's choice where practised play meets it most."""
    engine = Engine(scenario)
    lines: list[str] = []
    for variant in scenario.variant_ids:
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
    walk = explore(engine, variant)
    values = chances(walk, practised)
    met = flow(walk, values, Player.RANDOM).met
    kept: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    total: dict[str, float] = defaultdict(float)
    for number, (situation, often) in enumerate(zip(walk.situations, met, strict=True)):
        total[situation.at] += often
        choice = choice_at(walk, values, number)
        if choice is not None and not choice.is_lost:
            for reply in choice.values:
                kept[reply].append((choice.kept(reply), often, reply in choice.best))
    lines = [
        "  each state: V kept by each reply (min, mean, max over its situations), how often best"
    ]
    for state in engine.scenario.states.values():
        lines.append(f"    {state.id}  (random play: {total[state.id]:.0%})")
        for one in state.replies:
            if not kept[one.id]:
                continue
            weight = sum(w for _, w, _ in kept[one.id]) or 1.0
            mean = sum(v * w for v, w, _ in kept[one.id]) / weight
            best = sum(w for _, w, b in kept[one.id] if b) / weight
            shares = [v for v, _, _ in kept[one.id]]
            lines.append(
                f"      {one.id:26} {min(shares):.2f} {mean:.2f} {max(shares):.2f}"
                f"   best {best:4.0%}   {len(one.words)} characters"
            )
    return lines


def _walks(engine: Engine, scenario: Scenario, variant: str | None) -> list[str]:
    few = Valuation(engine, variant)
    lines = ["  walks"]
    for walk in scenario.walks:
        if walk.variant not in (None, variant):
            continue
        kept = kept_along(few.exploration, few.values, walk.replies)
        steps = " · ".join(f"{reply} {share:.2f}" for reply, share in kept)
        lines.append(f"    {walk.name}: {steps} → {walk.ends}")
    return lines


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compiled = compile_file(Path(name))
        found = (*compiled.diagnostics, *prove(compiled).diagnostics)
        print(full(found, compiled.source), end="")
        if compiled.scenario is not None:
            print(f"{name}\n" + "\n".join(report(compiled.scenario)))
