"""Playing without a screen, the walk and V, and saving: what the core and the store cost."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.table import Row
from benchmarks.timing import Figures, Measure, in_turn, seconds
from simulator.compiler.compile import compile_file
from simulator.compiler.library import find_scenarios, shipped_folder
from simulator.core.analysis import Valuation
from simulator.core.conversation import begin
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.machine import ConversationMachine
from simulator.core.scenario import Scenario
from simulator.records.store import SavedReply, Store

PLAYS = 200
TURNS = 12

INK_STORY = """
VAR trust = 0
-> s1
{states}
"""
INK_STATE = """
=== s{n} ===
A line of the customer's, number {n}.
* {{trust < 90}} [Say the first thing {n}]
  ~ trust = trust + 1
  {{trust > 5: She nods.|She waits.}}
  -> {after}
* [Say the second thing {n}] She looks away.
  -> {after}
* [Say the third thing {n}]
  ~ trust = trust - 1
  Her answer. -> {after}
"""
INK_SCRIPT = """
const {{ Story, Compiler }} = require("inkjs/full");
const json = new Compiler(require("fs").readFileSync({story!r}, "utf8")).Compile().ToJson();
let choices = 0;
const start = process.hrtime.bigint();
for (let play = 0; play < {plays}; play++) {{
  const story = new Story(json);
  while (true) {{
    while (story.canContinue) story.Continue();
    if (story.currentChoices.length === 0) break;
    story.ChooseChoiceIndex(choices++ % story.currentChoices.length);
  }}
}}
console.log(choices / (Number(process.hrtime.bigint() - start) / 1e9));
"""


def shipped() -> dict[str, Scenario]:
    """The shipped scenarios, compiled."""
    found = {path.stem: compile_file(path).scenario for path in find_scenarios(shipped_folder())}
    return {name: scenario for name, scenario in found.items() if scenario is not None}


def rows(folder: Path, runs: int, skipped: list[str]) -> Iterator[Row]:
    """The rows on playing, walking and saving."""
    scenarios = shipped()
    name = "wrong-pallet" if "wrong-pallet" in scenarios else next(iter(scenarios))
    yield from _playing(scenarios[name], folder, runs, skipped)
    for one, scenario in scenarios.items():
        took = in_turn({one: seconds(partial(_value, scenario))}, runs)[one]
        yield Row(f"walk and V of `{one}`, sliced", took, "ms", "≤ 100 ms", took.median <= 0.1)
    yield from _saving(folder, runs)


def _value(scenario: Scenario) -> None:
    Valuation(Engine(scenario), _first(scenario))


def _first(scenario: Scenario) -> str | None:
    return scenario.variants[0].id if scenario.variants else None


def _playing(scenario: Scenario, folder: Path, runs: int, skipped: list[str]) -> Iterator[Row]:
    engine = Engine(scenario)
    machine = ConversationMachine(engine)
    variant = _first(scenario)
    measures: dict[str, Measure] = {
        "walk": partial(_walk_steps, scenario, variant),
        "live": partial(_live_choices, machine, variant),
    }
    ink = _ink(folder, skipped)
    if ink is not None:
        measures["ink"] = ink
    figures = in_turn(measures, runs)
    peer = figures.get("ink")

    def against(figure: Figures, times: float) -> bool | None:
        return None if peer is None else figure.median >= times * peer.median

    yield Row(
        "the walk's step, full walk of `wrong-pallet`",
        figures["walk"],
        "/s",
        "≥ 10× inkjs",
        against(figures["walk"], 10),
        "inkjs, choices",
        peer,
    )
    yield Row(
        "a live `choose`, random replies",
        figures["live"],
        "/s",
        "≥ 1× inkjs",
        against(figures["live"], 1),
        "inkjs, choices",
        peer,
    )


def _walk_steps(scenario: Scenario, variant: str | None) -> float:
    engine = Engine(scenario)
    start = perf_counter()
    walked = explore(engine, variant)
    took = perf_counter() - start
    return sum(len(edges) for edges in walked.edges) / took


def _live_choices(machine: ConversationMachine, variant: str | None) -> float:
    choice, choices = random.Random(1), 0
    start = perf_counter()
    for _ in range(PLAYS):
        conversation = begin(machine, variant)
        while not conversation.is_over:
            conversation = conversation.choose(choice.choice(conversation.replies).id)
            choices += 1
    return choices / (perf_counter() - start)


def _ink(folder: Path, skipped: list[str]) -> Measure | None:
    """inkjs playing a story of the same size: 12 turns of 3 replies, a variable, a condition."""
    states = "".join(
        INK_STATE.format(n=n, after=f"s{n + 1}" if n < TURNS else "END")
        for n in range(1, TURNS + 1)
    )
    script = ink_script(folder, INK_STORY.format(states=states), "play", skipped)
    if script is None:
        return None

    def measure() -> float:
        done = subprocess.run(
            ["node", str(script)], check=True, capture_output=True, cwd=folder, text=True
        )
        return float(done.stdout)

    return measure


def ink_script(folder: Path, story: str, what: str, skipped: list[str]) -> Path | None:
    """A script for Node.js that compiles a story by inkjs, and plays it if `what` is ``play``.

    None, with the reason among those skipped, where inkjs is not to be had.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        skipped.append("inkjs, for Node.js and npm are not installed.")
        return None
    try:
        subprocess.run(
            ["npm", "install", "--silent", "--prefix", str(folder), "inkjs@2.4.0"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        skipped.append(f"inkjs could not be installed: {error}")
        return None
    file, script = folder / f"{what}.ink", folder / f"{what}.js"
    file.write_text(story, encoding="utf-8")
    plays = 2000 if what == "play" else 0
    script.write_text(INK_SCRIPT.format(story=str(file), plays=plays), encoding="utf-8")
    return script


def _saving(folder: Path, runs: int) -> Iterator[Row]:
    """A play of twelve turns, kept reply by reply, against the bare module doing the same writes."""
    now = datetime.now(UTC)
    store = Store(folder / "saving")
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = NORMAL")
    bare.execute(
        "CREATE TABLE replies (play INTEGER, number INTEGER, reply TEXT, said TEXT, took INTEGER)"
    )

    def kept() -> None:
        play = store.begin("n", "d", "text", variant=None, seed=1, mode="real", now=now)
        for number in range(1, TURNS + 1):
            store.add_reply(play, number, SavedReply("a_reply", None, now, 1200))

    def barely() -> None:
        for number in range(TURNS + 1):
            bare.execute(
                "INSERT INTO replies VALUES (1, ?, 'a_reply', ?, 1200)", (number, now.isoformat())
            )

    figures = in_turn({"ours": seconds(kept), "bare": seconds(barely)}, max(runs, 30))
    store.close()
    bare.close()
    holds = figures["ours"].median <= 2 * figures["bare"].median
    yield Row(
        "save a play of 12 turns, a commit each",
        figures["ours"],
        "ms",
        "≤ 2× bare",
        holds,
        "bare sqlite3, WAL, 13 inserts",
        figures["bare"],
    )
