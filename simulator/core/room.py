"""A group session as values: the room, its rounds, and what can be read off them.

One room is one seller. It talks with the customer in rounds: a vote, a discussion, another vote, and then
the reply of most is said. What makes one room of another is in `room_after`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.core import room_events as events
from simulator.core.conversation import Conversation
from simulator.core.room_events import Event
from simulator.core.room_stages import (
    ANSWERED,
    BACK,
    FULL,
    QUICK,
    USUAL_SECONDS,
    Stage,
)
from simulator.core.scenario import Reply

MOST_PEOPLE = 5_000
LONGEST_NAME = 40
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room."""

    id: str
    nickname: str = ""
    table: str = ""
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote, as it stands."""

    reply: str
    sure: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What the room did in one turn."""

    turn: int
    """From 0."""
    offered: tuple[str, ...]
    """The ids of the replies, in the order in which the room sees them."""
    first: Mapping[str, Vote] = field(default_factory=dict)
    """The first votes, by person."""
    second: Mapping[str, Vote] = field(default_factory=dict)
    first_hands: Mapping[str, int] | None = None
    """A show of hands, which stands in the place of the votes."""
    second_hands: Mapping[str, int] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    noticed: Mapping[str, str] = field(default_factory=dict)
    decided: str | None = None
    """The reply that the facilitator has settled on, in a tie or in the place of the room."""
    said: str | None = None
    """The reply that was said in the end."""
    foreseen: tuple[str, ...] = ()
    """Other replies that the room has looked at."""

    @property
    def has_second(self) -> bool:
        """Whether there was a second vote, by phones or by hands."""
        return bool(self.second) or self.second_hands is not None


@dataclass(frozen=True, slots=True)
class Position:
    """Where the session stands."""

    stage: Stage
    turn: int
    since: float
    ends: float | None


@dataclass(frozen=True, slots=True)
class Before:
    """How a session stood before the facilitator did something, and when that was: for `undo`."""

    position: Position
    rounds: tuple[Round, ...]
    predicted_by_hands: tuple[int, int] | None
    at: float


@dataclass(frozen=True)
class Settings:
    """What is laid down when a session is opened.

    Attributes:
        seed: of the order in which replies are shown.
        full: the turns, from 0, or states that get a full round; None gives one to every turn.
        seconds: how long each stage takes.
        expected: how many people are expected; None where nobody has said.
        teams: whether tables vote as one.
    """

    seed: int = 1
    full: frozenset[str] | None = None
    seconds: Mapping[Stage, int] = field(default_factory=lambda: USUAL_SECONDS)
    expected: int | None = None
    teams: bool = False


@dataclass(frozen=True)
class Room:
    """A session so far."""

    settings: Settings
    opening: Conversation
    conversation: Conversation
    position: Position
    people: Mapping[str, Person] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    predictions: Mapping[str, tuple[bool, int | None]] = field(default_factory=dict)
    predicted_by_hands: tuple[int, int] | None = None
    """How many raised a hand for yes, and for no."""
    plans: Mapping[str, str] = field(default_factory=dict)
    is_locked: bool = False
    names_hidden: bool = False
    is_simple: bool = False
    histograms_early: bool = False
    seated: frozenset[str] = frozenset()
    """Who holds the replies in the fishbowl; nobody where the whole room does."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """By table, who votes for it, where the facilitator or the table has said so."""
    before: tuple[Before, ...] = ()
    """How it stood before each thing that the facilitator did, for `undo`."""

    @property
    def stage(self) -> Stage:
        """The stage."""
        return self.position.stage

    @property
    def turn(self) -> int:
        """The number of the turn, from 0."""
        return self.position.turn

    def who(self, person: str) -> Person | None:
        """Somebody in the room; None for whoever never came, or was removed."""
        found = self.people.get(person)
        return None if found is None or found.is_removed else found

    @property
    def here(self) -> tuple[Person, ...]:
        """Everybody who was not removed, in the order of their coming."""
        return tuple(one for one in self.people.values() if not one.is_removed)

    @property
    def predicted(self) -> tuple[int, int]:
        """How many thought that they are trusted, and how many not: hands, where hands were counted."""
        if self.predicted_by_hands is not None:
            return self.predicted_by_hands
        yes = sum(said for said, _ in self.predictions.values())
        return yes, len(self.predictions) - yes

    @property
    def round(self) -> Round | None:
        """What is being done in this turn; None in the lobby and at the end."""
        return self.rounds[self.turn] if self.turn < len(self.rounds) else None

    @property
    def is_full(self) -> bool:
        """Whether this turn gets a full round, and not one quick vote."""
        if self.is_simple:
            return False
        full = self.settings.full
        return full is None or self.conversation_before.situation.at in full

    @property
    def conversation_before(self) -> Conversation:
        """The conversation as this turn's replies found it."""
        return self.conversation.rewind(min(self.turn, len(self.conversation.turns)))

    @property
    def offered(self) -> tuple[Reply, ...]:
        """The replies of this turn, in the order in which everybody sees them."""
        round_ = self.round
        if round_ is None:
            return ()
        replies = {one.id: one for one in self.conversation_before.replies}
        return tuple(replies[name] for name in round_.offered if name in replies)


def opened(conversation: Conversation, settings: Settings, now: float) -> Room:
    """A session that waits in its lobby."""
    return Room(settings, conversation, conversation, Position(Stage.LOBBY, 0, now, None))


def voters(room: Room) -> frozenset[str]:
    """Whose votes count: everybody, those in the fishbowl, or one for each table."""
    here = frozenset(one.id for one in room.here)
    if room.seated & here:
        return room.seated & here
    if not room.settings.teams:
        return here
    first: dict[str, str] = {}
    for one in room.here:
        first.setdefault(one.table or one.id, one.id)
    return frozenset(
        speaker if (speaker := room.speakers.get(table)) in here and speaker else person
        for table, person in first.items()
    )


def may_vote(room: Room, person: str) -> bool:
    """Whether somebody's vote counts: what `voters` says, without naming all of them."""
    if room.who(person) is None:
        return False
    if any(room.who(one) for one in room.seated):
        return person in room.seated
    return not room.settings.teams or person in voters(room)


def tally(room: Room, round_: Round, *, second: bool) -> dict[str, int]:
    """How many votes each reply has, in the order in which replies are shown."""
    hands = round_.second_hands if second else round_.first_hands
    if hands is not None:
        return {reply: hands.get(reply, 0) for reply in round_.offered}
    votes = round_.second if second else round_.first
    counting = voters(room)
    found = Counter(vote.reply for person, vote in votes.items() if person in counting)
    return {reply: found[reply] for reply in round_.offered}


def leading(room: Room, round_: Round) -> tuple[str, ...]:
    """The replies with the most votes in the vote that decides: several in a tie, none without a vote."""
    counts = tally(room, round_, second=round_.has_second)
    most = max(counts.values(), default=0)
    return tuple(reply for reply, count in counts.items() if count == most and most > 0)


def to_be_said(room: Room) -> str | None:
    """The reply of this turn: what the facilitator settled on, or the room's; None in a tie."""
    round_ = room.round
    if round_ is None:
        return None
    if round_.decided is not None:
        return round_.decided
    ahead = leading(room, round_)
    return ahead[0] if len(ahead) == 1 else None


def next_stage(room: Room) -> Stage | None:
    """Where `next` leads; None where it leads nowhere, as at the end, or in a tie that is not settled."""
    stage = room.stage
    if stage in ANSWERED:
        return Stage.PREDICT if room.conversation.is_over else Stage.SCENE
    following = (FULL if room.is_full else QUICK).get(stage)
    if following is Stage.REVEAL and to_be_said(room) is None:
        return None
    return following


def previous_stage(room: Room) -> Stage | None:
    """Where `back` leads; None where it leads nowhere."""
    if room.stage is Stage.REVEAL:
        return Stage.REVOTE if room.round is not None and room.round.has_second else Stage.VOTE
    if room.stage is Stage.PREDICT:
        return Stage.REVEAL
    if room.stage is Stage.CLOSE and not room.conversation.is_over:
        # It was closed before the end.
        is_said = room.round is not None and room.round.said is not None
        return Stage.REVEAL if is_said else Stage.SCENE
    if room.stage in {Stage.REVOTE, Stage.DISCUSS} and not room.is_full:
        return Stage.VOTE
    return BACK.get(room.stage)


def time_is_up(room: Room, now: float) -> Event | None:
    """The move that the clock makes now, if it makes one. A tie waits for the facilitator."""
    ends = room.position.ends
    if ends is None or now < ends:
        return None
    dest = next_stage(room)
    return events.Moved(room.turn, room.stage, dest) if dest is not None else None
