"""What the rules on give-aways and on writing look at: the replies that meet a trainee, and which is best.

Only replies that stand on the screen together are compared, since only those can give each other away. Which
do, and which of them is best, is read off the sliced walk of every variant, so nothing here is sampled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from simulator.compiler.diagnostic import Span
from simulator.compiler.draft import Draft
from simulator.compiler.thresholds import DEFAULTS, Thresholds
from simulator.compiler.words import lexicon
from simulator.core.analysis import PRACTISED, TIE, Valuation, reach
from simulator.core.bots import PANEL, WITHOUT_WORDS, chance_of_yes, heard
from simulator.core.conditions import Situation
from simulator.core.lexicon import Lexicon
from simulator.core.scenario import ALWAYS, Reply, Scenario, State

Valuations = Mapping[str | None, Valuation]
"""V for each variant of a scenario; under None where it has no variants."""

MOST_OFFERS = 200
"""Of a state with more different offers, those that are met least often are not compared."""

MOST_COMPARED = 50
"""Of a state with more replies, which is reported, the first are compared: time grows with the square."""


@dataclass(frozen=True)
class Exchange:
    """A state as a trainee usually meets it: what is heard, the replies offered, and the best of them.

    It is the offer that practised play meets most often there, among the situations in which the choice
    matters, and the replies that are best in most of those. One that is offered rarely, or best only after
    a play has gone wrong, is not what teaches a trainee a cue. All variants weigh the same.
    """

    state: State
    replies: tuple[Reply, ...]
    best: tuple[Reply, ...]

    @property
    def wrong(self) -> tuple[Reply, ...]:
        """The replies that are not best. At least one."""
        return tuple(reply for reply in self.replies if reply not in self.best)

    @property
    def line(self) -> str:
        """What is heard before the reply."""
        return heard(self.state)

    @property
    def chance(self) -> float:
        """How likely a blind pick is one of the best."""
        return len(self.best) / len(self.replies)


@dataclass(frozen=True)
class Offer:
    """Replies of a state that are offered together."""

    replies: tuple[Reply, ...]
    met: float
    """How often they are in a play by practised choice, over all variants; 0 where nobody has walked."""


@dataclass(frozen=True)
class Texts:
    """What the rules look at.

    Attributes:
        draft: the file.
        lexicon: the word lists of its language; None if there are none.
        offers: for each state id, the offers that can arise there, the one met most often first.
        exchanges: the states at which the choice matters, in the order of the file.
        mostly_best: for each reply that is offered where the choice matters, whether it mostly is best there.
        valuations: V; None if it is not known, and then `exchanges` and `mostly_best` are empty.
    """

    draft: Draft
    lexicon: Lexicon | None
    offers: Mapping[str, tuple[Offer, ...]]
    exchanges: tuple[Exchange, ...] = ()
    mostly_best: Mapping[str, bool] = field(default_factory=dict)
    valuations: Valuations | None = None
    unknown: str = ""
    """Why V is not known."""
    thresholds: Thresholds = DEFAULTS

    @property
    def scenario(self) -> Scenario:
        """The scenario, as far as it could be read."""
        return self.draft.scenario

    @property
    def replies(self) -> Iterator[Reply]:
        """Every reply of the file."""
        for state in self.scenario.states.values():
            yield from state.replies

    @cached_property
    def bots(self) -> Mapping[str, float]:
        """How likely each bot of the panel earns yes, 0 to 1; all variants weigh the same.

        Those that need word lists are left out where there are none; all are where V is not known.
        """
        walks = [one.exploration for one in (self.valuations or {}).values()]
        lexicon = self.lexicon or Lexicon(self.scenario.language)
        return {
            name: sum(chance_of_yes(walk, bot, lexicon) for walk in walks) / len(walks)
            for name, bot in PANEL.items()
            if walks and (self.lexicon is not None or name in WITHOUT_WORDS)
        }

    def pairs(self, state: State) -> Iterator[tuple[Reply, Reply]]:
        """The pairs of replies that are offered together, each once, in the order of the file."""
        together = {
            (one.id, other.id)
            for offer in self.offers[state.id]
            for one, other in combinations(offer.replies[:MOST_COMPARED], 2)
        }
        for one, other in combinations(state.replies[:MOST_COMPARED], 2):
            if (one.id, other.id) in together:
                yield one, other

    def at_reply(self, reply: str) -> Span:
        """Where a reply stands."""
        return self.draft.positions["replies", reply]

    def at_state(self, state: str) -> Span:
        """Where a state stands."""
        return self.draft.positions["states", state]


def texts_of(
    draft: Draft,
    valuations: Valuations | None,
    thresholds: Thresholds = DEFAULTS,
    unknown: str = "",
) -> Texts:
    """What the rules look at, of one file. `valuations` is None where V is not known; `unknown` says why."""
    words = lexicon(draft.scenario.language)
    if valuations is None:
        offers = {state.id: (_unwalked(state),) for state in draft.scenario.states.values()}
        return Texts(draft, words, offers, unknown=unknown, thresholds=thresholds)
    met = _Met(draft.scenario)
    for valuation in valuations.values():
        met.add(valuation)
    return Texts(
        draft,
        words,
        met.offers(),
        met.exchanges(),
        met.mostly_best(),
        valuations,
        thresholds=thresholds,
    )


def _unwalked(state: State) -> Offer:
    """The replies without a condition. Of two with one it takes the walk to know whether they meet."""
    return Offer(tuple(reply for reply in state.replies if reply.when == ALWAYS), 0.0)


def practised_weights(values: list[float]) -> list[float]:
    """How often a practised seller picks each reply, from V after each; those that tie evenly."""
    if len(values) == 1:
        return [1.0]
    top = max(values)
    ties = sum(value >= top - TIE for value in values)
    other = (1 - PRACTISED) / (len(values) - 1)
    best = (PRACTISED + (ties - 1) * other) / ties
    return [best if value >= top - TIE else other for value in values]


class _Met:
    """How often each offer is met by practised play, and each reply best in it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._offers: dict[str, dict[tuple[str, ...], float]] = defaultdict(
            lambda: defaultdict(float)
        )
        self._bests: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], float]] = defaultdict(
            lambda: defaultdict(float)
        )

    def add(self, valuation: Valuation) -> None:
        """Count one variant in."""
        exploration, values = valuation.exploration, valuation.values

        def weigh(situation: Situation, replies: tuple[str, ...]) -> list[float]:
            edges = exploration.edges[exploration.numbers[situation]]
            return practised_weights([values[to] for _, to in edges])

        for number, often in enumerate(reach(exploration, weigh)):
            edges = exploration.edges[number]
            if not edges:
                continue
            state = exploration.situations[number].at
            offered = tuple(reply for reply, _ in edges)
            self._offers[state][offered] += often
            top = max(values[to] for _, to in edges)
            best = tuple(reply for reply, to in edges if values[to] >= top - TIE)
            if len(best) < len(offered):
                self._bests[state, offered][best] += often

    def offers(self) -> dict[str, tuple[Offer, ...]]:
        """For each state its offers, the one met most often first.

        The sliced walk ends where yes is out of reach. A state that it never comes to is taken as it stands.
        """
        return {
            state.id: tuple(
                Offer(_replies(state, offered), often)
                for offered, often in _most_first(self._offers[state.id])[:MOST_OFFERS]
            )
            or (_unwalked(state),)
            for state in self._scenario.states.values()
        }

    def exchanges(self) -> tuple[Exchange, ...]:
        """Each state at which the choice matters somewhere, as it is usually met."""
        found = []
        for state in self._scenario.states.values():
            matters = {
                offered: sum(bests.values())
                for (at, offered), bests in self._bests.items()
                if at == state.id
            }
            if matters:
                offered = _most_first(matters)[0][0]
                best = _most_first(self._bests[state.id, offered])[0][0]
                found.append(Exchange(state, _replies(state, offered), _replies(state, best)))
        return tuple(found)

    def mostly_best(self) -> dict[str, bool]:
        """Each reply that is offered where the choice matters, and whether it is best half of the time."""
        offered_for: dict[str, float] = defaultdict(float)
        best_for: dict[str, float] = defaultdict(float)
        for (_, offered), bests in self._bests.items():
            for best, often in bests.items():
                for reply in offered:
                    offered_for[reply] += often
                for reply in best:
                    best_for[reply] += often
        return {reply: best_for[reply] >= often / 2 for reply, often in offered_for.items()}


def _most_first(
    weights: Mapping[tuple[str, ...], float],
) -> list[tuple[tuple[str, ...], float]]:
    """By weight; where weights are equal to the ninth place, in the order of finding."""
    return sorted(weights.items(), key=lambda item: -round(item[1], 9))


def _replies(state: State, ids: tuple[str, ...]) -> tuple[Reply, ...]:
    return tuple(reply for reply in state.replies if reply.id in ids)
