"""How a cue is counted against chance, over a file or over a pack.

A cue that a reader could pick replies by is counted where it points to exactly one side: to the best replies
of an exchange or to the wrong ones. It is reported where it points to its side both often and more often than
blind chance would. Counts of several files add up, so that a pack can be judged where one file is too small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import comb, exp, log
from typing import NamedTuple

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Finding
from simulator.compiler.rules.text_rule import TextRule
from simulator.compiler.texts import Exchange, Texts
from simulator.compiler.thresholds import Thresholds
from simulator.core.scenario import Reply

MOST_NAMED = 4


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
    if hits <= 0:
        return 1.0
    if hits > trials or chance <= 0:
        return 0.0
    if chance >= 1:
        return 1.0
    if hits <= trials * chance:
        # Below the mean the terms rise from nearly nothing: the other tail is the one to add up.
        return 1.0 - at_least(trials - hits + 1, trials, 1 - chance)
    # By logarithm, since of a large file the coefficient is more than a float can hold.
    term = exp(log(comb(trials, hits)) + hits * log(chance) + (trials - hits) * log(1 - chance))
    tail = 0.0
    for n in range(hits, trials + 1):
        tail += term
        term *= (trials - n) / (n + 1) * chance / (1 - chance)
    return min(1.0, tail)


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
        super().__init__(code, Severity.WARNING, self._reported, count)
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
            yield Finding(texts.at_reply(tally.at[0]), message, f"{mend}; see {named}{more}")


def counted(
    code: str, is_much: Callable[[Tally, Thresholds], bool], words: Words
) -> Callable[[Callable[[Texts], Tally | None]], CountedRule]:
    """Make a function that counts a cue in a file the rule of that code."""

    def made(count: Callable[[Texts], Tally | None]) -> CountedRule:
        return CountedRule(code, count, is_much, words)

    return made


# How a tally is put in words, and when it is much


def in_states(what: str, mend: str) -> Words:
    """For a cue counted by states: "the best reply is the longest in 9 of 12 states"."""

    def words(tally: Tally) -> tuple[str, str]:
        return (
            f"the best reply {what} in {tally.hits} of {tally.of} states; by chance it would be in "
            f"about {tally.expected:.0f}",
            mend,
        )

    return words


def in_replies(what: str, side: str, other: str, mend: str) -> Words:
    """For a cue counted by replies: "of 9 replies with a hedging word, 8 are best and 1 wrong"."""

    def words(tally: Tally) -> tuple[str, str]:
        return (
            f"of {tally.trials} replies with {what}, {tally.hits} are {side} and "
            f"{tally.trials - tally.hits} {other}; by chance about {tally.expected:.0f} would be {side}",
            mend,
        )

    return words


def at_all(tally: Tally, _: Thresholds) -> bool:
    """However seldom: chance is the only bound."""
    return tally.hits > 0


def most_states(tally: Tally, thresholds: Thresholds) -> bool:
    """In more than half of the states."""
    return tally.share > thresholds.share_of_states


def many_states(tally: Tally, thresholds: Thresholds) -> bool:
    """In more than 40 % of the states."""
    return tally.share > thresholds.share_of_only_one


def often(tally: Tally, thresholds: Thresholds) -> bool:
    """Twice as often as on the other side."""
    return tally.times_as_often >= thresholds.times_as_often


def rare_in_wrong(tally: Tally, thresholds: Thresholds) -> bool:
    """In fewer than a quarter of the wrong replies."""
    misses = tally.trials - tally.hits
    return tally.of > 0 and misses / tally.of < thresholds.empathy_in_wrong


def only(tally: Tally, _: Thresholds) -> bool:
    """Never on the other side."""
    return 0 < tally.hits == tally.trials


# Counting


def leading(exchanges: Iterable[Exchange], score: Callable[[Exchange, Reply], float]) -> Tally:
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


def spread(exchanges: Iterable[Exchange], has: Callable[[Reply], bool], *, in_wrong: bool) -> Tally:
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
