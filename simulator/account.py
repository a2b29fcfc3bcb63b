"""A campaign under way: which acts are over, how they ended, and the play that comes next.

It joins the campaign's file and its acts (``compiler``) with what was played (``records``) for every
front end. How an act ended is not kept but played again from its replies, as everything else is that a
play came to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.compiler.acts import file_of_act
from simulator.compiler.cleaning import clean
from simulator.core.campaign import (
    Act,
    Campaign,
    Result,
    Start,
    next_start,
    result_of,
    revenue_of,
    with_before,
)
from simulator.records.store import SavedAct
from simulator.shelf import BrokenScenarioError, script_of, script_of_play

if TYPE_CHECKING:
    from simulator.core.conversation import Conversation
    from simulator.records.play import Mode, Play, Script
    from simulator.records.store import SavedPlay, Store


@dataclass
class Account:
    """One campaign, from its opening to where it stands."""

    name: str
    """What `roleplay play` calls it."""
    path: Path
    campaign: Campaign
    store: Store | None = None
    opened: int | None = None
    """The play with which it was opened, once that is kept."""
    left: SavedPlay | None = None
    """An act that was begun and left."""
    results: list[Result] = field(default_factory=list)

    @property
    def start(self) -> Start | None:
        """What the next act begins with; None where there is none."""
        return next_start(self.campaign, self.results)

    @property
    def act(self) -> Act | None:
        """The next act."""
        start = self.start
        return self.campaign.acts[start.number] if start is not None else None

    @property
    def revenue(self) -> tuple[int | None, ...]:
        """What each act that is over brought in."""
        return revenue_of(self.campaign, self.results)

    def next_play(self, *, seed: int | None = None, mode: Mode | None = None) -> Play:
        """The next act, at its briefing. If one was left, it is put aside when this one begins.

        Raises:
            BrokenScenarioError: the act has errors, is gone, or has no such variant.
            ValueError: there is no next act.
        """
        from simulator.records.play import new_play

        start = self.start
        if start is None:
            raise ValueError("the account is closed")
        script = self._script(start)
        act = SavedAct(self.name, start.number, start.before, self.opened)
        try:
            return new_play(
                script,
                self.store,
                seed=seed,
                mode=mode,
                instead_of=self.left,
                variant=start.variant,
                act=act,
            )
        except KeyError as error:
            raise BrokenScenarioError(
                f"`{clean(script.name)}` has no variant `{clean(str(start.variant))}`"
            ) from error

    def take(self, play: Play) -> None:
        """Add an act that is over."""
        if play.conversation.ending is None or play.act is None:
            return
        if play.act.number == len(self.results):
            self.results.append(_result(play.conversation))
        self.opened = play.act.account or (play.id if play.act.number == 0 else self.opened)
        self.left = None

    def anew(self) -> Account:
        """The same campaign, with an account that is still to be opened."""
        return Account(self.name, self.path, self.campaign, self.store, left=self.left)

    def _script(self, start: Start) -> Script:
        script = script_of_act(self.path, self.campaign.acts[start.number])
        return replace(
            script,
            name=f"{self.name}/{script.name}",
            scenario=with_before(script.scenario, start.before),
        )


def account_of(path: Path, name: str, store: Store | None) -> Account:
    """The account of a campaign as it stands: the one that was opened last, or one to be opened.

    Raises:
        BrokenScenarioError: the campaign's file has errors.
    """
    from simulator.compiler.beside import read_campaign
    from simulator.compiler.render import full

    read = read_campaign(path)
    if read.value is None:
        raise BrokenScenarioError(full(read.errors, read.source).rstrip())
    account = Account(name, path, read.value, store)
    if store is not None:
        _resume(account, store, store.acts(name))
    return account


def _resume(account: Account, store: Store, plays: Sequence[SavedPlay]) -> None:
    """Bring an account to where its plays have come. A play that no longer fits ends what is known."""
    for saved in plays:
        if saved.act is None or saved.act.number > len(account.results):
            continue
        account.opened = saved.account
        if saved.ended is None:
            account.left = saved
        elif saved.act.number == len(account.results):
            try:
                account.results.append(_result(_played(store, saved)))
            except (BrokenScenarioError, ValueError):
                return
    left = account.left
    if left is not None and left.act is not None and left.act.number != len(account.results):
        account.left = None


def _played(store: Store, saved: SavedPlay) -> Conversation:
    from simulator.records.play import resumed_play

    return resumed_play(script_of_play(store, saved), store, saved).conversation


def _result(conversation: Conversation) -> Result:
    scenario = conversation.engine.scenario
    if conversation.ending is None:
        raise ValueError("the act is not over")
    return result_of(scenario, conversation.situation)


def script_of_act(path: Path, act: Act) -> Script:
    """The scenario of an act, from the folder of its campaign.

    Raises:
        BrokenScenarioError: it has errors, or is not there.
    """
    file = file_of_act(path, act)
    if file is None:
        raise BrokenScenarioError(
            f"`{clean(act.scenario)}` is not in the folder of its campaign, `{clean(str(path.parent))}`"
        )
    return script_of(file, file.stem)
