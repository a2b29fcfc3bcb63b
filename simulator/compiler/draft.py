"""A file that has been read, for the rules to look at.

A draft exists also where the file has errors: then the rules see what could be read, and `gaps` and the
lost names keep them from reporting what only follows from an error that was reported already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from simulator.compiler.diagnostic import Span
from simulator.compiler.names import Names
from simulator.compiler.nodes import Mapping as Pairs
from simulator.compiler.nodes import Scalar, span_of
from simulator.core.graph import graph_of
from simulator.core.scenario import Scenario

PLURALS = {
    "state": "states",
    "ending": "endings",
    "reply": "replies",
    "promise": "promises",
    "truth": "truths",
    "fact": "facts",
    "person": "others",
    "variant": "variants",
    "walk": "walks",
    "aside": "asides",
}
"""Of what an id is the name, and what it is called in a path."""

_SINGULARS = {plural: one for one, plural in PLURALS.items()}


class Positions(Mapping[tuple[str, ...], Span]):
    """Where things stand in a file.

    A path is ``("replies", "own_it")`` for the place where an id is defined, or with a key of it for that
    key's value: ``("replies", "own_it", "say")``. Spans are worked out when they are asked for.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def __getitem__(self, path: tuple[str, ...]) -> Span:
        of, name, *keys = path
        one = _SINGULARS[of]
        if not keys:
            return span_of(self._names.defined[one][name])
        body = self._names.bodies[one, name]
        for key, value in body.pairs if isinstance(body, Pairs) else ():
            if isinstance(key, Scalar) and [key.value] == keys:
                return span_of(value)
        raise KeyError(path)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        for one, known in self._names.defined.items():
            for name in known:
                yield PLURALS[one], name

    def __len__(self) -> int:
        return sum(map(len, self._names.defined.values()))


@dataclass(frozen=True)
class Draft:
    """What the rules look at.

    Attributes:
        scenario: the scenario as far as it could be read.
        names: what is defined and used, with positions.
        positions: where things stand.
        gaps: a part of the conversation's graph is missing, so nothing can be said about ways through it.
        root: the file's nodes, for positions of what has no id.
    """

    scenario: Scenario
    names: Names
    positions: Positions
    gaps: bool = False
    root: Pairs | None = None

    @cached_property
    def graph(self) -> dict[str, tuple[str, ...]]:
        """Where each state and ending leads; empty if a part is missing, for then nothing can be said.

        A name that is nearly right leads where it was probably meant to.
        """
        if self.gaps or self.scenario.states.keys() & self.scenario.endings.keys():
            return {}
        graph = graph_of(self.scenario)
        if any(use.kind.of in ("target", "state", "ending") for use in self.names.undefined):
            for node, targets in graph.items():
                meant = [self.names.meant("target", target) for target in targets]
                if None in meant:
                    return {}
                graph[node] = tuple(name for name in meant if name is not None)
        return graph
