"""The tables of ``docs/library.md``: what the shipped scenarios are like, computed and not claimed.

The document holds them between markers, and a test holds the document to this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from simulator.compiler.compile import compile_file
from simulator.compiler.library import find_scenarios, shipped_folder
from simulator.core.analysis import valuations_of
from simulator.core.blind import Agreement, agreement
from simulator.core.bots import shown
from simulator.core.engine import Engine
from simulator.core.flow import Player
from simulator.core.overview import Overview
from simulator.core.scenario import Scenario
from simulator.workbench.blind import read_answers, still_shown
from simulator.workbench.explore import overviews
from simulator.workbench.twins import placed, twins

MARKED = re.compile(r"(<!-- (shape|bots|twins|readings|easy) -->\n).*?(<!-- end -->)", re.DOTALL)

Row = Sequence[str]


@cache
def shipped() -> dict[str, Scenario]:
    """The scenarios that are played by themselves, by name."""
    folder = shipped_folder()
    found = {}
    for path in find_scenarios(folder):
        if path.parent == folder:
            scenario = compile_file(path).scenario
            if scenario is None:
                raise ValueError(f"`{path.name}` has errors")
            found[path.stem] = scenario
    return found


@cache
def figures_of(name: str) -> tuple[Overview, ...]:
    """The figures of each variant of a shipped scenario."""
    return overviews(shipped()[name])


@cache
def reading_of(name: str, folder: Path, *, is_bare: bool = False) -> Agreement | None:
    """What blind readers made of a shipped scenario, with the conversation or bare; none if none read it."""
    files = sorted(folder.glob(f"{name}.*.json"))
    answers = [
        one
        for file in files
        for one in read_answers(file)
        if (one.scenario, one.is_bare) == (name, is_bare)
    ]
    scenario = shipped()[name]
    return agreement(valuations_of(Engine(scenario)), still_shown(scenario, answers))


def with_figures(document: str, readings: Path) -> str:
    """The document, with what stands between the markers made anew."""
    made: dict[str, Callable[[], str]] = {
        "shape": _shape,
        "bots": _bots,
        "twins": _twins,
        "readings": lambda: _readings(readings),
        "easy": lambda: _easy(readings),
    }
    return MARKED.sub(lambda found: f"{found[1]}\n{made[found[2]]()}\n\n{found[3]}", document)


def _table(heads: Row, rows: Sequence[Row]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shape() -> str:
    rows = []
    for name in shipped():
        for one in figures_of(name):
            first, second = one.non_best[1], one.non_best[2]
            rows.append(
                [
                    f"`{name}`" + (f" · {one.variant}" if one.variant else ""),
                    f"{len(one.states)}",
                    f"{one.turns[0]} to {one.turns[1]}",
                    f"{one.yes[Player.RANDOM]:.1%}",
                    _share(first),
                    _share(second),
                    f"{one.yes[Player.PRACTISED]:.2f}",
                    f"{one.lost_early:.1%}",
                    f"{len(one.endings)}",
                ]
            )
    heads = (
        *("scenario", "states", "turns", "random play", "one not best", "two not best"),
        *("V at the start", "lost early", "endings"),
    )
    return _table(heads, rows)


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.0%}"


def _bots() -> str:
    names = list(figures_of(next(iter(shipped())))[0].bots)
    rows = []
    for bot in names:
        won = [name for name in shipped() if any(one.verdict_of(bot) for one in figures_of(name))]
        rows.append([bot, f"{len(won)} of {len(shipped())}", ", ".join(f"`{one}`" for one in won)])
    return _table(("picks by", "earns yes in", ""), rows)


def _twins() -> str:
    every = [
        one
        for name, scenario in shipped().items()
        for one in placed(name, scenario, figures_of(name))
    ]
    rows = [
        [
            f"`{pair.right.scenario}`, `{pair.right.reply.id}`",
            f"`{pair.wrong.scenario}`, `{pair.wrong.reply.id}`",
            f"{pair.alike:.0%}",
            _cell(shown(pair.right.reply)),
        ]
        for pair in twins(every)
    ]
    return _table(("right", "wrong", "the same words", "as it is said where it is right"), rows)


def _readings(folder: Path) -> str:
    rows = []
    for name in shipped():
        found = reading_of(name, folder)
        bare = reading_of(name, folder, is_bare=True)
        rows.append(
            [
                f"`{name}`",
                f"{len(found.states)}" if found else "–",
                *(_readers(one) for one in (found, bare)),
                *(f"{one.first_right:.0%}" if one else "–" for one in (found, bare)),
                *(f"{one.spearman:.2f}" if one else "–" for one in (found, bare)),
                "–"
                if found is None or found.among_readers is None
                else f"{found.among_readers:.2f}",
            ]
        )
    heads = (
        *("scenario", "places", "readers", "bare", "first choice right", "bare"),
        *("with V", "bare", "among readers"),
    )
    return _table(heads, rows)


def _readers(found: Agreement | None) -> str:
    return f"{max(one.readers for one in found.states)}" if found else "–"


def _easy(folder: Path) -> str:
    """The places at which every reader found a best reply at once."""
    rows = []
    for name in shipped():
        found = reading_of(name, folder)
        if found is not None:
            states = [one for one in found.states if one.first_right == 1.0]
            named = ", ".join(f"`{one.item.state}`" for one in states)
            rows.append([f"`{name}`", f"{len(states)} of {len(found.states)}", named])
    return _table(("scenario", "found by all", ""), rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "")


def _main(path: str) -> None:
    document = Path(path)
    text = with_figures(document.read_text(encoding="utf-8"), document.parent / "readings")
    document.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    import sys

    _main(sys.argv[1])
