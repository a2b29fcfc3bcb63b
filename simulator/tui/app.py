"""The application: which screen stands where, and what is handed to each.

It is small and imports little, because everything it imports is waited for before the first frame: a
screen is imported when it is first shown, and what plays a scenario when one is opened.
"""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker

from simulator.tui.memory import settle_memory
from simulator.tui.screens.library import Library
from simulator.tui.theme import DARK, LIGHT, MONO, first_theme, themes

if TYPE_CHECKING:
    from simulator.account import Account
    from simulator.core.scenario import Scenario
    from simulator.records.play import Mode, Play, Script
    from simulator.records.settings import Settings
    from simulator.records.store import SavedPlay, SavedReply, Store
    from simulator.shelf import Shelf


class RoleplayApp(App[None]):
    """The trainee's room."""

    CSS_PATH = Path(__file__).with_name("roleplay.tcss")
    TITLE = "Role-play"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "quit", show=False, priority=True),
        Binding("ctrl+q", "quit", show=False, priority=True),
    ]

    def __init__(
        self,
        shelf: Shelf,
        store: Store | None,
        settings: Settings,
        *,
        play: Play | None = None,
        seed: int | None = None,
        mode: Mode | None = None,
    ) -> None:
        """Make the application.

        Args:
            shelf: the scenarios.
            store: where plays are kept; None keeps nothing.
            settings: the user's.
            play: one to open at once, in place of the library.
            seed: for every play begun here; drawn by chance when None.
            mode: for every play begun here; the play's own rule when None.
        """
        is_colourful = "NO_COLOR" not in os.environ  # Textual takes it out of the environment
        super().__init__(ansi_color=None if is_colourful else True)
        self.shelf, self.store, self.settings = shelf, store, settings
        self.crash: str | None = None
        """The traceback of what broke, after a crash."""
        self.first_play = play
        """The play that is opened in place of the library."""
        self.first_map: Scenario | None = None
        """The scenario whose map is."""
        self.account: Account | None = None
        """The campaign that is being played; one that is there at the beginning opens at once."""
        self._seed, self._mode = seed, mode
        self._walked: tuple[Play, Worker[object]] | None = None
        for theme in themes():
            self.register_theme(theme)
        self.theme = first_theme(settings.theme) if is_colourful else MONO

    def get_default_screen(self) -> Screen[None]:
        """The library: it stays below whatever is played."""
        return Library()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the style sheet names and a theme may lack."""
        return {"faint": "ansi_bright_black"}

    def on_mount(self) -> None:
        """Go to the play that was asked for, and get ready for what comes after the first frame."""
        if self.first_play is not None:
            self.to_play(self.first_play)
        elif self.first_map is not None:
            self._show_map(self.first_map)
        elif self.account is not None:
            self._show_account(self.account)
        self.call_after_refresh(settle_memory)

    def change_theme(self) -> None:
        """Dark to light and back; a screen without colour has only one."""
        if self.theme != MONO:
            self.theme = LIGHT if self.theme == DARK else DARK

    # From one screen to the next

    def show(self, screen: Screen[None]) -> None:
        """Show a screen of a play, in the place of the one before it."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def to_library(self) -> None:
        """Back to the library."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def open(self, name: str, title: str, saved: SavedPlay | None) -> None:
        """Open a scenario; if a play of it was left, ask first. A campaign opens with its account."""
        if (path := self.shelf.campaign(name)) is not None:
            self.to_account(name, path)
            return
        if saved is None:
            self.begin(name)
            return
        from simulator.tui.screens.choice import Choice

        self.push_screen(Choice(saved, title, len(self.replies_of(saved))))

    def begin(self, name: str, instead_of: SavedPlay | None = None) -> None:
        """A new play, at its briefing. One that it stands in for is put aside when it begins."""
        from simulator.shelf import BrokenScenarioError, NoSuchScenarioError

        try:
            script = self.shelf.open(name)
        except (BrokenScenarioError, NoSuchScenarioError, OSError) as error:
            self._cannot(name, str(error))
            return
        self.to_play(self._new(script, instead_of))

    def map(self, name: str) -> None:
        """The map of a scenario, for its author."""
        from simulator.shelf import BrokenScenarioError, NoSuchScenarioError

        try:
            script = self.shelf.open(name)
        except (BrokenScenarioError, NoSuchScenarioError, OSError) as error:
            self._cannot(name, str(error))
            return
        self._show_map(script.scenario)

    def to_account(self, name: str, path: Path) -> None:
        """The account of a campaign, as it stands."""
        from simulator.account import account_of
        from simulator.shelf import BrokenScenarioError

        try:
            self.account = account_of(path, name, self.store)
        except BrokenScenarioError as error:
            self._cannot(name, str(error))
            return
        self._show_account(self.account)

    def _show_account(self, account: Account) -> None:
        from simulator.tui.screens.account import AccountScreen

        self.show(AccountScreen(account))

    def to_act(self, account: Account, *, is_new: bool = False) -> None:
        """The next act of an account; the one that was left is taken up, unless the account is new."""
        from simulator.shelf import BrokenScenarioError

        self.account = account
        if account.left is not None and not is_new:
            self.resume(account.left)
            return
        try:
            play = account.next_play(seed=self._seed, mode=self.mode)
        except BrokenScenarioError as error:
            self._cannot(account.name, str(error))
            return
        self.to_play(play)

    def after_act(self, play: Play) -> None:
        """Back to the account, with the act that is over in it."""
        assert play.act is not None  # only an act comes here
        account = self.account
        if account is not None and account.name == play.act.campaign:
            account.take(play)
            self._show_account(account)
        elif (path := self.shelf.campaign(play.act.campaign)) is not None:
            # An act that was left was taken up from the library.
            self.to_account(play.act.campaign, path)
        else:
            self.to_library()

    def _show_map(self, scenario: Scenario) -> None:
        from simulator.tui.screens.graph import Map

        self.push_screen(Map(scenario))

    def again(self, script: Script) -> None:
        """Another play of the same text."""
        self.to_play(self._new(script))

    def _new(self, script: Script, instead_of: SavedPlay | None = None) -> Play:
        from simulator.records.play import new_play

        return new_play(script, self.store, seed=self._seed, mode=self.mode, instead_of=instead_of)

    def resume(self, saved: SavedPlay) -> None:
        """Take up a play where it stood, by the text that it began with."""
        import sqlite3

        from simulator.records.play import resumed_play
        from simulator.shelf import BrokenScenarioError, script_of_play

        assert self.store is not None  # a saved play comes from a store
        try:
            play = resumed_play(script_of_play(self.store, saved), self.store, saved)
        except (BrokenScenarioError, ValueError) as error:
            with suppress(sqlite3.Error):  # then it is offered once more
                self.store.leave(saved.id, datetime.now(UTC))
            self._cannot(
                saved.name, f"This play cannot be taken up again, and is put aside.\n\n{error}"
            )
            return
        self.to_play(play)

    def to_play(self, play: Play) -> None:
        """Show a play where it stands."""
        self.show(screen_of(play))

    def walk(self, play: Play) -> None:
        """Compute a play's chances in a thread, once: coaching and the debrief need them soon."""
        if self._walked is None or self._walked[0] is not play:
            work = partial(getattr, play, "valuation")
            self._walked = play, self.run_worker(work, thread=True, group="walk")

    def is_walked(self, play: Play) -> bool:
        """Whether a play's chances are there, so that asking for them takes no time."""
        return self._walked is not None and self._walked[0] is play and self._walked[1].is_finished

    @property
    def mode(self) -> Mode | None:
        """The mode of the plays begun here; None leaves it to the play."""
        if self._mode is not None or self.settings.mode == "auto":
            return self._mode
        from simulator.records.play import Mode

        return Mode(self.settings.mode)

    def replies_of(self, saved: SavedPlay) -> tuple[SavedReply, ...]:
        """What was said in a play that was left."""
        return self.store.replies(saved.id) if self.store is not None else ()

    def _cannot(self, name: str, problems: str) -> None:
        from simulator.tui.screens.problems import Problems

        self.push_screen(Problems(name, problems))

    # The end, foreseen and unforeseen

    def _handle_exception(self, error: Exception) -> None:
        """Leave without a word on the screen; the traceback is for the log (`run.py`)."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.crash = self.crash or "".join(traceback.format_exception(error))
        self._close_messages_no_wait()


def screen_of(play: Play) -> Screen[None]:
    """The screen on which a play stands."""
    from simulator.core.phases import Phase

    if play.phase is Phase.BRIEFING:
        from simulator.tui.screens.briefing import Briefing

        return Briefing(play)
    if play.phase is Phase.TALKING:
        from simulator.tui.screens.conversation import Talk

        return Talk(play)
    from simulator.tui.screens.prediction import Prediction

    return Prediction(play)
