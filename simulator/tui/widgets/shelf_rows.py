"""A scenario on the shelf: its row in the list, and the closer look beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.tui.rows import (
    BLANK,
    Row,
    clipped,
    ends,
    hanging,
    indented,
    joined,
    paragraph,
    plain,
    say,
    words,
)
from simulator.tui.widgets.menu import Item

if TYPE_CHECKING:
    from simulator.records.store import SavedPlay
    from simulator.shelf import Entry, Group

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LEVELS = {1: "first of three levels", 2: "second of three levels", 3: "third of three levels"}


def searched(entry: Entry, group: Group) -> str:
    """The words by which a scenario is found: its own, and the title of its pack."""
    head = entry.header
    parts = (entry.name, head.title, head.summary, head.customer, *head.practises, group.title)
    return " ".join(part for part in parts if part).casefold()


def shelved(play: SavedPlay) -> str:
    """The name on the shelf of what was played: an act stands under its campaign."""
    return play.act.campaign if play.act is not None else play.name


def heading(group: Group, groups: int) -> list[Item]:
    """The title of a pack, as a row; nothing where there is one group only."""
    if groups == 1:
        return []
    return [
        Item(
            "",
            lambda width, lit: [clipped(words(group.title, "quiet").pad_left(1), width)],
            lambda width: 1,
            selectable=False,
        )
    ]


def item(entry: Entry, problem: str | None, is_left: bool, is_alone: Callable[[], bool]) -> Item:
    """A scenario as a row of the list; where the list stands alone, with a second row under it."""

    def rows(width: int, selected: bool) -> list[Row]:
        mark = say(" ▸ ", "accent") if selected else say("   ")
        title = words(entry.header.title or entry.name, "strong" if selected else "")
        if problem is not None:
            right = say("✕ broken", "costs")
        else:
            right = joined(_outcome(entry, is_left), "  ", _dots(entry.header.difficulty))
        first = ends(joined(mark, title), joined(right, " "), width)
        if not is_alone():
            return [first]
        return [first, clipped(say(f"   {_in_short(entry, problem)}", "quiet"), width)]

    return Item(entry.name, rows, lambda width: 2 if is_alone() else 1)


def _in_short(entry: Entry, problem: str | None) -> str:
    """What the preview would have said, on one row."""
    if problem is not None:
        return plain(problem)
    minutes = f"{entry.header.minutes} min" if entry.header.minutes else ""
    return plain(" · ".join(part for part in (minutes, *entry.header.practises) if part))


def _outcome(entry: Entry, is_left: bool) -> Content:
    last = entry.last
    if is_left:
        return say("left", "accent")
    if entry.is_campaign:
        acts = f"{entry.acts_over} of {len(entry.header.acts)} acts"
        return say(acts, "quiet" if entry.acts_over else "faint")
    if last is None:
        return say("–", "faint")
    return say("▲ yes", "builds") if last.verdict else say("▽ no", "costs")


def _dots(difficulty: int | None) -> Content:
    if difficulty is None:
        return say("   ")
    return joined(say("●" * difficulty, "quiet"), say("○" * (3 - difficulty), "faint"))


def preview(
    entry: Entry, group: Group, problem: str | None, left_after: int | None, width: int
) -> list[Row]:
    """The closer look. ``left_after`` is how many turns a play has that was left."""
    column = max(8, min(width - 3, 60))
    head = entry.header
    rows = [BLANK, *paragraph(words(head.title or entry.name, "strong"), column)]
    if problem is not None:
        rows += [BLANK, *paragraph(say("✕ This file cannot be played.", "costs"), column)]
        rows += paragraph(say(plain(problem), "quiet"), column)
        return indented(rows, 2)
    rows += paragraph(words(_whom(entry), "quiet"), column)
    rows += paragraph(say(_size(entry), "quiet"), column)
    if head.summary:
        rows += [BLANK, *paragraph(words(head.summary), column)]
    if head.practises:
        rows += [BLANK, say("You practise", "quiet")]
        for what in head.practises:
            rows += hanging(say("·", "quiet"), words(what), column, 2)
    if group.leads_to:
        place = f"{group.entries.index(entry) + 1} of {len(group.entries)} in {group.title}. "
        rows += [BLANK, *paragraph(words(place + group.leads_to, "quiet"), column)]
    if left_after is not None:
        what = "before your first reply" if not left_after else f"at turn {left_after + 1}"
        rows += [BLANK, *paragraph(say(f"You left it {what}.", "accent"), column)]
    if entry.last is not None:
        rows += [BLANK, *paragraph(words(last_time(entry)), column)]
    return indented([clipped(row, width - 2) for row in rows], 2)


def _size(entry: Entry) -> str:
    """How long it takes, and how hard it is."""
    head = entry.header
    minutes = f"{head.minutes} minutes" if head.minutes else ""
    return " · ".join(filter(None, (minutes, LEVELS.get(head.difficulty or 0, ""))))


def _whom(entry: Entry) -> str:
    head = entry.header
    who = ", ".join(part for part in (head.customer, head.role) if part)
    channel = (head.channel or "").replace("_", " ")
    if entry.is_campaign:
        channel = f"An account in {len(head.acts)} acts"
    return ". ".join(part for part in (who, channel.capitalize()) if part) + ("." if who else "")


def last_time(entry: Entry) -> str:
    """How the last play ended, in a sentence or two."""
    last = entry.last
    if last is None:
        return ""
    name = (entry.header.customer or "").split(" ")[0] or "the customer"
    truth = f"{name} {'did' if last.verdict else 'did not'}"
    when = f"Last time, on {_day(last.day)}"
    if last.predicted is None:
        end = f"{name} {'trusted' if last.verdict else 'did not trust'} you."
    elif last.predicted == last.verdict:
        end = f"you thought {name} {'trusted' if last.verdict else 'did not trust'} you, and so it was."
    else:
        thought = "trusted" if last.predicted else "did not trust"
        end = f"you thought {name} {thought} you. {truth}."
    return f"{when}: {end}"


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return plain(text)
    return f"{day.day} {MONTHS[day.month - 1]}"
