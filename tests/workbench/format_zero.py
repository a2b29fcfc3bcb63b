"""A format 0 that never was: made up to try the way from one version to the next.

In it the customer is only a name, `reliance` stands at the left edge, and replies have `says` for `say`.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.compiler.diagnostic import Span
from simulator.compiler.edits import Edit
from simulator.compiler.nodes import Mapping, Node, Scalar, span_of
from simulator.workbench.extents import end_of

ZERO = """\
# from the old days
format: 0   # how old
title: The wrong pallet
customer: Ada   # she calls
reliance: >
  Will she let you
  deliver?

start: the_call
states:
  the_call:
    # the words
    line: "Well?"
    replies:
      - id: own_it
        says: >
          This was ours: says I.
        to: bought
      - {id: gift, says: Keep the trays., to: not_bought}   # in braces
endings:
  bought: {sold: yes}
  not_bought: {sold: no}
"""

ONE = """\
# from the old days
format: 1   # how old
title: The wrong pallet
customer:   # she calls
  name: Ada
  reliance: >
    Will she let you
    deliver?

start: the_call
states:
  the_call:
    # the words
    line: "Well?"
    replies:
      - id: own_it
        say: >
          This was ours: says I.
        to: bought
      - {id: gift, say: Keep the trays., to: not_bought}   # in braces
endings:
  bought: {sold: yes}
  not_bought: {sold: no}
"""


def from_zero(root: Mapping, lines: tuple[str, ...]) -> Iterator[Edit]:
    """The edits from format 0 to format 1."""
    found = {key.value: (key, value) for key, value in root.pairs if isinstance(key, Scalar)}
    customer = found["customer"][1]
    assert isinstance(customer, Scalar)
    key, reliance = found["reliance"]
    last, _ = end_of(reliance, lines)
    name = span_of(customer)
    yield Edit(Span(name.line, name.column - 1, name.end_line, name.end_column), "")
    start = key.start_mark.line
    moved = [f"  {line}" for line in lines[start : last + 1]]
    rows = "\n".join([f"  name: {customer.value}", *moved])
    yield Edit(Span(start + 1, 1, last + 1, len(lines[last]) + 1), rows)
    for old in keys(root, "says"):
        yield Edit(span_of(old), "say")


def keys(node: Node, name: str) -> Iterator[Scalar]:
    """Every key of that name below a node."""
    if isinstance(node, Scalar):
        return
    if isinstance(node, Mapping):
        for key, _ in node.pairs:
            if isinstance(key, Scalar) and key.value == name:
                yield key
    for inner in node.flat:
        yield from keys(inner, name)
