"""`roleplay explore`: the overview of a scenario as a picture for the terminal.

It is drawn of text only, to the width it is given, and reads the same without colour. What belongs to
single states is drawn by ``picture_state.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.core.figure_words import HEIGHTS, percent, several, span
from simulator.core.flow import Player
from simulator.core.overview import EndingFigures, Overview
from simulator.core.scenario import Scenario
from simulator.workbench.columns import Ink, bar, cut, fill, one_line, wrapped
from simulator.workbench.picture_state import OVER, Decisions, band

NARROWEST, WIDEST = 60, 120
PLAYERS = {
    Player.RANDOM: "random play",
    Player.PRACTISED: "practised play",
    Player.BEST: "best play",
}
NOT_BEST = ("one reply not the best", "two replies not the best", "three replies not the best")


@dataclass(frozen=True, slots=True)
class Picture:
    """Draws the overviews of one scenario, so many columns wide."""

    scenario: Scenario
    columns: int
    ink: Ink

    @property
    def width(self) -> int:
        """The columns that are used."""
        return min(max(self.columns, NARROWEST), WIDEST)

    def lines(self, figures: Overview) -> Iterator[str]:
        """The picture of one variant, line by line."""
        yield from self._head(figures)
        yield ""
        yield self.ink.strong("Who earns yes")
        yield from self._yes(figures)
        yield ""
        yield self.ink.strong("Who picks by an outward sign alone")
        yield from self._bots(figures)
        yield ""
        yield self.ink.strong("Where practised play goes")
        yield from self._bands(figures)
        yield ""
        yield self.ink.strong("What is decided")
        yield from Decisions(self.scenario, self.width, self.ink).lines(figures.states)
        yield ""
        yield from self._endings(figures)

    def _head(self, figures: Overview) -> Iterator[str]:
        customer = self.scenario.customer
        yield self.ink.strong(cut(one_line(self.scenario.title), self.width))
        yield cut(one_line(f"{customer.name}: {customer.reliance}"), self.width)
        for variant in self.scenario.variants:
            if variant.id == figures.variant:
                note = f": {variant.note}" if variant.note else ""
                yield cut(one_line(f"variant {variant.id}{note}"), self.width)
        fewest, most = figures.turns
        yield ""
        yield (
            f"{several(figures.situations, 'situation')} · {several(figures.paths, 'path')} · "
            f"{span(fewest, most)} turn{'s' * (most != 1)}"
        )

    def _yes(self, figures: Overview) -> Iterator[str]:
        rows: list[tuple[str, float | None]] = [
            *((PLAYERS[player], share) for player, share in figures.yes.items()),
            *zip(NOT_BEST, figures.non_best[1:], strict=True),
        ]
        for words, share in rows:
            if share is None:
                yield f"  {words:27}{'–':>7}"
            else:
                yield f"  {words:27}{percent(share, 1):>7} {bar(share, self.width - 37)}".rstrip()
        yield from wrapped(
            f"Random play has lost all chances within the first third of the turns in "
            f"{percent(figures.lost_early, 1)} of plays.",
            self.width,
        )

    def _bots(self, figures: Overview) -> Iterator[str]:
        bots = " · ".join(
            f"{name}: {'yes' if figures.verdict_of(name) else 'no'}"
            + (f", {percent(chance)}" if 1e-12 < chance < 1 - 1e-9 else "")
            for name, chance in figures.bots.items()
        )
        yield from wrapped(bots, self.width)

    def _bands(self, figures: Overview) -> Iterator[str]:
        yield from wrapped(
            "The wider, the more plays are there; the taller, the more is at stake: "
            f"{HEIGHTS[0]} nothing, {HEIGHTS[1]} something, {HEIGHTS[2]} much, {HEIGHTS[3]} most. "
            f"Plays that are over: {OVER}",
            self.width,
        )
        stakes = {state.id: state.stake_level for state in figures.states}
        for turn, here in enumerate(figures.by_turn, 1):
            shares = [
                (one, here[one]) for one in (*stakes, *self.scenario.endings) if here.get(one)
            ]
            label = f"{turn:>5}  " if turn < len(figures.by_turn) else "  end  "
            names, heights = band(shares, stakes, self.width - len(label), self.ink)
            yield f"{label}{names}".rstrip()
            yield f"{' ' * len(label)}{heights}"

    def _endings(self, figures: Overview) -> Iterator[str]:
        room = 8 + (self.width - 80) // 6
        names = self.width - 2 - 10 - 3 * (room + 8)
        players = "".join(fill(f"{player.value:>10}", room + 8) for player in Player)
        head = self.ink.strong("Endings")
        yield f"{head}{' ' * (names + 12 - len('Endings') - 5)}{players}".rstrip()
        for ending in figures.endings:
            sold = "sold" if self.scenario.endings[ending.id].sold else "not sold"
            shares = "".join(
                f"{percent(share):>5} {fill(bar(share, room), room)}  "
                for share in ending.reach.values()
            )
            yield f"  {fill(one_line(ending.id), names)}{sold:10}{shares}".rstrip()
            yield from self._ways(ending)

    def _ways(self, ending: EndingFigures) -> Iterator[str]:
        if ending.shortest is None or ending.best_trust is None:
            yield self.ink.grave("    no play ends here")
            return
        best, worst = ending.best_trust, ending.worst_trust
        trust = best if best == worst else f"{best} at best, {worst} at worst"
        turns = ending.shortest.turns
        yield self.ink.quiet(f"    trust: {trust}")
        way = " → ".join(one_line(reply) for reply in ending.shortest.replies)
        words = f"shortest, {several(turns, 'turn')}: {way}"
        for line in wrapped(words, self.width, "    "):
            yield self.ink.quiet(line)
