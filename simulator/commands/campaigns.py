"""How a campaign is played: on a screen, by lines, or one act as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.world import FINDING, Failure, World

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.account import Account
    from simulator.plain.choice import Wish
    from simulator.plain.lines import Lines
    from simulator.records.play import Play


def play_campaign(
    world: World, path: Path, name: str, wish: Wish, *, by_screen: bool, as_json: bool
) -> None:
    """Open an account and play on in it.

    Raises:
        Failure: the campaign or an act of it has errors.
    """
    from simulator.account import account_of
    from simulator.compiler.cleaning import clean
    from simulator.shelf import BrokenScenarioError

    known = clean(name)
    try:
        account = account_of(path, known, world.store())
        if wish.resume is False:
            account = account.anew()
        if by_screen:
            from simulator.commands.opening import open_screen

            open_screen(world, None, wish.seed, wish.mode, account)
        elif as_json:
            _as_json(account, wish, world.lines())
        else:
            _by_lines(account, wish, world.lines())
    except BrokenScenarioError as error:
        raise Failure(f"`{known}` cannot be played.\n\n{error}", FINDING) from error


def _by_lines(account: Account, wish: Wish, lines: Lines) -> None:
    from simulator.plain.account import play_account
    from simulator.plain.talk import play_by_lines

    play_account(
        account, lambda: _next(account, wish), lines, lambda play: play_by_lines(play, lines)
    )


def _as_json(account: Account, wish: Wish, lines: Lines) -> None:
    """One act: what comes after it is for the program to ask for."""
    from simulator.plain.account import write_account
    from simulator.plain.jsonl import play_as_json

    write_account(account, lines)
    if account.act is None:
        return
    play = _next(account, wish)
    if play_as_json(play, lines):
        account.take(play)
        write_account(account, lines)


def _next(account: Account, wish: Wish) -> Play:
    """The act that was left, or else the next one from its beginning."""
    if account.left is not None and account.store is not None and wish.resume is not False:
        from simulator.plain.choice import CannotResumeError, taken_up

        try:
            return taken_up(account.store, account.left)
        except CannotResumeError as error:
            raise Failure(str(error), FINDING) from error
    return account.next_play(seed=wish.seed, mode=wish.mode)
