"""`roleplay check`: everything that is wrong with scenario files, at its line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.workbench.files import File
    from simulator.workbench.report import Shown

STYLES = ("full", "concise", "json", "github", "sarif")


def _words(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Words between commas, of an option that may be given more than once."""
    words = tuple(word.strip() for value in values for word in value.split(","))
    if not all(words):
        raise click.BadParameter("an empty word; name codes, such as `F,P301`")
    return words


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--select", multiple=True, callback=_words, metavar="CODES", help="Show these rules only."
)
@click.option(
    "--ignore", multiple=True, callback=_words, metavar="CODES", help="Do not show these rules."
)
@click.option("--style", type=click.Choice(STYLES), help="How to show what is found.")
@click.option("--all", "everything", is_flag=True, help="All notes, of drafts as well.")
@click.option(
    "--allow-unproved", is_flag=True, help="What the walk could not settle is a warning only."
)
@click.option(
    "--situations",
    type=click.IntRange(1, 1_000_000_000),
    metavar="N",
    help="How many situations of a scenario are walked at most.",
)
@click.option("--fix", is_flag=True, help="Add missing ids to the files, and lay them out.")
@click.option("--fix-names", is_flag=True, help="Mend names that are nearly right, after asking.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-cache", is_flag=True, help="Work everything out anew.")
@click.option(
    "-j", "processes", type=click.IntRange(1, 256), metavar="N", help="Work in N processes."
)
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    style: str | None,
    everything: bool,
    allow_unproved: bool,
    situations: int | None,
    fix: bool,
    fix_names: bool,
    yes: bool,
    no_cache: bool,
    processes: int | None,
) -> None:
    """Say what is wrong with scenario files.

    PATH is a file, a folder with all that is in it, or `-` for standard input. CODES are codes, beginnings of
    codes or names of rules, with commas between them; `roleplay explain` lists them.
    """
    from time import time

    from simulator.workbench.cache import usual_cache
    from simulator.workbench.checking import check, with_neighbours
    from simulator.workbench.files import find_files
    from simulator.workbench.orders import orders_for
    from simulator.workbench.packs import over_pack
    from simulator.workbench.progress import Progress
    from simulator.workbench.report import shown
    from simulator.workbench.wrong_use import WrongUseError
    from simulator.world import FINDING, USAGE, Failure

    try:
        files = find_files(paths)
        cache = None if no_cache else usual_cache()
        orders = orders_for(files, select, ignore, situations, cache)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    if fix or fix_names:
        _mend(files, form=fix, names=fix_names, yes=yes)
    if not all(order.settings.cache for order in orders):
        cache = None
    with Progress(sys.stderr, len(orders)) as progress:
        checked = [with_neighbours(one) for one in check(orders, cache, processes, progress.set)]
        checked += over_pack(checked, cache)
    if cache is not None:
        cache.sweep(time())
    found = [shown(one, everything=everything, allow_unproved=allow_unproved) for one in checked]
    _tell(found, style or orders[0].settings.style or "full")
    if any(one.is_failed for one in found):
        click.get_current_context().exit(FINDING)


def _mend(files: Sequence[File], *, form: bool, names: bool, yes: bool) -> None:
    """Write mends into files, having asked where they are guesses."""
    from simulator.world import FINDING, USAGE, Failure

    if any(file.path is None for file in files):
        raise Failure("standard input cannot be mended; name a file", USAGE)
    for file in files:
        try:
            if names:
                _mend_names(file, yes=yes)
            if form:
                _mend_form(file)
        except OSError as error:
            from simulator.compiler.cleaning import clean

            raise Failure(
                f"`{clean(file.name)}` cannot be mended: {error.strerror or error}", FINDING
            ) from error


def _mend_names(file: File, *, yes: bool) -> None:
    from simulator.workbench.mends import difference, with_near_names
    from simulator.workbench.replace_file import replace_file

    assert file.path is not None
    before = file.path.read_bytes()
    after, count = with_near_names(before, file.name)
    if not count:
        return
    _write(difference(before, after, file.name), err=True)
    if not yes and not _can_ask():
        _write("nothing is written; `--yes` writes it without asking\n", err=True)
    elif yes or click.confirm("Write this?", err=True):
        replace_file(file.path, before, after)
        _say(file, f"{count} {'name' if count == 1 else 'names'} mended")


def _can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def _mend_form(file: File) -> None:
    from simulator.workbench.mends import laid_out, with_ids
    from simulator.workbench.replace_file import replace_file

    assert file.path is not None
    before = file.path.read_bytes()
    with_all, count = with_ids(before, file.name)
    after = laid_out(with_all, file.name)
    if after != before:
        replace_file(file.path, before, after)
        added = [f"{count} {'id' if count == 1 else 'ids'} added"] if count else []
        _say(file, ", ".join([*added, *(["laid out"] if after != with_all else [])]))


def _say(file: File, what: str) -> None:
    from simulator.compiler.cleaning import clean

    _write(f"{clean(file.name)}: {what}\n", err=True)


def _tell(found: list[Shown], style: str) -> None:
    """Print what is shown: the report on stdout, what a program must not read on stderr."""
    from simulator.workbench.telling import aside, report

    _write(report(found, style, colour=_is_coloured()))
    _write(aside(found), err=True)


def _is_coloured() -> bool:
    """Whether somebody reads in a terminal that shows colours, and has not asked for none."""
    import os

    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout is not None and sys.stdout.isatty() and not plain


def _write(text: str, *, err: bool = False) -> None:
    if not text:
        return
    try:
        click.echo(text, nl=False, err=err, color=True)
    except OSError as error:
        from simulator.plain.lines import NobodyHears

        raise NobodyHears from error
