"""What is told of the word under the pointer."""

from pathlib import Path

import pytest

from simulator.lsp.hover import hover, worth_text
from simulator.lsp.worth import Worth, Worths
from tests.lsp.cursor import opened

EXAMPLE = Path("docs/example.yaml").read_text(encoding="utf-8")


def told(place: str, text: str = EXAMPLE) -> str:
    """What is told at a cursor in the example."""
    document, point = opened(text.replace(place.replace("¦", ""), place, 1), text)
    found = hover(document, point)
    return found.text if found else ""


def test_a_reply_tells_what_it_does() -> None:
    assert told("id: six¦ty") == (
        "sixty: a reply of ten_past_five\n"
        "“Sixty, loaded now, and I drive them myself. For the other thirty I called Beckers. "
        "They have them.”\n"
        "· earns on my side: proved\n"
        "· earns able: shown\n"
        "· costs the seller: Beckers is your competitor, and the drive is your evening.\n"
        "· repairs: putting it right\n"
        "· leads to at_the_fair or buys_elsewhere, as its conditions say"
    )


@pytest.mark.parametrize(
    ("effects", "line"),
    [
        ("wounds: {able: slip}", "wounds able: a slip"),
        ("makes: van_at_seven", "promises van_at_seven: “A van with the right pallet at"),
        ("keeps: van_at_seven", "keeps van_at_seven"),
        ("renegotiates: {van_at_seven: call_at_ten_past}", "in place of van_at_seven"),
        ("against: no_van_after_six", "goes against the fact no_van_after_six: a betrayal"),
        ("asks: ordered_late", "asks for the truth ordered_late"),
        ("presses: ordered_late", "presses with the truth ordered_late: a breach of on my side"),
        ("refers: easy", "makes it easy to recommend you"),
        ("refers: asked", "asks for a referral"),
        ("refutes: yes", "answers a rumour"),
        ("verified: She called them.", "was checked: She called them."),
        ("repairs: [prevent, own]", "repairs: owning it, seeing that it cannot happen again"),
        ("again: 2", "may be used 2 times"),
        ("when: {open: yes}", "is offered only when its condition holds"),
        ("cue: x", "changes nothing in trust"),
    ],
)
def test_every_effect_has_its_words(effects: str, line: str) -> None:
    text = EXAMPLE.replace("        earns: {hears_me: shown, honest: shown}\n", "").replace(
        "        repairs: [own]\n", f"        {effects}\n"
    )
    assert line in told("id: own¦_it", text)


@pytest.mark.parametrize(
    ("place", "start"),
    [
        ("ear¦ns: {hears", "earns\nEvidence: how far a dimension comes."),
        ("deliver¦able", "deliverable\nWhether the facts let it be kept."),
        ("door: hears¦_me", "hears_me: you listen, and get how the customer feels"),
        ("bar: {hon¦est", "honest: you tell the truth"),
        ("{honest: sh¦own, able", "shown: seen in what you do"),
        ("makes: [van¦_at", "van_at_seven: a promise\n“A van with"),
        ("asks: ordered¦_", "ordered_late: a truth\n· is about timing\n· told: “I sent"),
        (
            "ends: at_¦the",
            "at_the_fair: an ending\n“Seven-fifteen. You look terrible. Coffee?”\n· sold",
        ),
        ("start: th¦e_call", "the_call: a state\n“Ninety trays of cat grass."),
        ("go¦od: {rep", "good: a walk\n“3 replies, to at_the_fair”"),
        ("Our dis¦patch", ""),
        ("¦# yaml", ""),
        ("van_at_seven: bro¦ken", ""),
    ],
)
def test_keys_words_and_names_are_told(place: str, start: str) -> None:
    found = told(place)
    assert found.startswith(start)
    assert bool(found) == bool(start)


def test_only_a_reply_has_a_v() -> None:
    for place, reply in (("id: six¦ty", "sixty"), ("to: what¦_now", None)):
        document, point = opened(EXAMPLE.replace(place.replace("¦", ""), place, 1))
        found = hover(document, point)
        assert found is not None
        assert found.reply == reply


def test_v_is_told_beside_the_best() -> None:
    best = Worth(None, 0.44, 0.44, ("own_it",), True)
    less = Worth("rumour", 0.1, 0.44, ("own_it",), True)
    equal = Worth(None, 0.44, 0.44, ("own_it", "same"), False)
    some = Worths({"own_it": (best,), "gift": (less,), "same": (equal,)})
    assert worth_text(some, "own_it") == (
        "V: a practised seller still ends with yes in 44% of plays; none there keeps more"
    )
    assert worth_text(some, "gift", is_old=True) == (
        "V: in the variant rumour, a practised seller still ends with yes in 10% of plays; "
        "the best there, own_it, keeps 44%\n(of the last version without errors)"
    )
    assert worth_text(some, "same").endswith("all replies there are equal")
    assert worth_text(some, "other") == "V: not met while yes is within reach"
    assert worth_text(Worths({}, "too many"), "gift") == "V: not worked out: too many"
