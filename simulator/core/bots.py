"""Readers who win without thinking about the customer: each picks replies by one outward sign.

A scenario in which one of them earns yes teaches that sign. A bot is a score for a reply: it takes the
highest, and any of those that tie, evenly, since replies are shuffled for each play.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.core.explore import Exploration
from simulator.core.lexicon import Lexicon
from simulator.core.scenario import Reply, State
from simulator.core.speech import unemphasised

Bot = Callable[[Lexicon, str, Reply], float]
"""The score of a reply, given the words of its language and what the customer said before it."""


def shown(reply: Reply) -> str:
    """A reply as the trainee reads it: what is done, then what is said, without marks of emphasis."""
    text = f"{reply.do} {reply.say}" if reply.do and reply.say else reply.words
    return unemphasised(text) if "*" in text else text


def heard(state: State) -> str:
    """What is said in a state before the reply: all of its lines, whichever are spoken in a play."""
    return unemphasised(" ".join(line.text for line in state.lines if line.text))


def length(_: Lexicon, __: str, reply: Reply) -> float:
    """Letters, since the eye sees how much space a reply takes."""
    return len(shown(reply))


def shortness(_: Lexicon, __: str, reply: Reply) -> float:
    """The fewer letters, the more."""
    return -len(shown(reply))


def empathy(lexicon: Lexicon, _: str, reply: Reply) -> float:
    """Words of empathy and apology."""
    return lexicon.empathy.count(shown(reply))


def questions(_: Lexicon, __: str, reply: Reply) -> float:
    """Question marks."""
    return sum(shown(reply).count(mark) for mark in "?？؟")


def concession(lexicon: Lexicon, _: str, reply: Reply) -> float:
    """Words for something given away."""
    return lexicon.conceding.count(shown(reply))


def self_denial(lexicon: Lexicon, _: str, reply: Reply) -> float:
    """Words by which the seller speaks against himself."""
    return lexicon.self_denying.count(shown(reply))


def overlap(lexicon: Lexicon, line: str, reply: Reply) -> float:
    """Different words that the line has as well; those that say nothing are left out."""
    return len(lexicon.content(line) & lexicon.content(shown(reply)))


def sentiment(lexicon: Lexicon, _: str, reply: Reply) -> float:
    """Positive words less negative ones."""
    text = shown(reply)
    return lexicon.positive.count(text) - lexicon.negative.count(text)


def apology(lexicon: Lexicon, _: str, reply: Reply) -> float:
    """Words of apology."""
    return lexicon.apologies.count(shown(reply))


PANEL: Mapping[str, Bot] = {
    "longest": length,
    "shortest": shortness,
    "most empathic": empathy,
    "most questions": questions,
    "most conceding": concession,
    "most self-denying": self_denial,
    "most overlap with the line": overlap,
}
"""The bots that are let loose on every scenario, by what they take: "the longest reply"."""

WITHOUT_WORDS = frozenset({"longest", "shortest", "most questions"})
"""Those of the panel that need no word list."""


def takes(bot: Bot, lexicon: Lexicon, line: str, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies that the bot would take; several where they tie."""
    scores = [bot(lexicon, line, reply) for reply in replies]
    return tuple(
        reply for reply, score in zip(replies, scores, strict=True) if score == max(scores)
    )


def chance_of_yes(exploration: Exploration, bot: Bot, lexicon: Lexicon) -> float:
    """How likely a play by the bot ends in yes, 0 to 1. The walk may be full or sliced."""
    engine = exploration.engine
    lines = {state.id: heard(state) for state in engine.scenario.states.values()}
    taken: dict[tuple[str, ...], frozenset[str]] = {}
    met = [0.0] * len(exploration)
    met[0], yes = 1.0, 0.0
    for number in reversed(exploration.order):
        if not met[number]:
            continue
        edges, situation = exploration.edges[number], exploration.situations[number]
        if not edges:
            yes += met[number] * situation.trust.verdict
            continue
        offered = tuple(reply for reply, _ in edges)
        if offered not in taken:
            replies = tuple(engine.ways[reply].reply for reply in offered)
            tops = takes(bot, lexicon, lines[situation.at], replies)
            taken[offered] = frozenset(reply.id for reply in tops)
        for reply, to in edges:
            if reply in taken[offered]:
                met[to] += met[number] / len(taken[offered])
    return yes
