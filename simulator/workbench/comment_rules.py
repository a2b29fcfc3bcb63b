"""The rules on comments that speak to the program: an ignore must say what it means, and be needed."""

from __future__ import annotations

from simulator.compiler.diagnostic import Severity, quoted
from simulator.compiler.rules.rule import Message, form


@form("C901", Severity.NOTE)
def needless_ignore(code: str) -> Message:
    """A comment silences a code that is not found where it counts. It would hide a later mistake.

    At the end of a line it counts for that line; on a line of its own for the next line, with what is
    indented below that; above the first key for the whole file.

    Fails:

        summary: She calls you.  # roleplay: ignore[N209]

    Passes:

        others:
          jonas: {name: Jonas Brandt}  # roleplay: ignore[N209] he speaks in the next act
    """
    return f"{quoted(code)} is not found here, so nothing is silenced", "delete it"


@form("C902", Severity.WARNING)
def unknown_ignore(word: str, mend: str | None) -> Message:
    """A comment that begins with `roleplay:` is not understood, so it does nothing.

    It names codes in brackets; a reason may follow.

    Fails:

        others:
          jonas: {name: Jonas Brandt}  # roleplay: ignore N209

    Passes:

        others:
          jonas: {name: Jonas Brandt}  # roleplay: ignore[N209] he speaks in the next act
    """
    return f"{quoted(word)} is not understood", mend or "write `# roleplay: ignore[CODE]`"


@form("C903", Severity.WARNING)
def ignored_error(code: str) -> Message:
    """A comment wants to silence an error that keeps the scenario from being played. It cannot.

    Only warnings and notes, and errors that block no play, can be ignored.

    Fails:

        summary:  # roleplay: ignore[F149]

    Passes:

        summary: She calls you.
    """
    return f"{quoted(code)} keeps the scenario from being played and cannot be ignored", "mend it"


COMMENT_RULES = (needless_ignore, unknown_ignore, ignored_error)
