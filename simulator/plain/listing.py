"""The library by lines, and how a play is chosen from it."""

from __future__ import annotations

from itertools import count

from simulator.compiler.cleaning import clean
from simulator.plain.lines import EndOfInput, Lines, number_to
from simulator.shelf import Entry, Group, Shelf

DIFFICULTY = {1: "first steps", 2: "practised", 3: "hard"}


def entry_lines(entry: Entry, problem: str | None) -> tuple[str, ...]:
    """One scenario of the library, a few lines."""
    if problem is not None:
        return (f"{entry.name}: broken, cannot be played", f"    {_one_line(problem)}")
    header = entry.header
    acts = f"a campaign in {len(header.acts)} acts" if entry.is_campaign else ""
    minutes = "minute" if header.minutes == 1 else "minutes"
    facts = [
        acts,
        ", ".join(part for part in (header.customer, header.role) if part),
        f"{header.minutes} {minutes}" if header.minutes else "",
        DIFFICULTY.get(header.difficulty or 0, ""),
        how_it_ended(entry),
    ]
    if header.practises:
        facts.append("practises " + ", ".join(header.practises))
    return (
        f"{entry.name}: {_one_line(header.title)}",
        *(f"    {_one_line(fact)}" for fact in facts if fact),
    )


def group_lines(group: Group, groups: int) -> tuple[str, ...]:
    """The title of a pack and what it builds up to; nothing where there is one group only."""
    return (_one_line(f"{group.title}. {group.leads_to}".strip()),) if groups > 1 else ()


def how_it_ended(entry: Entry) -> str:
    """Whether the last play ended with yes; that there was none, else."""
    if entry.is_campaign and entry.acts_over:
        return f"{entry.acts_over} of {len(entry.header.acts)} acts are over"
    if entry.last is None:
        return "not tried yet"
    return f"last time, {entry.last.day}: {'yes' if entry.last.verdict else 'no'}"


def choose_entry(shelf: Shelf, lines: Lines) -> Entry | None:
    """Ask which scenario to play. None if none, or at the end of input."""
    groups = shelf.groups()
    entries = [entry for group in groups for entry in group.entries]
    to_number = number_to(len(entries))

    def read(answer: str) -> Entry | str | None:
        if answer.lower() in {"q", ""}:
            return "none"
        number = to_number(answer)
        if number is not None:
            return entries[number - 1]
        return next((entry for entry in entries if entry.name == answer), None)

    numbers = count(1)
    for group in groups:
        for line in group_lines(group, len(groups)):
            lines.tell(line)
        for entry, number in zip(group.entries, numbers, strict=False):
            first, *rest = entry_lines(entry, shelf.check(entry))
            lines.tell(f"{number}. {first}")
            for line in rest:
                lines.tell(line)
    try:
        chosen = lines.ask(
            "Which one? Its number or name, q to quit:",
            lines.or_else(read, "That is none of them."),
        )
    except EndOfInput:
        return None
    return chosen if isinstance(chosen, Entry) else None


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))
