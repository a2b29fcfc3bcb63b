"""The scenario format, defined once: what stands in a file around the conversation.

This is the promise to the people who write scenarios. A key that is added is optional and raises no number;
anything else raises `FORMAT`, and `roleplay upgrade` learns to rewrite the files of the number before.
The keys of the conversation itself are in `format_talk.py`.
"""

from __future__ import annotations

from functools import cache

from simulator.compiler.format_talk import (
    CHANNEL,
    DIMENSION,
    EARNED,
    TALK,
    WHEN,
)
from simulator.compiler.kinds import (
    Choice,
    Key,
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
from simulator.compiler.syntax import KeyKinds
from simulator.core.scenario import ChannelRule, Deliverable, Promiser, Rung, TruthAbout, Wound

FORMAT = 1
"""The number of the format that this program writes, and the newest that it reads."""

LABEL = Text(label=True)
PROSE = Text()

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

SELLER = Record(
    "seller",
    "the seller",
    "The seller",
    "Whom the trainee plays. The briefing before a play shows this.",
    (
        Key("role", LABEL, "The seller's position.", default="salesperson"),
        Key("aim", PROSE, "What would be a good end of this conversation."),
        Key(
            "facts",
            Some(Choice(words=PROSE, keys=Nested("fact"))),
            "What the seller knows. A fact is a text, or has the keys of a fact.",
        ),
    ),
)

FACT = Record(
    "fact",
    "a fact",
    "A fact",
    "With an id, a reply can be marked as going `against` it.",
    (
        Key("id", NewName("fact"), "A name for it.", example="no_van_after_six"),
        Key("fact", PROSE, "What the briefing tells.", True),
        Key(
            "when",
            WHEN,
            "Told only if this holds; of use with variants.",
            example="{variant: true_rumour}",
        ),
    ),
)

CUSTOMER = Record(
    "customer",
    "the customer",
    "The customer",
    "Whom the trainee meets, and what it takes to be trusted by this person.",
    (
        Key("name", LABEL, "The customer's name.", True, example="Lena Brandt"),
        Key(
            "reliance",
            PROSE,
            "The question that the verdict answers: what trusting you would mean here.",
            True,
        ),
        Key("role", LABEL, "Position and company."),
        Key("mood", LABEL, "How the customer feels when it starts, in a word.", example="furious"),
        Key("background", PROSE, "What else the briefing tells of the customer."),
        Key(
            "door",
            DIMENSION,
            "What must be shown before the customer opens up.",
            default="hears_me",
        ),
        Key(
            "bar",
            Pairs(DIMENSION, Word("rung", {rung.word: rung for rung in Rung})),
            "How far each dimension must come for a yes. One that is left out must be `shown`.",
            example="{honest: shown, able: said}",
        ),
    ),
)

BEFORE = Record(
    "before",
    "what lies between you",
    "Before the play",
    "What lies between the two when the conversation starts.",
    (
        Key("when", WHEN, "Holds only in these variants.", example="{variant: true_rumour}"),
        Key(
            "wounds",
            Pairs(DIMENSION, Some(Word("wound", {wound.value: wound for wound in Wound}))),
            "Wounds that are open. A `rumour` can stand only here.",
            example="{able: breach}",
        ),
        Key(
            "breaches_repaired",
            Number(0, 99),
            "How many breaches were made right long ago.",
            default="0",
        ),
        Key(
            "promises", Some(Name("promise", "before")), "Your own promises that are open already."
        ),
        Key("truths", Some(Name("truth")), "Truths that you have been told already."),
        Key("earned", EARNED, "What has been earned already.", example="{able: said}"),
    ),
)

PROMISE = Record(
    "promise",
    "a promise",
    "A promise",
    "A line of the promise ledger.",
    (
        Key("text", PROSE, "What is promised, as the ledger shows it.", True),
        Key(
            "deliverable",
            Word("answer", {value.value: value for value in Deliverable}),
            "Whether the facts let it be kept. `unknown`: nobody can know yet. Making one that is `no` is a betrayal.",
            default="yes",
        ),
        Key(
            "by",
            Word("promiser", {value.value: value for value in Promiser}),
            "Who made it. One that is not by `me` is open from the start.",
            default="me",
        ),
        Key(
            "cost",
            PROSE,
            "What keeping it costs you. With it, keeping it proves that you are honest.",
        ),
        Key("later", YesNo(), "`yes` if it is due after the play.", default="no"),
    ),
)

TRUTH = Record(
    "truth",
    "a truth",
    "A truth",
    "Something that the customer tells only to somebody who has earned it.",
    (
        Key(
            "about",
            Word("subject", {value.value: value for value in TruthAbout}),
            "What it is about.",
            True,
            example="timing",
        ),
        Key("needs", Nested("needs"), "What must hold before it is told.", default="{open: yes}"),
        Key("told", PROSE, "What is said when that holds.", True),
        Key("half", PROSE, "What is said when asked too early.", True),
    ),
)

PERSON = Record(
    "person",
    "a person",
    "Another person",
    "Somebody else in the room, who can speak a line (`who`).",
    (
        Key("name", LABEL, "The person's name.", True),
        Key("role", LABEL, "Position, or relation to the customer."),
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
    record.name: record
    for record in (FILE, SELLER, FACT, CUSTOMER, BEFORE, PROMISE, TRUTH, PERSON, *TALK, WALK)
}


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
