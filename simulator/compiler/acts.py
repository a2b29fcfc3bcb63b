"""The scenarios that a campaign names: their files, and the first thing that is wrong with them."""

from __future__ import annotations

from pathlib import Path

from simulator.compiler.beside import read_campaign
from simulator.compiler.cleaning import clean
from simulator.compiler.compile import compile_file
from simulator.compiler.library import SUFFIXES
from simulator.compiler.render import concise
from simulator.core.campaign import Act


def file_of_act(path: Path, act: Act) -> Path | None:
    """The file of an act, if it is there. A name from a file never leads out of the folder."""
    name = act.scenario
    if name != Path(name).name or name in {"", ".", ".."}:
        return None
    files = (path.parent / f"{name}{suffix}" for suffix in SUFFIXES)
    return next((file for file in files if file.is_file()), None)


def problem_of(path: Path) -> str | None:
    """The first problem that keeps a campaign from being played, in one line; None if it plays."""
    read = read_campaign(path, path.name)
    if read.value is None:
        return concise(read.errors[:1]).strip()
    for act in read.value.acts:
        file = file_of_act(path, act)
        if file is None:
            return f"the act `{clean(act.scenario)}` is not in the folder of its campaign"
        compiled = compile_file(file, file.name)
        if compiled.scenario is None:
            return concise(compiled.errors[:1]).strip()
    return None
