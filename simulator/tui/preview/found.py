"""What was found in a file, and the two ways of looking.

They are handed in, so that the preview agrees with `roleplay check`. This file imports no screen, because
one of the two runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.compiler.compile import Compiled
    from simulator.compiler.diagnostic import Diagnostic


class Found(NamedTuple):
    """What there is to say of a file."""

    diagnostics: tuple[Diagnostic, ...] = ()
    """In the order of the file."""
    folded: int = 0
    """How many notes and warnings wait until a draft is finished."""


class Checks(NamedTuple):
    """The two ways of looking. The second is pickled, so it is a function of a module, or a part of one."""

    at_once: Callable[[Compiled, bytes], Found]
    """What compiling has found."""
    in_full: Callable[[bytes], Found]
    """That, and what walking every situation and reading every word finds, in the bytes of a file."""


class Progress(Enum):
    """How far the checking of a file has come."""

    WAITING = auto()
    """The file has to rest first."""
    UNDER_WAY = auto()
    DONE = auto()
    FAILED = auto()
    MENDING = auto()
    """There are errors: until they are mended nothing more can be found."""
