"""What happens to a room: an event, and the room after it.

`after` is the whole of it. An event that does not fit the room as it is changes nothing: so one that comes
late, twice or from nobody does no harm, and everybody who has the same events in the same order has the same
room. The clock is an argument: every event comes with its moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator.core import room_events as events
from simulator.core.drawing import shuffled
from simulator.core.room import (
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_PEOPLE,
    Before,
    Person,
    Position,
    Room,
    Round,
    Vote,
    may_vote,
    previous_stage,
    to_be_said,
)
from simulator.core.room_events import Event
from simulator.core.room_stages import AFTERWARDS, ANSWERED, VOTING, WAYS, Stage

MOST_HANDS = 100_000


def after(room: Room, event: Event, now: float) -> Room:
    """The room after an event. One that does not fit changes nothing."""
    return _DOES[type(event)](room, event, now)


# What each event does


def _joined(room: Room, event: events.Joined, now: float) -> Room:
    if event.person in room.people or room.is_locked or len(room.people) >= MOST_PEOPLE:
        return room
    name, table = _words(event.nickname, LONGEST_NAME), _words(event.table, LONGEST_NAME)
    return replace(room, people={**room.people, event.person: Person(event.person, name, table)})


def _renamed(room: Room, event: events.Renamed, now: float) -> Room:
    if (person := room.who(event.person)) is None:
        return room
    changed = replace(person, nickname=_words(event.nickname, LONGEST_NAME))
    return replace(room, people={**room.people, person.id: changed})


def _removed(room: Room, event: events.Removed, now: float) -> Room:
    if (person := room.who(event.person)) is None:
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
    if round_ is None or turn != room.turn or room.who(person) is None:
        return room
    kept = {**getattr(round_, where), person: _words(words, LONGEST_WORDS)}
    return _with_round(room, **{where: kept})


def _predicted(room: Room, event: events.Predicted, now: float) -> Room:
    if room.stage is not Stage.PREDICT or room.who(event.person) is None:
        return room
    if event.sure not in (None, 1, 2, 3):
        return room
    said = {**room.predictions, event.person: (event.yes, event.sure)}
    return replace(room, predictions=said)


def _planned(room: Room, event: events.Planned, now: float) -> Room:
    if room.stage not in {Stage.VERDICT, Stage.CLOSE} or room.who(event.person) is None:
        return room
    words = _words(event.words, LONGEST_WORDS)
    return replace(room, plans={**room.plans, event.person: words})


def _moved(room: Room, event: events.Moved, now: float) -> Room:
    if (event.turn, event.source) != (room.turn, room.stage):
        return room
    if not _is_way(room, event.source, event.dest):
        return room
    if event.dest is Stage.REVEAL and event.source not in ANSWERED | AFTERWARDS:
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
    if (source, dest) not in WAYS:
        return False
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
    return replace(room, seated=frozenset(one for one in event.people if room.who(one)))


def _spokesperson(room: Room, event: events.Spokesperson, now: float) -> Room:
    person = room.who(event.person)
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
