"""What walking every situation finds in a file that compiles: Flow proved, and Balance computed.

One full walk for each variant serves all rules. Where a scenario has too many situations, that is said: a
walk that was cut short proves nothing, and nothing is reported of it.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from simulator.compiler.compile import Compiled
from simulator.compiler.diagnostic import MOST_PROBLEMS, Diagnostic, Problems
from simulator.compiler.draft import Draft
from simulator.compiler.rules import over_walks
from simulator.compiler.rules.unproved import not_proved
from simulator.compiler.rules.walked import VariantWalk, Walked
from simulator.compiler.spots import Spots
from simulator.compiler.thresholds import DEFAULTS, Thresholds
from simulator.core.analysis import Valuation, chances, practised, valuations_of
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, TooManySituationsError
from simulator.core.proof import Proof
from simulator.core.proof import prove as walk


@dataclass(frozen=True, slots=True)
class Proved:
    """What the walk found.

    Attributes:
        diagnostics: all findings, in the order of the file.
        not_proved: that the walk was too large, and why; None if everything is proved.
        valuations: V for each variant, under None where there are no variants; empty where it was too large.
        unknown: why there are no valuations; empty where there are.
    """

    diagnostics: tuple[Diagnostic, ...]
    not_proved: Diagnostic | None = None
    valuations: Mapping[str | None, Valuation] = field(default_factory=dict)
    unknown: str = ""


def prove(compiled: Compiled, limit: int = LIMIT, thresholds: Thresholds = DEFAULTS) -> Proved:
    """Walk every situation of a file that compiled, and let every rule look at it.

    Args:
        compiled: a file; one with errors is not walked, and nothing is found.
        limit: how many situations a variant may have.
        thresholds: what counts as too much.
    """
    if compiled.scenario is None or compiled.draft is None:
        return Proved(())
    collected = gc.isenabled()
    # A walk keeps everything that it makes, so looking for garbage in it would find none.
    gc.disable()
    try:
        return _proved(compiled.draft, compiled.source.name, limit, thresholds)
    finally:
        if collected:
            gc.enable()


def _proved(draft: Draft, file: str, limit: int, thresholds: Thresholds) -> Proved:
    engine = Engine(draft.scenario)
    valuations: dict[str | None, Valuation] = {}
    variants: tuple[VariantWalk, ...] = ()
    proof: Proof | None = None
    unproved: Diagnostic | None = None
    unknown = ""
    try:
        # The sliced walk is the smaller one: where it is too large, the full one need not be tried.
        valuations = valuations_of(engine, limit)
        proof = walk(draft.scenario, limit)
        variants = _full(proof)
    except TooManySituationsError as too_many:
        variants = _sliced(valuations)
        unknown = "" if valuations else str(too_many)
        problems = Problems(file)
        title = Spots(draft).top("title")
        problems.add(not_proved, title, limit, too_many.causes, bool(variants))
        unproved = problems.found[0]
    walked = Walked(draft, engine, variants, proof, thresholds)
    found = [
        Diagnostic(rule.code, rule.severity, message, mend, span, file)
        for rule in over_walks()
        if proof is not None or not rule.needs_all
        for span, message, mend in islice(rule(walked), MOST_PROBLEMS)
    ]
    found.sort(key=lambda one: (one.span, one.code))
    return Proved(tuple(found), unproved, valuations, unknown)


def _full(proof: Proof) -> tuple[VariantWalk, ...]:
    return tuple(
        VariantWalk(variant, exploration, chances(exploration, practised))
        for variant, exploration in proof.walks.items()
    )


def _sliced(valuations: Mapping[str | None, Valuation]) -> tuple[VariantWalk, ...]:
    return tuple(
        VariantWalk(variant, one.exploration, one.values) for variant, one in valuations.items()
    )
