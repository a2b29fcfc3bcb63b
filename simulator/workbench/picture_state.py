"""The parts of the picture of a scenario that show its states: where plays are, and what is decided there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.compiler.render import width
from simulator.core.decisions import ReplyFigures, StateFigures
from simulator.core.figure_words import HEIGHTS, decimal, percent, turns_words
from simulator.core.scenario import Scenario
from simulator.core.wording import BUILT, COST
from simulator.workbench.columns import Ink, bar, cut, fill, one_line, wrapped

OVER = "·"
GIVEN_AWAY = "░"
MARGIN = 6
MOST_NAME_COLUMNS = 30
LEAST_BAR_COLUMNS = 10
FIGURE_COLUMNS = 12
TARGET_COLUMNS = 21


def by_stake(text: str, level: int, ink: Ink) -> str:
    """Text in the colour of how much is at stake."""
    return (str, str, ink.costly, ink.grave)[level](text)


def band(
    shares: Sequence[tuple[str, float]], stakes: Mapping[str, int], columns: int, ink: Ink
) -> tuple[str, str]:
    """The places where plays are, side by side: a line of names, and a line of what is at stake.

    Args:
        shares: the share of plays in each place, above 0.
        stakes: how much is at stake in each state; an ending has nothing.
        columns: how wide the two lines are.
        ink: what sets them off.
    """
    # Where there are too many to see, those with most plays are shown.
    most = sorted(shares, key=lambda one: -one[1])[: columns // 2]
    shown = [one for one in shares if one in most]
    names, heights = [], []
    for (place, share), size in zip(shown, _sizes([s for _, s in shown], columns), strict=True):
        name = one_line(place)
        whole = f"{name} {percent(share)}" if len(shown) > 1 else name
        names.append(fill(whole if width(whole) <= size else name if size > 3 else "", size))
        level = stakes.get(place)
        height = OVER if level is None else HEIGHTS[level]
        heights.append(by_stake(height * size, level or 0, ink))
    return " ".join(names), " ".join(heights)


def _sizes(shares: Sequence[float], columns: int) -> list[int]:
    """The columns of each share: one at least, with a blank between two, and all of them together."""
    room = columns - (len(shares) - 1)
    exact = [share / sum(shares) * room for share in shares]
    sizes = [max(1, int(size)) for size in exact]
    while sum(sizes) > room:
        sizes[sizes.index(max(sizes))] -= 1
    # What rounding left over goes to those that lost most by it.
    lost = sorted(range(len(sizes)), key=lambda n: sizes[n] - exact[n])
    for number in lost[: room - sum(sizes)]:
        sizes[number] += 1
    return sizes


@dataclass(frozen=True, slots=True)
class Decisions:
    """Draws each state's replies with what they keep."""

    scenario: Scenario
    width: int
    ink: Ink

    def lines(self, states: Sequence[StateFigures]) -> Iterator[str]:
        """All states, in the order that is given."""
        yield from wrapped(
            "V after each reply (█), and how much less that is than after the best (░). V is the chance "
            "that a practised seller still earns yes, taken over the situations in which practised play "
            "can give the reply.",
            self.width,
        )
        beside = MARGIN + FIGURE_COLUMNS + LEAST_BAR_COLUMNS + TARGET_COLUMNS
        longest = max((width(reply.id) for one in states for reply in one.replies), default=0)
        names = min(longest, MOST_NAME_COLUMNS, self.width - beside)
        for state in states:
            yield ""
            yield from self._state(state, names)

    def _state(self, state: StateFigures, names: int) -> Iterator[str]:
        facts = f" · {turns_words(*state.turns)} · {percent(state.met)} of plays · at stake "
        stake = decimal(state.at_stake)
        targets = {tuple(reply.to) for reply in state.replies}
        common = next(iter(targets))[:1] if targets and len(max(targets, key=len)) == 1 else ()
        goes = f" → {one_line(common[0])}" if common and len(targets) == 1 else ""
        name = cut(one_line(state.id), self.width - 2 - len(facts) - len(stake))
        left = self.width - 2 - width(name) - len(facts) - len(stake)
        yield (
            f"  {self.ink.strong(name)}{facts}{by_stake(stake, state.stake_level, self.ink)}"
            f"{self.ink.quiet(cut(goes, left))}"
        )
        if state.stuck:
            yield self.ink.grave(f"    {percent(state.stuck)} of plays stop here: no reply is left")
        for reply in state.replies:
            sign = OVER if state.at_stake < 1e-9 else BUILT if reply.given_away < 0.01 else COST
            row = self._reply(reply, sign, names)
            yield row.rstrip() if goes else row + self.ink.quiet(self._leads(reply))

    def _reply(self, reply: ReplyFigures, sign: str, names: int) -> str:
        room = self.width - MARGIN - names - FIGURE_COLUMNS - TARGET_COLUMNS
        less = f"−{decimal(reply.given_away)}" if reply.given_away >= 0.005 else ""
        kept = bar(reply.value, room)
        gone = GIVEN_AWAY * round((reply.value + reply.given_away) * room - len(kept))
        paint = self.ink.good if sign == BUILT else self.ink.costly
        return (
            f"    {sign if sign == OVER else paint(sign)} {fill(one_line(reply.id), names)}"
            f"{decimal(reply.value):>5} {less:>5} {kept}{self.ink.quiet(gone)}"
            + " "
            * (room - len(kept) - len(gone))
        )

    def _leads(self, reply: ReplyFigures) -> str:
        """Where a reply leads most often, and to how many other places."""
        place, share = max(reply.to.items(), key=lambda one: one[1])
        others = len(reply.to) - 1
        words = f" {percent(share)} +{others}" if others else ""
        return f" → {cut(one_line(place), TARGET_COLUMNS - 3 - len(words))}{words}"
