"""How `roleplay host` comes by a session to lead: held here, on a server, or by another terminal."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.records.script import Script
    from simulator.workshop.calling import Place
    from simulator.workshop.hosting import Hosted, Reach
    from simulator.workshop.opening import Opening
    from simulator.workshop.remote import Remote
    from simulator.world import World

TOKEN = "ROLEPLAY_ORGANISER_TOKEN"


@dataclass(frozen=True)
class Wish:
    """What is asked of a session that is opened.

    Attributes:
        people: how many are expected.
        minutes: the time there is; None gives every turn a full round.
        seconds: how long a vote takes; None takes the usual time.
        teams: whether tables vote as one.
        seed: of the variant and the order of replies; None draws one.
        is_new: whether one that was left in the middle is left there.
    """

    people: int | None = None
    minutes: int | None = None
    seconds: int | None = None
    teams: bool = False
    seed: int | None = None
    is_new: bool = False

    def opening(self, script: Script, code: str) -> Opening:
        """What the session is opened with."""
        from secrets import randbelow

        from simulator.core.drawing import SEEDS
        from simulator.workshop.opening import Opening

        return Opening(
            script.name,
            script.text,
            code,
            randbelow(SEEDS) if self.seed is None else self.seed,
            self.people,
            _plan(script, self.minutes),
            self.seconds,
            self.teams,
            time.time(),
        )


def session_here(
    world: World, script: Script, wish: Wish, reach: Reach, rehearsed: int | None
) -> Hosted:
    """A session that this process hosts: the one that was left in the middle, or a new one.

    Raises:
        Failure: its file or its port cannot be had.
    """
    from simulator.workshop.door import new_code
    from simulator.workshop.hosting import Hosted
    from simulator.workshop.log import LogError
    from simulator.workshop.opening import keep, kept
    from simulator.workshop.server import NoPortError, listening
    from simulator.workshop.sessions import latest_open, new_path

    folder = world.sessions
    try:
        listening(reach.host, reach.port).close()
        anew = wish.is_new or rehearsed is not None
        path = None if anew else latest_open(folder, script.name, script.text)
        if path is not None:
            opening = kept(path)
        else:
            opening = wish.opening(script, new_code())
            if rehearsed is None:
                path = new_path(folder, script.name)
                keep(path, opening)
        return Hosted(script.scenario, opening, path, reach, rehearsed)
    except (LogError, NoPortError) as error:
        raise Failure(str(error), FINDING) from error


def session_via(world: World, script: Script, wish: Wish, url: str, token: Path | None) -> Remote:
    """A session that a server holds: the one that was left in the middle, or a new one.

    Raises:
        Failure: the server is not reached, or does not let one in.
    """
    from simulator.workshop.calling import CallError, place_of
    from simulator.workshop.log import LogError
    from simulator.workshop.opening import keep, kept
    from simulator.workshop.remote import DeskLine, Remote
    from simulator.workshop.sessions import latest_open, new_path

    try:
        place = replace(place_of(url), code="")
    except ValueError as error:
        raise Failure(f"--via: {error}", USAGE) from error
    via = f"{'https' if place.is_secure else 'http'}://{place.host}"
    folder = world.sessions
    try:
        path = None if wish.is_new else latest_open(folder, script.name, script.text, via)
        if path is None:
            opening = _opened_there(place, wish.opening(script, ""), _token(token))
            opening = replace(opening, via=via)
            path = new_path(folder, script.name)
            keep(path, opening)
        else:
            opening = kept(path)
        line = DeskLine(replace(place, code=opening.code), opening.desk)
        _, ahead = line.opening()
        return Remote(script.scenario, opening, line, ahead=ahead, path=path, is_ours=True)
    except CallError as error:
        more = "" if error.status != 403 else "\nhelp: `--new` opens another room there"
        raise Failure(f"{via}: {error}{more}", FINDING) from error
    except LogError as error:
        raise Failure(str(error), FINDING) from error


def session_beside(world: World) -> Remote:
    """The session that another terminal of this user hosts on this machine.

    Raises:
        Failure: there is none.
    """
    from simulator.commands.scenario_path import scenario_kept
    from simulator.workshop.calling import CallError, Place
    from simulator.workshop.keys import key_in
    from simulator.workshop.remote import DeskLine, Remote

    key = key_in(world.sessions)
    if key is None:
        raise Failure(
            "no session is hosted here; `roleplay host SCENARIO` in another terminal opens one",
            FINDING,
        )
    line = DeskLine(Place(key.host, key.code), key.key)
    try:
        opening, ahead = line.opening()
    except CallError as error:
        raise Failure(f"the session that was hosted here is over ({error})", FINDING) from error
    return Remote(scenario_kept(opening), opening, line, ahead=ahead)


def _opened_there(place: Place, opening: Opening, token: str) -> Opening:
    """Open a room on a server, and give what it was opened with there."""
    from simulator.workshop.calling import CallError
    from simulator.workshop.remote import DeskLine

    found = DeskLine(place, token).ask("/api/rooms", opening.values())
    try:
        return replace(opening, code=str(found["code"]), desk=str(found["key"]))
    except KeyError as error:
        raise CallError("this server is of another version") from error


def _token(file: Path | None) -> str:
    """The organiser's token, from a file or the environment."""
    import os

    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Failure(f"--token-file: {file} cannot be read: {error}", USAGE) from error
    if token := os.environ.get(TOKEN, "").strip():
        return token
    raise Failure(
        f"--via needs the organiser's token of that server: `--token-file FILE`, or {TOKEN}", USAGE
    )


def _plan(script: Script, minutes: int | None) -> tuple[str, ...] | None:
    """The states that get a full round in so much time; None gives one to every turn."""
    if minutes is None:
        return None
    from simulator.core.room_plan import planned

    return planned(script.scenario, minutes)
