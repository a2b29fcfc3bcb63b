"""The preview: the conversation as a trainee has it, and beside it what only the author sees.

What must stay true: a file with errors never takes the conversation away, and nothing that is read, walked
or checked in the background is shown of another state of the file than the one that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from simulator.core.conversation import Conversation
from simulator.core.scenario import TrustState
from simulator.core.speech import said
from simulator.core.wording import first_name
from simulator.tui.preview.background import Background
from simulator.tui.preview.found import Checks
from simulator.tui.preview.inside_rows import effect_line, inside_rows
from simulator.tui.preview.keys import every_key, footer, under_help
from simulator.tui.preview.pages import LivePage
from simulator.tui.preview.places import Places
from simulator.tui.preview.problem_rows import full_rows, short_rows
from simulator.tui.preview.rehearsal import Rehearsal
from simulator.tui.preview.walking import Ways
from simulator.tui.rows import BLANK, Row, indented, joined, measure, plain, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import Key
from simulator.tui.widgets.page import Page
from simulator.tui.widgets.replies import Offer, of_replies, of_thoughts
from simulator.tui.widgets.stage import Stage
from simulator.tui.widgets.transcript import Transcript

BESIDE = 100
"""From so many columns the panel stands beside the conversation."""


class Preview(Frame):
    """A file that is being written, played."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "back", show=False),
        Binding("g", "go", show=False),
        Binding("v", "variant", show=False),
        Binding("r", "anew", show=False),
        Binding("e", "problems", show=False),
        Binding("i", "inside", show=False),
        Binding("q", "app.quit", show=False),
    ]

    def __init__(self, path: Path, checks: Checks) -> None:
        super().__init__()
        self._path = path
        self.rehearsal = Rehearsal()
        self._offered = Offer()
        self._background = Background(self, path, checks, self.rehearsal)

    def body(self) -> Iterator[Widget]:
        """The conversation and the panel; or what keeps the file from being played."""
        with Container(id="columns"):
            yield Stage(self.room.settings.text_width, id="body")
            yield Page(self._panel, id="side")
            yield Page(self._problem_rows, id="problems")

    def on_mount(self) -> None:
        """Begin to watch."""
        self._stage.wait("The file is being read.")
        self._background.begin()

    # What is on it

    def keys(self) -> Sequence[Key]:
        """What works now, as far as it fits."""
        return footer(self._every_key(), self.app.size.width)

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return under_help(self.rehearsal, self._every_key(), self.keys())

    def _every_key(self) -> list[Key]:
        return every_key(self.rehearsal, self._is_beside)

    def title_row(self) -> tuple[Content, Content]:
        """Where one is, how she stands, and how many problems there are."""
        counts = say(self.rehearsal.problems.counts, "costs")
        scenario, standing = self.rehearsal.scenario, self.rehearsal.standing
        if scenario is None or standing is None:
            return words(self._path.name, "strong"), counts
        situation = standing.conversation.situation
        parts = [
            situation.at,
            situation.channel.replace("_", " "),
            *filter(None, [situation.variant]),
        ]
        left = joined(
            words(scenario.title, "strong"),
            say(f" · {plain(' · '.join(parts))} · ", "quiet"),
            say(TrustState(situation.trust.state).value, "accent"),
        )
        gap = say("   ") if counts else BLANK
        return left, joined(counts, gap, say(f"turn {standing.turn}", "quiet"))

    @property
    def _stage(self) -> Stage:
        return self.query_one("#body", Stage)

    @property
    def _is_beside(self) -> bool:
        return self.has_class("beside")

    def _panel(self, width: int) -> list[Row]:
        problems = indented(short_rows(self.rehearsal.problems, max(8, width - 2)), 1)
        return [*problems, *self._inside_rows(width, 1)]

    def _inside_rows(self, width: int, left: int) -> list[Row]:
        inside = self.rehearsal.inside
        return inside_rows(inside, width, left) if inside is not None else []

    def _problem_rows(self, width: int) -> list[Row]:
        margin, column = measure(width, self.room.settings.text_width)
        told = say("It is played as soon as it is saved without errors.", "quiet")
        return [*full_rows(self.rehearsal.problems, column, margin), BLANK, told.pad_left(margin)]

    def renew(self) -> None:
        """Show what is known of the file by now, around the conversation and on a page over it."""
        self._tell()
        self.query_one("#side", Page).show(self._panel, home=False)
        self.query_one("#problems", Page).show(self._problem_rows, home=False)
        self.refresh_edges()
        if isinstance(self.app.screen, LivePage):
            self.app.screen.renew()

    def play(self) -> None:
        """Show the conversation as it stands now."""
        rehearsal = self.rehearsal
        is_unplayed = rehearsal.standing is None and bool(rehearsal.problems.counts)
        if is_unplayed != self.has_class("unplayed"):
            self.set_class(is_unplayed, "unplayed")
            self.query_one("#problems" if is_unplayed else "#body").focus()
        conversation, stage = rehearsal.conversation, self._stage
        if conversation is not None:
            self._fill(stage, conversation)
            self._offer(stage, conversation)
        self.renew()

    def _fill(self, stage: Stage, conversation: Conversation) -> None:
        names = bool(conversation.engine.scenario.others)
        stage.transcript = Transcript(self.room.settings.text_width, names)
        stage.hear(conversation.opening_heard)
        for turn in conversation.turns:
            asides = conversation.engine.scenario.states[turn.before.at].asides
            thought = next((one.thought for one in asides if one.id == turn.aside), "")
            stage.hear(said(turn.reply), thought)
            stage.begin_answer()
            stage.hear(turn.heard)

    def _offer(self, stage: Stage, conversation: Conversation) -> None:
        """Offer what can be said, or say why nothing can. What was marked stays marked."""
        if conversation.is_over:
            stage.wait(self._end_words(conversation))
            return
        before = self._offered
        if self.rehearsal.is_thinking:
            thoughts = of_thoughts(self.rehearsal.thoughts)
            self._offered = Offer(thoughts, "What goes through your mind?")
        else:
            self._offered = Offer(of_replies(conversation.replies))
        marked = before.options[before.at].id if before.options else None
        ids = [option.id for option in self._offered.options]
        self._offered.at = ids.index(marked) if marked in ids else 0
        stage.offer(self._offered)

    def _end_words(self, conversation: Conversation) -> str:
        ending, name = conversation.ending, first_name(conversation.engine.scenario)
        if ending is None:
            return f"No reply can be used in {plain(conversation.situation.at)} now: it ends here."
        trusts = "trusts you" if conversation.situation.trust.verdict else "does not trust you"
        return (
            f"{plain(ending.id)}, {'sold' if ending.sold else 'not sold'}. {plain(name)} {trusts}."
        )

    def _tell(self) -> None:
        """The quiet line over the replies: what happened to the file, else what the last reply did."""
        rehearsal = self.rehearsal
        line, role = rehearsal.trouble or rehearsal.notice, "quiet"
        if not line and not self._is_beside and rehearsal.problems.is_older_in_play:
            line, role = f"{rehearsal.problems.counts}; the last good version is in play", "costs"
        if not line and not self._is_beside and rehearsal.inside is not None:
            line = effect_line(rehearsal.inside)
        self._stage.tell(plain(line), role)

    def _fit(self, width: int, height: int) -> None:
        super()._fit(width, height)
        self.set_class(width >= BESIDE, "beside")
        if self.is_mounted:
            self.renew()

    # What the author does

    def on_stage_chosen(self, message: Stage.Chosen) -> None:
        """A thought or a reply was chosen; then keys that came before it was taken."""
        message.stop()
        self.rehearsal.choose(message.key)
        self.play()
        for key in self._stage.take_early():
            self._stage.press(key)

    def on_key(self, event: events.Key) -> None:
        """Keys for the conversation, wherever the focus is."""
        if self.is_current and not self.has_class("unplayed") and self._stage.press(event.key):
            event.stop()
            event.prevent_default()

    def action_back(self) -> None:
        """To the turn before."""
        self.rehearsal.back()
        self.play()

    def action_anew(self) -> None:
        """To the opening."""
        self.rehearsal.anew()
        self.play()

    def action_variant(self) -> None:
        """To the next variant."""
        self.rehearsal.next_variant()
        self._background.value()
        self.play()

    def action_go(self) -> None:
        """To any state."""
        rehearsal = self.rehearsal
        if rehearsal.scenario is None:
            return
        reading = rehearsal.machine

        def keep(ways: Ways) -> None:
            if rehearsal.machine is reading:
                rehearsal.keep_ways(ways)

        def go(replies: Sequence[str]) -> None:
            rehearsal.go(replies)
            self.play()

        self.app.push_screen(
            Places(rehearsal.scenario, rehearsal.variant, rehearsal.ways, keep, go)
        )

    def action_problems(self) -> None:
        """All problems, on a page of their own."""

        def rows(width: int, left: int) -> list[Row]:
            return full_rows(self.rehearsal.problems, max(8, width - left - 1), left)

        self.app.push_screen(LivePage(f"Problems in {plain(self._path.name)}", "e", rows))

    def action_inside(self) -> None:
        """What only the author sees, on a page of its own."""
        self.app.push_screen(LivePage("Inside", "i", self._inside_rows))

    def action_help(self) -> None:
        """Every key that works here. Nothing is kept, so leaving says so."""
        from simulator.tui.screens.help import Help

        everywhere = (("t", "dark or light"), ("ctrl+q", "leave the program; nothing is kept"))
        self.app.push_screen(Help((*self.keys(), *self.more_keys()), everywhere))
