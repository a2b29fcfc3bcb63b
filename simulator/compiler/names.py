"""Which names a file defines, and where it uses them.

Kept beside the scenario and not in it: the core has never heard of positions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from simulator.compiler.diagnostic import Span, near
from simulator.compiler.kinds import Name
from simulator.compiler.nodes import Node, Scalar, span_of

TARGETS = {"target": ("state", "ending")}
"""Names that may be of several kinds."""


class Use(NamedTuple):
    """A name, where it is used. `kind` says of what it is a name, and for what it is used."""

    kind: Name
    id: str
    node: Scalar

    @property
    def span(self) -> Span:
        """Where it stands."""
        return span_of(self.node)


class Names:
    """The names of one file: `defined[of][id]` is the node that defines it, `again` those that define it again."""

    def __init__(self, lost: Iterable[str] = (), left_out: Iterable[int] = ()) -> None:
        self.defined: dict[str, dict[str, Scalar]] = {}
        self.again: list[tuple[str, str, Scalar]] = []
        self.uses: list[Use] = []
        self.bodies: dict[tuple[str, str], Node] = {}
        self.lost = set(lost)
        """Words of what could not be read. What they name is neither undefined nor unused."""
        self.left_out = frozenset(left_out)
        """The lines, from 0, that could not be read. A key above them is not without a value."""

    def define(self, of: str, name: str, node: Scalar) -> None:
        """Note a definition."""
        known = self.defined.setdefault(of, {})
        if name in known:
            self.again.append((of, name, node))
        else:
            known[name] = node

    def known(self, of: str) -> list[str]:
        """Every name that may stand where a name of this kind is wanted."""
        return [name for kind in TARGETS.get(of, (of,)) for name in self.defined.get(kind, ())]

    def has(self, of: str, name: str) -> bool:
        """Whether such a name is defined, or may have been in lines that could not be read."""
        return (
            any(name in self.defined.get(kind, ()) for kind in TARGETS.get(of, (of,)))
            or name in self.lost
        )

    @cached_property
    def undefined(self) -> tuple[Use, ...]:
        """The uses of names that nothing defines; to be asked for when the whole file has been read."""
        known = {
            of: frozenset(self.known(of)) | self.lost for of in {use.kind.of for use in self.uses}
        }
        return tuple(use for use in self.uses if use.id not in known[use.kind.of])

    def meant(self, of: str, name: str) -> str | None:
        """The defined name that is used, or was probably meant."""
        return name if self.has(of, name) else near(name, self.known(of))
