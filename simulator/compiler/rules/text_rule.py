"""Rules over what replies say, and how a cue is counted against chance.

A cue that a reader could pick replies by is counted where it points to exactly one side: to the best replies
of an exchange or to the wrong ones. It is reported where it points to its side both often and more often than
blind chance would. Counts of several files add up, so that a pack can be judged where one file is too small.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from math import comb
from typing import NamedTuple

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding
from simulator.compiler.texts import Exchange, Texts
from simulator.compiler.thresholds import Thresholds
from simulator.core.scenario import Reply

MOST_NAMED = 4


class TextRule:
    """A rule over the texts of a file. Calling it yields what it finds."""

    def __init__(
        self, code: str, severity: Severity, find: Callable[[Texts], Iterator[Finding]]
    ) -> None:
        self.code = code
        self.severity = severity
        self._find: Callable[..., object] = find
        self._findings = find

    def __call__(self, texts: Texts) -> Iterator[Finding]:
        return self._findings(texts)

    @property
    def name(self) -> str:
        """The rule's short name: ``"uneven lengths"``."""
        return self._find.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """The rule's documentation, for the user."""
        return inspect.getdoc(self._find) or ""


class Tally(NamedTuple):
    """How often a cue pointed to its side. Tallies of several files add up."""

    hits: int
    """How often it pointed to its side, the best replies or the wrong ones."""
    trials: int
    """How often it pointed to one side alone."""
    expected: float
    """How many hits chance would make of the trials."""
    of: int
    """What the share is taken of: the states where the choice matters, or the wrong replies."""
    at: tuple[str, ...] = ()
    """The replies at which it was hit."""

    @property
    def share(self) -> float:
        """The hits, of what the share is taken of."""
        return self.hits / self.of if self.of else 0.0

    @property
    def chance(self) -> float:
        """How likely a trial is a hit by chance, on average."""
        return self.expected / self.trials if self.trials else 0.0

    @property
    def times_as_often(self) -> float:
        """How much more often the cue stands on its side than on the other, both made equally large."""
        misses = self.trials - self.hits
        if not misses or not self.expected:
            return float("inf") if self.hits else 0.0
        return self.hits / misses * (1 - self.chance) / self.chance

    @property
    def by_chance(self) -> float:
        """How likely chance alone makes as many hits, or more.

        Chances differ between trials. The binomial with their mean is an upper bound above the mean
        [Hoeffding 1956], so that it errs on the quiet side.
        """
        return at_least(self.hits, self.trials, self.chance)

    def joined(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.hits + other.hits,
            self.trials + other.trials,
            self.expected + other.expected,
            self.of + other.of,
        )


def at_least(hits: int, trials: int, chance: float) -> float:
    """The chance of `hits` or more in so many independent trials: the binomial tail."""
    return min(
        1.0,
        sum(
            comb(trials, n) * chance**n * (1 - chance) ** (trials - n)
            for n in range(hits, trials + 1)
        ),
    )


Words = Callable[[Tally], tuple[str, str]]
"""The message for a tally and its mend."""


class CountedRule(TextRule):
    """A rule over a whole file, or a pack, that counts a cue. `count` gives a file's tally."""

    def __init__(
        self,
        code: str,
        count: Callable[[Texts], Tally | None],
        is_much: Callable[[Tally, Thresholds], bool],
        words: Words,
    ) -> None:
        super().__init__(code, Severity.WARNING, self._reported)
        self._find = count
        self.count = count
        self._is_much = is_much
        self.words = words

    def is_cue(self, tally: Tally, thresholds: Thresholds, by_chance: float) -> bool:
        """Whether the cue gives replies away: it is much, and chance would hardly make it as much."""
        return self._is_much(tally, thresholds) and tally.by_chance < by_chance

    def _reported(self, texts: Texts) -> Iterator[Finding]:
        tally = self.count(texts)
        if tally and self.is_cue(tally, texts.thresholds, texts.thresholds.by_chance):
            message, mend = self.words(tally)
            named = ", ".join(map(quoted, tally.at[:MOST_NAMED]))
            more = ", …" if len(tally.at) > MOST_NAMED else ""
            yield Finding(texts.at_reply(tally.at[0]), message, f"{mend}: it is so at {named}{more}")


def over_text(
    code: str, severity: Severity = Severity.WARNING
) -> Callable[[Callable[[Texts], Iterator[Finding]]], TextRule]:
    """Make a function that looks at the texts of a file the rule of that code."""

    def made(find: Callable[[Texts], Iterator[Finding]]) -> TextRule:
        return TextRule(code, severity, find)

    return made


def counted(
    code: str, is_much: Callable[[Tally, Thresholds], bool], words: Words
) -> Callable[[Callable[[Texts], Tally | None]], CountedRule]:
    """Make a function that counts a cue in a file the rule of that code."""

    def made(count: Callable[[Texts], Tally | None]) -> CountedRule:
        return CountedRule(code, count, is_much, words)

    return made


# Counting


def leading(
    exchanges: Iterable[Exchange], score: Callable[[Exchange, Reply], float]
) -> Tally:
    """In how many exchanges only best replies have the highest score.

    Where all scores are equal, or best and wrong replies share the highest, the cue points nowhere.
    """
    at: list[str] = []
    trials = of = 0
    expected = 0.0
    for exchange in exchanges:
        of += 1
        scores = {reply.id: score(exchange, reply) for reply in exchange.replies}
        top = max(scores.values())
        best_lead = any(scores[reply.id] == top for reply in exchange.best)
        wrong_lead = any(scores[reply.id] == top for reply in exchange.wrong)
        if best_lead != wrong_lead:
            trials += 1
            expected += exchange.chance
            if best_lead:
                at.append(next(one.id for one in exchange.best if scores[one.id] == top))
    return Tally(len(at), trials, expected, of, tuple(at))


def alone(exchanges: Iterable[Exchange], has: Callable[[Reply], bool]) -> Tally:
    """In how many exchanges a best reply is the only one that has something."""
    at: list[str] = []
    trials = of = 0
    expected = 0.0
    for exchange in exchanges:
        of += 1
        having = [reply for reply in exchange.replies if has(reply)]
        if len(having) == 1:
            trials += 1
            expected += exchange.chance
            at += [reply.id for reply in having if reply in exchange.best]
    return Tally(len(at), trials, expected, of, tuple(at))


def spread(
    exchanges: Iterable[Exchange], has: Callable[[Reply], bool], *, in_wrong: bool
) -> Tally:
    """How many of the replies that have something are wrong ones, or else best ones.

    The share is taken of all wrong replies.
    """
    at: list[str] = []
    trials = wrong = every = 0
    for exchange in exchanges:
        every += len(exchange.replies)
        wrong += len(exchange.wrong)
        for reply in exchange.replies:
            if has(reply):
                trials += 1
                if (reply not in exchange.best) == in_wrong:
                    at.append(reply.id)
    side = wrong if in_wrong else every - wrong
    return Tally(len(at), trials, trials * side / every if every else 0.0, wrong, tuple(at))
