"""The figures of a scenario as every front end writes them."""

from __future__ import annotations

from math import log10

NEARLY = 1e-9
"""A share so near to none or all is none or all: sums of shares are not exact to the last digit."""

HEIGHTS = "▁▃▅█"
"""How much is at stake, from nothing to most (`StateFigures.stake_level`)."""


def percent(share: float, digits: int = 0) -> str:
    """A share in per cent: ``"4.7 %"``. What is not quite none or all of it never reads so."""
    least = 10 ** -(digits + 2)
    if NEARLY < share < least:
        return f"<{least * 100:.{digits}f} %"
    if 1 - least < share < 1 - NEARLY:
        return f">{(1 - least) * 100:.{digits}f} %"
    return f"{share * 100:.{digits}f} %"


def decimal(value: float) -> str:
    """V, and what is made of it, from 0 to 1: ``".07"``, ``"1.00"``."""
    return f"{value:.2f}".removeprefix("0")


def count(number: int) -> str:
    """A number with its thousands set apart; from 24 digits on by its size."""
    if number < 10**24:
        return f"{number:,}"
    # log10 takes whole numbers of any size, where a float would overflow.
    size = log10(number)
    return f"about {10 ** (size % 1):.1f} × 10^{int(size)}"


def several(number: int, what: str) -> str:
    """A number of things: ``"1 path"``, ``"530,475 paths"``."""
    return f"{count(number)} {what}{'' if number == 1 else 's'}"


def span(fewest: int, most: int) -> str:
    """From one number to another: ``"11 to 12"``."""
    return f"{fewest}" if fewest == most else f"{fewest} to {most}"


def turns_words(fewest: int, most: int) -> str:
    """Which turn it is, or which: ``"turn 9"``, ``"turns 9 to 10"``."""
    return f"turn{'' if fewest == most else 's'} {span(fewest, most)}"


def trust_span(worst: str, best: str) -> str:
    """The trust states that an ending can have: ``"broken to testing"``."""
    return best if best == worst else f"{worst} to {best}"
