"""Checking scenario files: against an empty interpreter, the bare YAML parser and yamllint."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import yaml

from benchmarks.installed import Installed
from benchmarks.play import ink_script
from benchmarks.startup import process
from benchmarks.table import Row
from benchmarks.timing import Figures, Measure, in_turn, seconds
from simulator.compiler.compile import compile_text
from simulator.compiler.library import find_scenarios, shipped_folder
from simulator.core.analysis import Valuation
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.scenario import Scenario

FORM = ("--select", "F,N,P30", "--no-cache")
"""Form, Names and what the graph alone tells of Flow."""

FILES = 1000
STATES = (10, 100, 1000, 5000)


def rows(program: Installed, folder: Path, runs: int, skipped: list[str]) -> Iterator[Row]:
    """The rows on checking."""
    yield from _fifteen(program, folder, runs, skipped)
    yield from _thousand(program, folder, max(3, runs // 3))
    yield from _structure(program, folder, max(3, runs // 3), skipped)
    yield from _forty(max(3, runs // 3))
    yield from _growth(runs)
    yield from _more_files(program, folder)


def _copies(folder: Path, count: int) -> Path:
    """A folder with that many scenario files: copies of the shipped ones, a comment telling them apart."""
    texts = [path.read_text(encoding="utf-8") for path in find_scenarios(shipped_folder())]
    folder.mkdir()
    for number in range(count):
        text = f"{texts[number % len(texts)]}# copy {number}\n"
        (folder / f"s{number:04}.yaml").write_text(text, encoding="utf-8")
    return folder


def _fifteen(program: Installed, folder: Path, runs: int, skipped: list[str]) -> Iterator[Row]:
    files = str(_copies(folder / "fifteen", 15))
    shipped = [str(path) for path in find_scenarios(shipped_folder())]
    measures: dict[str, Measure] = {
        "pass": process(program.python, "-c", "pass"),
        "form": process(program.roleplay, "check", *FORM, files),
    }
    figures = in_turn(measures, runs)
    form, floor = figures["form"], figures["pass"]
    holds = form.median <= 7 * floor.median
    yield Row(
        "check 15 files: Form, Names, graph",
        form,
        "ms",
        "≤ 7× `pass`",
        holds,
        "`python -c pass`",
        floor,
    )
    cold: dict[str, Measure] = {"ours": process(program.roleplay, "check", "--no-cache", *shipped)}
    lint = shutil.which("yamllint") or shutil.which(
        "yamllint", path=str(Path(sys.executable).parent)
    )
    if lint is None:
        skipped.append("yamllint is not installed.")
    else:
        cold["yamllint"] = process(lint, "-d", "relaxed", *shipped)
    figures = in_turn(cold, max(3, runs // 3))
    peer = figures.get("yamllint")
    yield Row(
        f"all checks of the {len(shipped)} shipped scenarios, cold",
        figures["ours"],
        "ms",
        "≤ yamllint",
        None if peer is None else figures["ours"].median <= peer.median,
        "yamllint",
        peer,
    )
    yield from _again(program, shipped, runs)


def _again(program: Installed, shipped: list[str], runs: int) -> Iterator[Row]:
    subprocess.run([program.roleplay, "check", *shipped], check=False, capture_output=True)
    figures = in_turn({"again": process(program.roleplay, "check", *shipped)}, runs)
    yield Row("the same again, from the cache", figures["again"], "ms", "", None)


def _thousand(program: Installed, folder: Path, runs: int) -> Iterator[Row]:
    files = _copies(folder / "thousand", FILES)
    paths = sorted(files.iterdir())
    figures = in_turn(
        {
            "events": seconds(partial(_events, paths)),
            "hashing": seconds(partial(_hashes, paths)),
            "form": process(program.roleplay, "check", *FORM, "-j", "1", str(files)),
        },
        runs,
        warm_up=0,
    )
    events, form = figures["events"], figures["form"]
    size = sum(path.stat().st_size for path in paths) / 1e6
    from_cache = process(program.roleplay, "check", *FORM[:2], "-j", "1", str(files))
    again = in_turn({"again": from_cache}, runs)["again"]
    yield Row(
        f"check {FILES:,} files ({size:.0f} MB), Form and Names, one process",
        form,
        "ms",
        "≤ 1.6× parse events",
        form.median <= 1.6 * events.median,
        "PyYAML's parse events",
        events,
    )
    yield Row(
        "the same again, from the cache",
        again,
        "ms",
        "≤ 2× hashing",
        again.median <= 2 * figures["hashing"].median,
        "hashing the files",
        figures["hashing"],
    )


def _events(paths: list[Path]) -> None:
    loader = getattr(yaml, "CLoader", yaml.Loader)
    for path in paths:
        for _ in yaml.parse(path.read_bytes(), Loader=loader):
            pass


def _hashes(paths: list[Path]) -> None:
    for path in paths:
        sha256(path.read_bytes()).digest()


def _structure(program: Installed, folder: Path, runs: int, skipped: list[str]) -> Iterator[Row]:
    """Whether the structure of 5,000 states holds, against inkjs compiling as many knots."""
    states = STATES[-1]
    file = folder / "structure.yaml"
    file.write_text(_row_of_states(states), encoding="utf-8")
    measures = {
        "ours": process(program.roleplay, "check", "--select", "P30", "--no-cache", str(file))
    }
    script = ink_script(folder, _knots(states), "compile", skipped)
    if script is not None:
        measures["ink"] = process("node", str(script))
    figures = in_turn(measures, runs, warm_up=0)
    peer = figures.get("ink")
    holds = None if peer is None else figures["ours"].median <= peer.median
    work = f"{states:,} states: does the structure hold"
    yield Row(work, figures["ours"], "ms", "≤ inkjs", holds, "inkjs, compiling as many knots", peer)


def _knots(states: int) -> str:
    parts = ["-> s0\n"]
    for number in range(states):
        after = f"s{number + 1}" if number + 1 < states else "END"
        parts.append(f"=== s{number} ===\nWhat she says at turn {number}.\n")
        parts += [f"* [Reply {reply} of turn {number}.] -> {after}\n" for reply in range(3)]
    return "".join(parts)


def _forty(runs: int) -> Iterator[Row]:
    """V over 40 states of three replies, with six promises that the end asks about."""
    scenario = compile_text(_forty_states()).scenario
    assert scenario is not None
    valuation = Valuation(Engine(scenario))
    took = in_turn({"walk": seconds(lambda: Valuation(Engine(scenario)))}, runs, warm_up=0)["walk"]
    work = (
        f"V over 40 states, 6 flags, 4 counters: {len(valuation.exploration):,} sliced situations"
    )
    yield Row(work, took, "ms", "≤ 1 s", took.median <= 1)


def _forty_states() -> str:
    dimensions = ("hears_me", "honest", "able", "on_my_side")
    parts = [
        "format: 1\ntitle: Forty\ncustomer: {name: Ada Brook, reliance: Will she stay?}\npromises:\n"
    ]
    parts += [f"  p{number}: {{text: Promise {number}}}\n" for number in range(6)]
    parts.append("start: s0\nstates:\n")
    for number in range(40):
        dimension = dimensions[number % 4]
        rung, cost = ("proved", "\n        cost: time") if number % 8 > 5 else ("shown", "")
        after = f"s{number + 1}" if number < 39 else "last"
        parts.append(
            f"  s{number}:\n    line: Turn {number}.\n    replies:\n"
            f"      - id: earn{number}\n        say: One.\n        earns: {{{dimension}: {rung}}}{cost}\n"
            f"        to: {after}\n"
            f"      - id: make{number}\n        say: Two.\n        makes: p{number % 6}\n"
            f"        to: {after}\n"
            f"      - id: keep{number}\n        say: Three.\n        keeps: p{(number + 3) % 6}\n"
            f"        to: {after}\n"
        )
    asks = ", ".join(f"p{number}: kept" for number in range(6))
    parts.append(
        f"  last:\n    line: And?\n    replies:\n"
        f"      - {{id: all, say: All of it., when: {{promise: {{{asks}}}}}, repairs: [own], to: end}}\n"
        "      - {id: none, say: Nothing., wounds: {hears_me: slip}, to: end}\n"
    )
    parts.append("endings:\n  end: {line: Bye., sold: no}\n")
    return "".join(parts)


def _more_files(program: Installed, folder: Path) -> Iterator[Row]:
    """How the cost of Form and Names grows with the files."""
    for count in (10, 100, FILES):
        files = folder / "thousand" if count == FILES else _copies(folder / f"files{count}", count)
        form = process(program.roleplay, "check", *FORM, "-j", "1", str(files))
        yield _growing(
            f"check {count:,} files, Form and Names", in_turn({"": form}, 3, warm_up=0)[""]
        )


def _growth(runs: int) -> Iterator[Row]:
    """How the cost of compiling and of the full walk grows with the states."""
    for states in STATES:
        text = _row_of_states(states)
        compiled = compile_text(text)
        assert compiled.scenario is not None
        some = 3 if states > 1000 else runs
        took = in_turn(
            {
                "compile": seconds(partial(compile_text, text)),
                "walk": seconds(partial(_walk, compiled.scenario)),
            },
            some,
        )
        for name, work in (("compile", "compile"), ("walk", "walk every situation of")):
            yield _growing(f"{work} {states:,} states of three replies", took[name])


def _growing(work: str, figures: Figures) -> Row:
    return Row(work, figures, "ms", "", None)


def _walk(scenario: Scenario) -> None:
    explore(Engine(scenario))


def _row_of_states(states: int) -> str:
    parts = [
        "format: 1\ntitle: A row\ncustomer: {name: Ada Brook, reliance: Will she stay?}\n"
        "start: s0\nstates:\n"
    ]
    effects = ("earns: {hears_me: shown}", "wounds: {able: slip}", "repairs: [own]")
    for number in range(states):
        after = f"s{number + 1}" if number + 1 < states else "end"
        parts.append(f"  s{number}:\n    line: What she says at turn {number}.\n    replies:\n")
        parts += [
            f"      - id: r{number}_{reply}\n        say: Reply {reply} of turn {number}.\n"
            f"        {effect}\n        to: {after}\n"
            for reply, effect in enumerate(effects)
        ]
    parts.append("endings:\n  end: {line: Bye., sold: no}\n")
    return "".join(parts)
