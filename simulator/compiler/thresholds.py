"""What counts as too much, for the rules on balance, on give-aways and on writing.

A setting is a number here, with the default that the rules' pages name. Shares and chances are 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """The bounds of the rules."""

    random_yes: float = 0.15
    """How often random play may earn yes."""
    one_wrong_least: float = 0.70
    """Of the plays with one reply that is not the best, how many should end in yes; and with two."""
    one_wrong_most: float = 0.95
    two_wrong_least: float = 0.40
    two_wrong_most: float = 0.70
    lost_early: float = 0.10
    """How many random plays may be lost within the first third of the turns."""
    good_walk_keeps: float = 0.95
    """The least that a reply of the good walk should keep of V."""
    best_wounds: float = 0.05
    """In how many of the situations in which the choice matters a reply that wounds may be a best one."""

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
