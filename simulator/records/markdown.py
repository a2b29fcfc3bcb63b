"""A play as a Markdown text that the trainee can keep: the debrief, and the conversation under it."""

from __future__ import annotations

import re
from datetime import datetime

from simulator.core.debrief import Debrief
from simulator.core.report import report
from simulator.core.speech import Kind, Utterance, unemphasised
from simulator.records.play import Play


def debrief_markdown(play: Play, result: Debrief, day: datetime | None = None) -> str:
    """The text.

    Args:
        play: the play.
        result: its debrief.
        day: the day to write under the title, today when None.
    """
    date = (day or datetime.now()).date().isoformat()
    customer = play.scenario.customer
    who = f"{customer.name}, {customer.role}" if customer.role else customer.name
    lines = [
        f"# {escaped(play.scenario.title)}",
        "",
        f"{escaped(who)} · {date} · seed {play.seed}",
        "",
    ]
    for section in report(result, play.predicted):
        lines += [f"## {escaped(section.heading)}", ""]
        # Two spaces at its end keep a line a line of its own.
        lines += [f"{escaped(line)}  " if line else "" for line in section.lines]
        lines.append("")
    lines += ["## The conversation", ""]
    for piece in play.conversation.transcript:
        lines += [_spoken(piece), ""]
    return "\n".join(lines)


def _spoken(piece: Utterance) -> str:
    text = escaped(unemphasised(piece.text))
    match piece.kind:
        case Kind.SCENE:
            return f"*{text}*"
        case Kind.LINE:
            return f"**{escaped(piece.who)}:** {text}"
        case Kind.CUE:
            return f"> {text}"
        case Kind.SAID:
            return f"**You:** {text}"
        case Kind.DONE:
            return f"**You** · {text}"


def escaped(text: str) -> str:
    """Text from a scenario as Markdown shows it literally, on one line."""
    line = re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))
    # At the start of a line a dash, a plus or a number makes a list, and a row of = a heading.
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", line)
