"""Which names a file defines, and where it uses them.

Kept beside the scenario and not in it: the core has never heard of positions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from simulator.compiler.diagnostic import Span, near
from simulator.compiler.kinds import Name
from simulator.compiler.nodes import Mapping, Node, Scalar, span_of
from simulator.core.scenario import Reply

MOST_SUGGESTIONS = 20
"""Looking for near names among thousands is slow."""

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
    """The names of one file: `defined[of][id]` is the node that defines it, `again` the repeated ones."""

    def __init__(self, lost: Iterable[str] = (), left_out: Iterable[int] = ()) -> None:
        self.defined: dict[str, dict[str, Scalar]] = {}
        self.again: list[tuple[str, str, Scalar]] = []
        self.uses: list[Use] = []
        self.bodies: dict[tuple[str, str], Node] = {}
        self.unnamed: dict[int, Mapping] = {}
        self.lost = set(lost)
        """Words of what could not be read. What they name is neither undefined nor unused."""
        self.displaced: set[str] = set()
        """Keys that stand in a wrong place, so that they are not missing in the right one."""
        self.left_out = frozenset(left_out)
        """The lines, from 0, that could not be read. A key above them is not without a value."""

    def define(self, of: str, name: str, node: Scalar) -> None:
        """Note a definition."""
        known = self.defined.setdefault(of, {})
        if name in known:
            self.again.append((of, name, node))
        else:
            known[name] = node

    def note_reply(self, reply: Reply, node: Mapping) -> None:
        """Note where a reply stands, also if it has no id yet."""
        if reply.id:
            self.bodies["reply", reply.id] = node
        else:
            self.unnamed[id(reply)] = node

    def name_reply(self, reply: Reply, name: str) -> None:
        """Note the id that has been made up for a reply."""
        node = self.unnamed.pop(id(reply))
        if isinstance(node.flat[0], Scalar):
            self.define("reply", name, node.flat[0])
        self.bodies["reply", name] = node

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

    @cached_property
    def suggestions(self) -> dict[tuple[str, str], str | None]:
        """For the first names that nothing defines, those that were probably meant."""
        first = dict.fromkeys((use.kind.of, use.id) for use in self.undefined)
        return {
            (of, name): near(name, self.known(of)) for of, name in islice(first, MOST_SUGGESTIONS)
        }

    def meant(self, of: str, name: str) -> str | None:
        """The defined name that is used, or was probably meant."""
        return name if self.has(of, name) else self.suggestions.get((of, name))

    def was_left_out(self, node: Mapping) -> bool:
        """Whether lines of a mapping, or those right before or after it, could not be read."""
        if not self.left_out:
            return False
        last: Node = node
        while not isinstance(last, Scalar) and last.flat:
            last = last.flat[-1]
        end = last.end_mark.line if isinstance(last, Scalar) else last.start.line
        return not self.left_out.isdisjoint(range(node.start.line - 1, end + 2))
