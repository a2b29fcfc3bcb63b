"""Flow, as far as the graph of states alone tells it: who leads where, whatever the conditions.

What follows from one fault is not reported as another: behind a state that cannot be reached nothing else is,
and what leads only into a circle has a way out as soon as the circle has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.draft import Draft
from simulator.compiler.rules.rule import Finding, over_draft
from simulator.core.graph import components, reachable, reversed_graph

MOST_NAMED = 4


def _groups(
    nodes: set[str], graph: Mapping[str, tuple[str, ...]], order: list[str]
) -> Iterator[list[str]]:
    """Nodes in groups that lead in circles, in the order of the file. A node alone is a group as well."""
    place = {node: at for at, node in enumerate(order)}
    part = {
        node: tuple(target for target in graph[node] if target in nodes)
        for node in order
        if node in nodes
    }
    for group in components(part):
        yield sorted(group, key=place.__getitem__)


def _closed(draft: Draft) -> Iterator[list[str]]:
    """Groups of states that lead only to each other."""
    graph = draft.graph
    if not graph:
        return
    way_out = reachable(reversed_graph(graph), draft.scenario.endings)
    for group in _groups(graph.keys() - way_out, graph, list(draft.scenario.states)):
        inside = set(group)
        if all(target in inside for node in group for target in graph[node]):
            yield group


@over_draft("P301", Severity.WARNING)
def unreachable_state(draft: Draft) -> Iterator[Finding]:
    """No replies lead from the start to this state, so nobody ever plays it.

    States that only it leads to are not reported as well. A warning: the rest can be played.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: bought}
              - {id: gift, say: Keep the trays., to: not_bought}
          what_now:
            replies:
              - {id: call, say: I call you at five., to: bought}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: what_now}
              - {id: gift, say: Keep the trays., to: not_bought}
          what_now:
            replies:
              - {id: call, say: I call you at five., to: bought}
    """
    graph = draft.graph
    start = draft.names.meant("state", draft.scenario.start)
    if start is None or start not in draft.scenario.states or not graph:
        return
    reached = reachable(graph, [start])
    unreached = {state for state in draft.scenario.states if state not in reached}
    led_from: dict[str, list[str]] = {}
    for node in unreached:
        for target in graph[node]:
            led_from.setdefault(target, []).append(node)
    for group in _groups(unreached, graph, list(draft.scenario.states)):
        inside = set(group)
        if any(node not in inside for state in group for node in led_from.get(state, ())):
            continue
        message = f"no way leads from the start to the state {quoted(group[0])}"
        yield Finding(
            draft.positions["states", group[0]], message, "let a reply lead to it, or delete it"
        )


@over_draft("P302", Severity.WARNING)
def unreachable_ending(draft: Draft) -> Iterator[Finding]:
    """No reply leads to this ending. A warning: the rest can be played.

    Fails:

        endings:
          bought: {sold: yes}
          not_bought: {sold: no}
          calls_tomorrow: {sold: no}

    Passes:

        endings:
          bought: {sold: yes}
          not_bought: {sold: no}
    """
    graph = draft.graph
    if not graph:
        return
    led_to = {target for targets in graph.values() for target in targets}
    for ending in draft.scenario.endings:
        if ending not in led_to:
            message = f"no reply leads to the ending {quoted(ending)}"
            yield Finding(
                draft.positions["endings", ending], message, "let a reply lead to it, or delete it"
            )


@over_draft("P303")
def no_way_on(draft: Draft) -> Iterator[Finding]:
    """Every reply of a state leads back to the same state, so a play that comes here can reach no ending.

    Fails:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: the_call}
              - {id: gift, say: Keep the trays., to: the_call}

    Passes:

        states:
          the_call:
            replies:
              - {id: own_it, say: This was ours., to: the_call}
              - {id: gift, say: Keep the trays., to: bought}
    """
    for group in _closed(draft):
        if len(group) == 1:
            message = (
                f"every reply of {quoted(group[0])} leads back to it, so no ending can be reached"
            )
            yield Finding(
                draft.positions["states", group[0]],
                message,
                "let one of its replies lead elsewhere",
            )


@over_draft("P304")
def endless_circle(draft: Draft) -> Iterator[Finding]:
    """Some states lead only to each other, so a play that comes here can reach no ending.

    Reported at the first of them. States that lead only into the circle are not reported as well.

    Fails:

        states:
          the_call:
            replies: [{id: own_it, say: This was ours., to: what_now}]
          what_now:
            replies: [{id: call, say: I call you at five., to: the_call}]

    Passes:

        states:
          the_call:
            replies: [{id: own_it, say: This was ours., to: what_now}]
          what_now:
            replies: [{id: call, say: I call you at five., to: bought}]
    """
    for group in _closed(draft):
        if len(group) > 1:
            shown = ", ".join(map(quoted, group[1 : MOST_NAMED + 1])) + (
                ", …" if len(group) > MOST_NAMED + 1 else ""
            )
            message = f"{quoted(group[0])} leads only in a circle, with {shown}, so no ending can be reached"
            yield Finding(
                draft.positions["states", group[0]],
                message,
                "let a reply of one of them lead to an ending",
            )
