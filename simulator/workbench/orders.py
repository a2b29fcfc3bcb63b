"""What is to be done with each file: what its folder says, and what the command says on top of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.compiler.diagnostic import did_you_mean, one_of, quoted
from simulator.workbench.files import File
from simulator.workbench.plan import Plan, Stage
from simulator.workbench.rule_book import Choice, choose, known_rules
from simulator.workbench.settings import Settings, SettingsOf
from simulator.workbench.wrong_use import WrongUseError

if TYPE_CHECKING:
    from simulator.workbench.cache import Cache


class Order(NamedTuple):
    """How one file is to be checked."""

    file: File
    settings: Settings
    plan: Plan
    choice: Choice


def orders_for(
    files: Iterable[File],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    situations: int | None = None,
    cache: Cache | None = None,
) -> list[Order]:
    """How each file is to be checked.

    Args:
        files: what is to be checked.
        select: the rules that the command selects, in place of those that settings select.
        ignore: the rules that it ignores, as well as those that settings ignore.
        situations: how many situations are walked at most, in place of what settings say.
        cache: where it is kept which rules there are; None for nowhere.

    Raises:
        WrongUseError: the command or a file of settings says something that is not understood.
    """
    settings_of = SettingsOf()
    known: dict[Settings, tuple[Plan, Choice]] = {}
    found = []
    for file in files:
        settings = settings_of(file.folder)
        if settings not in known:
            known[settings] = _plan(settings, select, ignore, situations, cache)
        found.append(Order(file, settings, *known[settings]))
    return found


def _plan(
    settings: Settings,
    select: Sequence[str],
    ignore: Sequence[str],
    situations: int | None,
    cache: Cache | None,
) -> tuple[Plan, Choice]:
    if settings.thresholds:
        _refuse_unknown(settings)
    choice = Choice()
    wanted = set(Stage)
    if select or ignore or settings.select or settings.ignore:
        rules = known_rules(cache)
        choice = choose(rules, settings, select, ignore)
        wanted = {rule.stage for code, rule in rules.items() if rule.stage and choice.has(code)}
    plan = Plan(
        Stage.WALK in wanted,
        Stage.TEXT in wanted,
        situations or settings.situations,
        settings.thresholds,
    )
    return plan, choice


def _refuse_unknown(settings: Settings) -> None:
    from dataclasses import asdict

    from simulator.compiler.thresholds import DEFAULTS

    known = asdict(DEFAULTS)
    for name, number in settings.thresholds:
        if name not in known:
            mend = did_you_mean(name, known) or f"it may be {one_of(known)}"
            raise WrongUseError(f"{settings.file}: no threshold is called {quoted(name)}; {mend}")
        if isinstance(known[name], int) and not number.is_integer():
            raise WrongUseError(f"{settings.file}: the threshold {quoted(name)} is a whole number")
