"""What a scenario does, in figures: how plays go, where they end, and what each state's decision is worth.

The one place from which `roleplay explore`, `roleplay graph`, the rules and the tests take these figures.
All are exact, over every situation that can arise. Shares and V are 0 to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.core import trust as rules
from simulator.core.analysis import Valuation, chances, practised, turns_to_end, yes_by_non_best
from simulator.core.bots import PANEL, WITHOUT_WORDS, chance_of_yes
from simulator.core.decisions import StateFigures, decisions
from simulator.core.engine import Engine
from simulator.core.explore import LIMIT, Exploration, explore
from simulator.core.flow import Flow, Player, flow, lost_by
from simulator.core.lexicon import Lexicon
from simulator.core.paths import Way, count_paths, shortest_ways

TRUST_ORDER = (
    rules.BROKEN,
    rules.GUARDED,
    rules.TESTING,
    rules.REGAINED,
    rules.TRUSTING,
)
"""The trust states from the worst to the best."""


@dataclass(frozen=True, slots=True)
class EndingFigures:
    """One ending."""

    id: str
    reach: Mapping[Player, float]
    """The share of each player's plays that end here."""
    shortest: Way | None
    """The shortest way here; of several the one that practised play takes most often."""
    best_trust: str | None
    worst_trust: str | None
    """The trust states that she can be in here. None, like `shortest`, where no play ends here."""


@dataclass(frozen=True, slots=True)
class Overview:
    """One variant of a scenario."""

    variant: str | None
    situations: int
    sliced: int
    """How many are left of them where all is forgotten that nothing reads later."""
    paths: int
    """How many plays there are that differ in at least one reply. It can be huge."""
    turns: tuple[int, int]
    yes: Mapping[Player, float]
    """The share of plays that end in yes. Of practised play it is V at the start."""
    non_best: tuple[float | None, ...]
    """Of the plays with exactly k replies that are not the best, the share that ends in yes."""
    lost_early: float
    """The share of random plays in which yes is out of reach within the first third of the turns."""
    endings: tuple[EndingFigures, ...]
    """In the order of the file."""
    states: tuple[StateFigures, ...]
    """In the order in which practised play comes to them, without those that no play meets."""
    by_turn: tuple[Mapping[str, float], ...]
    """Where practised plays are after each number of replies, from 0 on."""
    bots: Mapping[str, float]
    """How likely each bot earns yes. Those that need the words of the scenario's language are left out
    where there are none.
    """

    def verdict_of(self, bot: str) -> bool:
        """Whether a bot earns yes: at least as likely as not, where replies tie for what it looks at."""
        return self.bots[bot] >= 0.5


def overview(
    engine: Engine,
    variant: str | None = None,
    *,
    lexicon: Lexicon | None = None,
    limit: int = LIMIT,
) -> Overview:
    """Compute the figures of one variant.

    Args:
        engine: the rules of the scenario.
        variant: the one to look at; None where the scenario has none.
        lexicon: the words of the scenario's language, for the bots.
        limit: how many situations there may be.

    Raises:
        TooManySituationsError: there are more than `limit`.
        KeyError: the scenario has no such variant.
    """
    full = explore(engine, variant, limit=limit)
    few = Valuation(engine, variant, limit=limit)
    values = chances(full, practised)
    plays = {player: flow(full, values, player) for player in Player}
    by_turn = tuple(plays[Player.PRACTISED].by_turn())
    turns = turns_to_end(full)
    return Overview(
        variant,
        len(full),
        len(few.exploration),
        count_paths(full),
        turns,
        {player: plays[player].yes() for player in Player},
        yes_by_non_best(few.exploration, few.values),
        lost_by(few.exploration, few.values, turns[1] // 3),
        _endings(plays),
        decisions(plays[Player.PRACTISED], values, by_turn),
        by_turn,
        _bots(few.exploration, lexicon),
    )


def _endings(plays: Mapping[Player, Flow]) -> tuple[EndingFigures, ...]:
    full = plays[Player.PRACTISED].exploration
    reach = {player: plays[player].ends() for player in Player}
    ways = shortest_ways(plays[Player.PRACTISED])
    met: dict[str, set[str]] = defaultdict(set)
    for situation in full.situations:
        met[situation.at].add(situation.trust.state)
    return tuple(
        EndingFigures(
            ending,
            {player: reach[player].get(ending, 0.0) for player in Player},
            ways.get(ending),
            max(met[ending], key=TRUST_ORDER.index, default=None),
            min(met[ending], key=TRUST_ORDER.index, default=None),
        )
        for ending in full.engine.scenario.endings
    )


def _bots(exploration: Exploration, lexicon: Lexicon | None) -> dict[str, float]:
    words = lexicon or Lexicon("")
    return {
        name: chance_of_yes(exploration, bot, words)
        for name, bot in PANEL.items()
        if lexicon is not None or name in WITHOUT_WORDS
    }
