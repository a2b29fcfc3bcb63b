"""A campaign: what has become of the account, and the way into its next act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.account import Account
from simulator.tui.rows import BLANK, Row, indented, measure, say, words
from simulator.tui.screens.frame import Frame
from simulator.tui.widgets.account_rows import account_rows
from simulator.tui.widgets.edges import HELP, Key
from simulator.tui.widgets.page import Page


class AccountScreen(Frame):
    """The ledger between the acts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False),
        Binding("b", "anew", show=False),
        Binding("q,escape", "library", show=False),
    ]

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._account = account

    def body(self) -> Iterator[Widget]:
        """The page."""
        yield Page(self._rows, id="body")

    def keys(self) -> Sequence[Key]:
        """Where to go from here."""
        account = self._account
        if account.act is None:
            return (("b", "begin anew"), HELP, ("q", "library"))
        word = "take it up" if account.left else "go on" if account.results else "begin"
        anew = (("b", "begin anew"),) if account.results or account.left else ()
        return (("↵", word), *anew, HELP, ("q", "library"))

    def more_keys(self) -> Sequence[Key]:
        """What stands under ``?``."""
        return (("↑ ↓", "read on"),)

    def title_row(self) -> tuple[Content, Content]:
        """The campaign, and where it stands."""
        campaign, start = self._account.campaign, self._account.start
        where = "closed" if start is None else f"act {start.number + 1} of {len(campaign.acts)}"
        return words(f"{campaign.title} · {campaign.customer}", "strong"), say(where, "quiet")

    def _rows(self, width: int) -> list[Row]:
        margin, column = measure(width, self.room.settings.text_width)
        rows = account_rows(self._account, column)
        return [*indented(rows, margin), BLANK]

    def action_go_on(self) -> None:
        """Into the next act, or back into the one that was left."""
        if self._account.act is not None:
            self.room.to_act(self._account)

    def action_anew(self) -> None:
        """Open another account with the same customer. What was played is kept."""
        account = self._account
        if account.results or account.left:
            self.room.to_act(account.anew(), is_new=True)

    def action_library(self) -> None:
        """Another one."""
        self.room.to_library()
