"""The library: what there is to practise, how it went last time, and a closer look beside the list.

It is the first thing seen, so it imports no more than it shows: nothing that plays a scenario is loaded
before one is opened. Whether a file really plays is found out in a thread after the first frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from simulator.tui.rows import BLANK, joined, plain, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets import shelf_rows
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.menu import Item, Menu, gap
from simulator.tui.widgets.page import Page

if TYPE_CHECKING:
    from simulator.records.store import SavedPlay
    from simulator.shelf import Entry, Group


class Library(Frame):
    """The scenarios."""

    class Checked(Message):
        """Whether a scenario can be played was found out, and it is not as it was shown."""

        def __init__(self, name: str, problem: str | None) -> None:
            super().__init__()
            self.name, self.problem = name, problem

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("r", "resume", show=False),
        Binding("m", "map", show=False),
        Binding("q", "app.quit", show=False),
        Binding("escape", "clear", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[Group, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._problems: dict[str, str] = {}
        self._checked: dict[Path, int] = {}
        """When each file was last changed, as of its last check."""
        self._left: tuple[SavedPlay, ...] = ()
        self._wanted = ""
        self._finding = False
        self._was_left = False

    def body(self) -> Iterator[Widget]:
        """The list and the preview."""
        if self.room.first_play is None:  # else the shelf is read when it is come to
            self._read()
        with Container(id="columns"):
            yield Menu(self._items(), id="body")
            yield Page(id="side")

    def keys(self) -> Sequence[Key]:
        """What works now."""
        if self._finding:
            return (("type", "to find"), ("↵", "open"), ("esc", "show all"))
        resume = (("r", "resume"),) if self._left else ()
        return (("↵", "open"), *resume, ("/", "find"), HELP, ("q", "quit"))

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (
            ("↑ ↓", "another scenario"),
            ("esc", "show all again"),
            ("m", "its map, for authors: it gives the scenario away"),
        )

    def title_row(self) -> tuple[Content, Content]:
        """The name of the program, and what was left."""
        left = say("Role-play", "strong")
        if self._finding or self._wanted:
            return left, words(f"/{self._wanted}" + ("▏" if self._finding else ""), "accent")
        if self._left:
            return left, joined(
                words(f"{self._title(shelf_rows.shelved(self._left[0]))} was left", "quiet"),
                say("  r", "key"),
                say(" take it up", "quiet"),
            )
        return left, BLANK

    def _title(self, name: str) -> str:
        titles = (entry.header.title for entry in self._entries if entry.name == name)
        return next(titles, None) or PurePath(name).stem

    # Keeping up to date

    def _read(self) -> None:
        room = self.room
        self._groups = room.shelf.groups()
        self._entries = tuple(entry for group in self._groups for entry in group.entries)
        self._left = room.store.in_progress() if room.store is not None else ()
        self._problems |= {e.name: e.problem for e in self._entries if e.problem}

    def on_mount(self) -> None:
        """Begin with the first scenario; look for broken files once the screen is there."""
        self._preview()
        self.call_after_refresh(self._check)

    def on_screen_resume(self) -> None:
        """Something may have been played or written since."""
        if self._was_left:
            self._was_left = False
            self._read()
            self._show()
            self._check()

    def on_screen_suspend(self) -> None:
        """Something else is shown."""
        self._was_left = True

    def _check(self) -> None:
        if not self.is_current:
            return
        self.run_worker(self._check_all, thread=True, group="check", exclusive=True)

    def _check_all(self) -> None:
        worker = get_current_worker()
        # What plays a scenario is loaded here, too, so that opening one need not wait for it.
        from simulator.tui.screens import briefing, conversation  # noqa: F401

        for entry in self._entries:
            if worker.is_cancelled:
                return
            try:
                stamp = entry.path.stat().st_mtime_ns
                if self._checked.get(entry.path) == stamp:
                    continue
                problem = self.room.shelf.check(entry)
                self._checked[entry.path] = stamp
            except OSError as error:  # it was there a moment ago
                problem = str(error)
            if self._problems.get(entry.name) != problem:
                self.post_message(self.Checked(entry.name, problem))

    def on_library_checked(self, message: Checked) -> None:
        """Show what was found."""
        if message.problem is None:
            self._problems.pop(message.name, None)
        else:
            self._problems[message.name] = message.problem
        self._show()

    def _shown(self) -> Iterator[tuple[Group, list[Entry]]]:
        """What fits what is looked for, in its groups."""
        parts = self._wanted.casefold().split()
        for group in self._groups:
            fitting = [
                entry
                for entry in group.entries
                if all(part in shelf_rows.searched(entry, group) for part in parts)
            ]
            if fitting:
                yield group, fitting

    def _items(self) -> list[Item]:
        left = {shelf_rows.shelved(play) for play in self._left}
        items: list[Item] = []
        for group, entries in self._shown():
            items += [gap(), *shelf_rows.heading(group, len(self._groups))]
            items += [
                shelf_rows.item(
                    entry, self._problems.get(entry.name), entry.name in left, self._is_alone
                )
                for entry in entries
            ]
        if not items:
            what = "Nothing fits." if self._entries else "There are no scenarios here yet."
            return [
                Item("", lambda width, lit: [BLANK, say(f"   {what}", "quiet")], selectable=False)
            ]
        return items

    def _is_alone(self) -> bool:
        """Whether the list stands without a preview, and has to say more itself."""
        return self.has_class("narrow")

    def _show(self) -> None:
        self.query_one("#body", Menu).offer(self._items())
        self._preview()
        self.refresh_edges()

    def _selected(self) -> Entry | None:
        key = self.query_one("#body", Menu).selected
        return next((entry for entry in self._entries if entry.name == key), None)

    def _preview(self) -> None:
        entry = self._selected()
        side = self.query_one("#side", Page)
        if entry is None:
            side.show(lambda width: [])
            return
        problem = self._problems.get(entry.name)
        left = next((play for play in self._left if play.name == entry.name), None)
        turns = len(self.room.replies_of(left)) if left is not None else None
        group = next(group for group in self._groups if entry in group.entries)
        side.show(lambda width: shelf_rows.preview(entry, group, problem, turns, width))

    # What the trainee does

    def on_menu_moved(self) -> None:
        """Look at another one."""
        self._preview()

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Open it, once however often it was chosen."""
        if not self.is_current:
            return
        self.workers.cancel_group(self, "check")
        if self._finding:
            # It is found; coming back, keys are keys again.
            self.action_clear()
        saved = next((play for play in self._left if play.name == message.key), None)
        self.room.open(message.key, self._title(message.key), saved)

    def action_resume(self) -> None:
        """Take up what was left last."""
        if self._left:
            self.room.resume(self._left[0])

    def action_map(self) -> None:
        """Show the map of the one that is selected."""
        if (entry := self._selected()) is not None:
            self.room.map(entry.name)

    def action_find(self) -> None:
        """Type what is looked for."""
        self._finding = True
        self.refresh_edges()

    def action_clear(self) -> None:
        """Show all again."""
        self._wanted, self._finding = "", False
        self._show()

    def on_key(self, event: events.Key) -> None:
        """While finding, what is typed is what is looked for."""
        if not self._finding or event.key == "escape":
            return
        if event.key == "backspace":
            self._wanted = self._wanted[:-1]
            self._show()
        elif event.character and event.character.isprintable():
            self._wanted += event.character
            self._show()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words are looked for, too."""
        if self._finding:
            self._wanted += plain(event.text)
            self._show()
