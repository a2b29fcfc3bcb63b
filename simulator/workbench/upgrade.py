"""The way of a file from one version of the format to the next, as text edits.

`STEPS` is empty: format 1 is the first that was ever released, and there is no format 0. What carries a file
over is tried in the tests, on a version 0 that was made up for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from simulator.compiler.compile import compile_text
from simulator.compiler.edits import Edit, apply
from simulator.compiler.format_library import FORMAT
from simulator.compiler.nodes import Mapping as Pairs
from simulator.compiler.nodes import Scalar, span_of
from simulator.compiler.singles import DIGITS
from simulator.workbench.reading import reading_of
from simulator.workbench.rewrite import Rewrite

Step = Callable[[Pairs, tuple[str, ...]], Iterable[Edit]]
"""Makes a file of one format into one of the next: from its nodes and lines to edits.

The number itself is no concern of a step."""

FIRST = 1
"""The first format that was released."""

STEPS: dict[int, Step] = {}
"""By the number of the format that a step starts from. One for each number before `FORMAT`."""


def upgraded(
    data: bytes, name: str, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT
) -> Rewrite:
    """Bring a file to the newest format.

    Args:
        data: its bytes.
        name: what diagnostics call it.
        steps: the way, by the format that each step starts from.
        newest: where it ends.
    """
    after = data
    while True:
        reading = reading_of(after, name)
        if reading.root is None:
            return Rewrite(data, reading.problems)
        number = _format(reading.root)
        if number is None:
            return Rewrite(
                data, complaint="it has no `format`, so nobody can tell what it is written in"
            )
        version, node = number
        if version > newest:
            return Rewrite(data, compile_text(data, name).errors)
        if version == newest:
            return Rewrite(
                after, note=f"is in format {newest}, the newest" if after == data else ""
            )
        step = steps.get(version)
        if step is None:
            return Rewrite(data, complaint=f"there is no format {version}; the first is {FIRST}")
        edits = [*step(reading.root, reading.source.lines), Edit(span_of(node), str(version + 1))]
        after = apply(edits, after.decode("utf-8")).encode("utf-8")


def _format(root: Pairs) -> tuple[int, Scalar] | None:
    """The number of the format that a file is written in, and where it says so."""
    for key, value in root.pairs:
        if isinstance(key, Scalar) and key.value == "format" and isinstance(value, Scalar):
            return (int(value.value), value) if DIGITS.match(value.value) else None
    return None
