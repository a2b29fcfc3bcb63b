"""What every screen has: an edge above, an edge below, a body between, help and the theme.

Edges lose their rules on a short screen, and the upper one goes on a tiny one, so that the words stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from simulator.tui.rows import BLANK
from simulator.tui.widgets.edges import Key, Keys, Top
from simulator.tui.widgets.page import Page

if TYPE_CHECKING:
    from simulator.tui.app import RoleplayApp

SHORT, TINY = 14, 8
"""Below so many lines the rules of the edges go, and then the upper edge."""
WIDE = 120
"""From so many columns a panel stands beside the conversation."""


class Frame(Screen[None]):
    """A screen with edges. Subclasses give the body, the keys, and more keys for the help."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", show=False),
        Binding("t", "theme", show=False),
    ]
    AUTO_FOCUS = "#body"

    def compose(self) -> Iterator[Widget]:
        """The edges and the body."""
        self.top_edge = Top()
        self.keys_edge = Keys()
        yield self.top_edge
        yield from self.body()
        yield self.keys_edge

    @property
    def room(self) -> RoleplayApp:
        """The application, by its type."""
        return cast("RoleplayApp", self.app)

    def body(self) -> Iterator[Widget]:
        """What stands between the edges."""
        raise NotImplementedError

    def keys(self) -> Sequence[Key]:
        """The keys for the footer, the most needed first."""
        raise NotImplementedError

    def more_keys(self) -> Sequence[Key]:
        """The keys that stand under ``?`` only."""
        return ()

    def title_row(self) -> tuple[Content, Content]:
        """The words of the upper edge, left and right."""
        return BLANK, BLANK

    def refresh_edges(self) -> None:
        """Bring both edges up to date."""
        self.top_edge.show(*self.title_row())
        self.keys_edge.show(self.keys())

    def on_mount(self) -> None:
        """Fill the edges."""
        self._fit(*self.app.size)
        self.refresh_edges()

    def on_key(self, event: events.Key) -> None:
        """Hand on what was typed ahead, and meant for the screen that has come since."""
        if not self.is_current:
            event.stop()
            event.prevent_default()
            self.app.screen.post_message(events.Key(event.key, event.character))

    def on_resize(self, event: events.Resize) -> None:
        """Give way where the screen is short."""
        self._fit(*event.size)

    def _fit(self, width: int, height: int) -> None:
        self.set_class(height < SHORT, "short")
        self.set_class(height < TINY, "tiny")
        self.set_class(width >= WIDE, "wide")
        self.set_class(width < 64, "narrow")

    def on_page_more(self, message: Page.More) -> None:
        """Say below that there is more to read."""
        if message.page.id == "body":
            self.keys_edge.more(message.more)

    def action_help(self) -> None:
        """Show every key that works here."""
        from simulator.tui.screens.help import Help

        self.app.push_screen(Help((*self.keys(), *self.more_keys())))

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.room.change_theme()
