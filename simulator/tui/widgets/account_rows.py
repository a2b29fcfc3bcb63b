"""An account between two acts: the acts, what has happened since, and what lies between the two."""

from __future__ import annotations

from simulator.account import Account
from simulator.core.ledger import ActLine, act_lines, standing, total, verdict_words
from simulator.tui.rows import BLANK, Row, ends, hanging, joined, paragraph, say, words


def account_rows(account: Account, width: int) -> list[Row]:
    """The ledger, in a column so wide."""
    campaign, results = account.campaign, account.results
    rows = [BLANK]
    if not results and campaign.summary:
        rows += [*paragraph(words(campaign.summary), width), BLANK]
    for number, line in enumerate(act_lines(campaign, results), 1):
        rows += _act(number, line, account.left is not None and line.is_next, width)
    if in_all := total(campaign, results):
        rows += [BLANK, ends(say("In all", "quiet"), words(in_all), width)]
    act = account.act
    if act is not None and act.meanwhile:
        rows += [BLANK, say("Meanwhile", "quiet"), *paragraph(words(act.meanwhile), width)]
    for section in standing(campaign, results):
        rows += [BLANK, say(section.heading, "quiet")]
        for text in section.lines:
            rows += hanging(say("·", "quiet"), words(text), width, 2)
    return rows


def _act(number: int, line: ActLine, was_left: bool, width: int) -> list[Row]:
    mark = say("▸ ", "accent") if line.is_next else say("  ")
    left = joined(mark, words(f"{number}  {line.title}", "strong" if line.is_next else ""))
    if line.result is None:
        word = "left" if was_left else "next" if line.is_next else "–"
        return [ends(left, say(word, "accent" if line.is_next else "faint"), width)]
    good = line.result.verdict
    right = say(
        f"{'▲' if good else '▽'} {verdict_words(line.result)}", "builds" if good else "costs"
    )
    first = ends(left, right, width)
    if not line.revenue:
        return [first]
    return [first, ends(BLANK, words(line.revenue, "quiet"), width)]
