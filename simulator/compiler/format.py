"""The scenario format, defined once: what stands in a file around the conversation.

This is the promise to the people who write scenarios. A key that is added is optional and raises no number;
anything else raises `FORMAT`, and `roleplay upgrade` learns to rewrite the files of the number before.
The rest is in `format_people.py`, `format_talk.py` and `format_when.py`.
"""

from __future__ import annotations

from functools import cache

from simulator.compiler.format_library import FORMAT, LIBRARY
from simulator.compiler.format_people import PEOPLE
from simulator.compiler.format_talk import TALK
from simulator.compiler.format_when import CONDITION, NEEDS
from simulator.compiler.format_words import (
    CHANNEL,
    LABEL,
    PROSE,
)
from simulator.compiler.kinds import (
    Choice,
    Key,
    KeyKinds,
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
from simulator.core.scenario import (
    ChannelRule,
)

FILE = Record(
    "file",
    "the file",
    "The file",
    "What stands at the left edge of a scenario file.",
    (
        Key("format", Number(1, FORMAT), "The number of the format. It is 1.", True, example="1"),
        Key("title", LABEL, "What the library shows.", True, example="The wrong pallet"),
        Key("summary", PROSE, "One or two sentences on what happens, for the library."),
        Key("practises", Some(LABEL), "What can be learnt here.", example="[owning a mistake]"),
        Key("minutes", Number(1, 600), "About how long a play takes.", example="6"),
        Key("difficulty", Number(1, 3), "1 first steps, 2 practised, 3 hard.", example="2"),
        Key("language", LABEL, "The language of the text, as a code.", default="en", example="de"),
        Key(
            "draft",
            YesNo(),
            "`yes` while you are still writing: notes on style stay quiet.",
            default="no",
        ),
        Key("seller", Nested("seller"), "Whom the trainee plays, and what the briefing tells."),
        Key("customer", Nested("customer"), "Whom the trainee meets.", True),
        Key("channel", CHANNEL, "How the two meet.", default="in_person", example="phone"),
        Key(
            "channel_rule",
            Word("channel rule", {rule.value: rule for rule in ChannelRule}),
            "Under `strict` the customer opens up in person only.",
            default="usual",
        ),
        Key(
            "before",
            Choice(keys=Nested("before"), items=ListOf(Nested("before"))),
            "What lies between the two when the conversation starts. A list, where variants differ in it.",
        ),
        Key(
            "promises",
            Pairs(NewName("promise"), Nested("promise")),
            "What may be promised, each under an id.",
        ),
        Key(
            "truths",
            Pairs(NewName("truth"), Nested("truth")),
            "What the customer holds back, each under an id.",
        ),
        Key(
            "others",
            Pairs(NewName("person"), Nested("person")),
            "Further people in the room, each under an id.",
        ),
        Key(
            "variants",
            Choice(
                keys=Pairs(NewName("variant"), Text(may_be_empty=True)),
                items=ListOf(NewName("variant")),
            ),
            "Versions of the scenario; each play draws one. An id each, with a note for yourself.",
            example="{true_rumour: the rumour is true}",
        ),
        Key(
            "start",
            Name("state"),
            "The state in which the conversation begins.",
            True,
            example="the_call",
        ),
        Key(
            "states",
            Pairs(NewName("state"), Nested("state")),
            "The conversation, each state under an id.",
            True,
        ),
        Key(
            "endings",
            Pairs(NewName("ending"), Nested("ending")),
            "Where it can stop, each under an id.",
            True,
        ),
        Key(
            "walks",
            Pairs(NewName("walk"), Nested("walk")),
            "Examples of your own, each with a name.",
        ),
    ),
)

WALK = Record(
    "walk",
    "a walk",
    "A walk",
    "An example of yours: replies in order, and what they must end in. It can be read to learn from.",
    (
        Key(
            "replies",
            Some(Name("reply")),
            "The ids of the replies, in order.",
            True,
            example="[own_it, call]",
        ),
        Key("ends", Name("ending"), "The ending that they lead to.", True),
        Key("verdict", YesNo(), "Whether the customer trusts you then.", True),
        Key("variant", Name("variant"), "The variant in which it is played."),
    ),
)

RECORDS: dict[str, Record] = {
    record.name: record for record in (FILE, *PEOPLE, NEEDS, *TALK, CONDITION, WALK)
}
"""The records of a scenario file."""

EVERY_RECORD = RECORDS | LIBRARY
"""Those, and the ones of the files that stand beside scenarios."""


@cache
def key_kinds() -> KeyKinds:
    """The keys that take text, and those that take nothing but a list: they help to read a broken file."""
    keys = [key for record in RECORDS.values() for key in record.keys.values()]
    text = frozenset(key.name for key in keys if _is_text(key.kind))
    return KeyKinds(text, frozenset(key.name for key in keys if isinstance(key.kind, ListOf)))


def _is_text(kind: Kind | None) -> bool:
    if isinstance(kind, Some):
        return isinstance(kind.item, Choice) and _is_text(kind.item)
    return isinstance(kind, Text) or (isinstance(kind, Choice) and _is_text(kind.words))
