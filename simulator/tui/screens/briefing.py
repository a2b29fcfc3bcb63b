"""The briefing: whom the trainee plays, whom they meet and how, and what they know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.core.scenario import Channel
from simulator.records.play import Mode, Play
from simulator.tui.rows import BLANK, Row, beside, hanging, indented, measure, paragraph, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page

WHERE = {
    Channel.IN_PERSON: "In person, face to face",
    Channel.PHONE: "On the phone",
    Channel.VIDEO: "On a video call",
    Channel.TEXT: "In writing",
}
MODES = {
    Mode.COACH: "Coach: the conversation stops at turning points, and says why.",
    Mode.REAL: "Real: nothing is explained before the end.",
}
TWO_COLUMNS = 116
HANG = 12


class Briefing(Frame):
    """What one knows before the first word."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "mode", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def on_mount(self) -> None:
        """Compute the chances while the trainee reads: coaching and the debrief need them."""
        self.room.walk(self._play)

    def keys(self) -> Sequence[Key]:
        """What works here."""
        other = "real" if self._play.mode is Mode.COACH else "coach"
        return (("↵", "begin"), ("c", f"{other} mode"), HELP, ("esc", "library"))

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (("↑ ↓", "read on"),)

    def title_row(self) -> tuple[Content, Content]:
        """The scenario."""
        minutes = self._play.scenario.minutes
        return words(self._play.scenario.title, "strong"), say(
            f"{minutes} minutes" if minutes else "", "quiet"
        )

    def _rows(self, width: int) -> list[Row]:
        margin, column = measure(width, self.room.settings.text_width)
        if width < TWO_COLUMNS:
            rows = [*self._who(column), BLANK, *self._know(column), BLANK, *self._how(column)]
            return [BLANK, *indented(rows, margin)]
        half = min(column, (width - 2 * margin - 6) // 2)
        left = [*self._who(half), BLANK, *self._how(half)]
        rows = beside(left, self._know(half), half + 6)
        return [BLANK, *indented(rows, max(margin, (width - 2 * half - 6) // 2))]

    def _who(self, width: int) -> list[Row]:
        scenario = self._play.scenario
        customer, seller = scenario.customer, scenario.seller
        rows = paragraph(words(scenario.summary), width) if scenario.summary else []
        rows += [BLANK, *self._line("You are", seller.role, width)]
        rows += self._line("You want", seller.aim, width)
        rows += [BLANK, *self._line("You meet", customer.name, width, "strong")]
        rows += self._line("", customer.role, width) + self._line("", customer.mood, width)
        if customer.background:
            rows += [BLANK, *self._line("", customer.background, width)]
        for number, other in enumerate(scenario.others.values()):
            who = ", ".join(part for part in (other.name, other.role) if part)
            rows += [] if number else [BLANK]
            rows += self._line("" if number else "Also there", who, width)
        rows += [BLANK, *self._line("Where", WHERE[scenario.channel], width)]
        return rows

    def _know(self, width: int) -> list[Row]:
        conversation = self._play.conversation
        facts = conversation.engine.facts(conversation.situation)
        rows = [say("What you know", "strong")] if facts else []
        for fact in facts:
            rows += hanging(say("·", "quiet"), words(fact.text), width, 2)
        return rows

    def _how(self, width: int) -> list[Row]:
        return paragraph(say(MODES[self._play.mode], "quiet"), width)

    def _line(self, label: str, text: str, width: int, role: str = "") -> list[Row]:
        if not text:
            return []
        if width < 40:
            head = [say(label, "quiet")] if label else []
            return [*head, *paragraph(words(text, role), width)]
        return hanging(say(label, "quiet"), words(text, role), width, HANG)

    def on_key(self, event: events.Key) -> None:
        """Begin to talk. No binding does this, so that what is typed ahead finds the conversation."""
        if event.key == "enter" and self.is_current:
            event.stop()
            event.prevent_default()
            self._play.begin()
            self.room.to_play(self._play)

    def action_mode(self) -> None:
        """Coach or real."""
        self._play.mode = Mode.REAL if self._play.mode is Mode.COACH else Mode.COACH
        self.query_one("#body", Page).show(self._rows, home=False)
        self.refresh_edges()

    def action_leave(self) -> None:
        """Back to the library. Nothing was said yet, so nothing is kept."""
        self.room.to_library()
