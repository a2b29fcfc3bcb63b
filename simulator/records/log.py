"""The one log file: what failed that should not, off the screen."""

from __future__ import annotations

from pathlib import Path

from simulator import __version__


def logged(trace: str, log: Path) -> str:
    """Put a traceback into the log file. Gives the one line for the user, which names the file."""
    from datetime import UTC, datetime

    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(
                f"{datetime.now(UTC).isoformat(timespec='seconds')} {__version__}\n{trace}\n"
            )
    except OSError as refused:
        what = repr(trace.strip().splitlines()[-1])
        where = f"details could not be written to {log} ({refused}): {what}"
    else:
        where = f"details are in {log}"
    return f"roleplay: something failed that should not. What you said is kept; {where}"
