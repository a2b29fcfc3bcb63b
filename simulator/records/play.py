"""A play that is kept while it is played: what every front end holds.

It joins the conversation (``core``) with the file (``store``): the seed decides the variant and the
order of the replies, each choice is saved before it is shown, and a play that was left or killed is
taken up where it stood, by the text that it began with. If the disk refuses, the play goes on in
memory, `trouble` says so, and what is missing is saved with the next choice that can be. If another
window has gone on with the same play, this one goes on as a play of its own, from the first reply:
neither can spoil the other's.
"""

from __future__ import annotations

import sqlite3
import time
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
from simulator.records.script import Script
from simulator.records.store import SavedAct, SavedPlay, SavedReply, Store

__all__ = ["Mode", "Play", "Script", "new_play", "regraded", "resumed_play"]

NO_STORE = "there is no file to keep it in"


class Mode(StrEnum):
    """Whether coaching comes at turning points, or all of it at the end."""

    COACH = "coach"
    REAL = "real"


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
    instead_of: SavedPlay | None = None
    """An earlier play that was left, and is put aside when this one begins."""
    act: SavedAct | None = None
    """Of which account it is an act; None for a play by itself."""
    _given: list[SavedReply] = field(default_factory=list)
    _saved: int = 0
    _phases: PhaseMachine = field(default_factory=PhaseMachine)
    _seen: float = field(default_factory=time.monotonic)

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
        return _valuation(self.conversation)

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
        self._save()
        self._seen = time.monotonic()

    def choose(self, reply: str, aside: str | None = None) -> Turn:
        """Say something, and hear the answer. The reply is on disk when this returns.

        Raises:
            ValueError: the reply cannot be used now.
        """
        took = round((time.monotonic() - self._seen) * 1000)
        self.conversation = self.conversation.choose(reply, aside)
        self._given.append(SavedReply(reply, aside, datetime.now(UTC), took))
        if self.conversation.is_over:
            self.phase = self._phases.after(self.phase, "end")
        self._save()
        self._seen = time.monotonic()
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
            try:
                self._bring_up_to_date(self.store)
            except sqlite3.IntegrityError:
                self.id, self._saved = None, 0
                self._bring_up_to_date(self.store)
        except sqlite3.Error as error:
            self.trouble = str(error)
        else:
            self.trouble = None

    def _bring_up_to_date(self, store: Store) -> None:
        if self.id is None:
            self.id = store.begin(
                self.script.name,
                self.script.digest,
                self.script.text,
                variant=self.conversation.opening.variant,
                seed=self.seed,
                mode=self.mode,
                now=datetime.now(UTC),
                act=self.act,
            )
        if self.instead_of is not None:
            store.leave(self.instead_of.id, datetime.now(UTC))
            self.instead_of = None
        while self._saved < len(self._given):
            store.add_reply(self.id, self._saved + 1, self._given[self._saved])
            self._saved += 1


def new_play(
    script: Script,
    store: Store | None,
    *,
    seed: int | None = None,
    mode: Mode | None = None,
    instead_of: SavedPlay | None = None,
    variant: str | None = None,
    act: SavedAct | None = None,
) -> Play:
    """A play that stands at its briefing.

    Args:
        script: what is played.
        store: where it is kept; None keeps nothing.
        seed: decides the variant and the order of replies; drawn by chance when None.
        mode: coach for a first play of the scenario and real after that, when None.
        instead_of: a play that was left, to be put aside when this one begins.
        variant: the one to play, where the seed does not decide it.
        act: of which account it is an act. What is carried over into it is in the script already.

    Raises:
        KeyError: there is no such variant.
    """
    if seed is None:
        seed = randbelow(SEEDS)
    if mode is None:
        mode = Mode.REAL if store is not None and store.was_played(script.name) else Mode.COACH
    machine = ConversationMachine(Engine(script.scenario))
    return Play(
        script,
        seed,
        mode,
        begin(machine, variant or variant_of(script.scenario, seed)),
        store,
        trouble=NO_STORE if store is None else None,
        instead_of=instead_of,
        act=act,
    )


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
    conversation = _replayed(script, given, saved.variant)
    return Play(
        script,
        saved.seed,
        Mode(saved.mode),
        conversation,
        store,
        saved.id,
        Phase.PREDICTING if conversation.is_over else Phase.TALKING,
        act=saved.act,
        _given=list(given),
        _saved=len(given),
    )


def regraded(script: Script, store: Store, saved: SavedPlay) -> Debrief:
    """The debrief of a play that was kept, judged anew by the rules of this version.

    Nothing but the store is needed: its text makes the script, and its replies the conversation.

    Args:
        script: compiled from the text that the play began with (``store.text(saved.digest)``).
        store: where it is kept.
        saved: the play, finished or not.

    Raises:
        ValueError: its replies do not fit its text, as after a change of the rules.
    """
    conversation = _replayed(script, store.replies(saved.id), saved.variant)
    return debrief(conversation, _valuation(conversation))


def _replayed(script: Script, given: tuple[SavedReply, ...], variant: str | None) -> Conversation:
    machine = ConversationMachine(Engine(script.scenario))
    try:
        return replay(machine, ((one.reply, one.aside) for one in given), variant)
    except KeyError as error:
        raise ValueError(f"there is no variant {error}") from error


def _valuation(conversation: Conversation) -> Valuation | None:
    try:
        return Valuation(conversation.engine, conversation.opening.variant)
    except TooManySituationsError:
        return None
