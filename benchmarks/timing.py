"""Measuring several things in turn, so that a machine whose speed drifts is unfair to none of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Measure = Callable[[], float]
"""Does its work once and gives a figure: mostly seconds."""


@dataclass(frozen=True)
class Figures:
    """The figures of one thing, all of one unit."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    @property
    def low(self) -> float:
        """The smallest."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The largest."""
        return max(self.values)

    @property
    def p95(self) -> float:
        """The one under which nineteen of twenty lie."""
        return quantiles(self.values, n=20)[-1] if len(self.values) > 1 else self.values[0]


def in_turn(measures: Mapping[str, Measure], runs: int, *, warm_up: int = 1) -> dict[str, Figures]:
    """Run each once, then each again, `runs` times over, after some rounds that do not count."""
    values: dict[str, list[float]] = {name: [] for name in measures}
    for run in range(warm_up + runs):
        for name, measure in measures.items():
            value = measure()
            if run >= warm_up:
                values[name].append(value)
    return {name: Figures(tuple(some)) for name, some in values.items()}


def seconds(work: Callable[[], object]) -> Measure:
    """How long some work takes."""

    def measure() -> float:
        gc.collect()
        start = perf_counter()
        work()
        return perf_counter() - start

    return measure
