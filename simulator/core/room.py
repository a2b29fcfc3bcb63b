"""A group session as a pure state machine: a room, an event, and the room after it.

One room is one seller. It talks with the customer in rounds: a vote, a discussion, another vote, and then
the reply of most is said. `after` is the whole of it. An event that does not fit the room as it is changes
nothing: so one that comes late, twice or from nobody does no harm, and everybody who has the same events in
the same order has the same room. The clock is an argument: every event comes with its moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.core import room_events as events
from simulator.core.conversation import Conversation
from simulator.core.drawing import shuffled
from simulator.core.room_events import Event
from simulator.core.room_stages import (
    AFTERWARDS,
    ANSWERED,
    BACK,
    FULL,
    QUICK,
    USUAL_SECONDS,
    VOTING,
    WAYS,
    Stage,
)
from simulator.core.scenario import Reply

MOST_PEOPLE = 5_000
LONGEST_NAME = 40
LONGEST_WORDS = 500
MOST_HANDS = 100_000


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


def after(room: Room, event: Event, now: float) -> Room:
    """The room after an event. One that does not fit changes nothing."""
    return _DOES[type(event)](room, event, now)


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
    if _here(room, person) is None:
        return False
    if any(_here(room, one) for one in room.seated):
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


# What each event does


def _joined(room: Room, event: events.Joined, now: float) -> Room:
    if event.person in room.people or room.is_locked or len(room.people) >= MOST_PEOPLE:
        return room
    name, table = _words(event.nickname, LONGEST_NAME), _words(event.table, LONGEST_NAME)
    return replace(room, people={**room.people, event.person: Person(event.person, name, table)})


def _renamed(room: Room, event: events.Renamed, now: float) -> Room:
    if (person := _here(room, event.person)) is None:
        return room
    changed = replace(person, nickname=_words(event.nickname, LONGEST_NAME))
    return replace(room, people={**room.people, person.id: changed})


def _removed(room: Room, event: events.Removed, now: float) -> Room:
    if (person := _here(room, event.person)) is None:
        return room
    return replace(room, people={**room.people, person.id: replace(person, is_removed=True)})


def _voted(room: Room, event: events.Voted, now: float) -> Room:
    round_ = room.round
    if (
        round_ is None
        or not may_vote(room, event.person)
        or (event.turn, event.stage) != (room.turn, room.stage)
        or event.stage not in VOTING
        or event.reply not in round_.offered
        or event.sure not in (None, 1, 2, 3)
    ):
        return room
    which = "first" if event.stage is Stage.VOTE else "second"
    votes = {**getattr(round_, which), event.person: Vote(event.reply, event.sure)}
    return _with_round(room, **{which: votes})


def _wrote(room: Room, event: events.Wrote, now: float) -> Room:
    return _noted(room, event.person, event.turn, event.words, "words")


def _noticed(room: Room, event: events.Noticed, now: float) -> Room:
    if not room.seated or event.person in room.seated:
        return room
    return _noted(room, event.person, event.turn, event.words, "noticed")


def _noted(room: Room, person: str, turn: int, words: str, where: str) -> Room:
    round_ = room.round
    if round_ is None or turn != room.turn or _here(room, person) is None:
        return room
    kept = {**getattr(round_, where), person: _words(words, LONGEST_WORDS)}
    return _with_round(room, **{where: kept})


def _predicted(room: Room, event: events.Predicted, now: float) -> Room:
    if room.stage is not Stage.PREDICT or _here(room, event.person) is None:
        return room
    if event.sure not in (None, 1, 2, 3):
        return room
    said = {**room.predictions, event.person: (event.yes, event.sure)}
    return replace(room, predictions=said)


def _planned(room: Room, event: events.Planned, now: float) -> Room:
    if room.stage not in {Stage.VERDICT, Stage.CLOSE} or _here(room, event.person) is None:
        return room
    words = _words(event.words, LONGEST_WORDS)
    return replace(room, plans={**room.plans, event.person: words})


def _moved(room: Room, event: events.Moved, now: float) -> Room:
    if (event.turn, event.source) != (room.turn, room.stage) or (
        event.source,
        event.dest,
    ) not in WAYS:
        return room
    if not _is_way(room, event.source, event.dest):
        return room
    if event.dest is Stage.REVEAL and event.source not in {
        Stage.FORUM,
        Stage.PREDICT,
        Stage.CLOSE,
    }:
        return _said(room, now)
    if event.source in ANSWERED and event.dest in {Stage.SCENE, Stage.PREDICT}:
        is_over = room.conversation.is_over
        if is_over != (event.dest is Stage.PREDICT):
            return room
        return _at(_remembered(room, now), event.dest, room.turn + (not is_over), now)
    if event.source is Stage.REVEAL and event.dest in VOTING:
        room = _unsaid(_remembered(room, now))
        return _at(room, event.dest, room.turn, now)
    return _at(_remembered(room, now), event.dest, room.turn, now)


def _is_way(room: Room, source: Stage, dest: Stage) -> bool:
    """Whether a way is open to this room: what was never said is not revealed, and no end comes before it."""
    round_ = room.round
    is_said = round_ is not None and round_.said is not None
    if source in ANSWERED or (dest is Stage.REVEAL and source in AFTERWARDS):
        return is_said
    if source is Stage.CLOSE:
        return dest is previous_stage(room)
    return True


def _said(room: Room, now: float) -> Room:
    """The reply of this turn is said, and the customer answers."""
    reply = to_be_said(room)
    return room if reply is None else _spoken(_remembered(room, now), reply, now)


def _spoken(room: Room, reply: str, now: float) -> Room:
    room = _with_round(room, said=reply)
    conversation = room.conversation_before.choose(reply)
    return _at(replace(room, conversation=conversation), Stage.REVEAL, room.turn, now)


def _unsaid(room: Room) -> Room:
    """The reply of this turn was not said after all."""
    room = replace(room, conversation=room.conversation_before)
    return _with_round(room, said=None, decided=None, foreseen=())


def _extended(room: Room, event: events.Extended, now: float) -> Room:
    ends = room.position.ends
    if (event.turn, event.stage) != (room.turn, room.stage) or ends is None:
        return room
    longer = max(now, ends + max(-3600, min(event.seconds, 3600)))
    room = _remembered(room, now)
    return replace(room, position=replace(room.position, ends=longer))


def _decided(room: Room, event: events.Decided, now: float) -> Room:
    round_ = room.round
    if round_ is None or event.turn != room.turn or event.reply not in round_.offered:
        return room
    if room.stage in ANSWERED | AFTERWARDS:
        return room
    # Remembered as it was without this: a slip that is undone decides nothing any more.
    room = _with_round(_remembered(room, now), decided=event.reply)
    return _spoken(room, event.reply, now)


def _foreseen(room: Room, event: events.Foreseen, now: float) -> Room:
    round_ = room.round
    if round_ is None or room.stage not in ANSWERED:
        return room
    if event.turn != room.turn or event.reply not in round_.offered or event.reply == round_.said:
        return room
    seen = tuple(one for one in round_.foreseen if one != event.reply)
    room = _with_round(_remembered(room, now), foreseen=(*seen, event.reply))
    return _at(room, Stage.FORUM, room.turn, now)


def _counted(room: Room, event: events.Counted, now: float) -> Room:
    round_ = room.round
    if round_ is None or event.turn != room.turn or event.stage not in VOTING:
        return room
    hands = {
        reply: max(0, min(int(event.hands.get(reply, 0)), MOST_HANDS)) for reply in round_.offered
    }
    which = "first_hands" if event.stage is Stage.VOTE else "second_hands"
    return _with_round(_remembered(room, now), **{which: hands})


def _counted_prediction(room: Room, event: events.CountedPrediction, now: float) -> Room:
    if room.stage is not Stage.PREDICT:
        return room
    yes, no = (max(0, min(count, MOST_HANDS)) for count in (event.yes, event.no))
    return replace(_remembered(room, now), predicted_by_hands=(yes, no))


def _seated(room: Room, event: events.Seated, now: float) -> Room:
    return replace(room, seated=frozenset(one for one in event.people if _here(room, one)))


def _spokesperson(room: Room, event: events.Spokesperson, now: float) -> Room:
    person = _here(room, event.person)
    if person is None or person.table != event.table:
        return room
    return replace(room, speakers={**room.speakers, event.table: event.person})


def _undone(room: Room, event: events.Undone, now: float) -> Room:
    """Take back where the facilitator has gone. Votes that have come in since are not lost."""
    if not room.before:
        return room
    *earlier, before = room.before
    position = before.position
    kept = tuple(
        replace(
            old,
            first=now_.first,
            second=now_.second,
            words=now_.words,
            noticed=now_.noticed,
        )
        for old, now_ in zip(before.rounds, room.rounds, strict=False)
    )
    said = [one.said for one in kept if one.said is not None]
    conversation = room.opening
    for reply in said:
        conversation = conversation.choose(reply)
    if position.ends is not None:
        # The time that was left then is given again.
        left = max(0.0, position.ends - before.at)
        position = replace(position, since=now, ends=now + left)
    return replace(
        room,
        position=position,
        rounds=kept,
        conversation=conversation,
        predicted_by_hands=before.predicted_by_hands,
        before=tuple(earlier),
    )


def _set(name: str) -> Callable[[Room, Any, float], Room]:
    """What sets one of the room's switches."""

    def setting(room: Room, event: Any, now: float) -> Room:
        value = event.early if name == "histograms_early" else event.yes
        return replace(room, **{name: value})

    return setting


# The parts


def _words(text: str, longest: int) -> str:
    """Somebody's words, without what a screen would act on, which is no part of anybody's."""
    return "".join(one if one.isprintable() else " " for one in text).strip()[:longest]


def _here(room: Room, person: str) -> Person | None:
    found = room.people.get(person)
    return None if found is None or found.is_removed else found


def _with_round(room: Room, **changes: Any) -> Room:
    """The room with this turn's round changed."""
    rounds = list(room.rounds)
    rounds[room.turn] = replace(rounds[room.turn], **changes)
    return replace(room, rounds=tuple(rounds))


MOST_UNDONE = 50


def _remembered(room: Room, now: float) -> Room:
    """The room, with how it stands kept for `undo`."""
    before = Before(room.position, room.rounds, room.predicted_by_hands, now)
    return replace(room, before=(*room.before[-MOST_UNDONE:], before))


def _at(room: Room, stage: Stage, turn: int, now: float) -> Room:
    """The room at a stage, with the round of its turn begun."""
    seconds = room.settings.seconds.get(stage)
    position = Position(stage, turn, now, None if seconds is None else now + seconds)
    room = replace(room, position=position)
    if stage is not Stage.LOBBY and stage not in AFTERWARDS and turn >= len(room.rounds):
        replies = shuffled(room.conversation.replies, room.settings.seed, turn)
        room = replace(room, rounds=(*room.rounds, Round(turn, tuple(one.id for one in replies))))
    return room


_DOES: dict[type[Any], Callable[[Room, Any, float], Room]] = {
    events.Joined: _joined,
    events.Renamed: _renamed,
    events.Removed: _removed,
    events.Locked: _set("is_locked"),
    events.NamesHidden: _set("names_hidden"),
    events.Voted: _voted,
    events.Wrote: _wrote,
    events.Noticed: _noticed,
    events.Predicted: _predicted,
    events.Planned: _planned,
    events.Moved: _moved,
    events.Extended: _extended,
    events.Decided: _decided,
    events.Foreseen: _foreseen,
    events.Counted: _counted,
    events.CountedPrediction: _counted_prediction,
    events.Simple: _set("is_simple"),
    events.HistogramsShown: _set("histograms_early"),
    events.Seated: _seated,
    events.Spokesperson: _spokesperson,
    events.Undone: _undone,
}
