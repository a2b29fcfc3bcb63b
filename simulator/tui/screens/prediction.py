"""One question, alone on the screen, before the verdict: does the customer trust you now?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.core import wording
from simulator.core.phases import Phase
from simulator.records.play import Play
from simulator.tui.rows import BLANK, Row, centred, joined, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page

SURE = (("1", "a guess"), ("2", "fairly sure"), ("3", "certain"))


AGAIN = 0.05
"""Seconds until looking again whether the chances are there."""


class Prediction(Frame):
    """Yes or no, and how sure."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n", "answer(False)", show=False),
        *(Binding(key, f"sure({key})", show=False) for key, _ in SURE),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self._yes: bool | None = None

    def body(self) -> Iterator[Widget]:
        """The question."""
        yield Page(self._rows, id="body")

    def on_mount(self) -> None:
        """Compute the chances meanwhile."""
        self.room.walk(self._play)

    def keys(self) -> Sequence[Key]:
        """What works now."""
        if self._yes is None:
            return (("y", "yes"), ("n", "no"), HELP, ("esc", "leave, kept"))
        other = ("n", "no, rather") if self._yes else ("y", "yes, rather")
        return (("1-3", "how sure"), other, HELP, ("esc", "leave, kept"))

    def title_row(self) -> tuple[Content, Content]:
        """The scenario."""
        return words(self._play.scenario.title, "strong"), BLANK

    def _rows(self, width: int) -> list[Row]:
        name = wording.first_name(self._play.scenario)
        rows = centred(words(f"Does {name} trust you now?", "strong"), width)
        rows.append(BLANK)
        if self._yes is None:
            rows += centred(_offer((("y", "yes"), ("n", "no"))), width)
        else:
            rows += centred(say("Yes." if self._yes else "No.", "accent"), width)
            rows += [BLANK, *centred(say("How sure are you?", "quiet"), width), BLANK]
            rows += centred(_offer(SURE), width)
        height = self.query_one("#body", Page).size.height
        return [*[BLANK] * max(0, (height - len(rows)) * 2 // 5), *rows]

    def on_resize(self, event: events.Resize) -> None:
        """Stay in the middle."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.query_one("#body", Page).show(self._rows)

    def action_answer(self, yes: bool) -> None:
        """Yes or no. It may be changed until it is said how sure."""
        if self._play.phase is not Phase.PREDICTING:
            return
        self._yes = yes
        self._show()
        self.refresh_edges()

    def action_sure(self, sure: int) -> None:
        """How sure: and then the verdict."""
        if self._yes is None or self._play.phase is not Phase.PREDICTING:
            return
        self._play.predict(self._yes, sure)
        self.keys_edge.tell(say("One moment.", "quiet"))
        self._finish()

    def _finish(self) -> None:
        """Show the debrief, once its chances are computed, which they nearly always are by now."""
        if not self.room.is_walked(self._play):
            self.set_timer(AGAIN, self._finish)
            return
        from simulator.tui.screens.debrief import DebriefScreen

        result = self._play.debrief()
        self._play.finish(result)
        self.room.show(DebriefScreen(self._play, result))

    def action_leave(self) -> None:
        """Back to the library. The question comes again when the play is taken up."""
        self.room.to_library()


def _offer(keys: Sequence[Key]) -> Content:
    parts: list[Content] = []
    for number, (key, word) in enumerate(keys):
        parts += [say("      " if number else ""), say(key, "key"), say(f"  {word}")]
    return joined(*parts)
