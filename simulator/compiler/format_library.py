"""The two small files that stand beside scenarios, defined once: packs, and campaigns.

Their keys are read, checked and documented as those of a scenario are. What they name stands in other
files, so whether it is there is looked at where those are at hand (`workbench/beside.py`).
"""

from __future__ import annotations

from simulator.compiler.format_words import LABEL, PROSE
from simulator.compiler.kinds import (
    Key,
    ListOf,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Record,
    Some,
    YesNo,
)

FORMAT = 1
"""The number of the format that this program writes, and the newest that it reads."""

PACKS_FILE = Record(
    "packs_file",
    "the packs file",
    "Packs",
    "What stands at the left edge of `packs.yaml`.",
    (
        Key("format", Number(1, FORMAT), "The number of the format. It is 1.", True, example="1"),
        Key(
            "packs",
            Pairs(NewName("pack"), Nested("pack")),
            "The packs, each under an id, in the order in which the library shows them.",
            True,
        ),
    ),
)

PACK = Record(
    "pack",
    "a pack",
    "A pack",
    "Some scenarios in the order in which they are meant to be played.",
    (
        Key("title", LABEL, "What the library shows above them.", True, example="First no"),
        Key("leads_to", PROSE, "One sentence on what they build up to."),
        Key(
            "scenarios",
            Some(Name("scenario")),
            "The names of their files, without the ending; of a campaign, the name of its folder.",
            True,
            example="[wrong-pallet, second-failure]",
        ),
    ),
)

CAMPAIGN_FILE = Record(
    "campaign_file",
    "the campaign",
    "Campaigns",
    "What stands at the left edge of `campaign.yaml`.",
    (
        Key("format", Number(1, FORMAT), "The number of the format. It is 1.", True, example="1"),
        Key("title", LABEL, "What the library shows.", True, example="The printing works"),
        Key("summary", PROSE, "One or two sentences on what happens, for the library."),
        Key("practises", Some(LABEL), "What can be learnt here.", example="[keeping a customer]"),
        Key("minutes", Number(1, 600), "About how long all acts take together.", example="20"),
        Key("difficulty", Number(1, 3), "1 first steps, 2 practised, 3 hard.", example="2"),
        Key("language", LABEL, "The language of the text, as a code.", default="en"),
        Key(
            "customer",
            LABEL,
            "The customer's name. Every act is with this one.",
            True,
            example="Lena Brandt",
        ),
        Key("currency", LABEL, "What revenue is counted in.", example="EUR"),
        Key("acts", ListOf(Nested("act")), "The acts, in order.", True),
        Key(
            "walks",
            Pairs(NewName("walk"), ListOf(Nested("act_walk"))),
            "Examples of your own, each with a name: for each act the replies, and what they end in.",
        ),
    ),
)

ACT = Record(
    "act",
    "an act",
    "An act",
    "One scenario of the campaign. It is a file in the folder of the campaign, and can be played alone.",
    (
        Key(
            "scenario",
            Name("scenario"),
            "The name of its file, without the ending.",
            True,
            example="the-promise",
        ),
        Key("title", LABEL, "What the account calls it.", example="The promise"),
        Key("meanwhile", PROSE, "What has happened since the act before."),
        Key(
            "variants",
            Pairs(Name("ending"), Name("variant")),
            "The variant that is played, by how the act before ended.",
            example="{signed: big_machine}",
        ),
        Key(
            "revenue",
            Pairs(Name("ending"), Number(0, 999_999_999)),
            "What it brought in, by how it ended. Nobody sees it before it is over.",
            example="{signed: 84000}",
        ),
        Key(
            "closes",
            Some(Name("ending")),
            "The endings after which there is no account any more.",
            example="[she_leaves]",
        ),
    ),
)

ACT_WALK = Record(
    "act_walk",
    "an act of a walk",
    "A campaign's walk",
    "One act of an example of yours.",
    (
        Key("replies", Some(Name("reply")), "The ids of the replies, in order.", True),
        Key("ends", Name("ending"), "The ending that they lead to.", True),
        Key("verdict", YesNo(), "Whether the customer trusts you then.", True),
    ),
)

LIBRARY: dict[str, Record] = {
    record.name: record for record in (PACKS_FILE, PACK, CAMPAIGN_FILE, ACT, ACT_WALK)
}
