"""What can happen in a group session, as values: what people send, and what the facilitator does.

A session is the sequence of its events and nothing else. Whoever has the same events has the same room, on
any machine and after any restart, so an event says all that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from simulator.core.room_stages import Stage


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody has come in. The id is the device's, and known to nobody else."""

    person: str
    nickname: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Somebody, or the facilitator for somebody, has changed a nickname; empty hides it."""

    person: str
    nickname: str


@dataclass(frozen=True, slots=True)
class Removed:
    """The facilitator has removed a device. What it sent does not count any more."""

    person: str


@dataclass(frozen=True, slots=True)
class Locked:
    """The door was locked, or opened again."""

    yes: bool


@dataclass(frozen=True, slots=True)
class NamesHidden:
    """Nicknames are shown to nobody, or shown again."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Voted:
    """Somebody's vote, the first or another one in its place.

    The turn and the stage are those that were seen when it was given: a vote that comes too late for them
    changes nothing.
    """

    person: str
    turn: int
    stage: Stage
    reply: str
    sure: int | None = None
    """How sure, 1 to 3."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """Somebody's own words for this turn. They leave the phone only where they are shared."""

    person: str
    turn: int
    words: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """What somebody with a lens has seen in the fishbowl."""

    person: str
    turn: int
    words: str


@dataclass(frozen=True, slots=True)
class Predicted:
    """Whether the customer trusts the room now, as somebody thinks, before the verdict."""

    person: str
    yes: bool
    sure: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody's if-then, shared."""

    person: str
    words: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The facilitator, or the clock, has gone to another stage of the turn that is named.

    From a stage that is not the room's any more it changes nothing: two hands on the same key move once.
    """

    turn: int
    source: Stage
    dest: Stage


@dataclass(frozen=True, slots=True)
class Extended:
    """The facilitator has given more time, in seconds."""

    turn: int
    stage: Stage
    seconds: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The facilitator has settled a tie, or taken the choice over."""

    turn: int
    reply: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The facilitator lets the room see the other branch: what this reply would have done."""

    turn: int
    reply: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A show of hands: how many for each reply. It stands in the place of votes of that stage."""

    turn: int
    stage: Stage
    hands: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CountedPrediction:
    """A show of hands on the prediction."""

    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Simple:
    """From now on one vote a turn, or full rounds again where the plan has them."""

    yes: bool


@dataclass(frozen=True, slots=True)
class HistogramsShown:
    """Histograms are shown as soon as the first vote is in, or only after the second."""

    early: bool


@dataclass(frozen=True, slots=True)
class Seated:
    """Who holds the replies in the fishbowl. Nobody: the whole room does."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spokesperson:
    """Who votes for a table."""

    table: str
    person: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The last thing that the facilitator did is taken back."""


Event = (
    Joined
    | Renamed
    | Removed
    | Locked
    | NamesHidden
    | Voted
    | Wrote
    | Noticed
    | Predicted
    | Planned
    | Moved
    | Extended
    | Decided
    | Foreseen
    | Counted
    | CountedPrediction
    | Simple
    | HistogramsShown
    | Seated
    | Spokesperson
    | Undone
)

KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}

PHONES = (Joined, Voted, Wrote, Noticed, Predicted, Planned)
"""What only phones send. All else is the facilitator's, who may give another name as well."""


def as_values(event: Event) -> dict[str, Any]:
    """An event as JSON values, with its kind under `is`."""
    found: dict[str, Any] = {"is": type(event).__name__}
    for one in fields(event):
        value = getattr(event, one.name)
        found[one.name] = dict(value) if isinstance(value, Mapping) else value
    return found


def from_values(values: Mapping[str, Any]) -> Event:
    """The event that `as_values` wrote.

    Raises:
        ValueError: the values are of no event.
    """
    try:
        kind = KINDS[values["is"]]
        given = {name: value for name, value in values.items() if name != "is"}
        for name in ("stage", "source", "dest"):
            if name in given:
                given[name] = Stage(given[name])
        if isinstance(given.get("people"), list):
            given["people"] = tuple(given["people"])
        hints = _hints(kind.__name__)
        if not all(name in hints and _is_of(value, hints[name]) for name, value in given.items()):
            raise ValueError
        event: Event = kind(**given)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no event of a session") from error
    return event


@cache
def _hints(name: str) -> dict[str, Any]:
    return get_type_hints(KINDS[name])


def _is_of(value: object, hint: Any) -> bool:
    """Whether a value is of the type that a field of an event has. No truth value is a number."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return any(_is_of(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    if origin is Mapping:
        return isinstance(value, dict) and all(
            isinstance(name, inner[0]) and _is_of(one, inner[1]) for name, one in value.items()
        )
    return isinstance(value, hint) and isinstance(value, bool) == (hint is bool)
