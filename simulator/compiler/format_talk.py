"""The scenario format, defined once: the conversation, that is states, lines, replies and endings.

What a reply and an event have in common is one table, so that neither can learn something alone.
"""

from __future__ import annotations

from simulator.compiler.format_words import (
    CHANNEL,
    DIMENSION,
    EARNED,
    FATE,
    PROSE,
    SPOKEN,
    WHEN,
)
from simulator.compiler.kinds import (
    Choice,
    Key,
    ListOf,
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
    Axis,
    Era,
    Refers,
    Repair,
    Side,
    Wound,
)

PROMISES = "A promise, or a list of promises"
_IN_PLAY = {wound.value: wound for wound in Wound if wound is not Wound.RUMOUR}

EFFECTS = (
    Key("earns", EARNED, "Evidence: how far a dimension comes.", example="{honest: shown}"),
    Key(
        "wounds",
        Pairs(DIMENSION, Word("wound", _IN_PLAY)),
        "What it hurts, and how badly.",
        example="{able: slip}",
    ),
    Key(
        "repairs",
        Some(Word("step of repair", {step.value: step for step in Repair})),
        "Steps of making it right: say it was yours, put it right, see that it cannot happen again.",
        example="[own, remedy]",
    ),
    Key("refutes", YesNo(), "`yes` if it answers a rumour with what can be checked.", default="no"),
    Key(
        "against",
        Some(Name("fact")),
        "Facts of the briefing that it claims the contrary of: a betrayal.",
    ),
    Key("makes", Some(Name("promise")), f"{PROMISES}, that is made."),
    Key("keeps", Some(Name("promise")), f"{PROMISES}, that is kept."),
    Key("breaks", Some(Name("promise")), f"{PROMISES}, that is broken."),
    Key(
        "renegotiates",
        Pairs(Name("promise"), Name("promise", "in_place")),
        "An open promise, and the one that comes in its place.",
        example="{van_at_seven: van_at_nine}",
    ),
    Key("withdraws", Some(Name("promise")), f"{PROMISES}, that is taken back before it is due."),
    Key(
        "takes_on", Some(Name("promise", "takes_on")), "Promises of others that you make your own."
    ),
    Key("refuses", Some(Name("promise", "refuses")), "Promises of others that you disown."),
    Key("cost", PROSE, "What it cost you. `proved` needs this, or `verified`."),
    Key("verified", PROSE, "What the customer checked, and how."),
)

STATE = Record(
    "state",
    "a state",
    "A state",
    "A place in the conversation: what is said there, and what can be replied.",
    (
        Key("scene", PROSE, "Where and when, told to the trainee."),
        Key(
            "line",
            SPOKEN,
            "What the customer says. A text, or a list of lines; all that hold are spoken.",
        ),
        Key("cue", PROSE, "What the customer does meanwhile."),
        Key("channel", CHANNEL, "From here on you talk by this channel."),
        Key(
            "events",
            Some(Nested("event")),
            "What happened since, or what the customer has learned.",
        ),
        Key(
            "due",
            Choice(keys=Pairs(Name("promise"), FATE), items=ListOf(Nested("due"))),
            "Promises that are settled here, if they are still open.",
            example="{van_at_seven: broken}",
        ),
        Key(
            "asides",
            Some(Choice(words=PROSE, keys=Nested("aside"))),
            "What the seller may think before replying.",
        ),
        Key("few", YesNo(), "`yes` if there are two replies on purpose.", default="no"),
        Key("replies", ListOf(Nested("reply")), "What the trainee can say or do.", True),
    ),
)

LINE = Record(
    "line",
    "a line",
    "A line",
    "Something spoken, or done. A line has words, a cue, or both.",
    (
        Key("line", PROSE, "The words."),
        Key(
            "who",
            Name("person"),
            "Who speaks, if it is not the customer: the id of one of the `others`.",
        ),
        Key("cue", PROSE, "What the speaker does."),
        Key("when", WHEN, "Spoken only if this holds.", example="{honest: shown}"),
    ),
)

REPLY = Record(
    "reply",
    "a reply",
    "A reply",
    "Something that the trainee can say, do, or both.",
    (
        Key(
            "id",
            NewName("reply"),
            "A name for it, unique in the file.",
            default="made up",
            example="own_it",
        ),
        Key("say", PROSE, "What is said. A reply has `say`, `do`, or both."),
        Key("do", PROSE, "What is done."),
        Key("when", WHEN, "Offered only if this holds.", example="{knows: ordered_late}"),
        Key(
            "again",
            Number(1, 99),
            "How often it may be used in one play.",
            default="1",
            example="2",
        ),
        *EFFECTS,
        Key("asks", Name("truth"), "A truth that is asked for."),
        Key("presses", Name("truth"), "A known truth that is used against the customer: a breach."),
        Key(
            "refers",
            Word("way to refer", {way.value: way for way in Refers}),
            "Referring you is made easy, or asked for.",
        ),
        Key(
            "style",
            Pairs(
                Word("axis", {axis.value: axis for axis in Axis}),
                Word("side", {side.value: side for side in Side}),
            ),
            "Where the reply stands on the axes of the profile.",
            example="{fault: builder}",
        ),
        Key(
            "era",
            Word("era", {era.value: era for era in Era}),
            "The era of selling that it comes from.",
            example="2.0",
        ),
        Key("why", PROSE, "What the debrief says about it."),
        Key("tempting", PROSE, "Why one would choose it, where it is not the best."),
        Key("reaction", SPOKEN, "The customer's answer to this one reply. Like `line`."),
        Key(
            "to",
            Choice(words=Name("target"), items=ListOf(Nested("target"))),
            "The state or ending that it leads to; or a list, of which the first that holds is taken.",
            True,
            example="what_now",
        ),
    ),
)

TARGET = Record(
    "target",
    "a target",
    "A target (in a list under `to`)",
    "The first that holds is taken. The last has no `when`.",
    (
        Key("when", WHEN, "Taken only if this holds.", example="{verdict: yes}"),
        Key("go", Name("target"), "The state or ending.", True),
    ),
)

EVENT = Record(
    "event",
    "an event",
    "An event",
    "Applied on entering the state, in the order of the file.",
    (Key("when", WHEN, "Happens only if this holds."), *EFFECTS),
)

DUE = Record(
    "due",
    "a settlement",
    "A settlement (in a list under `due`)",
    "For each promise the first that holds is taken.",
    (
        Key("when", WHEN, "Settled so only if this holds."),
        Key(
            "settle",
            Pairs(Name("promise"), FATE),
            "What becomes of it.",
            True,
            example="{van_at_seven: kept}",
        ),
    ),
)

ASIDE = Record(
    "aside",
    "an aside",
    "An aside",
    "A thought of the seller's. Chosen, not scored, looked at again in the debrief.",
    (
        Key("id", NewName("aside"), "A name for it.", default="made up"),
        Key("thought", PROSE, "The thought.", True),
        Key("why", PROSE, "What the debrief says about it."),
    ),
)

ENDING = Record(
    "ending",
    "an ending",
    "An ending",
    "Where the conversation stops. Sold is not trusted, and trusted is not sold.",
    (
        Key("scene", PROSE, "Where and when, told to the trainee."),
        Key("line", SPOKEN, "What the customer says at last."),
        Key("cue", PROSE, "What the customer does meanwhile."),
        Key("sold", YesNo(), "Whether something was sold.", True),
    ),
)

TALK = (STATE, LINE, REPLY, TARGET, EVENT, DUE, ASIDE, ENDING)
