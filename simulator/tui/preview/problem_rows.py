"""What is wrong with the file, as rows: in short beside the conversation, and in full on a page."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.compiler.cleaning import clean
from simulator.compiler.diagnostic import Diagnostic, Severity
from simulator.compiler.render import concise
from simulator.core.figure_words import several
from simulator.tui.preview.found import Found, Progress
from simulator.tui.rows import BLANK, Row, hanging, indented, paragraph, say

SIGNS = {
    Severity.ERROR: ("✕", "costs"),
    Severity.WARNING: ("▽", "costs"),
    Severity.NOTE: ("·", "quiet"),
}
RANK = {severity: number for number, severity in enumerate(Severity)}
"""Errors first: among many notes the one that stops the play would be missed."""
MOST_BESIDE = 4
"""So many problems stand beside the conversation; the rest is a key away."""
PROGRESS = {
    Progress.WAITING: "More is looked for once the file rests.",
    Progress.UNDER_WAY: "Every situation is being walked …",
    Progress.DONE: "Every situation was walked.",
    Progress.FAILED: "The walk could not be made; `roleplay check` says more.",
    Progress.MENDING: "More is looked for once the errors are mended.",
}

NOTHING = Found()


@dataclass(frozen=True)
class Problems:
    """What is known of the file by now."""

    found: Found = NOTHING
    progress: Progress = Progress.WAITING
    is_older_in_play: bool = False
    """Whether there are errors, and an earlier state of the file is played."""

    @property
    def counts(self) -> str:
        """How many there are: ``"2 errors, 1 note"``; empty for none."""
        every = [one.severity for one in self.found.diagnostics]
        return ", ".join(several(every.count(one), one.value) for one in Severity if one in every)

    @property
    def worst(self) -> tuple[Diagnostic, ...]:
        """The gravest first, and of the same gravity in the order of the file."""
        return tuple(sorted(self.found.diagnostics, key=lambda one: RANK[one.severity]))


def line_of(one: Diagnostic) -> str:
    """A problem in one line without the file's name: ``"67:13: N201 no state is called `nowhere`"``."""
    return concise([one]).removeprefix(f"{clean(one.file)}:").rstrip("\n")


def short_rows(problems: Problems, width: int) -> list[Row]:
    """The gravest problems, for the panel; nothing where there are none."""
    worst = problems.worst
    if not worst:
        return []
    rows: list[Row] = [BLANK, say(problems.counts, "strong")]
    if problems.is_older_in_play:
        rows += paragraph(say("The last good version is in play.", "quiet"), width)
    for one in worst[:MOST_BESIDE]:
        rows += hanging(*_told(one), width, 2)
    if len(worst) > MOST_BESIDE:
        rows.append(say(f"  {len(worst) - MOST_BESIDE} more under e", "quiet"))
    return rows


def full_rows(problems: Problems, width: int, left: int) -> list[Row]:
    """Every problem with its mend, and how far the checking has come."""
    worst = problems.worst
    heading = problems.counts or "No problems found"
    rows: list[Row] = [BLANK, say(heading, "strong")]
    if problems.is_older_in_play:
        rows += paragraph(say("The last good version is in play.", "quiet"), width)
    for one in worst:
        rows += [BLANK, *hanging(*_told(one), width, 2)]
        if one.help:
            rows += paragraph(say(f"help: {clean(one.help)}", "quiet"), width, 2)
    rows.append(BLANK)
    if problems.found.folded:
        rest = several(problems.found.folded, "more problem")
        rows += paragraph(say(f"{rest} of a draft can wait until it is finished.", "quiet"), width)
    rows += paragraph(say(PROGRESS[problems.progress], "quiet"), width)
    return indented(rows, left)


def _told(one: Diagnostic) -> tuple[Row, Row]:
    sign, role = SIGNS[one.severity]
    return say(sign, role), say(line_of(one))
