"""What a play is played by: a scenario, and the text to keep with the play so that it can be had again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Script:
    """A scenario with the text that it was compiled from, and the name that plays are kept under."""

    name: str
    scenario: Scenario
    digest: str
    text: str
