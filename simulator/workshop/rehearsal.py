"""Simulated phones, so that a facilitator can practise alone: they join, vote, think again, predict.

They vote as people do: about half find a best reply at first, and of those who did not, half come round once
the room has discussed. What is best is taken from V; where that is not known, all replies are as likely.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random

from simulator.core import room_events as events
from simulator.core.analysis import Valuation
from simulator.core.room import Room
from simulator.core.room_events import Event
from simulator.core.room_stages import Stage
from simulator.workshop.session import Session

FIND_IT, COME_ROUND = 0.5, 0.5
NAMES = (
    *("Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kit", "Lou", "Mo"),
    *("Nan", "Oz", "Pia", "Quin", "Rae", "Sam", "Tam", "Uma", "Vic", "Wes", "Xan", "Yva", "Zoe"),
)
PAUSE = 0.4
"""Seconds between two looks at the room, in which some of the phones do something."""
PLANS = (
    "If somebody goes quiet, then I wait.",
    "If I am asked for a date, then I say whose date it is.",
    "If it was ours, then I say so first.",
)


class Crowd:
    """Some simulated phones.

    Args:
        count: how many.
        seed: of everything that they do.
    """

    def __init__(self, count: int, seed: int) -> None:
        self._luck = Random(seed)
        self._people = [f"rehearsed-{number}" for number in range(count)]

    def joining(self) -> list[Event]:
        """Everybody comes in, some with a name and some without."""
        return [
            events.Joined(person, NAMES[at % len(NAMES)] if self._luck.random() < 0.8 else "")
            for at, person in enumerate(self._people)
        ]

    def doing(self, room: Room, valuation: Valuation | None) -> list[Event]:
        """What some of them do now."""
        waiting = [one for one in self._people if self._is_waiting(room, one)]
        some = [one for one in waiting if self._luck.random() < 0.35]
        return [event for one in some if (event := self._does(room, valuation, one)) is not None]

    def _is_waiting(self, room: Room, person: str) -> bool:
        round_ = room.round
        match room.stage:
            case Stage.VOTE:
                return round_ is not None and person not in round_.first
            case Stage.REVOTE:
                return round_ is not None and person not in round_.second
            case Stage.PREDICT:
                return person not in room.predictions
            case Stage.CLOSE:
                return person not in room.plans
            case _:
                return False

    def _does(self, room: Room, valuation: Valuation | None, person: str) -> Event | None:
        if room.stage is Stage.PREDICT:
            return events.Predicted(person, self._luck.random() < 0.7, self._luck.randint(1, 3))
        if room.stage is Stage.CLOSE:
            return events.Planned(person, self._luck.choice(PLANS))
        round_ = room.round
        if round_ is None or not round_.offered:
            return None
        best = self._best(room, valuation)
        others = [one for one in round_.offered if one not in best] or list(round_.offered)
        first = round_.first.get(person)
        if room.stage is Stage.REVOTE and first is not None:
            comes_round = first.reply not in best and self._luck.random() < COME_ROUND
            reply = self._luck.choice(best) if comes_round else first.reply
        else:
            finds_it = self._luck.random() < FIND_IT
            reply = self._luck.choice(best if finds_it else others)
        return events.Voted(person, room.turn, room.stage, reply, self._luck.randint(1, 3))

    def _best(self, room: Room, valuation: Valuation | None) -> list[str]:
        if valuation is None:
            return [one.id for one in room.offered]
        return list(valuation.choice(room.conversation_before.situation).best)


async def rehearse(
    session: Session, crowd: Crowd, valuation: Callable[[], Valuation | None]
) -> None:
    """Let a crowd take part for as long as the session lasts."""
    for event in crowd.joining():
        await session.send(event)
    while True:
        await asyncio.sleep(PAUSE)
        for event in crowd.doing(session.room, valuation()):
            await session.send(event)
