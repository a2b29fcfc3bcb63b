"""What is to be done with each file: what its folder says, and what the command says on top of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.compiler.diagnostic import did_you_mean, one_of, quoted
from simulator.workbench.files import File
from simulator.workbench.judging import Plan, Stage, stages
from simulator.workbench.rule_book import Choice, choose
from simulator.workbench.settings import Settings, SettingsOf
from simulator.workbench.wrong_use import WrongUseError


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
) -> list[Order]:
    """How each file is to be checked.

    Args:
        files: what is to be checked.
        select: the rules that the command selects, in place of those that settings select.
        ignore: the rules that it ignores, as well as those that settings ignore.
        situations: how many situations are walked at most, in place of what settings say.

    Raises:
        WrongUseError: the command or a file of settings says something that is not understood.
    """
    settings_of = SettingsOf()
    known: dict[Settings, tuple[Plan, Choice]] = {}
    found = []
    for file in files:
        settings = settings_of(file.folder)
        if settings not in known:
            choice = choose(settings, select, ignore)
            known[settings] = (_plan(settings, choice, situations), choice)
        found.append(Order(file, settings, *known[settings]))
    return found


def _plan(settings: Settings, choice: Choice, situations: int | None) -> Plan:
    if settings.thresholds:
        _refuse_unknown(settings)
    wanted = set(Stage)
    if choice != Choice():
        wanted = {stage for code, stage in stages().items() if choice.has(code)}
    return Plan(
        Stage.WALK in wanted,
        Stage.TEXT in wanted,
        situations or settings.situations,
        settings.thresholds,
    )


def _refuse_unknown(settings: Settings) -> None:
    from dataclasses import fields

    from simulator.compiler.thresholds import Thresholds

    known = [field.name for field in fields(Thresholds)]
    for name, _ in settings.thresholds:
        if name not in known:
            mend = did_you_mean(name, known) or f"it may be {one_of(known)}"
            raise WrongUseError(f"{settings.file}: no threshold is called {quoted(name)}; {mend}")
