"""What is said about a value that does not fit: how it is written, how it should be, what was meant.

Apart from `values.py` and `singles.py`, because none of this is needed for a file that is right.
"""

from __future__ import annotations

import re

from simulator.compiler.diagnostic import Problems, Span, did_you_mean, near, one_of, quoted
from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import (
    Choice,
    Kind,
    ListOf,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Record,
    Some,
    Text,
    Word,
    YesNo,
)
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, span_of
from simulator.compiler.rules import form_keys, form_speech

YES = frozenset({"yes", "true", "on", "y", "1", "ja"})
NO = frozenset({"no", "false", "off", "n", "0", "nein"})
SHORT_LIST = 10


def report(kind: Kind, node: Node, key: Scalar, problems: Problems) -> None:
    """Report a value that is of another kind than its key takes."""
    name = key.value
    if not (node.value if isinstance(node, Scalar) else node.flat):
        problems.add(form_keys.no_value, span_of(key), name, wanted(kind), _mend(kind, name))
    elif isinstance(kind, YesNo) and isinstance(node, Scalar):
        meant = yes_or_no(node.value)
        mend = f"write `{name}: {meant}`" if meant else f"write `{name}: yes` or `{name}: no`"
        problems.add(form_keys.not_yes_or_no, span_of(node), name, node.value, mend)
    elif isinstance(kind, Number) and isinstance(node, Scalar):
        problems.add(form_keys.not_a_number, span_of(node), name, node.value, kind.least, kind.most)
    elif _takes_text(kind) and not isinstance(node, Scalar) and node.flow:
        sign = "{" if isinstance(node, Mapping) else "["
        problems.add(form_speech.begins_with_sign, span_of(node), sign)
    elif isinstance(kind, Text) and isinstance(node, Mapping):
        problems.add(form_speech.colon_in_text, _after(node.flat[0]))
    elif isinstance(kind, ListOf) and isinstance(node, Mapping):
        problems.add(form_keys.no_dash, span_of(node), name)
    else:
        how = _mend(kind, name)
        problems.add(form_keys.wrong_kind, span_of(node), name, wanted(kind), found(node), how)


def yes_or_no(word: str) -> str | None:
    """Which of the two a word means, if it means one of them."""
    return "yes" if word.lower() in YES else "no" if word.lower() in NO else None


def wanted(kind: Kind) -> str:
    """A kind, as it is called in "takes …"."""
    match kind:
        case Text():
            return "text"
        case Word(noun):
            return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
        case YesNo():
            return "`yes` or `no`"
        case Number():
            return "a whole number"
        case Name(of):
            return f"the id of a {'state or ending' if of == 'target' else of}"
        case NewName():
            return "an id"
        case Nested():
            return "keys of its own"
        case Some(item):
            return f"{wanted(item)}, or a list"
        case ListOf():
            return "a list"
        case Pairs():
            return "pairs"
        case Choice():
            return " or ".join(dict.fromkeys(wanted(part) for part in kind if part is not None))


def found(node: Node) -> str:
    """How a value is written."""
    return (
        "a list"
        if isinstance(node, Sequence)
        else "pairs"
        if isinstance(node, Mapping)
        else "words"
    )


def of_unknown_key(record: Record, key: str, may_suggest: bool) -> tuple[str | None, str | None]:
    """The help for a key that a record does not have, and the key that was probably meant."""
    meant = near(key, record.keys) if may_suggest else None
    if meant:
        return f"did you mean {quoted(meant)}?", meant
    owner = next((other for other in RECORDS.values() if key in other.keys), None)
    if owner is not None:
        return f"`{key}` is a key of {owner.noun}: look at the column in which it begins", key
    if len(record.keys) <= SHORT_LIST:
        return f"{record.noun} takes {one_of(record.keys)}", None
    return None, None


def swallowed(name: str, node: Mapping) -> str | None:
    """The help for a missing key that stands within a text, because it is indented too far."""
    pattern = re.compile(rf"(?:^|\s){re.escape(name)}:\s")
    for key, value in node.pairs:
        if isinstance(key, Scalar) and isinstance(value, Scalar) and pattern.search(value.value):
            return f"`{name}:` stands within the text of {quoted(key.value)}: indent it less"
    return None


def of_unknown_word(word: str, kind: Word, may_suggest: bool) -> str | None:
    """The help for a word that is none of those of a kind, if one was probably meant."""
    if (meant := yes_or_no(word)) in kind.values:
        return f"did you mean `{meant}`?"
    return did_you_mean(word, kind.values) if may_suggest else None


def report_cut(line: int, column: int, problems: Problems) -> None:
    """Report the `#` that cut a text; positions from 0."""
    problems.add(form_speech.cut_by_hash, Span(line + 1, column + 1, line + 1, column + 2))


def was_text(kind: Kind, node: Mapping, problems: Problems) -> bool:
    """Report keys that were meant as text: with a colon in it (`- Well: no`), or in braces.

    Args:
        kind: what takes the keys, at a place where text can stand as well.
        node: the keys.
        problems: where to report it.
    """
    keys = RECORDS[kind.record].keys if isinstance(kind, Nested) else {}
    names = [key.value for key in node.flat[::2] if isinstance(key, Scalar)]
    if not names or not keys or any(name in keys for name in names):
        return False
    may_suggest = problems.room_for_suggestions and " " not in names[0]
    if may_suggest and any(near(name, keys) for name in names):
        return False
    if node.flow:
        problems.add(form_speech.begins_with_sign, span_of(node), "{")
    else:
        problems.add(form_speech.colon_in_text, _after(node.flat[0]))
    return True


def is_bracketed_text(kind: Kind, node: Sequence) -> bool:
    """Whether a list in brackets stands where speech is wanted, and was meant as speech: `[laughs]`."""
    takes_text = isinstance(kind, Choice) and isinstance(kind.words, Text)
    return takes_text and any(isinstance(item, Scalar) and not item.style for item in node.flat)


def _takes_text(kind: Kind) -> bool:
    return isinstance(kind, Text) or (isinstance(kind, Choice) and isinstance(kind.words, Text))


def _mend(kind: Kind, name: str) -> str | None:
    keys = (record.keys[name] for record in RECORDS.values() if name in record.keys)
    example = next((key.example for key in keys if key.example and _is_of(key.kind, kind)), None)
    return f"write it as `{name}: {example}`" if example else None


def _is_of(whole: Kind, kind: Kind) -> bool:
    return whole == kind or (isinstance(whole, Some) and whole.item == kind)


def _after(node: Node) -> Span:
    """Where the colon after a key stands."""
    _, _, line, column = span_of(node)
    return Span(line, column, line, column + 1)
