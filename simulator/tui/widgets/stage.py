"""The conversation's one surface: the transcript above, what can be said below.

They share a surface so that a turn never makes the screen lay itself out again: where the one ends and the
other begins is arithmetic, and a key costs only the drawing of rows that are in sight. The replies stay
where they are while the transcript grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from simulator.core.speech import Utterance
from simulator.tui.rows import BLANK, MORE, Row, clipped, rule, rule_with, say
from simulator.tui.widgets.page import WHEEL, Surface
from simulator.tui.widgets.replies import Offer, Placed
from simulator.tui.widgets.transcript import Transcript, columns

RULED = 10
"""From so many rows a rule stands between transcript and replies."""


class Stage(Surface, can_focus=True):
    """Transcript and replies."""

    class Chosen(Message):
        """An option was chosen."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Pressed(Message):
        """The surface was clicked where there is nothing to choose."""

    def __init__(self, most: int, *, names: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._most = most
        self.transcript = Transcript(most, names)
        self._offer = Offer()
        self._quiet_line, self._quiet_role = "", "costs"
        self.is_open = False
        """Whether something can be chosen now."""
        self._is_chosen = False
        """Whether something was chosen, and the screen has not taken it yet."""
        self._early: list[str] = []
        self.top = 0
        self._split = 0
        self._laid_out: tuple[int, int] = (-1, -1)
        self._is_following = False
        self._frame: list[Row] = []

    # What the screen says

    def hear(self, pieces: Iterable[Utterance], thought: str = "") -> None:
        """Add what was heard or said, and follow it."""
        if thought:
            self.transcript.think(thought)
        self.transcript.hear(pieces)
        self._follow()

    def begin_answer(self) -> None:
        """What is heard from now on matters most, if not all can be seen."""
        self.transcript.begin_answer()

    def leaves_room_for(self, offer: Offer) -> bool:
        """Whether the last answer can be seen as a whole above that."""
        width, height = self.size
        count = len(self._placed(offer).rows)
        rows = self.transcript.rows(width)
        return len(rows) - self.transcript.answer_row - 1 <= self._split_for(count, height)

    def read_on(self) -> bool:
        """Show more of what was not in sight yet; gives whether there was more."""
        return self._scroll(max(1, self._split - 1))

    def note(self, lines: Sequence[Content]) -> None:
        """Add what coaching tells."""
        self.transcript.note(lines)
        self._follow()

    def offer(self, offer: Offer) -> None:
        """Put this up for choice."""
        self._offer, self.is_open, self._is_chosen = offer, True, False
        self._follow()

    def hold(self) -> None:
        """The choice is taken; it stays in sight until something else is offered."""
        self.is_open = self._is_chosen = False
        self._offer.is_taken = True
        self._touch()

    def take_early(self) -> list[str]:
        """The keys that were pressed after a choice and before it was taken; they mean what comes next."""
        early, self._early = self._early, []
        return early

    def wait(self, hint: str) -> None:
        """Offer nothing, and say what is waited for."""
        self._offer, self.is_open, self._is_chosen = Offer(hint=hint), False, False
        self._follow()

    def tell(self, line: str, role: str = "costs") -> None:
        """A quiet line over the replies, for what went wrong; empty for none."""
        if (line, role) != (self._quiet_line, self._quiet_role):
            self._quiet_line, self._quiet_role = line, role
            self._touch()

    def _touch(self) -> None:
        self._laid_out = (-1, -1)
        self.refresh()

    def _follow(self) -> None:
        self._is_following = True
        self._touch()

    # Where things stand

    def lay_out(self) -> None:
        """Find the split between transcript and replies, and what of both is in sight."""
        width, height = self.size
        if (width, height) == self._laid_out:
            return
        if self._laid_out != (-1, -1):
            self._is_following = True  # another size: stay at what is new
        self._laid_out = (width, height)
        rows = self.transcript.rows(width)
        self._split = self._split_for(len(self._placed(self._offer).rows), height)
        if self._is_following:
            self._is_following = False
            self.top = self._newest(len(rows))
        self.top = max(0, self.top)
        self._make_frame()
        self._offer.keep_in_sight(height - self._split - len(self._frame))

    def _placed(self, offer: Offer) -> Placed:
        at = columns(self.size.width, self._most)
        return offer.place(at.left, at.width)

    def _split_for(self, count: int, height: int) -> int:
        """How many rows the transcript has, with so many rows below it."""
        frame = (1 if height >= RULED else 0) + (1 if self._quiet_line else 0)
        room = height - max(1, min(6, height // 3))
        return height - min(count + frame, room)

    def _newest(self, count: int) -> int:
        """The row at the top that shows what is new.

        Once something can be said to it, its end, with no piece cut off above it. Until then its
        beginning, where it is too long.
        """
        end = max(0, count - self._split)
        first = self.transcript.answer_row
        first += 1 if first else 0
        return self.transcript.whole_from(end) if self.is_open else min(end, first)

    def _make_frame(self) -> None:
        """The rule between the two, saying where more is to read below, and the quiet line."""
        width, height = self.size
        self._frame = []
        if height >= RULED:
            hidden = len(self.transcript.rows(width)) - self._split - self.top
            self._frame.append(rule(width) if hidden <= 0 else rule_with(MORE, width))
        if self._quiet_line:
            left = columns(width, self._most).left
            self._frame.append(
                clipped(say(self._quiet_line, self._quiet_role).pad_left(left), width)
            )

    def row_at(self, y: int) -> tuple[Row, bool]:
        """The row on a line: of the transcript, of the frame, or of the replies."""
        self.lay_out()
        rows = self.transcript.rows(self.size.width)
        if y < self._split:
            number = self.top + y
            return (rows[number] if number < len(rows) else BLANK), False
        y -= self._split
        frame = self._frame
        if y < len(frame):
            return frame[y], False
        return self._offer.row(y - len(frame))

    # What the trainee does

    def press(self, key: str) -> bool:
        """Do what a key does here; gives whether it does anything."""
        page = max(1, self._split - 1)
        scroll = {"pageup": -page, "pagedown": page, "ctrl+up": -1, "ctrl+down": 1}
        scroll |= {"home": -(10**6), "end": 10**6}
        if key in scroll:
            self._scroll(scroll[key])
        elif self._is_chosen and (key.isdecimal() or key in {"enter", "space"}):
            self._early.append(key)
        elif not self.is_open or self._is_chosen:
            return False
        elif key in {"up", "down"}:
            self._move_to(self._offer.at + (1 if key == "down" else -1))
        elif key == "enter":
            self._choose(self._offer.at)
        else:
            keys = [option.key for option in self._offer.options]
            if not key or key not in keys:
                return False
            self._choose(keys.index(key))
        return True

    def _choose(self, number: int) -> None:
        # The mark moves without a drawing of its own: what follows the choice draws it anyway, and
        # two drawings would make every key wait for the next frame.
        self._offer.at, self._laid_out, self._is_chosen = number, (-1, -1), True
        self.post_message(self.Chosen(self._offer.options[number].id))

    def _move_to(self, number: int) -> None:
        if number != self._offer.at and 0 <= number < len(self._offer.options):
            self._offer.at = number
            self._touch()

    def _scroll(self, count: int) -> bool:
        self.lay_out()
        most = max(self.top, len(self.transcript.rows(self.size.width)) - self._split)
        top = max(0, min(self.top + count, most))
        if top == self.top:
            return False
        self.top = top
        self._make_frame()
        self.refresh()
        return True

    def on_key(self, event: events.Key) -> None:
        """A digit, an arrow, Enter, or a key that scrolls."""
        if self.press(event.key):
            event.stop()
            event.prevent_default()

    def _option_under(self, y: int) -> int | None:
        y -= self._split + len(self._frame)
        return self._offer.option_at(y) if y >= 0 else None

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse."""
        can_choose = self.is_open and not self._is_chosen
        number = self._option_under(event.y) if can_choose else None
        if number is not None:
            self._choose(number)
        elif not self.is_open:
            self.post_message(self.Pressed())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark what is under the mouse."""
        number = self._option_under(event.y) if self.is_open else None
        if number is not None:
            self._move_to(number)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Read on."""
        self._scroll(WHEEL)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Read back."""
        self._scroll(-WHEEL)
        event.stop()
