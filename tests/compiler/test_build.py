"""What a file says, as the core's types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.compiler.compile import compile_file, compile_text
from simulator.core.scenario import (
    ALWAYS,
    AllOf,
    AnyOf,
    Aside,
    AtLeast,
    Axis,
    Before,
    Channel,
    ChannelIs,
    ChannelRule,
    Condition,
    Deliverable,
    Dimension,
    Due,
    Effects,
    Era,
    Event,
    Fact,
    Knows,
    Line,
    Not,
    OpenIs,
    Person,
    Promise,
    PromiseIs,
    Promiser,
    PromiseStatus,
    Refers,
    Repair,
    Replied,
    Rung,
    Scenario,
    Seller,
    Side,
    Target,
    TrustIs,
    TrustState,
    Truth,
    TruthAbout,
    Variant,
    VariantIs,
    VerdictIs,
    Walk,
    Wound,
    WoundOpen,
)
from tests.compiler.small import SMALLEST, with_reply, with_top

HONEST, ABLE, ON_MY_SIDE, HEARS_ME = Dimension
NAMES = """\
promises:
  call: {text: A call}
  van: {text: A van}
  old: {text: Of old, by: company}
truths:
  late: {about: timing, told: Late., half: As always.}
  boss: {about: authority, told: The boss., half: Me., needs: {able: shown, knows: late}}
variants: {rumour: It is true., other: It is not.}
others:
  jonas: {name: Jonas}
"""


def scenario(text: str) -> Scenario:
    """The scenario of a file that must be right."""
    compiled = compile_text(text)
    assert compiled.errors == (), compiled.diagnostics
    assert compiled.scenario is not None
    return compiled.scenario


def reply(more: str) -> Any:
    """The first reply, with more keys."""
    return scenario(with_reply(f"id: own_it\nsay: Ours.\nto: bought\n{more}\n") + NAMES).reply(
        "own_it"
    )


def when(text: str) -> Condition:
    """A condition, as a file writes it in one line."""
    condition: Condition = reply(f"when: {text}").when
    return condition


def test_the_example_of_the_format_is_right() -> None:
    example = Path(__file__).parents[2] / "docs" / "example.yaml"
    compiled = compile_file(example)
    assert compiled.diagnostics == ()
    assert compiled.scenario is not None
    assert list(compiled.scenario.states) == ["the_call", "what_now", "ten_past_five"]
    assert compiled.scenario.summary == (
        "A shop owner's order for tomorrow's fair has arrived wrong. She calls you."
    )


def test_what_is_left_out_has_its_default() -> None:
    found = scenario(SMALLEST)
    assert found.channel is Channel.IN_PERSON
    assert found.channel_rule is ChannelRule.USUAL
    assert found.seller == Seller()
    assert found.customer.door is HEARS_ME
    assert found.customer.bar == tuple((one, Rung.SHOWN) for one in Dimension)
    assert (found.language, found.draft, found.minutes, found.before) == ("en", False, None, ())
    assert found.reply("own_it").effects == Effects()
    assert found.reply("own_it").when is ALWAYS


def test_words_are_words() -> None:
    text = SMALLEST.replace("The wrong pallet", "No").replace("Lena Brandt", "12:30")
    found = scenario(text.replace("Keep the trays.", "012").replace("This was ours.", "on"))
    assert (found.title, found.customer.name) == ("No", "12:30")
    assert (found.reply("gift").say, found.reply("own_it").say) == ("012", "on")


def test_the_head_of_a_file_is_read() -> None:
    found = scenario(
        with_top(
            "summary: She calls.\npractises: listening\nminutes: 6\ndifficulty: 3\nlanguage: de\n"
            "draft: yes\nchannel: phone\nchannel_rule: strict\n"
            "seller: {role: you, aim: Peace., facts: [{fact: Late., id: late, when: {variant: one}}]}\n"
            "variants: [one]\n"
        )
    )
    assert (found.summary, found.practises, found.minutes) == ("She calls.", ("listening",), 6)
    assert (found.difficulty, found.language, found.draft) == (3, "de", True)
    assert (found.channel, found.channel_rule) == (Channel.PHONE, ChannelRule.STRICT)
    assert found.seller.facts == (Fact("Late.", "late", VariantIs(frozenset({"one"}))),)
    assert found.variants == (Variant("one"),)


def test_a_customer_has_a_bar_for_every_dimension() -> None:
    text = SMALLEST.replace("  name: Lena", "  door: able\n  bar: {able: nothing}\n  name: Lena")
    customer = scenario(text).customer
    assert customer.door is ABLE
    assert dict(customer.bar) == {
        HONEST: Rung.SHOWN,
        ABLE: Rung.NOTHING,
        ON_MY_SIDE: Rung.SHOWN,
        HEARS_ME: Rung.SHOWN,
    }


def test_promises_truths_people_and_variants_are_read() -> None:
    found = scenario(
        SMALLEST
        + NAMES
        + "walks: {w: {replies: own_it, ends: bought, verdict: no, variant: other}}"
    )
    assert found.promises["call"] == Promise("call", "A call")
    assert found.promises["old"].by is Promiser.COMPANY
    late = Truth("late", TruthAbout.TIMING, "Late.", "As always.", OpenIs(True))
    assert found.truths["late"] == late
    assert found.truths["boss"].needs == AllOf((AtLeast(ABLE, Rung.SHOWN), Knows("late")))
    assert found.others == {"jonas": Person("jonas", "Jonas")}
    assert found.variants == (Variant("rumour", "It is true."), Variant("other", "It is not."))
    assert found.walks == (Walk("w", ("own_it",), "bought", False, "other"),)


def test_a_promise_has_all_that_a_file_can_say() -> None:
    text = (
        SMALLEST
        + "promises:\n  p: {text: A, deliverable: no, by: predecessor, cost: An evening, later: yes}\n"
    )
    expected = Promise("p", "A", Deliverable.NO, Promiser.PREDECESSOR, "An evening", True)
    assert scenario(text).promises["p"] == expected


@pytest.mark.parametrize(
    "written", ["before: {earned: {able: said}}", "before: [{earned: {able: said}}]"]
)
def test_before_is_one_or_several(written: str) -> None:
    assert scenario(SMALLEST + written).before == (Before(earned=((ABLE, Rung.SAID),)),)


def test_before_has_wounds_in_lists() -> None:
    text = (
        "before:\n  wounds: {able: [slip, breach], honest: rumour}\n  breaches_repaired: 2\n"
        "  promises: call\n  truths: [late]\n"
    )
    (before,) = scenario(SMALLEST + NAMES + text).before
    assert before.wounds == ((ABLE, Wound.SLIP), (ABLE, Wound.BREACH), (HONEST, Wound.RUMOUR))
    assert (before.breaches_repaired, before.promises, before.truths) == (2, ("call",), ("late",))


CONDITIONS: dict[str, Condition] = {
    "{trust: broken}": TrustIs(frozenset({TrustState.BROKEN})),
    "{trust: [testing, trusting]}": TrustIs(frozenset({TrustState.TESTING, TrustState.TRUSTING})),
    "{verdict: yes}": VerdictIs(True),
    "{open: no}": OpenIs(False),
    "{able: shown}": AtLeast(ABLE, Rung.SHOWN),
    "{able: shown, verdict: no}": AllOf((AtLeast(ABLE, Rung.SHOWN), VerdictIs(False))),
    "{knows: late}": Knows("late"),
    "{knows: [late, boss]}": AllOf((Knows("late"), Knows("boss"))),
    "{promise: {call: kept}}": PromiseIs("call", frozenset({PromiseStatus.KEPT})),
    "{promise: {call: [open, kept]}}": PromiseIs(
        "call", frozenset({PromiseStatus.OPEN, PromiseStatus.KEPT})
    ),
    "{replied: gift}": Replied("gift"),
    "{replied: [gift, own_it]}": AllOf((Replied("gift"), Replied("own_it"))),
    "{wound: any}": WoundOpen(),
    "{wound: breach}": WoundOpen(Wound.BREACH),
    "{wound: {able: any}}": WoundOpen(None, ABLE),
    "{wound: {able: slip, honest: rumour}}": AllOf(
        (WoundOpen(Wound.SLIP, ABLE), WoundOpen(Wound.RUMOUR, HONEST))
    ),
    "{channel: [phone, video]}": ChannelIs(frozenset({Channel.PHONE, Channel.VIDEO})),
    "{variant: rumour}": VariantIs(frozenset({"rumour"})),
    "{not: {verdict: yes}}": Not(VerdictIs(True)),
    "{any: [{verdict: yes}, {open: yes}]}": AnyOf((VerdictIs(True), OpenIs(True))),
    "{any: [{verdict: yes}]}": VerdictIs(True),
    "{not: {any: [{not: {open: yes}}, {able: said, honest: said}]}}": Not(
        AnyOf((Not(OpenIs(True)), AllOf((AtLeast(ABLE, Rung.SAID), AtLeast(HONEST, Rung.SAID)))))
    ),
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_means_what_it_says(text: str) -> None:
    assert when(text) == CONDITIONS[text]


EFFECTS: dict[str, Effects] = {
    "earns: {honest: proved, able: said}": Effects(
        earns=((HONEST, Rung.PROVED), (ABLE, Rung.SAID))
    ),
    "wounds: {able: breach}": Effects(wounds=((ABLE, Wound.BREACH),)),
    "repairs: own": Effects(repairs=frozenset({Repair.OWN})),
    "repairs: [own, remedy, prevent]": Effects(repairs=frozenset(Repair)),
    "refutes: yes": Effects(refutes=True),
    "makes: call": Effects(makes=("call",)),
    "keeps: [call, van]": Effects(keeps=("call", "van")),
    "breaks: call": Effects(breaks=("call",)),
    "renegotiates: {call: van}": Effects(renegotiates=(("call", "van"),)),
    "withdraws: call": Effects(withdraws=("call",)),
    "takes_on: old": Effects(takes_on=("old",)),
    "refuses: [old]": Effects(refuses=("old",)),
    "asks: late": Effects(asks="late"),
    "presses: late": Effects(presses="late"),
    "refers: asked": Effects(refers=Refers.ASKED),
    "cost: My evening": Effects(cost="My evening"),
    "verified: She rang him": Effects(verified="She rang him"),
}


@pytest.mark.parametrize("text", EFFECTS)
def test_an_effect_is_what_it_says(text: str) -> None:
    assert reply(text).effects == EFFECTS[text]


@pytest.mark.parametrize(
    "text", [text for text in EFFECTS if text.split(":")[0] not in ("asks", "presses", "refers")]
)
def test_an_event_can_do_what_a_reply_can(text: str) -> None:
    event = f"    events: [{{when: {{verdict: yes}}, {text}}}]\n    line: Ninety"
    state = scenario(SMALLEST.replace("    line: Ninety", event) + NAMES).states["the_call"]
    assert state.events == (Event(EFFECTS[text], VerdictIs(True)),)


@pytest.mark.parametrize("key", ["asks: late", "presses: late", "refers: asked"])
def test_an_event_asks_nothing(key: str) -> None:
    event = f"    events: [{{{key}}}]\n    line: Ninety"
    found = compile_text(SMALLEST.replace("    line: Ninety", event) + NAMES)
    assert "F142" in {one.code for one in found.diagnostics}


def test_a_reply_has_all_that_a_file_can_say() -> None:
    found = reply(
        "do: waits\nagain: 2\nstyle: {fault: builder, tempo: pusher}\nera: 3.0\nwhy: So.\ntempting: Well."
    )
    assert (found.do, found.again, found.era) == ("waits", 2, Era.FEELING)
    assert found.style == ((Axis.FAULT, Side.BUILDER), (Axis.TEMPO, Side.PUSHER))
    assert (found.why, found.tempting) == ("So.", "Well.")
    assert found.to == (Target("bought"),)


def test_a_reply_may_be_silent() -> None:
    found = scenario(with_reply("id: own_it\ndo: waits\nto: bought\n")).reply("own_it")
    assert (found.say, found.words) == ("", "waits")


def test_targets_are_tried_in_order() -> None:
    text = "id: own_it\nsay: Ours.\nto:\n  - {when: {verdict: yes}, go: bought}\n  - {go: not_bought}\n"
    found = scenario(with_reply(text)).reply("own_it")
    assert found.to == (Target("bought", VerdictIs(True)), Target("not_bought"))


LINES: dict[str, tuple[Line, ...]] = {
    "line: Well?": (Line("Well?"),),
    "line: {line: Well?, cue: waits}": (Line("Well?", cue="waits"),),
    "line:\n      - Well?\n      - {line: So?, who: jonas, when: {open: yes}}\n      - cue: waits": (
        Line("Well?"),
        Line("So?", "jonas", when=OpenIs(True)),
        Line(cue="waits"),
    ),
    'line: >\n      One: two # three\n      "four"\n\n      *five*': (
        Line('One: two # three "four"\n*five*'),
    ),
    'line: "She said: \\"no\\""': (Line('She said: "no"'),),
}


@pytest.mark.parametrize("text", LINES)
def test_lines_are_spoken_as_they_are_written(text: str) -> None:
    found = scenario(SMALLEST.replace("line: Ninety trays of cat grass.", text) + NAMES)
    assert found.states["the_call"].lines == LINES[text]


def test_a_reaction_takes_what_a_line_takes() -> None:
    assert reply("reaction: Hm.").reaction == (Line("Hm."),)
    assert reply("reaction: [{cue: nods}]").reaction == (Line(cue="nods"),)


def test_a_state_has_all_that_a_file_can_say() -> None:
    more = (
        "    scene: Later.\n    cue: waits\n    channel: video\n    few: yes\n"
        "    asides: [{id: attack, thought: He attacks me., why: So.}, {thought: He is afraid.}]\n"
        "    due: {call: kept, van: broken}\n    line: Ninety"
    )
    state = scenario(SMALLEST.replace("    line: Ninety", more) + NAMES).states["the_call"]
    assert (state.scene, state.cue, state.channel, state.few) == (
        "Later.",
        "waits",
        Channel.VIDEO,
        True,
    )
    assert state.asides == (
        Aside("attack", "He attacks me.", "So."),
        Aside("the_call_aside_2", "He is afraid."),
    )
    assert state.due == (Due("call", True), Due("van", False))


def test_due_may_depend() -> None:
    cases = "[{when: {knows: late}, settle: {call: kept}}, {settle: {call: broken}}]"
    more = f"    due: {cases}\n    line: Ninety"
    state = scenario(SMALLEST.replace("    line: Ninety", more) + NAMES).states["the_call"]
    assert state.due == (Due("call", True, Knows("late")), Due("call", False))


def test_an_aside_may_be_plain() -> None:
    more = "    asides:\n      - He attacks me.\n    line: Ninety"
    state = scenario(SMALLEST.replace("    line: Ninety", more)).states["the_call"]
    assert state.asides == (Aside("the_call_aside_1", "He attacks me."),)


def test_an_ending_says_whether_something_was_sold() -> None:
    text = SMALLEST.replace(
        "    sold: yes", "    sold: yes\n    line: Coffee?\n    scene: Seven.\n    cue: yawns"
    )
    found = scenario(text).endings
    assert (found["bought"].sold, found["not_bought"].sold) == (True, False)
    assert (found["bought"].lines, found["bought"].scene) == ((Line("Coffee?"),), "Seven.")


def test_a_reply_without_an_id_gets_one() -> None:
    text = SMALLEST.replace("- id: own_it\n        say", "- say")
    assert [one.id for one in scenario(text).states["the_call"].replies] == ["the_call_1", "gift"]


def test_a_made_up_id_is_unique() -> None:
    text = SMALLEST.replace("- id: own_it\n        say", "- say").replace(
        "id: gift", "id: the_call_1"
    )
    ids = [one.id for one in scenario(text).states["the_call"].replies]
    assert ids == ["the_call_1_", "the_call_1"]


@pytest.mark.parametrize(
    "name", ["ja", "größe", "звонок", "電話", "_x", "a-b", "a1", "हिन्दी", "yes", "null"]
)
def test_an_id_is_a_word_of_any_script(name: str) -> None:
    text = SMALLEST.replace("own_it", name)
    assert scenario(text).states["the_call"].replies[0].id == name


def test_names_that_look_the_same_are_the_same() -> None:
    text = SMALLEST.replace("to: bought", "to: caf\u00e9").replace("  bought:", "  cafe\u0301:")
    assert next(iter(scenario(text).endings)) == "caf\u00e9"


def test_positions_are_known_by_path() -> None:
    compiled = compile_text(SMALLEST + NAMES)
    assert compiled.positions["replies", "gift"].line == 14
    assert compiled.positions["states", "the_call"] == (8, 3, 8, 11)
    assert compiled.positions["promises", "call"].line == 23
    assert compiled.positions["promises", "call", "text"].column == 16
    assert ("endings", "bought") in compiled.positions
    assert len(compiled.positions) == len(list(compiled.positions))
    with pytest.raises(KeyError):
        compiled.positions["replies", "gift", "nothing"]


def test_positions_of_replies_are_known_with_and_without_an_id() -> None:
    compiled = compile_text(SMALLEST.replace("- id: own_it\n        say", "- say"))
    assert compiled.positions["replies", "the_call_1"].line == 11
    assert compiled.positions["replies", "the_call_1", "say"] == (11, 14, 11, 28)
    assert compiled.positions["replies", "gift", "to"].line == 15
