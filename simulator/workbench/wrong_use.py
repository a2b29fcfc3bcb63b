"""A command that was used wrongly: the one kind of failure that the workbench knows."""

from __future__ import annotations


class WrongUseError(Exception):
    """What was asked for makes no sense. The text is one line for the user, and ends the command with 2."""
