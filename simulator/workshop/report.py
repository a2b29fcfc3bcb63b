"""The end report to read, to print and to count with: as lines, as a page, as a table.

Text from people and files is data: escaped on the page, and in the table no cell begins like a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from simulator.core.report import report as debrief_sections
from simulator.core.room_report import RoomReport, TurnReport
from simulator.core.scenario import Scenario
from simulator.core.speech import reply_words

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""

Section = tuple[str, Sequence[str]]


def sections(scenario: Scenario, report: RoomReport) -> Iterator[Section]:
    """The report, a heading and lines at a time."""
    yield scenario.title, [f"{scenario.customer.name}. {report.people} people."]
    for turn in report.turns:
        yield f"Turn {turn.turn}: {turn.state.replace('_', ' ')}", list(_turn(scenario, turn))
    yes, no = report.predicted
    if yes or no:
        lines = [f"{yes} thought that {scenario.customer.name} trusts you, {no} did not."]
        if report.right is not None:
            lines.append(f"Right were {report.right[0]} of {report.right[1]}.")
        yield "Predicted", lines
    if report.debrief is not None:
        for section in debrief_sections(report.debrief, by_room=True):
            yield section.heading, section.lines
    for lens, words in report.noticed.items():
        yield f"Noticed: {lens}", words
    for number, words in report.words.items():
        yield f"In your own words, turn {number}", words
    if report.plans:
        yield "Plans", report.plans


def _turn(scenario: Scenario, turn: TurnReport) -> Iterator[str]:
    for reply, letter in turn.letters.items():
        star = "★ " if reply in turn.best else ""
        said = " · said" if reply == turn.said else ""
        votes = " → ".join(
            str(counts[reply]) for counts in (turn.first, turn.second) if reply in counts
        )
        yield f"{letter}  {star}{reply_words(scenario.reply(reply))}  [{votes or 'no vote'}]{said}"
    pre, post = turn.right
    if pre is not None:
        yield f"Right: {pre:.0%}" + (f" → {post:.0%}" if post is not None else "")
    if turn.gain is not None:
        yield f"Of what was to be gained, the discussion gained {turn.gain:.0%}"
    if turn.tempting is not None:
        yield f"Most tempting: {turn.letters[turn.tempting]}"
    for cells in (turn.moved, turn.confident_errors):
        if cells:
            yield " · ".join(f"{name} {_cell(count)}" for name, count in cells.items())
    if turn.by != "vote":
        yield {
            "tie": "A tie, settled by the facilitator",
            "facilitator": "Chosen by the facilitator",
        }[turn.by]


def _cell(count: int | None) -> str:
    return "under 5" if count is None else str(count)


def as_text(scenario: Scenario, report: RoomReport) -> str:
    """The report as lines."""
    parts = []
    for heading, lines in sections(scenario, report):
        parts.append("\n".join([heading, *(f"  {' '.join(line.split())}" for line in lines)]))
    return "\n\n".join(parts) + "\n"


def as_page(scenario: Scenario, report: RoomReport) -> str:
    """The report as a page of its own: no script, nothing from elsewhere."""
    body = []
    for number, (heading, lines) in enumerate(sections(scenario, report)):
        level = 1 if number == 0 else 2
        body.append(f"<h{level}>{escape(' '.join(heading.split()))}</h{level}>")
        body.extend(f"<p>{escape(' '.join(line.split()))}</p>" for line in lines)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{escape(scenario.title)}</title>"
        "<style>body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
        "h2{margin-top:2rem;font-size:1.1rem}p{margin:.3rem 0}</style></head><body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


HEADS = (
    *("turn", "state", "letter", "reply", "first_votes", "second_votes", "is_best", "was_said"),
    *("first_right", "second_right", "gain"),
)


def as_table(scenario: Scenario, report: RoomReport) -> str:
    """The votes as comma-separated values, a row for each reply."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for turn in report.turns:
        for reply, letter in turn.letters.items():
            row = [
                *(str(turn.turn), turn.state, letter, reply_words(scenario.reply(reply))),
                *(_count(turn.first, reply), _count(turn.second, reply)),
                *("yes" if reply in turn.best else "no", "yes" if reply == turn.said else "no"),
                *(_share(value) for value in (*turn.right, turn.gain)),
            ]
            writer.writerow([quoted(cell) for cell in row])
    return out.getvalue()


def _count(counts: Mapping[str, int], reply: str) -> str:
    return str(counts[reply]) if reply in counts else ""


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def quoted(cell: str) -> str:
    """A cell that no spreadsheet runs; a plain number stays one."""
    if cell.startswith(FORMULA) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
