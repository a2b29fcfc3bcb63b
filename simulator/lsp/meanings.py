"""What the words of the format and the names of a file mean, in a line each."""

from __future__ import annotations

from simulator.compiler.kinds import Kind, Word, within
from simulator.core.scenario import (
    Dimension,
    Line,
    Repair,
    Reply,
    Rung,
    Scenario,
    TrustState,
    Wound,
)

LONGEST = 100

_WORDS = (
    (Dimension.HONEST, "you tell the truth"),
    (Dimension.ABLE, "you know your trade and make it simple"),
    (Dimension.ON_MY_SIDE, "you put the customer's interest first"),
    (Dimension.HEARS_ME, "you listen, and get how the customer feels"),
    (Rung.NOTHING, "nothing is asked for"),
    (Rung.SAID, "claimed in words, no more"),
    (Rung.SHOWN, "seen in what you do"),
    (Rung.PROVED, "it cost you something, or the customer checked it"),
    (Wound.SLIP, "a small hurt; later evidence or owning it closes it"),
    (Wound.BREACH, "trust is broken; closed by owning it and putting it right"),
    (Wound.BETRAYAL, "nothing closes it"),
    (Wound.RUMOUR, "something false that the customer has heard"),
    (Repair.OWN, "say that it was yours"),
    (Repair.REMEDY, "put it right"),
    (Repair.PREVENT, "see that it cannot happen again"),
    (TrustState.GUARDED, "the customer has let nothing in yet"),
    (TrustState.TESTING, "the customer has opened up, and watches"),
    (TrustState.TRUSTING, "the verdict is yes"),
    (TrustState.BROKEN, "a breach or rumour is open, or there was a betrayal"),
    (TrustState.REGAINED, "the verdict is yes, with a scar"),
)

WORDS: dict[tuple[type, object], str] = {(type(word), word): words for word, words in _WORDS}
"""By type as well, because words of two kinds may be equal: a promise can be `broken`, and so can trust."""


def meaning_of(word: object) -> str:
    """What a word of the trust model means; empty if there is no more to say."""
    return WORDS.get((type(word), word), "")


def word_meaning(kind: Kind, word: str) -> str:
    """What a word of the format means where this kind is wanted; empty if there is no more to say."""
    for part in within(kind):
        if isinstance(part, Word) and word in part.values:
            return meaning_of(part.values[word])
    return ""


def name_meaning(scenario: Scenario | None, of: str, name: str) -> str:
    """What an id stands for: the words of a reply, the text of a promise. Empty if it is not known."""
    if scenario is None:
        return ""
    if of == "target":
        return name_meaning(scenario, "state", name) or name_meaning(scenario, "ending", name)
    return clipped(_text(scenario, of, name))


def clipped(text: str, most: int = LONGEST) -> str:
    """Text on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def noun(of: str) -> str:
    """A kind of thing, with its article: ``"an ending"``."""
    return f"{'an' if of[0] in 'aeiou' else 'a'} {of}"


def _text(scenario: Scenario, of: str, name: str) -> str:
    match of:
        case "reply":
            return next((one.words for one in _replies(scenario) if one.id == name), "")
        case "state" if name in scenario.states:
            state = scenario.states[name]
            return _spoken(state.lines) or state.scene or state.cue
        case "ending" if name in scenario.endings:
            ending = scenario.endings[name]
            return _spoken(ending.lines) or ending.scene or ending.cue
        case "promise" if name in scenario.promises:
            return scenario.promises[name].text
        case "truth" if name in scenario.truths:
            return scenario.truths[name].told
        case "person" if name in scenario.others:
            return scenario.others[name].name
        case "fact":
            return next((one.text for one in scenario.seller.facts if one.id == name), "")
        case "variant":
            return next((one.note for one in scenario.variants if one.id == name), "")
        case "walk":
            walk = next((one for one in scenario.walks if one.name == name), None)
            return f"{len(walk.replies)} replies, to {walk.ends}" if walk else ""
    return ""


def _spoken(lines: tuple[Line, ...]) -> str:
    return next((line.text for line in lines if line.text), "")


def _replies(scenario: Scenario) -> list[Reply]:
    return [reply for state in scenario.states.values() for reply in state.replies]
