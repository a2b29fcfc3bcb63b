"""The conversation: her words, your replies, and what you know beside them.

A turn goes through steps, and a key means one thing in each. Thoughts are offered first where a state has
them, then replies. After a choice comes a breath: a key pressed in it ends it, and counts for what is
offered then. In coach mode a turning point stops everything until any key is pressed. On a small screen an
answer that would not be seen as a whole above the replies is heard first, and any key shows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from simulator.core import wording
from simulator.core.conversation import Turn
from simulator.core.phases import Phase
from simulator.core.scenario import TrustState
from simulator.core.speech import said
from simulator.records.play import Mode, Play
from simulator.tui.memory import settle_memory
from simulator.tui.rows import joined, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.steps import PAUSES, STAYS, Step, more_step_keys, step_keys
from simulator.tui.widgets.coaching import coaching_lines
from simulator.tui.widgets.edges import Key
from simulator.tui.widgets.knowledge import knowledge
from simulator.tui.widgets.page import Page
from simulator.tui.widgets.replies import Offer, of_replies, of_thoughts
from simulator.tui.widgets.stage import Stage

BREATH = 0.3
"""Seconds between the trainee's words and the answer."""
AGAIN, PATIENCE = 0.05, 2.0
"""Seconds until looking again whether coaching has its chances, and until it does without."""


class Talk(Frame):
    """A play while it is talked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "know", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self._step = Step.BREATH
        self._aside: str | None = None
        self._turn: Turn | None = None
        self._breath: Timer | None = None
        self._after = Step.REPLY
        self._heard = False
        """Whether the last answer was seen as a whole, or as far as it can be."""
        self._early: list[str] = []
        """Digits that came in the breath, or before the first replies."""
        self._waited = 0.0

    def body(self) -> Iterator[Widget]:
        """The stage and the panel."""
        settings = self.room.settings
        with Container(id="columns"):
            yield Stage(settings.text_width, names=bool(self._play.scenario.others), id="body")
            yield Page(id="side")

    def keys(self) -> Sequence[Key]:
        """What works at this step."""
        thinking = self._step is Step.THOUGHT
        return step_keys(self._step, len(self._play.asides if thinking else self._play.offered))

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return more_step_keys(self._step)

    def title_row(self) -> tuple[Content, Content]:
        """Where one is. The state of trust has a name here in coach mode, and nowhere else."""
        scenario, situation = self._play.scenario, self._play.conversation.situation
        channel = situation.channel.replace("_", " ")
        where = f" · {channel} · {scenario.customer.name}"
        parts = [words(scenario.title, "strong"), say(" "), words(where, "quiet")]
        if self._play.mode is Mode.COACH:
            parts.append(say(f" · {TrustState(situation.trust.state).value}", "accent"))
        turn = len(self._play.conversation.turns) + (self._step is not Step.OVER)
        return joined(*parts), say(f"turn {turn}", "quiet")

    def on_mount(self) -> None:
        """Show what was said so far, and what can be said."""
        self.room.walk(self._play)
        stage = self._stage
        conversation = self._play.conversation
        stage.hear(conversation.opening_heard)
        for turn in conversation.turns:
            stage.hear(said(turn.reply), self._thought(turn))
            stage.begin_answer()
            stage.hear(turn.heard)
        self._know()
        self._tell_trouble()
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        """Offer the first replies, now that it is known how much room there is."""
        self._next()
        self._type(self._early)
        self.call_after_refresh(settle_memory)

    @property
    def _stage(self) -> Stage:
        return self.query_one("#body", Stage)

    def _thought(self, turn: Turn) -> str:
        asides = self._play.scenario.states[turn.before.at].asides
        return next((one.thought for one in asides if one.id == turn.aside), "")

    # One turn

    def _next(self) -> None:
        """Offer what comes next: thoughts, replies, or the end."""
        self._aside = None
        if self._play.phase is not Phase.TALKING:
            self._step = Step.OVER
            self._stage.wait("The conversation is over.")
        elif self._play.asides:
            self._offer_or_listen(Step.THOUGHT)
        else:
            self._offer_or_listen(Step.REPLY)
        self.refresh_edges()

    def _offer_or_listen(self, step: Step) -> None:
        """Offer, unless what was said would be cut off by it: then let it be read first."""
        self._after = step
        offer = self._offered(step)
        if self._heard or self._stage.leaves_room_for(offer):
            self._offer(step, offer)
        else:
            self._step = Step.LISTENING
            self._stage.wait("Any key goes on to what you can say.")

    def _offered(self, step: Step) -> Offer:
        if step is Step.THOUGHT:
            return Offer(of_thoughts(self._play.asides), "What goes through your mind?")
        return Offer(of_replies(self._play.offered))

    def _offer(self, step: Step, offer: Offer | None = None) -> None:
        self._step, self._heard = step, True
        self._stage.offer(offer or self._offered(step))

    def on_stage_chosen(self, message: Stage.Chosen) -> None:
        """A thought was chosen, or a reply."""
        message.stop()
        if self._step is Step.THOUGHT:
            self._aside = message.key or None
            self._offer(Step.REPLY)
            self.refresh_edges()
        elif self._step is Step.REPLY:
            self._say(message.key)
        self._type(self._stage.take_early())

    def _type(self, keys: list[str]) -> None:
        """Do what keys do that came before their time. None of them runs over what the coach says."""
        early, keys[:] = list(keys), []
        for key in early:
            if self._step is Step.COACHED:
                return
            if not self._press(key):
                self._stage.press(key)

    def _say(self, reply: str) -> None:
        turn = self._play.choose(reply, self._aside)
        self._turn, self._step = turn, Step.BREATH
        stage = self._stage
        stage.hear(said(turn.reply), self._thought(turn))
        stage.hold()
        self._tell_trouble()
        if self.room.settings.motion:
            self.keys_edge.show(self.keys())
            self._breath = self.set_timer(BREATH, self._answer)
        else:
            self._answer()

    def _tell_trouble(self) -> None:
        trouble = self._play.trouble
        self._stage.tell(f"This play is not being saved: {trouble}" if trouble else "")

    def _answer(self) -> None:
        """Let her answer, whether the breath is over or was ended."""
        turn = self._turn
        if turn is None:
            return
        if self._breath is not None:
            self._breath.stop()
            self._breath = None
        if self._coach_is_not_ready():
            self._waited += AGAIN
            self._breath = self.set_timer(AGAIN, self._answer)
            return
        self._turn = None
        self._stage.begin_answer()
        self._stage.hear(turn.heard)
        self._heard = False
        self._know()
        review = self._play.coaching() if self._waited < PATIENCE else None
        if review is None:
            self._next()
        else:
            self._step = Step.COACHED
            self._stage.note(coaching_lines(review, self._play.scenario))
            self._stage.wait("Any key goes on.")
            self.refresh_edges()
        self._type(self._early)

    def _coach_is_not_ready(self) -> bool:
        """Whether her answer waits a little, so that coaching need not be computed in its way."""
        if self._play.mode is not Mode.COACH or self.room.is_walked(self._play):
            self._waited = 0.0
            return False
        return self._waited < PATIENCE

    def on_key(self, event: events.Key) -> None:
        """Keys that the stage has no use for, and those that were typed ahead of it."""
        if self.is_current and (self._press(event.key) or self._stage.press(event.key)):
            event.stop()
            event.prevent_default()

    def _press(self, key: str) -> bool:
        """Do what a key does in the breath, in a pause and at the end; gives whether it does anything."""
        if self._step is Step.BREATH and (key.isdecimal() or key in {"enter", "space"}):
            if key.isdecimal():
                self._early.append(key)
            self._answer()
        elif self._step in PAUSES and key not in STAYS:
            self._go_on(key)
        elif self._step is Step.OVER and key in {"enter", "space"}:
            self.room.to_play(self._play)
        else:
            return False
        return True

    def _go_on(self, key: str = "") -> None:
        """From a pause. What is not in sight yet is read first, unless a digit says what to say."""
        is_choice = key.isdecimal() and self._step is Step.LISTENING
        if not is_choice and self._stage.read_on():
            return
        if self._step is Step.COACHED:
            self._heard = True
            self._next()
            return
        self._offer(self._after)
        self.refresh_edges()
        if is_choice:
            self._stage.press(key)

    def on_stage_pressed(self) -> None:
        """The mouse goes on where any key does."""
        if self._step in PAUSES:
            self._go_on()
        elif self._step is Step.OVER:
            self.room.to_play(self._play)
        elif self._step is Step.BREATH:
            self._answer()

    # Beside it

    def _know(self) -> None:
        conversation = self._play.conversation
        self.query_one("#side", Page).show(lambda width: knowledge(conversation, width), home=False)

    def action_know(self) -> None:
        """What you know and have promised, on a page of its own."""
        from simulator.tui.screens.known import Known

        self.app.push_screen(
            Known(self._play.conversation, wording.first_name(self._play.scenario))
        )

    def action_leave(self) -> None:
        """Back to the library. The play is kept as it stands."""
        if self._breath is not None:
            self._breath.stop()
        self.room.to_library()
