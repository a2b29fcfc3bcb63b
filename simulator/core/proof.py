"""What the walk of every situation proves of a scenario: what can never happen, and what can but should not.

A proof is of all variants together: what one of them reaches can be reached. It knows no file; each fact
names ids, and where that helps the shortest play that shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from simulator.core import promises as ledger
from simulator.core.conditions import KNOWN, Situation
from simulator.core.examples import Example, Examples
from simulator.core.explore import LIMIT, Exploration, explore
from simulator.core.scenario import AllOf, Condition, PromiseStatus, Scenario
from simulator.core.sites import Part, Site, told
from simulator.core.trust import HONEST, ON_MY_SIDE, PROVED
from simulator.core.witness import Origin, Watch, Witness


@dataclass(frozen=True, slots=True)
class Constant:
    """A condition, or a part of one, that always holds or never does."""

    site: Site
    part: Part
    holds: bool

    @property
    def bars_reply(self) -> bool:
        """Whether a reply can never be chosen because of it."""
        return (self.site.of, self.site.key, self.part, self.holds) == ("reply", "when", (), False)


@dataclass(frozen=True, slots=True)
class Vain:
    """An action on a promise that does nothing in some play: whose, which, and what the promise was then."""

    owner: Site
    action: str
    promise: str
    status: int
    """As `simulator.core.promises` numbers them."""
    example: Example


def prove(scenario: Scenario, limit: int = LIMIT) -> Proof:
    """Walk every situation of every variant.

    Raises:
        TooManySituationsError: some variant has more than `limit`.
    """
    witness = Witness(scenario)
    walks = {variant: explore(witness, variant, limit=limit) for variant in scenario.variant_ids}
    return Proof(witness, walks)


class Proof:
    """Facts from the full walks of all variants, each worked out when it is asked for."""

    def __init__(self, witness: Witness, walks: Mapping[str | None, Exploration]) -> None:
        self.witness = witness
        self.walks = walks
        self.scenario = witness.scenario
        self._examples: dict[str | None, Examples] = {}

    # Examples

    def examples(self, variant: str | None) -> Examples:
        """The shortest ways through a variant."""
        if variant not in self._examples:
            self._examples[variant] = Examples(self.walks[variant], variant)
        return self._examples[variant]

    def example(self, situations: Iterable[Situation]) -> Example:
        """The shortest play that comes to one of these situations."""
        of = defaultdict(list)
        for situation in situations:
            of[situation.variant].append(self.walks[situation.variant].numbers[situation])
        found = [
            ways.to(ways.nearest(numbers))
            for ways, numbers in ((self.examples(variant), some) for variant, some in of.items())
        ]
        return min(found, key=lambda way: len(way.replies))

    def _situations(self) -> Iterator[Situation]:
        for walk in self.walks.values():
            yield from walk.situations

    # States, endings and replies

    @cached_property
    def situations_at(self) -> dict[str, list[Situation]]:
        """The situations of each state and ending that can be reached."""
        found: dict[str, list[Situation]] = defaultdict(list)
        for situation in self._situations():
            found[situation.at].append(situation)
        return dict(found)

    @cached_property
    def steps_by(self) -> dict[str, list[Situation]]:
        """The replies that can be chosen, and the situations that each leads to."""
        found: dict[str, list[Situation]] = defaultdict(list)
        for walk in self.walks.values():
            for edges in walk.edges:
                for reply, to in edges:
                    found[reply].append(walk.situations[to])
        return dict(found)

    @cached_property
    def stuck(self) -> dict[str, Example]:
        """The states in which no reply may be left, with the shortest play that ends there."""
        found: dict[str, list[Situation]] = defaultdict(list)
        for walk in self.walks.values():
            for situation, edges in zip(walk.situations, walk.edges, strict=True):
                if not edges and situation.at in self.scenario.states:
                    found[situation.at].append(situation)
        return {state: self.example(some) for state, some in found.items()}

    @cached_property
    def verdicts(self) -> dict[str | None, set[bool]]:
        """The verdicts that the endings of each variant can have."""
        endings = self.scenario.endings
        return {
            variant: {one.trust.verdict for one in walk.situations if one.at in endings}
            for variant, walk in self.walks.items()
        }

    @cached_property
    def proves(self) -> set[str | None]:
        """The variants in which something can prove what a yes wants proved."""
        return {
            situation.variant
            for situation in self._situations()
            if PROVED in (situation.trust.rungs[HONEST], situation.trust.rungs[ON_MY_SIDE])
        }

    @cached_property
    def blocked(self) -> dict[str, tuple[Constant, ...]]:
        """The states and endings that no play comes to although a reply that can be given leads there.

        With the conditions that are to blame: a target is passed by because its own condition never holds,
        or because one before it always does. What is behind such a state is not named as well.
        """
        settled = {one.site: one for one in self.constants if not one.part}
        found: dict[str, dict[Constant, None]] = defaultdict(dict)
        for state in self.scenario.states.values():
            for reply in state.replies:
                # Of a reply that nobody can give no target was judged, so it blocks nothing.
                shadow = None
                for at, target in enumerate(reply.to):
                    own = shadow or settled.get(Site("reply", reply.id, "to", at))
                    if target.go not in self.situations_at and own is not None:
                        found[target.go][own] = None
                    shadow = shadow or (own if own is not None and own.holds else None)
        return {place: tuple(some) for place, some in found.items()}

    # Conditions

    @cached_property
    def constants(self) -> list[Constant]:
        """The conditions that always hold or never do, of those that are ever judged."""
        watches = self.witness.watches | dict(self._told())
        return [
            Constant(site, part, held)
            for site, watch in watches.items()
            for part, held in watch.settled
        ]

    def _told(self) -> Iterator[tuple[Site, Watch]]:
        """The conditions of what is only told, judged wherever it would be told."""
        for site, when in told(self.scenario):
            if site.of == "fact":
                situations: Iterable[Situation] = self._situations()
            elif site.key == "reaction":
                situations = self.steps_by.get(site.id, ())
            else:
                situations = self.situations_at.get(site.id, ())
            if when != AllOf():
                yield site, self._judged(when, situations)

    def _judged(self, when: Condition, situations: Iterable[Situation]) -> Watch:
        watch = Watch(when, self.witness.program.numbers)
        for situation in situations:
            watch.look(situation)
            if not watch.is_open:
                break
        return watch

    # Promises and truths

    @cached_property
    def fates(self) -> dict[str, set[PromiseStatus]]:
        """What can become of each promise. Empty for one that nobody can make."""
        ledgers = {situation.promises for situation in self._situations()}
        return {
            promise: {
                status for one in ledgers if (status := ledger.STATUS[one[number]]) is not None
            }
            for promise, number in self.witness.program.numbers.promises.items()
        }

    @cached_property
    def left_open(self) -> dict[str, dict[str, Example]]:
        """The promises that an ending can leave open, `later` ones excepted; ending by ending."""
        due = [
            (number, one.id)
            for number, one in enumerate(self.scenario.promises.values())
            if not one.later
        ]
        found: dict[tuple[str, str], list[Situation]] = defaultdict(list)
        for ending in self.scenario.endings:
            for situation in self.situations_at.get(ending, ()):
                for number, promise in due:
                    if situation.promises[number] in ledger.OPEN:
                        found[promise, ending].append(situation)
        named: dict[str, dict[str, Example]] = defaultdict(dict)
        for (promise, ending), situations in found.items():
            named[promise][ending] = self.example(situations)
        return dict(named)

    @cached_property
    def in_vain(self) -> list[Vain]:
        """The actions on promises that may do nothing: one for each action and promise of an owner."""
        found: dict[tuple[Site, str, str], Vain] = {}
        for (owner, action, promise, status), origins in self.witness.idle.items():
            example = self._beginning(origins, with_reply=owner.of == "state")
            key = owner, action, promise
            if key not in found or len(example.replies) < len(found[key].example.replies):
                found[key] = Vain(owner, action, promise, status, example)
        return list(found.values())

    def _beginning(self, origins: list[Origin], *, with_reply: bool) -> Example:
        """The shortest play that comes to one of these origins, and if wanted its reply as well."""
        if None in origins:
            return Example(self.scenario.variant_ids[0])
        given = dict(filter(None, origins))
        example = self.example(given)
        if not with_reply:
            return example
        last = self.walks[example.variant].situations[self._number(example)]
        return Example(example.variant, (*example.replies, given[last]))

    def _number(self, example: Example) -> int:
        """The number of the situation that an example comes to."""
        number = 0
        for reply in example.replies:
            number = dict(self.walks[example.variant].edges[number])[reply]
        return number

    @cached_property
    def presses_unknown(self) -> dict[str, Example]:
        """The replies that press a truth that may be unknown, each with the shortest play."""
        return {reply: self.example(some) for reply, some in self.witness.pressed.items()}

    @cached_property
    def known(self) -> set[str]:
        """The truths that the seller can come to know."""
        seen = {situation.truths for situation in self._situations()}
        return {
            truth
            for truth, number in self.witness.program.numbers.truths.items()
            if any(one[number] == KNOWN for one in seen)
        }

    def is_asked(self, truth: str) -> bool:
        """Whether some reply that can be chosen asks for a truth."""
        return any(
            reply.effects.asks == truth and reply.id in self.steps_by
            for state in self.scenario.states.values()
            for reply in state.replies
        )
