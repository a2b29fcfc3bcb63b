"""What the commands that rewrite files have in common: what is written or shown, and what is said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.plain.lines import Lines
    from simulator.workbench.files import File
    from simulator.workbench.rewrite import Rewrite


class Words(NamedTuple):
    """How a command speaks of what it does: `formatted`, `would be formatted`."""

    done: str
    would: str


class Counts(NamedTuple):
    """How many files were or would be changed, were right, and could not be rewritten."""

    changed: int = 0
    kept: int = 0
    failed: int = 0


def rewriting(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every such command takes."""
    command = click.option("--diff", is_flag=True, help="Show what would change; write nothing.")(
        command
    )
    command = click.option(
        "--check", is_flag=True, help="Write nothing; exit with 1 if anything would change."
    )(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def rewrite(
    paths: tuple[str, ...],
    by: Callable[[bytes, str], Rewrite],
    words: Words,
    *,
    check: bool,
    diff: bool,
) -> None:
    """Rewrite the files, or show what would come of it, and end with the exit code.

    Args:
        paths: files, folders, or `-` for standard input, which is written to standard output.
        by: what rewrites the bytes of a file of a name.
        words: how to speak of it.
        check: whether only to name what would change.
        diff: whether only to show it.

    Raises:
        Failure: a path leads to nothing.
    """
    from simulator.plain.lines import Lines
    from simulator.workbench.files import find_files
    from simulator.workbench.wrong_use import WrongUseError
    from simulator.world import FINDING, USAGE, Failure

    try:
        files = find_files(paths)
    except WrongUseError as error:
        raise Failure(str(error), USAGE) from error
    one = _Rewriting(by, words, check, diff, Lines(None, sys.stdout), Lines(None, sys.stderr))
    counts = Counts()
    for file in files:
        counts = one.rewrite(file, counts)
    one.sum_up(counts, files)
    if counts.failed or (counts.changed and (check or diff)):
        click.get_current_context().exit(FINDING)


class _Rewriting(NamedTuple):
    """One run of such a command."""

    by: Callable[[bytes, str], Rewrite]
    words: Words
    check: bool
    diff: bool
    out: Lines
    aside: Lines

    def rewrite(self, file: File, counts: Counts) -> Counts:
        """Rewrite one file, and count it."""
        before = self._read(file)
        if before is None:
            return counts._replace(failed=counts.failed + 1)
        result = self.by(before, file.name)
        if result.is_failed:
            self._complain(result, before, file.name)
            return counts._replace(failed=counts.failed + 1)
        if result.note and file.path is not None:
            self.out.tell(f"{_shown(file)}: {result.note}")
        if file.path is None and not (self.check or self.diff):
            _put(result.data)
        elif result.data != before and not self._write(file, before, result.data):
            return counts._replace(failed=counts.failed + 1)
        if result.data == before:
            return counts._replace(kept=counts.kept + 1)
        return counts._replace(changed=counts.changed + 1)

    def sum_up(self, counts: Counts, files: list[File]) -> None:
        """Say how many files were what; nothing where the result itself was the answer."""
        only_shown = self.check or self.diff
        if any(file.path is None for file in files) and not only_shown:
            return
        done = self.words.would if only_shown else self.words.done
        parts = [f"{_counted(counts.changed)} {done}"] if counts.changed else []
        if counts.kept:
            parts.append(
                f"{_counted(counts.kept)} left as {'it is' if counts.kept == 1 else 'they are'}"
            )
        if counts.failed:
            parts.append(f"{_counted(counts.failed)} not {self.words.done}")
        (self.aside if self.diff else self.out).tell(", ".join(parts))

    def _read(self, file: File) -> bytes | None:
        """The bytes of a file; None, having said why, if it cannot be read."""
        from simulator.compiler.source import from_path
        from simulator.workbench.files import read_input

        if file.path is None:
            return read_input()
        try:
            return file.path.read_bytes()
        except (OSError, ValueError):
            from simulator.compiler.render import full

            source, found = from_path(file.path, file.name)
            self.aside.tell(full(found, source).rstrip("\n"))
            return None

    def _complain(self, result: Rewrite, data: bytes, name: str) -> None:
        from simulator.compiler.cleaning import clean
        from simulator.compiler.render import full
        from simulator.compiler.source import from_bytes

        if result.diagnostics:
            self.aside.tell(full(result.diagnostics, from_bytes(data, name)[0]).rstrip("\n"))
        if result.complaint:
            self.aside.tell(f"{clean(name)}: {result.complaint}")

    def _write(self, file: File, before: bytes, after: bytes) -> bool:
        """Write a file, or show what would be written. Gives whether that could be done."""
        from simulator.workbench.mends import difference
        from simulator.workbench.replace_file import replace_file

        if self.diff:
            self.out.tell(difference(before, after, file.name).rstrip("\n"))
        elif self.check or file.path is None:
            self.out.tell(f"{_shown(file)}: {self.words.would}")
        else:
            try:
                replace_file(file.path, before, after)
            except OSError as error:
                reason = error.strerror or error
                self.aside.tell(f"{_shown(file)}: it cannot be written: {reason}")
                return False
            self.out.tell(f"{_shown(file)}: {self.words.done}")
        return True


def _shown(file: File) -> str:
    from simulator.compiler.cleaning import clean

    return clean(file.name)


def _counted(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"


def _put(data: bytes) -> None:
    """Write bytes to standard output, byte by byte as they are."""
    from simulator.plain.lines import NobodyHears

    try:
        click.echo(data, nl=False)
    except OSError as error:
        raise NobodyHears from error
