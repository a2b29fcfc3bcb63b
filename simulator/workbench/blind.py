"""Sheets for blind readers, and the file in which their rankings are kept.

A sheet shows what a trainee sees and nothing else: no effect, no reason, no id that would tell. A ranking is
kept with the way that leads to its place and a digest of what was shown, so that it can be held against the
scenario again after its effects were changed, and is dropped by itself once the words were.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.compiler.cleaning import clean
from simulator.compiler.source import digest
from simulator.core.analysis import Valuation
from simulator.core.blind import Agreement, Item, Ranking, conversation_at, items_of, shown_to
from simulator.core.conversation import Conversation
from simulator.core.engine import Engine
from simulator.core.scenario import Reply, Scenario
from simulator.core.speech import LETTERS, Kind, Utterance, one_line, reply_words

TASK = (
    "Rank the replies by the trust that they would build with this customer, at this moment. "
    "The best comes first."
)

BARE_TASK = (
    "A seller can say one of these to a customer. Nothing else is known. Rank them by the trust that "
    "you think they would build. The best comes first."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """A file of rankings: whose they are, and what was ranked.

    Attributes:
        scenario: the name of the scenario's file, without the ending.
        reader: who read.
        is_bare: whether the replies alone were shown, without briefing and conversation.
        rankings: by what was read, with the digest of what was shown.
    """

    scenario: str
    reader: str
    is_bare: bool = False
    rankings: tuple[tuple[Ranking, str], ...] = ()


def items_for(scenario: Scenario, variant: str | None, seed: int) -> tuple[Item, ...]:
    """The places that a reader of one variant is shown.

    Raises:
        TooManySituationsError: the scenario is too large for V.
    """
    return items_of(Valuation(Engine(scenario), variant), variant, seed)


def briefing_text(scenario: Scenario, variant: str | None) -> str:
    """What a trainee knows before the first word."""
    engine = Engine(scenario)
    seller, customer = scenario.seller, scenario.customer
    who = ", ".join(part for part in (customer.name, customer.role, customer.mood) if part)
    rows = [
        scenario.title,
        scenario.summary,
        "",
        f"You are: {seller.role}",
        f"You want: {seller.aim}" if seller.aim else "",
        f"You meet: {who}",
        customer.background,
        *(f"Also there: {one.name}, {one.role}" for one in scenario.others.values()),
        f"What is at stake: {customer.reliance}",
        "",
        "What you know:",
        *(f"- {fact.text}" for fact in engine.facts(engine.opening(variant))),
    ]
    return "\n".join(_one_line(row) for row in rows)


def item_text(conversation: Conversation, replies: Sequence[Reply], heard: int = 0) -> str:
    """The conversation so far, but for the first pieces that were heard already, and the replies under
    letters.
    """
    told = [_told(piece) for piece in conversation.transcript[heard:]]
    return "\n".join([*told, "", "What can be said now:", *_offers(replies)])


def _offers(replies: Sequence[Reply]) -> list[str]:
    """Replies under letters."""
    offered = zip(LETTERS, replies, strict=False)
    return [f"{letter}  {clean(reply_words(one))}" for letter, one in offered]


def shown_item(
    engine: Engine, item: Item, reader: str, last: Item | None = None, *, is_bare: bool = False
) -> tuple[str, tuple[Reply, ...]]:
    """The text of an item as a reader is shown it, and the replies in that order.

    Where it goes on from the last one that was shown, only what is new is told; bare, the replies alone.
    """
    conversation = conversation_at(engine, item)
    replies = shown_to(reader, item, conversation.replies)
    if is_bare:
        return "\n".join(_offers(replies)), replies
    heard = 0
    if last is not None and last.path == item.path[: len(last.path)]:
        heard = len(conversation.rewind(len(last.path)).transcript)
    told = item_text(conversation, replies, heard)
    return f"(It goes on.)\n{told}" if heard else told, replies


def digest_of(engine: Engine, item: Item, *, is_bare: bool = False) -> str:
    """A digest of what is shown of an item, whatever the order of its replies."""
    conversation = conversation_at(engine, item)
    replies = sorted(conversation.replies, key=lambda one: one.id)
    return digest("\n".join(_offers(replies)) if is_bare else item_text(conversation, replies))


def sheet(
    scenario: Scenario, variant: str | None, reader: str, seed: int, *, is_bare: bool = False
) -> str:
    """All items of one variant on one sheet, to be printed."""
    engine = Engine(scenario)
    parts = [BARE_TASK] if is_bare else [briefing_text(scenario, variant), TASK]
    last = None
    for number, item in enumerate(items_for(scenario, variant, seed), 1):
        text, _ = shown_item(engine, item, reader, last, is_bare=is_bare)
        parts.append(f"{number}\n\n{text}\n\nYour order: ______")
        last = item
    return "\n\n-----\n\n".join(parts) + "\n"


def order_of(answer: str, replies: Sequence[Reply]) -> tuple[str, ...] | None:
    """The ids of the replies in the order of an answer such as ``BAC``; None if it is none."""
    letters = [letter for letter in answer.upper() if letter.isalnum()]
    known = LETTERS[: len(replies)]
    if sorted(letters) != sorted(known):
        return None
    return tuple(replies[known.index(letter)].id for letter in letters)


def read_answers(path: Path) -> list[Answers]:
    """The rankings of a file.

    Raises:
        ValueError: the file holds none.
        OSError: it cannot be read.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return [_answers(one) for one in (values if isinstance(values, list) else [values])]
    except (KeyError, TypeError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError(f"`{clean(str(path))}` holds no rankings") from error


def _answers(values: dict[str, Any]) -> Answers:
    reader = str(values["reader"])
    return Answers(
        str(values["scenario"]),
        reader,
        values.get("bare") is True,
        tuple(
            (
                Ranking(
                    reader,
                    Item(one["variant"], str(one["state"]), tuple(map(str, one["path"]))),
                    tuple(map(str, one["order"])),
                ),
                str(one["shown"]),
            )
            for one in values["rankings"]
        ),
    )


def as_text(answers: Answers) -> str:
    """The rankings as JSON text, a line for each."""
    rows = ",\n".join(
        "    "
        + json.dumps(
            {
                "variant": ranking.item.variant,
                "state": ranking.item.state,
                "path": ranking.item.path,
                "order": ranking.order,
                "shown": shown,
            },
            ensure_ascii=False,
        )
        for ranking, shown in answers.rankings
    )
    head = {"scenario": answers.scenario, "reader": answers.reader, "bare": answers.is_bare}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{start}, "rankings": [\n{rows}\n]}}\n'


def still_shown(scenario: Scenario, answers: Sequence[Answers]) -> list[Ranking]:
    """The rankings of what is still shown just so."""
    engine = Engine(scenario)
    found = []
    for one in answers:
        for ranking, shown in one.rankings:
            try:
                is_same = digest_of(engine, ranking.item, is_bare=one.is_bare) == shown
            except (ValueError, KeyError):
                continue
            if is_same:
                found.append(ranking)
    return found


def _told(piece: Utterance) -> str:
    text = _one_line(piece.text)
    match piece.kind:
        case Kind.SCENE:
            return f"\n[{text}]"
        case Kind.CUE:
            return f"  ({text})"
        case Kind.LINE:
            return f"{_one_line(piece.who)}: {text}"
        case Kind.DONE:
            return f"You do: {text}"
        case Kind.SAID:
            return f"You: {text}"


def _one_line(text: str) -> str:
    return clean(one_line(text))


def as_values(found: Agreement) -> dict[str, Any]:
    """What came of a reading, as values that `json.dumps` takes."""
    return {
        "first_right": found.first_right,
        "spearman": found.spearman,
        "among_readers": found.among_readers,
        "states": [
            {
                "state": one.item.state,
                "variant": one.item.variant,
                "readers": one.readers,
                "first_right": one.first_right,
                "spearman": one.spearman,
                "best": list(one.best),
                "firsts": dict(one.firsts),
            }
            for one in found.states
        ],
    }
