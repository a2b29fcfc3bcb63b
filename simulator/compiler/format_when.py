"""The scenario format, defined once: conditions, and what a truth needs, which is a part of them."""

from __future__ import annotations

from simulator.compiler.format_words import (
    CHANNEL,
    DIMENSION,
    RUNG,
    WHEN,
)
from simulator.compiler.kinds import (
    Choice,
    Key,
    ListOf,
    Name,
    Pairs,
    Record,
    Some,
    Word,
    YesNo,
)
from simulator.core.scenario import (
    PromiseStatus,
    TrustState,
    Wound,
)

_OPEN = Word("wound", {"any": None, **{wound.value: wound for wound in Wound}})

CONDITION = Record(
    "condition",
    "a condition",
    "A condition (`when`)",
    "Several keys mean that all of them must hold.",
    (
        Key(
            "trust",
            Some(Word("trust state", {state.value: state for state in TrustState})),
            "Where the customer stands now: exactly this, or one of these.",
            example="[testing, trusting]",
        ),
        Key("verdict", YesNo(), "Whether the customer trusts you now."),
        Key("open", YesNo(), "Whether the customer has opened up and no breach is open."),
        Key("honest", RUNG, "`honest` has come at least so far."),
        Key("able", RUNG, "`able` has come at least so far."),
        Key("on_my_side", RUNG, "`on_my_side` has come at least so far."),
        Key("hears_me", RUNG, "`hears_me` has come at least so far."),
        Key("knows", Some(Name("truth")), "You have been told this truth, or all of these."),
        Key(
            "promise",
            Pairs(
                Name("promise"),
                Some(Word("status", {status.value: status for status in PromiseStatus})),
            ),
            "What has become of a promise: this, or one of these.",
            example="{van_at_seven: broken}",
        ),
        Key("replied", Some(Name("reply")), "This reply was given, or all of these."),
        Key(
            "wound",
            Choice(words=_OPEN, keys=Pairs(DIMENSION, _OPEN)),
            "A wound is open now: `any`, one of a kind, or one of a dimension.",
            example="{able: any}",
        ),
        Key("channel", Some(CHANNEL), "You talk by this channel now, or by one of these."),
        Key("variant", Some(Name("variant")), "The play is of this variant, or of one of these."),
        Key("not", WHEN, "This must not hold.", example="{verdict: yes}"),
        Key("any", ListOf(WHEN), "One of these must hold.", example="[{open: yes}, {able: shown}]"),
    ),
)

NEEDS = Record(
    "needs",
    "what a truth needs",
    "What a truth needs",
    "Several keys mean that all of them must hold.",
    tuple(
        CONDITION.keys[name]
        for name in ("open", "honest", "able", "on_my_side", "hears_me", "knows")
    ),
)
