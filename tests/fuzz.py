"""Looks for a text that the checker cannot stand: ``python -m tests.fuzz --minutes 10``.

Every input is a good file, or a file of the corpus, with something done to it. It passes through all that
`roleplay check` does. What must stay true of any text: nothing is raised; it takes less than five seconds
and the process less than 500 MB; every finding stands within the text; and the same text is answered alike
twice. Inputs that are answered by a set of codes not met before are kept, to be changed further, so the
search spreads over what the checker can say. With ``--coverage`` the library atheris leads it by the
branches of the code that an input takes; it is no dependency of the project.

It is no test: it finds something new each time. What it found once belongs in ``tests/compiler``.
"""

from __future__ import annotations

import argparse
import faulthandler
import re
import sys
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from tests.mutations import LARGEST, ROOT, Mutator

GOOD = ("scenarios/*.yaml", "docs/example.yaml", "tests/corpus/good/*.yaml")
OTHERS = ("tests/corpus/faults/*.yaml", "tests/compiler/cases/*.yaml")
MOST_SECONDS = 5.0
"""Of processor time, so that a busy machine finds no faults."""
HUNG_SECONDS = 60
TOLD_SECONDS = 60
MOST_MEGABYTES = 500
SITUATIONS = 2_000
"""How many situations of an input are walked; the shipped scenarios have more, to meet that case as well."""


@dataclass
class Tried:
    """What became of the inputs so far."""

    inputs: int = 0
    compiled: int = 0
    codes: set[str] = field(default_factory=set)
    slowest: float = 0.0
    peak: float = 0.0
    faults: list[tuple[str, bytes]] = field(default_factory=list)


def checked(data: bytes) -> tuple[str, ...]:
    """The codes that a text is answered with; raises where the answer is not as it must be."""
    from simulator.compiler.render import full
    from simulator.compiler.source import from_bytes
    from simulator.workbench.comments import silenced
    from simulator.workbench.judging import Task, as_text, from_text, judge
    from simulator.workbench.plan import Plan
    from simulator.workbench.rule_book import every_rule

    task = Task(data, "x.yaml", Plan(situations=SITUATIONS))
    verdict = judge(task)
    assert judge(task) == verdict, "the same text is answered otherwise the second time"
    assert from_text(as_text(verdict), "x.yaml").found == verdict.found, "the answer cannot be kept"
    source = from_bytes(data, "x.yaml")[0]
    found = silenced(verdict.found, source, every_rule(), lambda _: verdict.is_whole)
    for one in found:
        line, column, end_line, end_column = one.span
        lines = (*source.lines, "")
        assert 1 <= line <= end_line <= max(len(lines), 1), f"{one.code} stands at {one.span}"
        assert 1 <= column <= len(lines[line - 1]) + 1, f"{one.code} stands at {one.span}"
        assert 1 <= end_column <= len(lines[end_line - 1]) + 1, f"{one.code} stands at {one.span}"
        assert (line, column) <= (end_line, end_column), f"{one.code} stands at {one.span}"
    shown = full(found, source)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown), (
        "a terminal would act on it"
    )
    shown.encode("utf-8")
    return (*(one.code for one in found), *(("whole",) if verdict.is_whole else ()))


def peak_megabytes() -> float:
    """The most memory that the process ever had; 0 on Windows, which does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return 0.0
    kept = getrusage(RUSAGE_SELF).ru_maxrss
    return kept / (1024 * 1024 if sys.platform == "darwin" else 1024)


def attempt(data: bytes, tried: Tried, folder: Path) -> frozenset[str]:
    """Check one input and count it in. Gives the codes that it is answered with."""
    (folder / "now.yaml").write_bytes(data)  # is there after a hang or a crash
    faulthandler.dump_traceback_later(HUNG_SECONDS, exit=True)
    started = time.process_time()
    codes: frozenset[str] = frozenset()
    fault = ""
    try:
        codes = frozenset(checked(data))
    except Exception:  # whatever it is, it is what is looked for
        fault = traceback.format_exc()
    faulthandler.cancel_dump_traceback_later()
    took = (time.process_time() - started) / 2  # it was judged twice
    peak = peak_megabytes()
    if took > MOST_SECONDS:
        fault = fault or f"it takes {took:.1f} s"
    if peak > max(MOST_MEGABYTES, tried.peak):
        fault = fault or f"the process has taken {peak:.0f} MB"
    if took > tried.slowest:
        tried.slowest = took
        (folder / "slowest.yaml").write_bytes(data)
    tried.inputs += 1
    tried.compiled += "whole" in codes
    tried.codes |= codes
    tried.peak = max(tried.peak, peak)
    if fault:
        tried.faults.append((fault, data))
        (folder / f"fault-{len(tried.faults)}.yaml").write_bytes(data)
        print(f"fault {len(tried.faults)}, after {tried.inputs} inputs:\n{fault}", flush=True)
    return codes


def told(tried: Tried) -> str:
    """How far it has come, in a line."""
    return (
        f"{tried.inputs} inputs, {tried.compiled} of them compiled, {len(tried.codes - {'whole'})} codes; "
        f"slowest {tried.slowest:.2f} s; peak {tried.peak:.0f} MB; {len(tried.faults)} faults"
    )


def by_codes(mutator: Mutator, minutes: float, folder: Path) -> Tried:
    """Search for so long, led by the sets of codes that inputs are answered with."""
    tried, met = Tried(), set[frozenset[str]]()
    end = time.monotonic() + minutes * 60
    tell = time.monotonic() + TOLD_SECONDS
    while time.monotonic() < end:
        data = mutator.another()
        codes = attempt(data, tried, folder)
        if codes not in met:
            met.add(codes)
            mutator.keep(data)
        if time.monotonic() > tell:
            tell += TOLD_SECONDS
            print(told(tried), flush=True)
    return tried


def by_coverage(seed: int, minutes: float, folder: Path) -> None:
    """Search for so long, led by the branches taken. The library ends the process when the time is over."""
    try:
        atheris: Any = import_module("atheris")
    except ModuleNotFoundError:
        sys.exit("`--coverage` needs the library atheris")
    with atheris.instrument_imports(include=["simulator"]):
        checked(b"format: 1\n")
    seeds = folder / "inputs"
    seeds.mkdir(exist_ok=True)
    good, others = files(GOOD), files(OTHERS)
    for at, data in enumerate([*good, *others]):
        (seeds / f"seed-{at}").write_bytes(data)
    tried, mutator = Tried(), Mutator(seed, good, others)
    tell = time.monotonic() + TOLD_SECONDS

    def one(data: bytes) -> None:
        nonlocal tell
        attempt(data, tried, folder)
        if time.monotonic() > tell:
            tell += TOLD_SECONDS
            print(told(tried), flush=True)

    def change(data: bytes, most: int, number: int) -> bytes:
        mutator.rng.seed(number)
        return mutator.changed(data)[:most]

    options = {
        "max_len": LARGEST,
        "max_total_time": round(minutes * 60),
        "seed": seed,
        "rss_limit_mb": 0,  # it is looked at here
        "timeout": HUNG_SECONDS,
        "artifact_prefix": f"{folder}/",
    }
    arguments = [f"-{key}={value}" for key, value in options.items()]
    atheris.Setup([sys.argv[0], str(seeds), *arguments], one, custom_mutator=change)
    atheris.Fuzz()


def files(patterns: Iterable[str]) -> list[bytes]:
    """What stands in these files."""
    return [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def main() -> None:
    parser = argparse.ArgumentParser(description="Look for a text that the checker cannot stand.")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=None, help="for the same inputs again")
    usual = Path(gettempdir()) / "roleplay-fuzz"
    parser.add_argument("--keep", type=Path, default=usual, help="where inputs are put")
    parser.add_argument("--coverage", action="store_true", help="led by branches; needs atheris")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    options.keep.mkdir(parents=True, exist_ok=True)
    print(f"seed {seed}", flush=True)
    if options.coverage:
        by_coverage(seed, options.minutes, options.keep)
    tried = by_codes(Mutator(seed, files(GOOD), files(OTHERS)), options.minutes, options.keep)
    print(told(tried))
    sys.exit(1 if tried.faults else 0)


if __name__ == "__main__":
    main()
