"""What is told of the word under the pointer: a key, a word of the format, or something with an id.

Told as plain text: what stands in a file is data, and must not become markup in an editor.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.compiler.diagnostic import Span
from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import Nested, Pairs
from simulator.core.scenario import Scenario
from simulator.lsp import doing
from simulator.lsp.completion import key_doc
from simulator.lsp.document import Document, Point
from simulator.lsp.meanings import name_meaning, noun, word_meaning
from simulator.lsp.place import mapping_of, place_at, word_at, word_end
from simulator.lsp.uses import Thing
from simulator.lsp.uses import place_at as use_at
from simulator.lsp.worth import Worth, Worths


@dataclass(frozen=True, slots=True)
class Hover:
    """What is told, and of which stretch. `reply` is the id of the reply whose V belongs to it, if any."""

    text: str
    span: Span
    reply: str | None = None


def hover(document: Document, point: Point) -> Hover | None:
    """What is told of the word at a point, without V; None if there is nothing to tell."""
    scenario = document.scenario
    if (use := use_at(document, point)) and scenario is not None:
        is_reply = use.thing.of == "reply"
        return Hover(_of_thing(use.thing, scenario), use.span, use.thing.id if is_reply else None)
    word, end = word_at(document.lines, point), word_end(document.lines, point)
    text = _of_word(document, word, end) if word else ""
    span = Span(end.line, end.column - len(word), end.line, end.column)
    return Hover(text, span) if text else None


def worth_text(worths: Worths, reply: str, *, is_old: bool = False) -> str:
    """V of a reply, in words.

    Args:
        worths: of the whole scenario.
        reply: its id.
        is_old: whether they are of the last version without errors, and not of the current text.
    """
    of = worths.of.get(reply, ())
    if worths.reason:
        said = f"not worked out: {worths.reason}"
    elif not of:
        said = "not met while yes is within reach"
    else:
        said = "\n   ".join(_worth(one) for one in of)
    return f"V: {said}" + ("\n(of the last version without errors)" if is_old else "")


def _worth(one: Worth) -> str:
    where = f"in the variant {one.variant}, " if one.variant else ""
    if not one.matters:
        judged = "all replies there are equal"
    elif one.after >= one.best - 0.005:
        judged = "none there keeps more"
    else:
        judged = f"the best there, {' or '.join(one.best_replies)}, keeps {one.best:.0%}"
    return f"{where}a practised seller still ends with yes in {one.after:.0%} of plays; {judged}"


def _of_thing(thing: Thing, scenario: Scenario) -> str:
    of, name = thing
    meaning = name_meaning(scenario, of, name)
    head = f"{name}: {noun(of)}"
    lines: list[str] = []
    match of:
        case "reply":
            owner = next(
                (
                    (state, reply)
                    for state in scenario.states.values()
                    for reply in state.replies
                    if reply.id == name
                ),
                None,
            )
            if owner is not None:
                head += f" of {owner[0].id}"
                lines = doing.of_reply(owner[1], scenario)
        case "promise" if name in scenario.promises:
            lines = doing.of_promise(scenario.promises[name])
        case "truth" if name in scenario.truths:
            meaning, lines = "", doing.of_truth(scenario.truths[name])
        case "state" if name in scenario.states:
            lines = doing.of_state(scenario.states[name])
        case "ending" if name in scenario.endings:
            lines = ["sold" if scenario.endings[name].sold else "not sold"]
    quote = [f"“{meaning}”"] if meaning else []
    return "\n".join([head, *quote, *(f"· {line}" for line in lines)])


def _of_word(document: Document, word: str, end: Point) -> str:
    place = place_at(document.lines, end)
    if place is None or place.typed != word:
        return ""
    held = mapping_of(place.kind)
    if place.takes_key and isinstance(held, Nested) and word in RECORDS[held.record].keys:
        return f"{word}\n{key_doc(RECORDS[held.record].keys[word])}"
    kind = held.key if place.takes_key and isinstance(held, Pairs) else place.kind
    meaning = word_meaning(kind, word)
    return f"{word}: {meaning}" if meaning else ""
