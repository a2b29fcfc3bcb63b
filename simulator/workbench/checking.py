"""Checking many files: what is known from before is taken from there, the rest is worked out.

Every verdict passes through the same text, whether it comes from the cache, from another process or from
this one, so that it cannot differ by where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.compiler.diagnostic import Diagnostic
from simulator.workbench.files import File, read_input
from simulator.workbench.judging import Plan, Verdict, from_text
from simulator.workbench.rule_book import Choice

if TYPE_CHECKING:
    from simulator.compiler.source import Source
    from simulator.workbench.cache import Cache


class Order(NamedTuple):
    """How one file is to be checked."""

    file: File
    plan: Plan
    choice: Choice


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
    read = [_read(order.file) for order in orders]
    verdicts: list[Verdict | None] = []
    keys: list[str] = []
    for order, (data, found) in zip(orders, read, strict=True):
        known = None if data is not None else Verdict(tuple(found))
        key = ""
        if data is not None and cache is not None:
            key = cache.key(data, order.plan)
            text = cache.get(key)
            known = from_text(text, order.file.name) if text is not None else None
        keys.append(key)
        verdicts.append(known)
    open_ = [at for at, known in enumerate(verdicts) if known is None]
    if open_:
        _work_out(open_, orders, [data or b"" for data, _ in read], keys, cache, processes, verdicts, on_done)
    return [
        Checked(order, data, verdict or Verdict(()))
        for order, (data, _), verdict in zip(orders, read, verdicts, strict=True)
    ]


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
