"""The scenario format, defined once: the people, and what lies between them.

The seller and the facts of the briefing, the customer, promises, truths, and the debts of before.
"""

from __future__ import annotations

from simulator.compiler.format_words import (
    DIMENSION,
    EARNED,
    LABEL,
    PROSE,
    WHEN,
)
from simulator.compiler.kinds import (
    Choice,
    Key,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Record,
    Some,
    Word,
    YesNo,
)
from simulator.core.scenario import (
    Deliverable,
    Promiser,
    Rung,
    TruthAbout,
    Wound,
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
        Key(
            "what",
            LABEL,
            "What happened, in a few words, for the report card.",
            example="the wrong goods",
        ),
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
            "Whether the facts let it be kept. `unknown`: nobody can know yet. Making a `no` is a betrayal.",
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


PEOPLE = (SELLER, FACT, CUSTOMER, BEFORE, PROMISE, TRUTH, PERSON)
