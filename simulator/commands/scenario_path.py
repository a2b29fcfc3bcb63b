"""How a command that looks into one scenario comes by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.world import FINDING, USAGE, Failure, World

if TYPE_CHECKING:
    from simulator.core.explore import TooManySituationsError
    from simulator.core.scenario import Scenario
    from simulator.records.script import Script
    from simulator.workshop.opening import Opening


def scenario_at(world: World, path: str) -> Scenario:
    """The scenario of a file, or of that name in the library.

    Raises:
        Failure: there is none, or it has errors.
    """
    return script_at(world, path).scenario


def script_at(world: World, path: str) -> Script:
    """The same, with its text.

    Raises:
        Failure: there is none, or it has errors.
    """
    from simulator.compiler.cleaning import clean
    from simulator.shelf import BrokenScenarioError, NoSuchScenarioError

    try:
        return world.shelf(None).open(path)
    except NoSuchScenarioError as error:
        raise Failure(str(error), USAGE) from error
    except BrokenScenarioError as error:
        raise Failure(f"`{clean(path)}` cannot be played.\n\n{error}", FINDING) from error


def scenario_kept(opening: Opening) -> Scenario:
    """What a group session was opened with.

    Raises:
        Failure: this version cannot read it.
    """
    from simulator.shelf import BrokenScenarioError, script_of_text

    try:
        return script_of_text(opening.text, opening.name).scenario
    except BrokenScenarioError as error:
        text = f"this session cannot be read by this version.\n\n{error}"
        raise Failure(text, FINDING) from error


def too_many(error: TooManySituationsError) -> Failure:
    """What is said where a scenario has more situations than may be looked at."""
    from simulator.compiler.cleaning import clean

    return Failure(
        f"{clean(str(error))}\nhelp: `--situations N` allows more; each takes about a kilobyte",
        FINDING,
    )


def chosen_variant(scenario: Scenario, variant: str | None) -> str | None:
    """The variant that is meant: the one that was named, or the only one.

    Raises:
        Failure: there is no such variant, or none was named of several.
    """
    from simulator.compiler.diagnostic import one_of, quoted

    known = [one.id for one in scenario.variants]
    if variant in known or (variant is None and not known):
        return variant
    if not known:
        raise Failure("this scenario has no variants", USAGE)
    if variant is None and len(known) == 1:
        return known[0]
    what = f"there is no variant {quoted(variant)}" if variant else "which variant"
    raise Failure(f"{what}: `--variant` takes {one_of(known)}", USAGE)
