"""What a session is opened with: all that is needed, beside its events, to have its room again anywhere."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from simulator.core.analysis import Valuation
from simulator.core.conversation import begin
from simulator.core.drawing import SEEDS, variant_of
from simulator.core.engine import Engine
from simulator.core.explore import TooManySituationsError
from simulator.core.machine import ConversationMachine
from simulator.core.room import MOST_PEOPLE, Settings, opened
from simulator.core.room_stages import USUAL_SECONDS, Stage
from simulator.core.scenario import Scenario
from simulator.workshop.log import Log, LogError, begin_file, header_of
from simulator.workshop.session import Clock, Session


@dataclass(frozen=True)
class Opening:
    """What a session is opened with, and what is kept of that.

    Attributes:
        name: of the scenario.
        text: of the scenario's file, so that an edit changes no session that goes on.
        code: what is typed to get in.
        seed: of the variant and the order of replies.
        expected: how many people are expected.
        full: the states that get a full round; None gives one to every turn.
        seconds: how long a vote takes; None takes the usual time.
        teams: whether tables vote as one.
        opened: when, in seconds since 1970 UTC.
        key: a digest of the facilitator's key, where the session is held for somebody elsewhere.
        via: where it is held, if it is led from here and held elsewhere.
        desk: the key to it there.
    """

    name: str
    text: str
    code: str
    seed: int
    expected: int | None = None
    full: tuple[str, ...] | None = None
    seconds: int | None = None
    teams: bool = False
    opened: float = 0.0
    key: str = ""
    via: str = ""
    desk: str = ""

    def settings(self) -> Settings:
        """The room's."""
        seconds: Mapping[Stage, int] = USUAL_SECONDS
        if self.seconds is not None:
            seconds = {**USUAL_SECONDS, Stage.VOTE: self.seconds, Stage.REVOTE: self.seconds}
        full = None if self.full is None else frozenset(self.full)
        return Settings(self.seed, full, seconds, self.expected, self.teams)

    def values(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


SECONDS = (5, 600)
"""How long a vote can take."""
MOST_STATES = 1_000
_BOUNDS = {"seed": (0, SEEDS), "expected": (1, MOST_PEOPLE), "seconds": SECONDS}
_TYPES: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "text": (str,),
    "code": (str,),
    "seed": (int,),
    "expected": (int, type(None)),
    "full": (list, tuple, type(None)),
    "seconds": (int, type(None)),
    "teams": (bool,),
    "opened": (int, float),
    "key": (str,),
    "via": (str,),
    "desk": (str,),
}


def opening_of(values: Mapping[str, Any]) -> Opening:
    """The opening that `values` wrote; what it does not know is passed over.

    Raises:
        ValueError: the values are of none.
    """
    found = {one.name: values[one.name] for one in fields(Opening) if one.name in values}
    none = ValueError("this is no opening of a session")
    if not all(isinstance(value, _TYPES[name]) for name, value in found.items()):
        raise none
    for name, (low, high) in _BOUNDS.items():
        if found.get(name) is not None and not low <= found[name] <= high:
            raise none
    if found.get("full") is not None:
        found["full"] = tuple(map(str, found["full"]))
        if len(found["full"]) > MOST_STATES:
            raise none
    try:
        return Opening(**found)
    except TypeError as error:
        raise none from error


def keep(path: Path, opening: Opening) -> None:
    """Make the file of a session that is opened.

    Raises:
        LogError: it cannot be made.
    """
    begin_file(path, **opening.values())


def kept(path: Path) -> Opening:
    """What the session of a file was opened with.

    Raises:
        LogError: it is no session's file.
    """
    try:
        return opening_of(header_of(path))
    except ValueError as error:
        raise LogError(f"{path}: this is no session that this version can read") from error


class Led:
    """A session with all that whoever leads it has to know.

    Args:
        scenario: what is played.
        opening: what it was opened with.
        log: its events.
        clock: seconds since 1970 UTC, as they are where the session is held.
    """

    def __init__(self, scenario: Scenario, opening: Opening, log: Log, clock: Clock) -> None:
        self.opening = opening
        self.valuation: Valuation | None = None
        """V of what is played, once `value` has worked it out."""
        machine = ConversationMachine(Engine(scenario))
        conversation = begin(machine, variant_of(scenario, opening.seed))
        room = opened(conversation, opening.settings(), opening.opened)
        self.session = Session(room, log, clock)

    def value(self) -> None:
        """Work V out. It takes some tenths of a second, and can be done in a thread."""
        conversation = self.session.room.opening
        with contextlib.suppress(TooManySituationsError):
            self.valuation = Valuation(conversation.engine, conversation.opening.variant)
