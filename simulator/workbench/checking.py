"""Checking many files: what is known from before is taken from there, the rest is worked out.

Every verdict passes through the same text, whether it comes from the cache, from another process or from
this one, so that it cannot differ by where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.compiler.diagnostic import Diagnostic
from simulator.compiler.library import is_beside
from simulator.workbench.files import File, read_input
from simulator.workbench.judging import Task, Verdict, from_text
from simulator.workbench.orders import Order

if TYPE_CHECKING:
    from simulator.compiler.source import Source
    from simulator.workbench.cache import Cache


class Checked(NamedTuple):
    """A file and what was found in it. `data` is None if it cannot be read."""

    order: Order
    data: bytes | None
    verdict: Verdict

    @property
    def source(self) -> Source:
        """The file's text, to show lines of."""
        from simulator.compiler.source import Source, from_bytes

        name = self.order.file.name
        return from_bytes(self.data, name)[0] if self.data is not None else Source(name)


def check(
    orders: Sequence[Order],
    cache: Cache | None,
    processes: int | None = None,
    on_done: Callable[[int], None] = lambda done: None,
) -> list[Checked]:
    """Check files.

    Args:
        orders: what to check, and how.
        cache: where verdicts are looked up and kept; None for nowhere.
        processes: how many processes work at once; None for as many as pay.
        on_done: is told how many files are finished.

    Returns:
        What was found, in the order of `orders`.
    """
    data_of: list[bytes | None] = []
    verdicts: dict[int, Verdict] = {}
    tasks: dict[int, Task] = {}
    keys: dict[int, str] = {}
    for at, order in enumerate(orders):
        data, found = _read(order.file)
        data_of.append(data)
        if data is None:
            verdicts[at] = Verdict(tuple(found))
            continue
        if cache is not None:
            keys[at] = cache.key(data, order.plan)
            if (known := known_verdict(cache, keys[at], order.file.name)) is not None:
                verdicts[at] = known
                continue
        tasks[at] = Task(data, order.file.name, order.plan)
    on_done(len(verdicts))
    for at, text in zip(tasks, _judged(list(tasks.values()), processes), strict=True):
        verdicts[at] = from_text(text, tasks[at].name)
        on_done(len(verdicts))
        if cache is not None:
            cache.put(keys[at], text)
    return [Checked(order, data_of[at], verdicts[at]) for at, order in enumerate(orders)]


def with_neighbours(checked: Checked) -> Checked:
    """A pack or a campaign with what is found once the scenarios are read that it names; else, as it is."""
    path = checked.order.file.path
    if path is None or checked.data is None or not is_beside(path.name):
        return checked
    from simulator.core.explore import LIMIT
    from simulator.workbench.beside import neighbours_of

    more = neighbours_of(checked.data, path, checked.order.plan.situations or LIMIT)
    found = sorted((*checked.verdict.found, *more), key=lambda one: one.span)
    return checked._replace(verdict=checked.verdict._replace(found=tuple(found)))


def known_verdict(cache: Cache, key: str, name: str) -> Verdict | None:
    """The verdict that is kept under a key, on a file of that name, if it is one."""
    text = cache.get(key)
    try:
        return from_text(text, name) if text is not None else None
    except ValueError:
        return None


def _judged(tasks: list[Task], processes: int | None) -> Iterator[str]:
    if not tasks:
        return iter(())
    from simulator.workbench.workers import judged

    return judged(tasks, processes)


def _read(file: File) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file; or None, and why it cannot be read."""
    if file.path is None:
        return read_input(), []
    from simulator.compiler.source import LARGEST, from_path

    try:
        with file.path.open("rb") as stream:
            # One byte more tells the compiler that it is too large.
            return stream.read(LARGEST + 1), []
    except (OSError, ValueError):
        return None, from_path(file.path, file.name)[1]
