"""What line mode tells: the words and their order, without a question among them.

It is written to be heard: what is short and matters comes first, and no sign stands where a word does.
"""

from __future__ import annotations

import re

from simulator.core import wording
from simulator.core.conditions import KNOWN
from simulator.core.debrief import Debrief
from simulator.core.promises import STATUS
from simulator.core.report import report
from simulator.core.scenario import Channel
from simulator.core.speech import Kind, Utterance, one_line
from simulator.plain.lines import Lines
from simulator.records.play import Play

HELP = (
    "Answer with the number of what you want to say. "
    "k: what you know, and what was promised. "
    "l: the last answer again. r: the replies again. "
    "q: leave; what you said is kept. ?: this help."
)
CHANNELS = {
    Channel.IN_PERSON: "in person",
    Channel.PHONE: "by phone",
    Channel.VIDEO: "by video",
    Channel.TEXT: "by text",
}
SIGN = re.compile(
    f"(^|^Turn \\d+ · )[{wording.BUILT}{wording.COST}{wording.PROVED}{wording.BROKEN}·] "
)


def tell_briefing(play: Play, lines: Lines) -> None:
    """Whom the trainee is, whom they meet, and what is known."""
    scenario = play.scenario
    customer, seller = scenario.customer, scenario.seller
    lines.tell(one_line(scenario.title))
    if scenario.summary:
        lines.tell(one_line(scenario.summary))
    lines.tell()
    lines.tell(f"You are: {_sentence(seller.role)}")
    if seller.aim:
        lines.tell(f"What you want: {_sentence(seller.aim)}")
    who = ", ".join(part for part in (customer.name, customer.role, customer.mood) if part)
    lines.tell(f"You meet: {_sentence(who)}")
    if customer.background:
        lines.tell(one_line(customer.background))
    lines.tell(f"You talk {CHANNELS[scenario.channel]}.")
    tell_known(play, lines)
    lines.tell()
    lines.tell(HELP)


def tell_so_far(play: Play, lines: Lines) -> None:
    """A play that is taken up: everything that was seen, heard and said."""
    turns = len(play.conversation.turns)
    where = "at its end" if play.conversation.is_over else f"at turn {turns + 1}"
    lines.tell(f"{one_line(play.scenario.title)}, taken up {where}, in {play.mode} mode.")
    tell_heard(play.conversation.transcript, lines)


def tell_known(play: Play, lines: Lines) -> None:
    """Facts, truths learned, and promises."""
    conversation = play.conversation
    scenario, situation = play.scenario, conversation.situation
    truths = zip(scenario.truths.values(), situation.truths, strict=True)
    known = [fact.text for fact in conversation.engine.facts(situation)]
    known += [truth.told for truth, state in truths if state == KNOWN]
    if known:
        lines.tell("What you know:")
    for text in known:
        lines.tell(f"- {one_line(text)}")
    promised = [
        (promise, status)
        for promise, number in zip(scenario.promises.values(), situation.promises, strict=True)
        if (status := STATUS[number]) is not None
    ]
    if promised:
        lines.tell("What was promised:")
    for promise, status in promised:
        word = "open" if status.value == "open" else wording.PROMISE_WORDS[status]
        lines.tell(f"- {one_line(promise.text)} ({word})")
    if not (known or promised):
        lines.tell("Nothing that you would not hear anyway.")


def tell_heard(pieces: tuple[Utterance, ...], lines: Lines) -> None:
    """Pieces of the conversation, in order."""
    for piece in pieces:
        text = one_line(piece.text)
        match piece.kind:
            case Kind.SCENE:
                lines.tell()
                lines.tell(text)
            case Kind.LINE:
                lines.tell(f"{one_line(piece.who)}: {text}")
            case Kind.CUE:
                lines.tell(f"({text})")
            case Kind.SAID:
                lines.tell()
                lines.tell(f"You: {text}")
            case Kind.DONE:
                lines.tell()
                lines.tell(f"You do: {text}")


def tell_coaching(play: Play, lines: Lines) -> None:
    """What coach mode has to say of the last turn."""
    turn = play.conversation.turns[-1]
    lines.tell()
    lines.tell(f"Coach. Trust: {turn.after.trust.state}.")
    for note in turn.notes:
        lines.tell(_unsigned(one_line(wording.note_words(note, play.scenario))))
    if turn.reply.why:
        lines.tell(one_line(turn.reply.why))


def tell_debrief(result: Debrief, predicted: bool | None, lines: Lines) -> None:
    """The debrief, section by section."""
    for section in report(result, predicted):
        lines.tell()
        lines.tell(" ".join(section.heading.split()))
        for line in section.lines:
            lines.tell(_unsigned(" ".join(line.split())))


def _sentence(text: str) -> str:
    one = one_line(text)
    return one if one.endswith((".", "!", "?", "…")) else f"{one}."


def _unsigned(line: str) -> str:
    """A line of the debrief without its sign: a word stands beside each."""
    return SIGN.sub(lambda found: found[1].replace(" · ", ", "), line)
