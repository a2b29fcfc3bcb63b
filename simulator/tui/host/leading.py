"""What a panel leads: a session that this process hosts, or one that is held elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from simulator.core.analysis import Valuation
from simulator.workshop.addresses import Address
from simulator.workshop.opening import Opening
from simulator.workshop.session import Session


class Leading(Protocol):
    """A session, with where it may be joined."""

    session: Session
    opening: Opening
    valuation: Valuation | None

    def value(self) -> None:
        """Work V out."""

    @property
    def addresses(self) -> Sequence[Address]:
        """The addresses of this machine at which it may be joined, the likeliest first."""

    @property
    def address(self) -> str:
        """The likeliest address, as it is typed."""

    @property
    def is_lost(self) -> bool:
        """Whether what is held elsewhere is not reached at the moment."""

    @property
    def goes_on(self) -> bool:
        """Whether it goes on when this terminal is left."""

    def at(self, ip: str) -> str:
        """The address with that number."""

    def look(self) -> None:
        """Look for the addresses that there are now."""

    def start(self) -> None:
        """Begin, in the loop that runs."""

    async def stop(self) -> None:
        """Stop."""
