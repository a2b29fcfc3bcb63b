"""A play by lines, from the briefing to the debrief.

It is written to be heard: what is short and matters comes first, every question says what may be
answered, and no sign stands where a word does. At every question the play can be left, by `q`, by the
end of input or by Ctrl-C; what was said is kept then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from simulator.core import wording
from simulator.core.conditions import KNOWN
from simulator.core.phases import Phase
from simulator.core.promises import STATUS
from simulator.core.report import report
from simulator.core.scenario import Aside, Channel, Reply
from simulator.core.speech import Kind, Utterance, unemphasised
from simulator.plain.choice import count
from simulator.plain.lines import EndOfInput, Lines, number_to, yes_or_no
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

Answer = TypeVar("Answer")


class Left(Exception):  # noqa: N818  # not an error: the trainee leaves, and the play is kept
    """The trainee leaves the play."""


def play_by_lines(play: Play, lines: Lines) -> bool:
    """Play to the debrief. Gives whether it was reached; if not, what was played is kept.

    A play that is taken up again goes on where it stood.

    Raises:
        KeyboardInterrupt: as it came, once the trainee knows what is kept.
    """
    try:
        if play.phase is Phase.BRIEFING:
            _briefing(play, lines)
            play.begin()
            _hear(play.conversation.opening_heard, lines)
        else:
            _again(play, lines)
        trouble = None
        while not play.conversation.is_over:
            trouble = _told_trouble(play, trouble, lines)
            _turn(play, lines)
        _predict(play, lines)
    except (EndOfInput, Left):
        _leave(play, lines)
        return False
    except KeyboardInterrupt:
        _leave(play, lines)
        raise
    _debrief(play, lines)
    return True


def _briefing(play: Play, lines: Lines) -> None:
    scenario = play.scenario
    customer, seller = scenario.customer, scenario.seller
    lines.tell(_text(scenario.title))
    if scenario.summary:
        lines.tell(_text(scenario.summary))
    lines.tell()
    lines.tell(f"You are: {_sentence(seller.role)}")
    if seller.aim:
        lines.tell(f"What you want: {_sentence(seller.aim)}")
    who = ", ".join(part for part in (customer.name, customer.role, customer.mood) if part)
    lines.tell(f"You meet: {_sentence(who)}")
    if customer.background:
        lines.tell(_text(customer.background))
    lines.tell(f"You talk {CHANNELS[scenario.channel]}.")
    _know(play, lines)
    lines.tell()
    lines.tell(HELP)


def _again(play: Play, lines: Lines) -> None:
    turns = len(play.conversation.turns)
    where = "at its end" if play.conversation.is_over else f"at turn {turns + 1}"
    lines.tell(f"{_text(play.scenario.title)}, taken up {where}, in {play.mode} mode.")
    _hear(play.conversation.transcript, lines)


def _know(play: Play, lines: Lines) -> None:
    """Facts, truths learned, and promises."""
    conversation = play.conversation
    scenario, situation = play.scenario, conversation.situation
    truths = zip(scenario.truths.values(), situation.truths, strict=True)
    known = [fact.text for fact in conversation.engine.facts(situation)]
    known += [truth.told for truth, state in truths if state == KNOWN]
    if known:
        lines.tell("What you know:")
    for text in known:
        lines.tell(f"- {_text(text)}")
    promised = [
        (promise, status)
        for promise, number in zip(scenario.promises.values(), situation.promises, strict=True)
        if (status := STATUS[number]) is not None
    ]
    if promised:
        lines.tell("What was promised:")
    for promise, status in promised:
        word = "open" if status.value == "open" else wording.PROMISE_WORDS[status]
        lines.tell(f"- {_text(promise.text)} ({word})")
    if not (known or promised):
        lines.tell("Nothing that you would not hear anyway.")


def _hear(pieces: tuple[Utterance, ...], lines: Lines) -> None:
    for piece in pieces:
        text = _text(piece.text)
        match piece.kind:
            case Kind.SCENE:
                lines.tell()
                lines.tell(text)
            case Kind.LINE:
                lines.tell(f"{piece.who}: {text}")
            case Kind.CUE:
                lines.tell(f"({text})")
            case Kind.SAID:
                lines.tell()
                lines.tell(f"You: {text}")
            case Kind.DONE:
                lines.tell()
                lines.tell(f"You do: {text}")


def _turn(play: Play, lines: Lines) -> None:
    aside = _aside(play, lines)
    offered = play.offered
    lines.tell()
    lines.tell(f"Turn {len(play.conversation.turns) + 1}. What do you say?")
    words = [_reply_words(reply) for reply in offered]
    number = _choose(play, lines, "Your reply", words)
    turn = play.choose(offered[number - 1].id, aside.id if aside else None)
    lines.tell()
    _hear(turn.heard, lines)
    coaching = play.coaching()
    if coaching is not None:
        lines.tell()
        lines.tell(f"Coach. Trust: {turn.after.trust.state}.")
        for note in turn.notes:
            lines.tell(_unsigned(_text(wording.note_words(note, play.scenario))))
        if turn.reply.why:
            lines.tell(_text(turn.reply.why))


def _aside(play: Play, lines: Lines) -> Aside | None:
    if not play.asides:
        return None
    lines.tell()
    lines.tell("What goes through your mind?")
    words = [*(_text(aside.thought) for aside in play.asides), "None of these."]
    number = _choose(play, lines, "Your thought", words)
    return play.asides[number - 1] if number < len(words) else None


def _choose(play: Play, lines: Lines, what: str, words: list[str]) -> int:
    """Tell numbered words, and ask for one of the numbers."""

    def offer() -> None:
        for number, text in enumerate(words, 1):
            lines.tell(f"{number}. {text}")

    to_number = number_to(len(words))
    sorry = f"A number from 1 to {len(words)}, please, or ? for help."
    offer()
    question = f"{what}, 1 to {len(words)}:"
    return _ask(play, lines, question, lines.or_else(to_number, sorry), offer)


def _ask(
    play: Play,
    lines: Lines,
    question: str,
    read: Callable[[str], Answer | None],
    offer: Callable[[], None],
) -> Answer:
    """Ask. The keys of line mode are answered on the way."""

    def reading(answer: str) -> Answer | None:
        match answer.lower():
            case "q":
                raise Left
            case "k":
                _know(play, lines)
            case "l":
                turns = play.conversation.turns
                _hear(turns[-1].heard if turns else play.conversation.opening_heard, lines)
            case "r":
                offer()
            case "?":
                lines.tell(HELP)
            case _:
                return read(answer)
        return None

    return lines.ask(question, reading)


def _predict(play: Play, lines: Lines) -> None:
    """Ask for the prediction. Leaving is possible here too: the question comes again then."""

    def asked(question: str, read: Callable[[str], Answer | None], sorry: str) -> Answer:
        return _ask(play, lines, question, lines.or_else(read, sorry), lambda: None)

    lines.tell()
    lines.tell("The conversation is over.")
    name = wording.first_name(play.scenario)
    yes = asked(f"Does {name} trust you now? y or n:", yes_or_no, "y for yes or n for no, please.")
    sure = asked(
        "How sure are you, 1 (a guess) to 3 (certain):", number_to(3), "1, 2 or 3, please."
    )
    play.predict(yes, sure)


def _debrief(play: Play, lines: Lines) -> None:
    result = play.debrief()
    play.finish(result)
    for section in report(result, play.predicted):
        lines.tell()
        lines.tell(section.heading)
        for line in section.lines:
            lines.tell(_unsigned(line))
    _told_trouble(play, None, lines)


def _told_trouble(play: Play, told: str | None, lines: Lines) -> str | None:
    """Say once that the play is not being saved, or that it is again. Gives what there is to say."""
    if play.trouble != told:
        lines.tell()
        lines.tell(
            f"This play is not being saved: {play.trouble}."
            if play.trouble
            else "This play is being saved again, from its first reply."
        )
    return play.trouble


def _leave(play: Play, lines: Lines) -> None:
    lines.tell()
    if play.phase is Phase.BRIEFING:
        lines.tell("Left. Nothing had been said yet.")
    elif play.trouble:
        lines.tell(f"Left. This play is not saved: {play.trouble}.")
    else:
        lines.tell(f"Left after {count(len(play.conversation.turns))}. The play is kept.")


def _reply_words(reply: Reply) -> str:
    return " ".join(
        part for part in (f"({_text(reply.do)})" if reply.do else "", _text(reply.say)) if part
    )


def _text(text: str) -> str:
    """Text of a scenario, on one line."""
    return unemphasised(" ".join(text.split()))


def _sentence(text: str) -> str:
    one = _text(text)
    return one if one.endswith((".", "!", "?", "…")) else f"{one}."


def _unsigned(line: str) -> str:
    """A line of the debrief without its sign: a word stands beside each."""
    return SIGN.sub(lambda found: found[1].replace(" · ", ", "), line)
