"""The phases of a play, as data: what comes after what."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where a play stands."""

    BRIEFING = "briefing"
    TALKING = "talking"
    PREDICTING = "predicting"
    DEBRIEF = "debrief"


PHASES = (
    ("begin", Phase.BRIEFING, Phase.TALKING),
    ("end", Phase.TALKING, Phase.PREDICTING),
    ("predict", Phase.PREDICTING, Phase.DEBRIEF),
)
"""Trigger, source and destination."""
