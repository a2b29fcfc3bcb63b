"""A play by lines, from the briefing to the debrief: what is asked, and what is done with the answers.

Every question says what may be answered. At every question the play can be left, by `q`, by the end of
input or by Ctrl-C; what was said is kept then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from simulator.core import wording
from simulator.core.phases import Phase
from simulator.core.scenario import Aside
from simulator.core.speech import one_line, reply_words
from simulator.plain.choice import count
from simulator.plain.lines import EndOfInput, Lines, number_to, yes_or_no
from simulator.plain.telling import (
    HELP,
    tell_briefing,
    tell_coaching,
    tell_debrief,
    tell_heard,
    tell_known,
    tell_so_far,
)
from simulator.records.play import Play

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
            tell_briefing(play, lines)
            play.begin()
            tell_heard(play.conversation.opening_heard, lines)
        else:
            tell_so_far(play, lines)
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


def _turn(play: Play, lines: Lines) -> None:
    aside = _aside(play, lines)
    offered = play.offered
    lines.tell()
    lines.tell(f"Turn {len(play.conversation.turns) + 1}. What do you say?")
    words = [reply_words(reply) for reply in offered]
    number = _choose(play, lines, "Your reply", words)
    turn = play.choose(offered[number - 1].id, aside.id if aside else None)
    lines.tell()
    tell_heard(turn.heard, lines)
    if play.coaching() is not None:
        tell_coaching(play, lines)


def _aside(play: Play, lines: Lines) -> Aside | None:
    if not play.asides:
        return None
    lines.tell()
    lines.tell("What goes through your mind?")
    words = [*(one_line(aside.thought) for aside in play.asides), "None of these."]
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
                tell_known(play, lines)
            case "l":
                turns = play.conversation.turns
                tell_heard(turns[-1].heard if turns else play.conversation.opening_heard, lines)
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
    tell_debrief(result, play.predicted, lines)
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
