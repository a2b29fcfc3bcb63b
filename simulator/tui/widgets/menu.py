"""A list to choose from: arrows, digits, Enter and mouse, in rows that may be several lines long each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from simulator.tui.rows import Row
from simulator.tui.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Item:
    """One choice. ``rows`` is given the width and whether the item is selected."""

    key: str
    rows: Callable[[int, bool], Sequence[Row]]
    selectable: bool = True


class Menu(Page):
    """A page of items, one of them selected."""

    class Moved(Message):
        """Another item is selected now."""

        def __init__(self, menu: Menu, key: str) -> None:
            super().__init__()
            self.menu, self.key = menu, key

        @property
        def control(self) -> Menu:
            """The list that was moved in."""
            return self.menu

    class Chosen(Message):
        """An item was chosen."""

        def __init__(self, menu: Menu, key: str) -> None:
            super().__init__()
            self.menu, self.key = menu, key

        @property
        def control(self) -> Menu:
            """The list that was chosen from."""
            return self.menu

    def __init__(
        self,
        items: Sequence[Item] = (),
        *,
        digits: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(self._build_items, id=id, classes=classes)
        self.items = tuple(items)
        self.at = self._next(-1, 1)
        self._digits = digits
        self._starts: list[tuple[int, int]] = []

    @property
    def selected(self) -> str | None:
        """The key of the selected item, if there is one."""
        return self.items[self.at].key if 0 <= self.at < len(self.items) else None

    def offer(self, items: Sequence[Item], selected: str | None = None) -> None:
        """Show other items, and keep the selection where its key is still there."""
        selected = selected or self.selected
        self.items = tuple(items)
        keys = [item.key if item.selectable else None for item in self.items]
        self.at = keys.index(selected) if selected in keys else self._next(-1, 1)
        self.show(self._build_items, home=False)

    def select(self, key: str) -> None:
        """Move to an item."""
        for number, item in enumerate(self.items):
            if item.key == key and item.selectable:
                self._move_to(number)

    def _next(self, start: int, step: int) -> int:
        """The next item that can be selected; `start` if there is none."""
        number = start + step
        while 0 <= number < len(self.items):
            if self.items[number].selectable:
                return number
            number += step
        return start

    def _build_items(self, width: int) -> list[Row]:
        rows: list[Row] = []
        self._starts = []
        for number, item in enumerate(self.items):
            made = item.rows(width, number == self.at)
            self._starts.append((len(rows), len(rows) + len(made)))
            rows.extend(made)
        return rows

    def is_lit(self, number: int) -> bool:
        """Whether a row is of the selected item."""
        if not 0 <= self.at < len(self._starts):
            return False
        start, end = self._starts[self.at]
        return start <= number < end

    def laid_out(self) -> None:
        """Keep the selected item in sight."""
        if 0 <= self.at < len(self._starts):
            start, end = self._starts[self.at]
            self.top = max(min(self.top, start), end - max(1, self.size.height))
            if self.at == self._next(-1, 1):
                self.top = 0

    def _move_to(self, number: int) -> None:
        if number == self.at or not 0 <= number < len(self.items):
            return
        self.at = number
        self.show(self._build_items, home=False)
        self.post_message(self.Moved(self, self.items[number].key))

    def choose(self) -> None:
        """Choose what is selected."""
        if self.selected is not None and self.items[self.at].selectable:
            self.post_message(self.Chosen(self, self.items[self.at].key))

    def on_key(self, event: events.Key) -> None:
        """Move or choose."""
        key = event.key
        if key in {"up", "down"}:
            self._move_to(self._next(self.at, 1 if key == "down" else -1))
        elif key in {"home", "end"}:
            self._move_to(self._next(*((-1, 1) if key == "home" else (len(self.items), -1))))
        elif key in {"pageup", "pagedown"}:
            self._move_by_page(1 if key == "pagedown" else -1)
        elif key == "enter":
            self.choose()
        elif self._digits and key.isdecimal() and 1 <= int(key) <= len(self.items):
            self._move_to(int(key) - 1)
            self.choose()
        else:
            return
        event.stop()
        event.prevent_default()

    def _move_by_page(self, step: int) -> None:
        rows = 0
        number = self.at
        while rows < self.size.height - 2 and (after := self._next(number, step)) != number:
            start, end = self._starts[after]
            rows += end - start
            number = after
        self._move_to(number)

    def item_at(self, y: int) -> int | None:
        """The number of the item on a line of the screen."""
        row = self.top + y
        return next((n for n, (start, end) in enumerate(self._starts) if start <= row < end), None)

    def on_click(self, event: events.Click) -> None:
        """Select; and choose what was selected already, so that a list can be read by mouse."""
        number = self.item_at(event.y)
        if number is None or not self.items[number].selectable:
            return
        if number == self.at or self._digits:
            self._move_to(number)
            self.choose()
        else:
            self._move_to(number)
