"""The scenario as a plain graph of states and endings: what leads where, and what goes round.

It knows no condition, so it says what might be reached, never what can. Where a condition decides,
the walk of every situation (``explore.py``) has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.core.scenario import Scenario

Graph = Mapping[str, tuple[str, ...]]


def graph_of(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Each state's and ending's id, with the ids that its replies lead to, each once."""
    graph = {
        state.id: tuple(dict.fromkeys(target.go for reply in state.replies for target in reply.to))
        for state in scenario.states.values()
    }
    return graph | dict.fromkeys(scenario.endings, ())


def reachable(graph: Graph, start: Iterable[str]) -> set[str]:
    """Everything that can be come to from `start`, which is part of it."""
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for node in graph.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen


def reversed_graph(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The same arrows, the other way round."""
    back: dict[str, list[str]] = {node: [] for node in graph}
    for node, targets in graph.items():
        for target in targets:
            back.setdefault(target, []).append(node)
    return {node: tuple(sources) for node, sources in back.items()}


def components(graph: Graph) -> list[tuple[str, ...]]:
    """The strongly connected components, each after every one that it leads to [Tarjan 1972].

    Without recursion, since a file may have thousands of states in a row.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    found: list[tuple[str, ...]] = []
    for root in graph:
        if root in order:
            continue
        work = [(root, iter(graph[root]))]
        order[root] = low[root] = len(order)
        path.append(root)
        on_path.add(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in order:
                    order[target] = low[target] = len(order)
                    path.append(target)
                    on_path.add(target)
                    work.append((target, iter(graph.get(target, ()))))
                    break
                if target in on_path:
                    low[node] = min(low[node], order[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    component: list[str] = []
                    while not component or component[-1] != node:
                        component.append(path.pop())
                    on_path.difference_update(component)
                    found.append(tuple(reversed(component)))
    return found


def circles(graph: Graph) -> dict[str, int]:
    """The number of each node's component. An arrow between two of one number can be come back over."""
    return {node: number for number, nodes in enumerate(components(graph)) for node in nodes}
