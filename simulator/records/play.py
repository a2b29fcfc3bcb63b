"""A play that is kept while it is played: what every front end holds.

It joins the conversation (``core``) with the file (``store``): the seed decides the variant and the
order of the replies, each choice is saved before it is shown, and a play that was left or killed is
taken up where it stood, by the text that it began with. If the disk refuses, the play goes on in
memory, `trouble` says so, and what is missing is saved with the next choice that can be.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from secrets import randbelow

from simulator.core.analysis import Valuation
from simulator.core.conversation import Conversation, Turn, begin, replay
from simulator.core.debrief import Debrief, TurnReview, debrief, is_turning_point, review
from simulator.core.drawing import SEEDS, shuffled, variant_of
from simulator.core.engine import Engine
from simulator.core.explore import TooManySituationsError
from simulator.core.machine import ConversationMachine, PhaseMachine
from simulator.core.phases import Phase
from simulator.core.scenario import Aside, Reply, Scenario
from simulator.records.store import SavedPlay, SavedReply, Store


class Mode(StrEnum):
    """Whether coaching comes at turning points, or all of it at the end."""

    COACH = "coach"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Script:
    """A scenario with the text that it was compiled from, and the name that plays are kept under."""

    name: str
    scenario: Scenario
    digest: str
    text: str


@dataclass
class Play:
    """One play, from the briefing to the debrief."""

    script: Script
    seed: int
    mode: Mode
    conversation: Conversation
    store: Store | None = None
    id: int | None = None
    """The play's number in the store, once it is kept."""
    phase: Phase = Phase.BRIEFING
    predicted: bool | None = None
    sure: int | None = None
    trouble: str | None = None
    """Why the play is not saved at the moment; None while it is."""
    _given: list[SavedReply] = field(default_factory=list)
    _saved: int = 0
    _phases: PhaseMachine = field(default_factory=PhaseMachine)
    _seen: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.script.scenario

    @property
    def offered(self) -> tuple[Reply, ...]:
        """The replies of this turn, in the order in which this play shows them."""
        return shuffled(self.conversation.replies, self.seed, len(self.conversation.turns))

    @property
    def asides(self) -> tuple[Aside, ...]:
        """The thoughts that this turn offers before the replies."""
        state = self.conversation.state
        return state.asides if state is not None else ()

    @cached_property
    def valuation(self) -> Valuation | None:
        """V of this variant, or None where the scenario is too large for its walk.

        Walked at first use, which takes some tens of milliseconds.
        """
        try:
            return Valuation(self.conversation.engine, self.conversation.opening.variant)
        except TooManySituationsError:
            return None

    def coaching(self) -> TurnReview | None:
        """What to tell after the last reply in coach mode; None where it was no turning point."""
        if self.mode is not Mode.COACH or not self.conversation.turns:
            return None
        last = review(self.conversation, len(self.conversation.turns), self.valuation)
        return last if is_turning_point(last) else None

    def debrief(self) -> Debrief:
        """Look back on the play, as it stands."""
        return debrief(self.conversation, self.valuation)

    def begin(self) -> None:
        """Leave the briefing: from now on the play is kept."""
        self.phase = self._phases.after(self.phase, "begin")
        self._seen = datetime.now(UTC)
        self._save()

    def choose(self, reply: str, aside: str | None = None) -> Turn:
        """Say something, and hear the answer. The reply is on disk when this returns.

        Raises:
            ValueError: the reply cannot be used now.
        """
        now = datetime.now(UTC)
        self.conversation = self.conversation.choose(reply, aside)
        took = round((now - self._seen).total_seconds() * 1000)
        self._given.append(SavedReply(reply, aside, now, took))
        if self.conversation.is_over:
            self.phase = self._phases.after(self.phase, "end")
        self._save()
        self._seen = datetime.now(UTC)
        return self.conversation.turns[-1]

    def predict(self, yes: bool | None, sure: int | None = None) -> None:
        """Say whether the customer trusts the seller now, before the verdict is shown.

        Args:
            yes: the prediction; None where the trainee makes none.
            sure: how sure, 1 to 3.
        """
        self.predicted, self.sure = yes, sure
        self.phase = self._phases.after(self.phase, "predict")

    def finish(self, result: Debrief) -> None:
        """Keep how it ended."""
        self._save()
        if self.store is None or self.id is None or self.trouble is not None:
            return
        try:
            self.store.finish(
                self.id,
                predicted=self.predicted,
                sure=self.sure,
                ending=self.conversation.situation.at,
                verdict=result.verdict,
                score=result.score,
                now=datetime.now(UTC),
            )
        except sqlite3.Error as error:
            self.trouble = str(error)

    def _save(self) -> None:
        """Bring the file up to date. What could not be saved before is saved now."""
        if self.store is None:
            return
        try:
            if self.id is None:
                self.id = self.store.begin(
                    self.script.name,
                    self.script.digest,
                    self.script.text,
                    variant=self.conversation.opening.variant,
                    seed=self.seed,
                    mode=self.mode,
                    now=datetime.now(UTC),
                )
            while self._saved < len(self._given):
                self.store.add_reply(self.id, self._saved + 1, self._given[self._saved])
                self._saved += 1
            if self.phase is Phase.PREDICTING:
                self.store.set_phase(self.id, self.phase)
        except sqlite3.Error as error:
            self.trouble = str(error)
        else:
            self.trouble = None


def new_play(
    script: Script,
    store: Store | None,
    *,
    seed: int | None = None,
    mode: Mode | None = None,
) -> Play:
    """A play that stands at its briefing.

    Args:
        script: what is played.
        store: where it is kept; None keeps nothing.
        seed: decides the variant and the order of replies; drawn by chance when None.
        mode: coach for a first play of the scenario and real after that, when None.
    """
    if seed is None:
        seed = randbelow(SEEDS)
    if mode is None:
        mode = Mode.REAL if store is not None and store.was_played(script.name) else Mode.COACH
    machine = ConversationMachine(Engine(script.scenario))
    return Play(script, seed, mode, begin(machine, variant_of(script.scenario, seed)), store)


def resumed_play(script: Script, store: Store, saved: SavedPlay) -> Play:
    """A play taken up where it stood.

    Args:
        script: compiled from the text that the play began with (``store.text(saved.digest)``).
        store: where it is kept.
        saved: the play.

    Raises:
        ValueError: its replies do not fit its text, as after a change of the rules.
    """
    given = store.replies(saved.id)
    machine = ConversationMachine(Engine(script.scenario))
    conversation = replay(machine, ((one.reply, one.aside) for one in given), saved.variant)
    return Play(
        script,
        saved.seed,
        Mode(saved.mode),
        conversation,
        store,
        saved.id,
        Phase.PREDICTING if conversation.is_over else Phase.TALKING,
        _given=list(given),
        _saved=len(given),
    )
