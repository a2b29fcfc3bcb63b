"""A play by lines, from the briefing to the debrief."""

from __future__ import annotations

from simulator.core import wording
from simulator.core.conditions import KNOWN
from simulator.core.phases import Phase
from simulator.core.promises import STATUS
from simulator.core.report import report
from simulator.core.scenario import Aside, Reply
from simulator.core.speech import Kind, Utterance, unemphasised
from simulator.plain.lines import EndOfInput, Lines, number_to, yes_or_no
from simulator.records.play import Play

HELP = (
    "Answer with the number of what you want to say. "
    "n: what you know and what you have promised. "
    "l: hear the last answer again. q: leave; the play is kept."
)


class Left(Exception):  # noqa: N818  # not an error: the trainee leaves, and the play is kept
    """The trainee leaves the play."""


def play_by_lines(play: Play, lines: Lines) -> bool:
    """Play to the debrief. Gives whether it was reached; if not, what was played is kept.

    A play that is taken up again goes on where it stood.
    """
    try:
        if play.phase is Phase.BRIEFING:
            _briefing(play, lines)
            play.begin()
            _hear(play.conversation.opening_heard, lines)
        else:
            lines.tell(
                f"{play.scenario.title}, taken up at turn {len(play.conversation.turns) + 1}."
            )
            lines.tell()
            _hear(play.conversation.transcript, lines)
        while not play.conversation.is_over:
            _turn(play, lines)
        _predict(play, lines)
    except (EndOfInput, Left):
        lines.tell()
        _leave(play, lines)
        return False
    _debrief(play, lines)
    return True


def _briefing(play: Play, lines: Lines) -> None:
    scenario = play.scenario
    customer, seller = scenario.customer, scenario.seller
    lines.tell(scenario.title)
    if scenario.summary:
        lines.tell(unemphasised(scenario.summary.strip()))
    lines.tell()
    lines.tell(f"You are: {seller.role}.")
    if seller.aim:
        lines.tell(f"What you want: {unemphasised(seller.aim.strip())}")
    who = ", ".join(part for part in (customer.name, customer.role, customer.mood) if part)
    lines.tell(f"You meet: {who}.")
    if customer.background:
        lines.tell(unemphasised(customer.background.strip()))
    lines.tell(f"How: {play.scenario.channel.words}.")
    _know(play, lines)
    lines.tell()
    lines.tell(f"{HELP} ?: this again.")


def _know(play: Play, lines: Lines) -> None:
    """Facts, truths learned, and promises."""
    conversation = play.conversation
    scenario, situation = play.scenario, conversation.situation
    facts = conversation.engine.facts(situation)
    known = [
        truth
        for truth, state in zip(scenario.truths.values(), situation.truths, strict=True)
        if state == KNOWN
    ]
    if facts or known:
        lines.tell("What you know:")
    for fact in facts:
        lines.tell(f"- {unemphasised(fact.text.strip())}")
    for truth in known:
        lines.tell(f"- {unemphasised(truth.told.strip())}")
    promised = [
        (promise, status)
        for promise, number in zip(scenario.promises.values(), situation.promises, strict=True)
        if (status := STATUS[number]) is not None
    ]
    if promised:
        lines.tell("What was promised:")
    for promise, status in promised:
        word = "open" if status.value == "open" else wording.PROMISE_WORDS[status]
        lines.tell(f"- {unemphasised(promise.text.strip())} ({word})")


def _hear(pieces: tuple[Utterance, ...], lines: Lines) -> None:
    for piece in pieces:
        text = unemphasised(" ".join(piece.text.split()))
        match piece.kind:
            case Kind.SCENE:
                lines.tell()
                lines.tell(text)
            case Kind.LINE:
                lines.tell(f"{piece.who}: {text}")
            case Kind.CUE:
                lines.tell(f"({text})")
            case Kind.SAID:
                lines.tell(f"You: {text}")
            case Kind.DONE:
                lines.tell(f"You do: {text}")


def _turn(play: Play, lines: Lines) -> None:
    aside = _aside(play, lines)
    offered = play.offered
    lines.tell()
    for number, reply in enumerate(offered, 1):
        lines.tell(f"{number}. {_reply_words(reply)}")
    number = _ask(play, lines, f"Your reply, 1 to {len(offered)}:", len(offered))
    turn = play.choose(offered[number - 1].id, aside.id if aside else None)
    lines.tell()
    _hear(turn.heard, lines)
    if play.trouble:
        lines.tell(f"This play is not being saved: {play.trouble}.")
    coaching = play.coaching()
    if coaching is not None:
        name = wording.first_name(play.scenario)
        lines.tell()
        lines.tell(f"Coach: {name} is {turn.after.trust.state} now.")
        for note in turn.notes:
            lines.tell(wording.note_words(note, play.scenario))
        lines.tell(unemphasised(turn.reply.why.strip()))


def _reply_words(reply: Reply) -> str:
    do = f"({unemphasised(' '.join(reply.do.split()))})" if reply.do else ""
    return " ".join(part for part in (do, unemphasised(" ".join(reply.say.split()))) if part)


def _aside(play: Play, lines: Lines) -> Aside | None:
    if not play.asides:
        return None
    lines.tell()
    lines.tell("What goes through your mind?")
    for number, aside in enumerate(play.asides, 1):
        lines.tell(f"{number}. {unemphasised(' '.join(aside.thought.split()))}")
    lines.tell(f"{len(play.asides) + 1}. Nothing of these.")
    number = _ask(play, lines, f"1 to {len(play.asides) + 1}:", len(play.asides) + 1)
    return play.asides[number - 1] if number <= len(play.asides) else None


def _ask(play: Play, lines: Lines, question: str, most: int) -> int:
    """A number from 1 to `most`. The other keys of line mode are answered on the way."""
    to_number = number_to(most)

    def read(answer: str) -> int | None:
        match answer.lower():
            case "q":
                raise Left
            case "n":
                _know(play, lines)
            case "l":
                turns = play.conversation.turns
                _hear(turns[-1].heard if turns else play.conversation.opening_heard, lines)
            case "?":
                lines.tell(HELP)
            case _:
                number = to_number(answer)
                if number is None:
                    lines.tell(f"A number from 1 to {most}, please; ? for help.")
                return number
        return None

    return lines.ask(question, read)


def _predict(play: Play, lines: Lines) -> None:
    name = wording.first_name(play.scenario)
    lines.tell()
    lines.tell("The conversation is over.")
    yes = lines.ask(
        f"Does {name} trust you now? y or n:", lines.or_else(yes_or_no, "y or n, please.")
    )
    sure = lines.ask(
        "How sure are you, 1 (a guess) to 3 (certain):",
        lines.or_else(number_to(3), "1, 2 or 3, please."),
    )
    play.predict(yes, sure)


def _debrief(play: Play, lines: Lines) -> None:
    result = play.debrief()
    play.finish(result)
    for section in report(result, play.predicted):
        lines.tell()
        lines.tell(section.heading)
        for line in section.lines:
            lines.tell(line)
    if play.trouble:
        lines.tell(f"This play could not be saved: {play.trouble}.")


def _leave(play: Play, lines: Lines) -> None:
    if play.phase is Phase.BRIEFING or play.store is None:
        lines.tell("Left. Nothing had been said yet." if not play.conversation.turns else "Left.")
    elif play.trouble:
        lines.tell(f"Left. This play could not be saved: {play.trouble}.")
    else:
        count = len(play.conversation.turns)
        lines.tell(f"Left after {count} {'turn' if count == 1 else 'turns'}. The play is kept.")
