"""What is heard: which lines are spoken in a situation, by whom, in which order.

Lines are chosen last, from the situation that the reply has led to, and never change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from simulator.core.conditions import Situation
from simulator.core.engine import Engine
from simulator.core.notes import Note, TruthHeard
from simulator.core.scenario import Ending, Line, Reply, State

LETTERS = "ABCDEFGH"
"""Under which replies are offered where they are not numbered."""


class Kind(StrEnum):
    """What a piece of a conversation is."""

    SCENE = "scene"
    """Narration: where, when, what has happened since."""
    LINE = "line"
    """Somebody speaks to the trainee."""
    CUE = "cue"
    """What somebody's body, voice or hands do."""
    SAID = "said"
    """What the trainee said."""
    DONE = "done"
    """What the trainee did."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One piece of a conversation. ``who`` is a name, empty for a scene and for the trainee."""

    kind: Kind
    text: str
    who: str = ""


def said(reply: Reply) -> Iterator[Utterance]:
    """What the trainee says and does with a reply."""
    if reply.do:
        yield Utterance(Kind.DONE, reply.do)
    if reply.say:
        yield Utterance(Kind.SAID, reply.say)


def answered(
    engine: Engine, reply: Reply, after: Situation, notes: tuple[Note, ...]
) -> Iterator[Utterance]:
    """Her answer to a reply: the truth or the half of it, then the reaction."""
    customer = engine.scenario.customer.name
    for note in notes:
        if isinstance(note, TruthHeard):
            truth = engine.scenario.truths[note.truth]
            yield Utterance(Kind.LINE, truth.told if note.told else truth.half, customer)
    yield from _spoken(engine, reply.reaction, after)


def entered(engine: Engine, situation: Situation) -> Iterator[Utterance]:
    """What is seen and heard on coming to a state or an ending."""
    scenario = engine.scenario
    place: State | Ending = scenario.states.get(situation.at) or scenario.endings[situation.at]
    if place.scene:
        yield Utterance(Kind.SCENE, place.scene)
    yield from _spoken(engine, place.lines, situation)
    if place.cue:
        yield Utterance(Kind.CUE, place.cue, scenario.customer.name)


def _spoken(engine: Engine, lines: tuple[Line, ...], situation: Situation) -> Iterator[Utterance]:
    scenario = engine.scenario
    for line in lines:
        if not engine.holds(line.when, situation):
            continue
        who = scenario.customer.name if line.who is None else scenario.others[line.who].name
        if line.text:
            yield Utterance(Kind.LINE, line.text, who)
        if line.cue:
            yield Utterance(Kind.CUE, line.cue, who)


def emphasised(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a text, each with whether it stands between asterisks.

    An asterisk that has no partner on its side of a word is an asterisk.
    """
    at = 0
    for match in _EMPHASIS.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[1], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def unemphasised(text: str) -> str:
    """The text without the asterisks of its emphasis."""
    return "".join(stretch for stretch, _ in emphasised(text))


def one_line(text: str) -> str:
    """Text of a scenario, on one line."""
    return unemphasised(" ".join(text.split()))


def reply_words(reply: Reply) -> str:
    """A reply as it is offered: what the seller does, then what they say."""
    done = f"({one_line(reply.do)})" if reply.do else ""
    return " ".join(part for part in (done, one_line(reply.say)) if part)


_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
