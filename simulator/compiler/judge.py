"""Judging the words of a scenario, or of a pack of them: rules on give-aways and on writing.

It comes after compiling, needs V, and never blocks a play. One file yields, beside what is found in it, how
often each cue was met: a pack is judged by the sums, since a cue that cannot be told from chance in one
file may be plain over ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice

from simulator.compiler.compile import Compiled
from simulator.compiler.diagnostic import MOST_PROBLEMS, Diagnostic, Severity
from simulator.compiler.rules import over_texts
from simulator.compiler.rules.counting import CountedRule, Tally
from simulator.compiler.rules.giveaways_play import (
    bot_earns_yes_over_a_pack,
    kindness_is_always_right,
    saint_tally,
    taken_by,
)
from simulator.compiler.source import START
from simulator.compiler.texts import Valuations, texts_of
from simulator.compiler.thresholds import DEFAULTS, Thresholds
from simulator.core.analysis import valuations_of
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, TooManySituationsError


@dataclass(frozen=True)
class Judged:
    """What was found in one scenario, and what a pack's judgement is made of.

    Attributes:
        diagnostics: what was found, in the order of the file.
        tallies: for each rule that counts, by its code, how often its cue was met.
        bots: how likely each bot of the panel earns yes, 0 to 1.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    bots: Mapping[str, float] = field(default_factory=dict)


def judge(
    compiled: Compiled,
    valuations: Valuations | None = None,
    thresholds: Thresholds = DEFAULTS,
    limit: int = LIMIT,
) -> tuple[Diagnostic, ...]:
    """What the rules on give-aways and on writing find in a file, in its order.

    Args:
        compiled: the file. One with errors is not judged: most of what would be said would follow from them.
        valuations: V for each variant, if it is known already; else it is worked out.
        thresholds: what counts as too much.
        limit: how many situations a variant may have, where V is worked out.
    """
    return judged(compiled, valuations, thresholds, limit).diagnostics


def judged(
    compiled: Compiled,
    valuations: Valuations | None = None,
    thresholds: Thresholds = DEFAULTS,
    limit: int = LIMIT,
    unknown: str = "",
) -> Judged:
    """The same, with the figures that `pooled` needs. `unknown`: why V cannot be had."""
    if compiled.scenario is None or compiled.draft is None:
        return Judged()
    if valuations is None and not unknown:
        try:
            valuations = valuations_of(Engine(compiled.scenario), limit)
        except TooManySituationsError as error:
            unknown = str(error)
    texts = texts_of(compiled.draft, valuations, thresholds, unknown)
    found: list[Diagnostic] = []
    tallies: dict[str, Tally] = {}
    for rule in over_texts():
        found.extend(
            Diagnostic(rule.code, rule.severity, message, mend, span, compiled.source.name)
            for span, message, mend in islice(rule(texts), MOST_PROBLEMS)
        )
        if isinstance(rule, CountedRule) and (tally := rule.count(texts)):
            tallies[rule.code] = tally
    if saint := saint_tally(texts):
        tallies[kindness_is_always_right.code] = saint
    found.sort(key=lambda one: one.span)
    return Judged(tuple(found), tallies, texts.bots)


def pooled(
    pack: Sequence[Judged], name: str = "pack", thresholds: Thresholds = DEFAULTS
) -> tuple[Diagnostic, ...]:
    """What is found over a pack of scenarios; nothing if they are fewer than make one.

    Args:
        pack: the scenarios.
        name: what diagnostics call the pack, as they call a file.
        thresholds: what counts as too much.
    """
    if len(pack) < thresholds.pack:
        return ()
    found = [
        *_cues(pack, name, thresholds),
        *_winners(pack, name, thresholds),
        *_kindness(pack, name, thresholds),
    ]
    return tuple(sorted(found, key=lambda one: one.code))


def _summed(pack: Sequence[Judged], code: str) -> Tally:
    return reduce(
        Tally.joined, (one.tallies[code] for one in pack if code in one.tallies), Tally(0, 0, 0, 0)
    )


def _cues(pack: Sequence[Judged], name: str, thresholds: Thresholds) -> Iterable[Diagnostic]:
    for rule in over_texts():
        if isinstance(rule, CountedRule):
            tally = _summed(pack, rule.code)
            if rule.is_cue(tally, thresholds, thresholds.by_chance_in_pack):
                message, mend = rule.words(tally)
                yield _over_pack(rule.code, rule.severity, message, mend, name, len(pack))


def _winners(pack: Sequence[Judged], name: str, thresholds: Thresholds) -> Iterable[Diagnostic]:
    rule = bot_earns_yes_over_a_pack
    for bot in dict.fromkeys(bot for one in pack for bot in one.bots):
        chances = [one.bots[bot] for one in pack if bot in one.bots]
        share = sum(chances) / len(chances)
        if len(chances) >= thresholds.pack and share > thresholds.bot:
            message = f"always taking {taken_by(bot)} earns yes in {share:.0%} of plays"
            mend = "in most of the scenarios that it wins, let it lead astray at one turn or two"
            yield _over_pack(rule.code, rule.severity, message, mend, name, len(chances))


def _kindness(pack: Sequence[Judged], name: str, thresholds: Thresholds) -> Iterable[Diagnostic]:
    rule = kindness_is_always_right
    tally = _summed(pack, rule.code)
    if tally.of and tally.share < thresholds.saint:
        message = (
            f"the most generous or most apologetic reply is wrong in only {tally.hits} of "
            f"{tally.of} states"
        )
        mend = "let generosity or an apology be the mistake more often"
        yield _over_pack(rule.code, rule.severity, message, mend, name, len(pack))


def _over_pack(
    code: str, severity: Severity, message: str, mend: str, name: str, count: int
) -> Diagnostic:
    return Diagnostic(code, severity, f"over {count} scenarios, {message}", mend, START, name)
