"""A place of the map as rows: in the map with its lanes, and in full beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.core import wording
from simulator.core.decisions import ReplyFigures, StateFigures
from simulator.core.figure_words import (
    HEIGHTS,
    decimal,
    percent,
    several,
    trust_span,
    turns_words,
)
from simulator.core.flow import Player
from simulator.core.overview import EndingFigures, Overview
from simulator.core.scenario import Ending, Scenario, State
from simulator.tui.rows import (
    BLANK,
    Row,
    clipped,
    ends,
    hanging,
    joined,
    paragraph,
    plain,
    say,
    words,
)
from simulator.tui.widgets.coaching import SIGN_ROLES
from simulator.tui.widgets.map_lanes import Mark, lanes
from simulator.tui.widgets.menu import Item, gap

STATE, ENDING, UNMET = "●", "□", "○"
MOST_LANES = 9
"""Lanes beyond these have no room."""
STAKE_ROLES = ("quiet", "", "costs", "costs")
PLAYERS = {Player.RANDOM: "random", Player.PRACTISED: "practised", Player.BEST: "best"}


def places(scenario: Scenario, figures: Overview) -> list[str]:
    """Every state and ending, from the top of the map to its bottom."""
    met = [state.id for state in figures.states]
    return [*met, *(one for one in scenario.states if one not in met), *scenario.endings]


def leads(scenario: Scenario, figures: Overview) -> dict[str, dict[str, float]]:
    """For each state where its replies can lead, and how often practised play goes there."""
    often = {state.id: state.to for state in figures.states}
    return {
        state.id: {
            target.go: often.get(state.id, {}).get(target.go, 0.0)
            for reply in state.replies
            for target in reply.to
        }
        for state in scenario.states.values()
    }


def items(scenario: Scenario, figures: Overview) -> list[Item]:
    """The map, a place and what stands under it at a time."""
    order = places(scenario, figures)
    marks = lanes(order, leads(scenario, figures))
    made = [gap()]
    for place in order:
        made.append(_item(place, figures, marks[place]))
        if joints := marks[place].joints:
            made.append(_joint(joints[: 2 * MOST_LANES]))
    return made


def _joint(joints: str) -> Item:
    row = say(f"   {joints}", "quiet")
    return Item("", lambda width, selected: [clipped(row, width)], selectable=False)


def _item(place: str, figures: Overview, mark: Mark) -> Item:
    state = next((one for one in figures.states if one.id == place), None)
    ending = next((one for one in figures.endings if one.id == place), None)
    share = state.met if state else ending.reach[Player.PRACTISED] if ending else 0.0
    sign = STATE if state else ENDING if ending else UNMET
    level = state.stake_level if state else 0
    before = "".join(f"{line} " for line in mark.lanes[: mark.at][:MOST_LANES])
    after = "".join(f" {line}" for line in mark.lanes[mark.at + 1 : MOST_LANES])
    height = HEIGHTS[level] if state else " "
    right = joined(say(f"{percent(share):>5} ", "quiet"), say(f"{height} ", STAKE_ROLES[level]))

    def rows(width: int, selected: bool) -> list[Row]:
        left = joined(
            say(" ▸ " if selected else "   ", "accent"),
            say(before, "quiet"),
            say(sign, STAKE_ROLES[level] if state else "quiet"),
            say(after, "quiet"),
            "  ",
            words(place, "strong" if selected else ""),
            say(" ↺" if mark.back else "", "quiet"),
        )
        return [ends(left, right, width)]

    return Item(place, rows, height=lambda width: 1)


def page(scenario: Scenario, figures: Overview, place: str, width: int) -> list[Row]:
    """A place in full, in a column."""
    if place in scenario.endings:
        one = next(one for one in figures.endings if one.id == place)
        return _ending_page(scenario.endings[place], one, width)
    state = next((one for one in figures.states if one.id == place), None)
    return _state_page(scenario.states[place], state, width)


def _state_page(state: State, figures: StateFigures | None, width: int) -> list[Row]:
    rows = [BLANK, *paragraph(words(state.id, "strong"), width)]
    if figures is None:
        return [*rows, *paragraph(say("No play comes here.", "costs"), width)]
    facts = f"{turns_words(*figures.turns)} · {percent(figures.met)} of plays · at stake "
    stake = say(decimal(figures.at_stake), STAKE_ROLES[figures.stake_level])
    rows += paragraph(joined(say(facts, "quiet"), stake), width)
    line = next((line.text for line in state.lines if line.text), state.scene)
    rows += [BLANK, *paragraph(words(line), width)] if line else []
    if figures.stuck:
        stuck = f"{percent(figures.stuck)} of plays stop here: no reply is left."
        rows += [BLANK, *paragraph(say(stuck, "costs"), width)]
    for number, reply in enumerate(figures.replies, 1):
        said = next(one.words for one in state.replies if one.id == reply.id)
        rows += [BLANK, *_reply(number, reply, said, figures.at_stake, width)]
    return rows


def _reply(number: int, reply: ReplyFigures, said: str, at_stake: float, width: int) -> list[Row]:
    sign = "·"
    if at_stake > 1e-9:
        sign = wording.BUILT if reply.given_away < 0.01 else wording.COST
    label = joined(say(f"{number} ", "key"), say(f"{sign} ", SIGN_ROLES.get(sign, "faint")))
    less = f" −{decimal(reply.given_away)}" if reply.given_away >= 0.005 else ""
    likeliest = sorted(reply.to.items(), key=lambda way: -way[1])
    goes = ", ".join(
        f"{plain(to)} {percent(share)}" if len(likeliest) > 1 else plain(to)
        for to, share in likeliest
    )
    facts = joined(
        say(f"V {decimal(reply.value)}"), say(less, "costs"), say(f"  → {goes}", "quiet")
    )
    return [*hanging(label, words(said), width, 4), *paragraph(facts, width, 4)]


def _ending_page(ending: Ending, figures: EndingFigures, width: int) -> list[Row]:
    rows = [BLANK, *paragraph(words(ending.id, "strong"), width)]
    sold = "sold" if ending.sold else "not sold"
    if figures.shortest is None or figures.best_trust is None or figures.worst_trust is None:
        return [*rows, *paragraph(say(f"{sold} · no play ends here", "costs"), width)]
    trust = trust_span(figures.worst_trust, figures.best_trust)
    rows += paragraph(say(f"An ending: {sold}. Trust: {trust}.", "quiet"), width)
    line = next((line.text for line in ending.lines if line.text), ending.scene)
    rows += [BLANK, *paragraph(words(line), width)] if line else []
    rows += [BLANK, *_shares(figures.reach, width)]
    way = " → ".join(plain(reply) for reply in figures.shortest.replies)
    rows += [BLANK, *paragraph(say("The shortest way", "quiet"), width)]
    return [*rows, *paragraph(words(f"{several(figures.shortest.turns, 'turn')}: {way}"), width)]


def _shares(reach: Mapping[Player, float], width: int) -> Sequence[Row]:
    room = max(1, width - 20)
    return [
        joined(
            say(f"{PLAYERS[player]:10}", "quiet"),
            f"{percent(share):>6}  ",
            say("█" * round(share * room), "accent"),
        )
        for player, share in reach.items()
    ]
