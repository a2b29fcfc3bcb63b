"""A campaign by lines: the account as it stands, the next act, and the account again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from simulator.account import Account
from simulator.core.ledger import act_lines, standing, total, verdict_words
from simulator.core.speech import one_line
from simulator.plain.lines import EndOfInput, Lines, yes_or_no
from simulator.records.play import Play

Next = Callable[[], Play]
"""The play that comes next in the account."""


def tell_account(account: Account, lines: Lines) -> None:
    """The ledger between the acts."""
    campaign, results = account.campaign, account.results
    lines.tell(f"{one_line(campaign.title)}, with {one_line(campaign.customer)}")
    if not results and campaign.summary:
        lines.tell(one_line(campaign.summary))
    for number, line in enumerate(act_lines(campaign, results), 1):
        if line.result is not None:
            how = f"{verdict_words(line.result)}{f'; {line.revenue}' if line.revenue else ''}"
        else:
            how = "comes next" if line.is_next else "not yet"
        lines.tell(f"Act {number}, {one_line(line.title)}: {one_line(how)}")
    if in_all := total(campaign, results):
        lines.tell(f"In all: {one_line(in_all)}")
    act = account.act
    if act is not None and act.meanwhile:
        lines.tell(f"Meanwhile: {one_line(act.meanwhile)}")
    for section in standing(campaign, results):
        lines.tell(f"{one_line(section.heading)}:")
        for text in section.lines:
            lines.tell(f"- {one_line(text)}")
    if act is None:
        lines.tell("The account is closed. --new opens another.")


def play_account(
    account: Account, next_play: Next, lines: Lines, play: Callable[[Play], bool]
) -> None:
    """Play act after act for as long as the trainee wants.

    Args:
        account: where it begins.
        next_play: gives the play of the next act; it may ask whether one that was left is taken up.
        lines: the streams.
        play: plays one to its debrief, and gives whether that was reached.
    """
    tell_account(account, lines)
    while account.act is not None:
        lines.tell()
        one = next_play()
        if not play(one):
            return
        account.take(one)
        lines.tell()
        tell_account(account, lines)
        if account.act is None or not _wants_more(lines):
            return


def _wants_more(lines: Lines) -> bool:
    try:
        return lines.ask(
            "Go on with the next act? y or n:", lines.or_else(yes_or_no, "y or n, please.")
        )
    except EndOfInput:
        return False


def account_values(account: Account) -> dict[str, Any]:
    """The account as plain values, for programs."""
    campaign, results = account.campaign, account.results
    return {
        "type": "account",
        "name": account.name,
        "title": campaign.title,
        "customer": campaign.customer,
        "currency": campaign.currency,
        "acts": [
            {
                "title": line.title,
                "ending": line.result.ending if line.result else None,
                "verdict": line.result.verdict if line.result else None,
                "sold": line.result.sold if line.result else None,
                "revenue": account.revenue[number] if line.result else None,
            }
            for number, line in enumerate(act_lines(campaign, results))
        ],
        "next": account.start.number + 1 if account.start else None,
        "meanwhile": account.act.meanwhile if account.act else "",
        "between": {one.heading: list(one.lines) for one in standing(campaign, results)},
    }


def write_account(account: Account, lines: Lines) -> None:
    """The account as one line of JSON."""
    lines.tell(json.dumps(account_values(account), ensure_ascii=False))
