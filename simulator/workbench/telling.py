"""What was found, as it is printed: in the style that was asked for, with a last line that sums it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from simulator.compiler.cleaning import clean
from simulator.compiler.diagnostic import Severity
from simulator.workbench.report import Shown


def report(found: Sequence[Shown], style: str, *, colour: bool = False) -> str:
    """The report on all files, in the order in which they were checked.

    Args:
        found: what is shown of each file.
        style: ``full``, ``concise``, ``json``, ``github`` or ``sarif``.
        colour: whether the style for people is coloured.
    """
    every = [one for shown in found for one in shown.diagnostics]
    if style in ("full", "concise"):
        files = "".join(_file(shown, style, colour) for shown in found)
        return f"{files}{last_line(found)}\n"
    if style == "json":
        from simulator.compiler.render import as_json

        return f"{as_json(every)}\n"
    from simulator.compiler.styles import github, sarif
    from simulator.workbench.rule_book import every_rule

    if style == "github":
        return github(every, every_rule())
    from simulator import __version__

    return f"{sarif(every, every_rule(), __version__)}\n"


def _file(shown: Shown, style: str, colour: bool) -> str:
    if not (shown.diagnostics or shown.folded):
        return ""
    from simulator.compiler.render import concise, full

    if not shown.diagnostics:
        text = ""
    elif style == "full":
        text = full(shown.diagnostics, shown.checked.source, colour=colour)
    else:
        text = concise(shown.diagnostics)
    if not shown.folded:
        return text
    gap = "\n" if style == "full" else ""
    return f"{text}{_fold(shown)}\n{gap}"


def _fold(shown: Shown) -> str:
    """The one line that stands for what a draft does not show."""
    wait = "note or warning waits" if shown.folded == 1 else "notes and warnings wait"
    return (
        f"{clean(shown.checked.order.file.name)}: {shown.folded} {wait} "
        "until it is no draft; `--all` shows them"
    )


def last_line(found: Sequence[Shown]) -> str:
    """What was found, in numbers: ``"3 errors, 2 warnings in 2 of 15 files"``."""
    counts = Counter(one.severity for shown in found for one in shown.diagnostics)
    files = _counted(sum(1 for shown in found if not shown.is_pack), "file")
    if not counts:
        chosen = ", of what was selected" if any(shown.left_out for shown in found) else ""
        return f"nothing found in {files}{chosen}"
    parts = [_counted(counts[severity], severity) for severity in Severity if counts[severity]]
    hit = sum(1 for shown in found if shown.diagnostics and not shown.is_pack)
    where = files if len(found) == 1 or not hit else f"{hit} of {files}"
    return f"{', '.join(parts)} in {where}"


def aside(found: Sequence[Shown]) -> str:
    """What must be said beside the report: errors that were not selected, if there are any."""
    left_out = [one for shown in found for one in shown.left_out]
    if not left_out:
        return ""
    codes = ", ".join(sorted({one.code for one in left_out}))
    block = "problem that is" if len(left_out) == 1 else "problems that are"
    return f"{len(left_out)} more {block} not selected can keep a scenario from being played: {codes}\n"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
