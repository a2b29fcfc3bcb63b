"""Which play it is to be: one that was left, or a new one.

A play that was left is taken up by the text that it began with, so it can be had even where its file
has errors by now, or is gone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.compiler.cleaning import clean
from simulator.plain.lines import EndOfInput, Lines, yes_or_no
from simulator.shelf import BrokenScenarioError, NoSuchScenarioError, Shelf, script_of_play

if TYPE_CHECKING:
    from simulator.records.play import Mode, Play, Script
    from simulator.records.store import SavedPlay, Store


class CannotResumeError(Exception):
    """There is nothing to take up, or it does not fit this version. The text says what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a play was asked for. None leaves it open."""

    seed: int | None = None
    mode: Mode | None = None
    resume: bool | None = None
    """True: take up the play that was left; False: begin anew, and put it aside."""


def chosen_play(
    shelf: Shelf, store: Store | None, name: str, wish: Wish, lines: Lines | None
) -> Play:
    """The play that was asked for, asking back where a play of the scenario was left.

    Who names a seed wants that play, and is asked nothing: what was left stays as it is.

    Args:
        shelf: the scenarios.
        store: where plays are kept; None keeps nothing.
        name: of the scenario, or a path.
        wish: what was said about the play.
        lines: to ask by; None asks nothing, and takes up a play only if that was wished.

    Raises:
        NoSuchScenarioError: there is no such scenario, and no play of it was left.
        BrokenScenarioError: it has errors, and no play of it was left.
        CannotResumeError: a play was to be taken up and cannot be.
    """
    from simulator.records.play import new_play

    script, fault = _opened(shelf, name)
    left = _left(store, script.name if script else None, name)
    if store is not None and left is not None and wish.resume:
        return taken_up(store, left)
    if wish.resume and script is not None:
        raise CannotResumeError(f"no play of `{script.name}` was left; without --resume one begins")
    asked = lines if wish.resume is None and wish.seed is None else None
    if asked is not None and store is not None and left is not None:
        if fault is not None:
            asked.tell("Its file is gone, or has errors now. What you left goes on as it began.")
        if _wants(asked, left, len(store.replies(left.id))):
            try:
                return taken_up(store, left)
            except CannotResumeError as error:
                asked.tell(f"{error}.")
    if script is None:
        assert fault is not None
        raise fault
    replaced = left if asked is not None or wish.resume is False else None
    return new_play(script, store, seed=wish.seed, mode=wish.mode, instead_of=replaced)


def taken_up(store: Store, saved: SavedPlay) -> Play:
    """A play where it stood.

    Raises:
        CannotResumeError: its text or its replies do not fit this version.
    """
    from simulator.records.play import resumed_play

    try:
        return resumed_play(script_of_play(store, saved), store, saved)
    except (BrokenScenarioError, ValueError) as error:
        raise CannotResumeError(
            f"the play of {saved.day} cannot be taken up by this version of roleplay; "
            "it is kept, and --new begins another"
        ) from error


def _opened(
    shelf: Shelf, name: str
) -> tuple[Script | None, NoSuchScenarioError | BrokenScenarioError | None]:
    try:
        return shelf.open(name), None
    except (NoSuchScenarioError, BrokenScenarioError) as fault:
        return None, fault


def _left(store: Store | None, kept_under: str | None, name: str) -> SavedPlay | None:
    if store is None:
        return None
    if kept_under is not None:
        return store.left(kept_under)
    return store.left(clean(name)) or store.left(clean(os.path.realpath(name)))


def _wants(lines: Lines, left: SavedPlay, turns: int) -> bool:
    said = f"after {count(turns)}" if turns else "before the first reply"
    try:
        return lines.ask(
            f"You left a play of this on {left.day}, {said}. Take it up again? "
            "y, or n to put it aside and begin anew:",
            lines.or_else(yes_or_no, "y or n, please."),
        )
    except EndOfInput:
        return True  # which changes nothing


def count(turns: int) -> str:
    """A number of turns in words: ``"1 turn"``."""
    return f"{turns} turn" if turns == 1 else f"{turns} turns"
