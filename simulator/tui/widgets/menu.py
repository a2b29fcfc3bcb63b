"""A list to choose from: arrows, digits, Enter and mouse, in rows that may be several lines long each.

Rows are made when they come into sight: a thousand scenarios cost no more than those on the screen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from simulator.tui.rows import BLANK, Row
from simulator.tui.widgets.page import Page


def gap(key: str = "") -> Item:
    """An empty row between items, or above them."""
    return Item(key, lambda width, selected: (BLANK,), selectable=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One choice, or a row between choices."""

    key: str
    rows: Callable[[int, bool], Sequence[Row]]
    """Given the width, and whether the item is selected."""
    height: Callable[[int], int] | None = None
    """How many rows that makes at a width, where it can be told without making them."""
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
        super().__init__(id=id, classes=classes)
        self.items = tuple(items)
        self.at = self._next(-1, 1)
        self._digits = digits
        self._starts: list[int] = [0]
        """The first row of each item, and one past the last row of all."""
        self._made: dict[tuple[int, bool], Sequence[Row]] = {}

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
        self._width = -1
        self.refresh()

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

    def make(self, width: int) -> None:
        """Find where each item stands, and keep the selected one in sight."""
        self._made.clear()
        self._starts = [0]
        for number, item in enumerate(self.items):
            height = item.height(width) if item.height else len(self._rows_of(number))
            self._starts.append(self._starts[-1] + height)
        self._keep_in_sight()

    @property
    def length(self) -> int:
        """How many rows there are."""
        return self._starts[-1]

    def row(self, number: int) -> Row:
        """One row, made now if it was not in sight before."""
        item = bisect_right(self._starts, number) - 1
        return self._rows_of(item)[number - self._starts[item]]

    def is_lit(self, number: int) -> bool:
        """Whether a row is of the selected item."""
        if not 0 <= self.at < len(self._starts) - 1:
            return False
        return self._starts[self.at] <= number < self._starts[self.at + 1]

    def _rows_of(self, number: int) -> Sequence[Row]:
        key = (number, number == self.at)
        if key not in self._made:
            self._made[key] = self.items[number].rows(self._width, key[1])
        return self._made[key]

    def _keep_in_sight(self) -> None:
        if not 0 <= self.at < len(self._starts) - 1:
            return
        # What stands above the first item that can be selected is its heading, and stays with it.
        start = 0 if self.at == self._next(-1, 1) else self._starts[self.at]
        end = self._starts[self.at + 1]
        self.top = max(0, min(max(self.top, end - max(1, self.size.height)), start))

    def _move_to(self, number: int) -> None:
        if number == self.at or not 0 <= number < len(self.items):
            return
        self.at = number
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self, self.items[number].key))

    def choose(self) -> None:
        """Choose what is selected."""
        if self.selected is not None and self.items[self.at].selectable:
            self.post_message(self.Chosen(self, self.items[self.at].key))

    def on_key(self, event: events.Key) -> None:
        """Move or choose."""
        event.prevent_default()  # a list is not scrolled by keys as a page is
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

    def _move_by_page(self, step: int) -> None:
        rows = 0
        number = self.at
        while rows < self.size.height - 2 and (after := self._next(number, step)) != number:
            rows += self._starts[after + 1] - self._starts[after]
            number = after
        self._move_to(number)

    def item_at(self, y: int) -> int | None:
        """The number of the item on a line of the screen."""
        row = self.top + y
        return bisect_right(self._starts, row) - 1 if row < self.length else None

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
