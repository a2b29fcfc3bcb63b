"""`roleplay test`: the walks of scenario files, played again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.compiler.compile import Compiled
    from simulator.core.scenario import Scenario
    from simulator.plain.lines import Lines
    from simulator.workbench.files import File
    from simulator.workbench.walks import Walked


@click.command("test")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--update", is_flag=True, help="Write what walks end in now into the files, where it differs."
)
@click.option("--record", metavar="NAME", help="Play PATH, and add what you played as a walk.")
@click.option("--variant", metavar="ID", help="The variant to record in.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(
    paths: tuple[str, ...], update: bool, record: str | None, variant: str | None, as_json: bool
) -> None:
    """Play the walks of scenario files and campaigns, and say where one goes otherwise than written.

    PATH is a file, a folder with all that is in it, or `-` for standard input.
    """
    from simulator.workbench.files import find_files
    from simulator.workbench.wrong_use import WrongUseError
    from simulator.world import USAGE, Failure

    if record is not None and (update or as_json):
        raise click.UsageError("--record goes with neither --update nor --json")
    if variant is not None and record is None:
        raise click.UsageError("--variant goes with --record only")
    try:
        files = find_files(paths)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    if (update or record is not None) and any(file.path is None for file in files):
        raise Failure("standard input cannot be written to; name a file", USAGE)
    if record is None:
        _test(files, update=update, as_json=as_json)
    elif len(files) != 1:
        raise Failure(f"--record wants one file, and here are {len(files)}", USAGE)
    else:
        _record(files[0], record, variant)


class _Tested(NamedTuple):
    """The walks of a file. `errors` keep it from being walked; both are texts, as the user reads them."""

    walks: tuple[Walked, ...] = ()
    values: tuple[dict[str, Any], ...] = ()
    findings: str = ""
    errors: str = ""


def _test(files: list[File], *, update: bool, as_json: bool) -> None:
    """Play the walks of files, tell of them, and end with the exit code."""
    from simulator.compiler.library import is_beside
    from simulator.plain.lines import Lines
    from simulator.world import FINDING

    out, aside = Lines(None, sys.stdout), Lines(None, sys.stderr)
    tested = []
    for file in files:
        one = _beside(file) if is_beside(file.name) else _scenario(file, aside, update=update)
        tested.append(one)
        if one.errors:
            aside.tell(one.errors)
        if one.findings and not as_json:
            out.tell(one.findings)
    every = [walk for one in tested for walk in one.walks]
    broken = sum(bool(one.errors) for one in tested)
    if as_json:
        import json

        values = [value for one in tested for value in one.values]
        out.tell(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        out.tell(_last_line(every, len(files), broken))
    if broken or any(one.course != "as_written" for one in every):
        click.get_current_context().exit(FINDING)


def _scenario(file: File, aside: Lines, *, update: bool) -> _Tested:
    """The walks of a scenario."""
    from simulator.compiler.render import full
    from simulator.workbench.walk_report import as_values, findings
    from simulator.workbench.walks import walked

    data, compiled = _compiled(file)
    if update:
        compiled = _updated(file, data, compiled, aside)
    if compiled.scenario is None or compiled.draft is None:
        return _Tested(errors=full(compiled.errors, compiled.source).rstrip("\n"))
    walks = walked(compiled.scenario)
    found = findings(walks, compiled.draft, file.name)
    text = full(found, compiled.source).rstrip("\n") + "\n" if found else ""
    return _Tested(walks, tuple(as_values(walks, compiled.draft, file.name)), text)


def _beside(file: File) -> _Tested:
    """The walks of a campaign. Packs have none."""
    from simulator.compiler.beside import read_campaign
    from simulator.compiler.library import CAMPAIGN
    from simulator.compiler.render import full
    from simulator.shelf import BrokenScenarioError
    from simulator.workbench.campaign_walks import campaign_findings, campaign_walked, values_of

    if file.path is None or file.path.name != CAMPAIGN:
        return _Tested()
    read = read_campaign(file.path)
    if read.value is None:
        return _Tested(errors=full(read.errors, read.source).rstrip("\n"))
    try:
        walks = campaign_walked(read.value, file.path)
    except BrokenScenarioError as error:
        return _Tested(errors=str(error))
    found = campaign_findings(read, walks)
    text = full(found, read.source).rstrip("\n") + "\n" if found else ""
    played = tuple(one for _, steps in walks for _, one in steps)
    return _Tested(played, tuple(values_of(read, walks)), text)


def _compiled(file: File) -> tuple[bytes, Compiled]:
    """The bytes of a file and what they mean; no bytes if it cannot be read."""
    from simulator.compiler.compile import compile_file, compile_text
    from simulator.workbench.files import read_input

    if file.path is None:
        data = read_input()
        return data, compile_text(data, file.name)
    try:
        data = file.path.read_bytes()
    except (OSError, ValueError):
        return b"", compile_file(file.path, file.name)
    return data, compile_text(data, file.name)


def _updated(file: File, data: bytes, compiled: Compiled, aside: Lines) -> Compiled:
    """Write what walks end in into their file. Gives the file as it is then."""
    from simulator.compiler.cleaning import clean
    from simulator.compiler.compile import compile_text
    from simulator.workbench.walk_edits import with_ends
    from simulator.workbench.walks import Course, walked

    walks = walked(compiled.scenario) if compiled.scenario is not None else ()
    changed = [one for one in walks if one.course is Course.ENDS_OTHERWISE]
    if not changed:
        return compiled
    after = _written(file, data, lambda: with_ends(data, compiled, walks))
    for one in changed:
        verdict = "yes" if one.verdict else "no"
        aside.tell(
            f"{clean(file.name)}: the walk `{one.walk.name}` now ends in `{one.at}`, verdict {verdict}"
        )
    return compile_text(after, file.name)


def _written(file: File, before: bytes, edited: Callable[[], bytes]) -> bytes:
    """Write the edited bytes into a file, and give them.

    Raises:
        Failure: that cannot be done.
    """
    from simulator.compiler.cleaning import clean
    from simulator.workbench.replace_file import replace_file
    from simulator.workbench.walk_edits import CannotWriteError
    from simulator.world import FINDING, Failure

    assert file.path is not None
    name = clean(file.name)
    try:
        after = edited()
        replace_file(file.path, before, after)
    except CannotWriteError as error:
        raise Failure(
            f"`{name}` is laid out so that walks cannot be written into it; `roleplay fmt` may help",
            FINDING,
        ) from error
    except OSError as error:
        raise Failure(f"`{name}` cannot be written: {error.strerror or error}", FINDING) from error
    return after


def _last_line(walks: list[Walked], files: int, broken: int) -> str:
    """What came of it, in numbers."""
    wrong = sum(one.course != "as_written" for one in walks)
    parts = [f"{_counted(len(walks), 'walk')} in {_counted(files, 'file')}"]
    if walks:
        parts.append(f"{wrong} not as written" if wrong else "all as written")
    if broken:
        parts.append(f"{_counted(broken, 'file')} with errors")
    return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _record(file: File, name: str, variant: str | None) -> None:
    """Play a file by lines, and write what was played into it as a walk."""
    from simulator.commands.recording import recorded
    from simulator.commands.scenario_path import chosen_variant
    from simulator.compiler.cleaning import clean
    from simulator.compiler.render import full
    from simulator.plain.lines import Lines
    from simulator.workbench.walk_edits import with_walk
    from simulator.world import FINDING, Failure

    lines = Lines(sys.stdin, sys.stdout)
    data, compiled = _compiled(file)
    scenario = compiled.scenario
    if scenario is None:
        raise Failure(
            f"`{clean(file.name)}` cannot be played.\n\n{full(compiled.errors, compiled.source)}",
            FINDING,
        )
    name = _free_name(scenario, name)
    walk = recorded(scenario, name, chosen_variant(scenario, variant), lines)
    lines.tell()
    if walk is None:
        lines.tell("Nothing is written: the conversation did not come to an ending.")
        click.get_current_context().exit(FINDING)
    _written(file, data, lambda: with_walk(data, compiled, walk))
    verdict = "yes" if walk.verdict else "no"
    lines.tell(f"The walk `{name}` is written. It ends in `{walk.ends}`, verdict {verdict}.")


def _free_name(scenario: Scenario, name: str) -> str:
    """The name of a new walk.

    Raises:
        Failure: it is no id, or there is such a walk.
    """
    from simulator.compiler.diagnostic import quoted
    from simulator.compiler.singles import is_id, normal_name
    from simulator.world import USAGE, Failure

    name = normal_name(name)
    if not is_id(name):
        raise Failure(
            f"{quoted(name)} is no name for a walk; take one word of letters, digits, `_` and `-`",
            USAGE,
        )
    if any(walk.name == name for walk in scenario.walks):
        raise Failure(f"there is a walk {quoted(name)} already", USAGE)
    return name
