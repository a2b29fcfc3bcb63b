"""What the trainee knows and has promised, as rows: of the panel, and of the page on narrow screens.

Only what was said is shown. A half-truth stands here as she told it, unmarked: that it was half is for
the debrief to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core import wording
from simulator.core.conditions import KNOWN, UNKNOWN
from simulator.core.conversation import Conversation
from simulator.core.promises import STATUS
from simulator.core.scenario import Promise, Promiser, PromiseStatus
from simulator.tui.rows import BLANK, Row, hanging, indented, paragraph, say, words

GROUPS = (
    ("open", {PromiseStatus.OPEN}, "·", "accent"),
    ("kept", {PromiseStatus.KEPT}, wording.BUILT, "builds"),
    ("broken", {PromiseStatus.BROKEN, PromiseStatus.REFUSED}, wording.BROKEN, "costs"),
    ("no longer", {PromiseStatus.RENEGOTIATED, PromiseStatus.WITHDRAWN}, "–", "quiet"),
)
"""How promises are grouped: the word, what falls under it, its sign and the sign's role."""


def knowledge(conversation: Conversation, width: int, left: int = 2) -> list[Row]:
    """Facts, truths and promises as they stand, in a column."""
    column = max(8, width - left - 1)
    rows: list[Row] = [BLANK, say("What you know", "strong")]
    for fact in conversation.engine.facts(conversation.situation):
        rows += hanging(say("·", "quiet"), words(fact.text), column, 2)
    rows += _told(conversation, column)
    rows += [BLANK, say("What you have promised", "strong")]
    promises = _promises(conversation)
    if not promises:
        rows += paragraph(say("Nothing yet.", "quiet"), column)
    for word, statuses, sign, role in GROUPS:
        of_group = [promise for promise, status in promises if status in statuses]
        if of_group:
            rows.append(say(word, "quiet"))
        for promise in of_group:
            text = words(promise.text + _whose(promise))
            rows += hanging(say(sign, role), text, column, 2)
    return indented(rows, left)


def _told(conversation: Conversation, column: int) -> list[Row]:
    scenario = conversation.engine.scenario
    told = [
        truth.told if state == KNOWN else truth.half
        for truth, state in zip(
            scenario.truths.values(), conversation.situation.truths, strict=True
        )
        if state != UNKNOWN
    ]
    if not told:
        return []
    rows: list[Row] = [BLANK, say(f"What {wording.first_name(scenario)} told you", "strong")]
    for text in told:
        rows += hanging(say("·", "quiet"), words(text), column, 2)
    return rows


def _promises(conversation: Conversation) -> Sequence[tuple[Promise, PromiseStatus]]:
    every = zip(
        conversation.engine.scenario.promises.values(),
        conversation.situation.promises,
        strict=True,
    )
    return [(promise, status) for promise, n in every if (status := STATUS[n]) is not None]


def _whose(promise: Promise) -> str:
    whose = {
        Promiser.ME: "",
        Promiser.PREDECESSOR: " (by your predecessor)",
        Promiser.COMPANY: " (by the company)",
    }[promise.by]
    return whose + (" (due later)" if promise.later else "")
