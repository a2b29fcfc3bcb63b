"""What counts as too much, for the rules on give-aways and on writing.

A setting is a number here, with the default that the rules' pages name. Shares and chances are 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """The bounds of the rules that look at the replies' words."""

    by_chance: float = 0.01
    """Within one file a cue is reported only where chance alone would show it less often than this."""
    by_chance_in_pack: float = 0.05
    """The same over a pack."""
    pack: int = 8
    """How many scenarios make a pack."""
    longest_over_shortest_note: float = 1.5
    longest_over_shortest_warning: float = 2.0
    share_of_states: float = 0.5
    """Overlap, empathy and sentiment: in more of the states than this."""
    share_of_only_one: float = 0.4
    """The only question, the only one with a number, name or date: in more of the states than this."""
    times_as_often: float = 2.0
    """Absolutes and hedges: how much more often on the one side."""
    empathy_in_wrong: float = 0.25
    """How many of the wrong replies should have a word of empathy at least."""
    nearly_same: float = 0.85
    alike: float = 0.5
    """How similar siblings are that another reply can stand apart from."""
    apart: float = 0.25
    """How similar that other one is to each of them at most."""
    bot: float = 0.25
    """How often a bot may earn yes over a pack."""
    saint: float = 0.2
    """In how many of a pack's states the most generous or apologetic reply should be wrong at least."""
    why_words: int = 10
    tempting_words: int = 8
    fewest_words: int = 6
    most_words: int = 40
    difficulty: float = 40.0
    """How far apart two replies of a state may be in reading difficulty, as LIX."""
    fewest_replies: int = 3
    most_replies: int = 4


DEFAULTS = Thresholds()
