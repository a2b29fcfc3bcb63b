"""The account ledger in words: how each act ended, what it brought in, and what still lies between the two.

Revenue is told of acts that are over, and of nothing else: nobody is shown what trust would be worth
before it has been earned or lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.core.campaign import Campaign, Result, next_start, revenue_of
from simulator.core.wording import DIMENSION_NAMES, WOUNDS


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act in the ledger."""

    title: str
    result: Result | None
    """None while it is not over."""
    revenue: str
    """What it brought in; empty while it is not over, and where the campaign does not say."""
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies between the two: a heading, and what stands under it."""

    heading: str
    lines: tuple[str, ...]


def act_lines(campaign: Campaign, results: Sequence[Result]) -> tuple[ActLine, ...]:
    """The acts in order."""
    revenue = revenue_of(campaign, results)
    start = next_start(campaign, results)
    return tuple(
        ActLine(
            act.title or act.scenario,
            results[number] if number < len(results) else None,
            money(campaign, revenue[number]) if number < len(results) else "",
            start is not None and start.number == number,
        )
        for number, act in enumerate(campaign.acts)
    )


def standing(campaign: Campaign, results: Sequence[Result]) -> tuple[Standing, ...]:
    """What carries over: wounds that are open, promises that are, and what the customer has told."""
    if not results:
        return ()
    last = results[-1]
    name = campaign.customer.split(" ")[0]
    wounds = [f"{WOUNDS[wound]} of {DIMENSION_NAMES[one]}" for one, wound in last.before.wounds]
    if last.before.breaches_repaired:
        count = last.before.breaches_repaired
        wounds.append(
            "a breach that was put right" if count == 1 else "breaches that were put right"
        )
    found = (
        Standing(f"What {name} has not forgotten", tuple(wounds)),
        Standing("What you have promised", last.promises),
        Standing(f"What {name} has told you", last.truths),
    )
    return tuple(one for one in found if one.lines)


def total(campaign: Campaign, results: Sequence[Result]) -> str:
    """What all acts brought in, once the account is closed; empty before that, and where nothing is said."""
    if next_start(campaign, results) is not None:
        return ""
    known = [one for one in revenue_of(campaign, results) if one is not None]
    return money(campaign, sum(known)) if known else ""


def verdict_words(result: Result) -> str:
    """How an act ended: `yes, and sold`."""
    trusted = "yes" if result.verdict else "no"
    sold = "sold" if result.sold else "not sold"
    return f"{trusted}, {'and' if result.verdict == result.sold else 'but'} {sold}"


def money(campaign: Campaign, amount: int | None) -> str:
    """An amount in the campaign's currency, with its thousands apart."""
    return "" if amount is None else f"{amount:,} {campaign.currency}".strip()
