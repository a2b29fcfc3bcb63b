"""The fishbowl's outer ring: each phone carries one lens, and reports through it before the debrief."""

from __future__ import annotations

from simulator.core.room import Room

LENSES = ("promises", "truths", "who leads", "listening")
ASKED = {
    "promises": "what is promised, and what becomes of it",
    "truths": "what the customer doesn't say, and what lets her say it",
    "who leads": "who leads the conversation, turn by turn",
    "listening": "where the customer feels heard, and where not",
}
"""What somebody with a lens looks for."""


def lens_of(room: Room, person: str) -> str | None:
    """What somebody outside the fishbowl looks for; None inside it, and where there is none."""
    if not room.seated or person in room.seated or person not in room.people:
        return None
    outside = [one for one in room.people if one not in room.seated]
    return LENSES[outside.index(person) % len(LENSES)]


def noticed(room: Room) -> dict[str, tuple[str, ...]]:
    """What was reported through each lens, turn by turn; lenses without a report are left out."""
    found: dict[str, list[str]] = {lens: [] for lens in LENSES}
    for round_ in room.rounds:
        for person, words in round_.noticed.items():
            lens = lens_of(room, person)
            if lens is not None and words and not room.people[person].is_removed:
                found[lens].append(words)
    return {lens: tuple(words) for lens, words in found.items() if words}
