"""A play as a value: what is heard, in which order, and going back."""

from __future__ import annotations

import pytest

from simulator.core.conversation import begin, replay
from simulator.core.drawing import shuffled, variant_of
from simulator.core.engine import Engine
from simulator.core.machine import ConversationMachine, PhaseMachine
from simulator.core.phases import Phase
from simulator.core.scenario import (
    Aside,
    AtLeast,
    Ending,
    Knows,
    Line,
    Not,
    Person,
    Replied,
    Scenario,
    Truth,
    TruthAbout,
    Variant,
)
from simulator.core.speech import emphasised, unemphasised
from tests.builders import ABLE, SHOWN, does, line_of, reply, scenario, state


def machine_of(one: Scenario) -> ConversationMachine:
    """The live machine of a scenario."""
    return ConversationMachine(Engine(one))


TALK = scenario(
    state(
        "a",
        reply(
            "ask",
            "b",
            does(asks="late", earns={ABLE: SHOWN}),
            reaction=(
                Line("Hm.", cue="He shrugs."),
                Line("Never.", when=Not(AtLeast(ABLE, SHOWN))),
            ),
        ),
        scene="Monday.",
        lines=(Line("Hello."), Line("And I am Bo.", who="bo")),
        cue="She waits.",
        asides=(Aside("afraid", "She is afraid"),),
    ),
    state("b", reply("go", do="You get up."), lines=(Line("So?", when=Not(Knows("late"))),)),
    endings=(Ending("end", sold=True, lines=(Line("Bye."),), scene="Tuesday."),),
    truths=(Truth("late", TruthAbout.TIMING, "I was late", "I was on time"),),
    others={"bo": Person("bo", "Bo")},
)


def heard(one: Scenario, *replies: str) -> list[tuple[str, str, str]]:
    """The transcript of a play, as kind, speaker and text."""
    pieces = replay(machine_of(one), replies).transcript
    return [(piece.kind.value, piece.who, piece.text) for piece in pieces]


def test_the_opening_is_scene_lines_and_then_body_language() -> None:
    assert heard(TALK) == [
        ("scene", "", "Monday."),
        ("line", "Ada", "Hello."),
        ("line", "Bo", "And I am Bo."),
        ("cue", "Ada", "She waits."),
    ]


def test_an_answer_is_the_truth_then_the_reaction_then_the_next_state() -> None:
    assert heard(TALK, "ask")[4:] == [
        ("said", "", "say ask"),
        ("line", "Ada", "I was on time"),
        ("line", "Ada", "Hm."),
        ("cue", "Ada", "He shrugs."),
        ("line", "Ada", "So?"),
    ]


def test_what_is_done_comes_before_what_is_said_and_an_ending_speaks_as_well() -> None:
    assert heard(TALK, "ask", "go")[9:] == [
        ("done", "", "You get up."),
        ("said", "", "say go"),
        ("scene", "", "Tuesday."),
        ("line", "Ada", "Bye."),
    ]


def test_a_reply_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="`go` cannot be used in `a` now"):
        begin(machine_of(TALK)).choose("go")


def test_an_aside_is_kept_with_its_turn_and_has_to_be_one_of_the_state() -> None:
    conversation = begin(machine_of(TALK)).choose("ask", "afraid")
    assert conversation.turns[0].aside == "afraid"
    with pytest.raises(ValueError, match="`angry` is no aside of `a`"):
        begin(machine_of(TALK)).choose("ask", "angry")


def test_rewinding_gives_the_conversation_as_it_was() -> None:
    first = begin(machine_of(TALK)).choose("ask")
    assert first.choose("go").rewind(1) == first
    assert not first.is_over
    assert first.choose("go").is_over


def test_a_reaction_may_ask_about_a_reply_that_nothing_later_asks_about() -> None:
    one = scenario(
        state("a", reply("x", "b"), reply("y", "b")),
        state("b", reply("go", reaction=(Line("After x.", when=Replied("x")), Line("Always.")))),
    )
    assert [text for kind, _, text in heard(one, "x", "go") if kind == "line"] == [
        "After x.",
        "Always.",
    ]
    assert [text for kind, _, text in heard(one, "y", "go") if kind == "line"] == ["Always."]


def test_a_conversation_knows_its_state_and_its_ending() -> None:
    conversation = begin(machine_of(TALK))
    assert conversation.state is TALK.states["a"]
    over = conversation.choose("ask").choose("go")
    assert over.state is None
    assert over.ending is TALK.endings["end"]


def test_one_machine_serves_many_conversations() -> None:
    machine = machine_of(TALK)
    first, second = begin(machine), begin(machine)
    assert first.choose("ask").situation == second.choose("ask").situation
    assert second.turns == ()


def test_ids_that_look_like_the_librarys_own_are_harmless() -> None:
    names = ("state", "trigger", "initial", "to_end", "model", "os.system")
    row = scenario(
        *(
            state(name, reply(f"say_{name}", to))
            for name, to in zip(names, (*names[1:], "end"), strict=True)
        )
    )
    assert replay(machine_of(row), [f"say_{name}" for name in names]).is_over


def test_the_phases_of_a_play_follow_each_other() -> None:
    phases = PhaseMachine()
    phase = Phase.BRIEFING
    for trigger in ("begin", "end", "predict"):
        phase = phases.after(phase, trigger)
    assert phase is Phase.DEBRIEF
    with pytest.raises(Exception, match="predict"):
        phases.after(Phase.BRIEFING, "predict")


class TestSeeds:
    MANY = scenario(
        state("a", *(reply(name) for name in "abcdef")), variants=(Variant("x"), Variant("y"))
    )

    def test_the_same_seed_gives_the_same_order_on_every_machine(self) -> None:
        order = [r.id for r in shuffled(self.MANY.states["a"].replies, 7, 0)]
        assert order == [r.id for r in shuffled(reversed(self.MANY.states["a"].replies), 7, 0)]
        assert order == ["d", "f", "e", "a", "c", "b"]

    def test_another_seed_or_turn_gives_another_order(self) -> None:
        orders = {
            tuple(r.id for r in shuffled(self.MANY.states["a"].replies, seed, turn))
            for seed in range(5)
            for turn in range(5)
        }
        assert len(orders) > 20

    def test_each_variant_is_drawn_about_as_often(self) -> None:
        drawn = [variant_of(self.MANY, seed) for seed in range(400)]
        assert 160 < drawn.count("x") < 240
        assert variant_of(line_of(does()), 1) is None


class TestEmphasis:
    @pytest.mark.parametrize(
        ("text", "stretches"),
        [
            ("I sell *geraniums*.", [("I sell ", False), ("geraniums", True), (".", False)]),
            ("*All* of it", [("All", True), (" of it", False)]),
            ("2 * 3 * 4", [("2 * 3 * 4", False)]),
            ("a*b*c", [("a*b*c", False)]),
            ("*", [("*", False)]),
            ("", []),
        ],
    )
    def test_it_stands_between_asterisks_at_the_edges_of_words(
        self, text: str, stretches: list[tuple[str, bool]]
    ) -> None:
        assert list(emphasised(text)) == stretches

    def test_without_its_asterisks_the_text_is_the_same(self) -> None:
        assert unemphasised("I sell *geraniums*, 2 * 3.") == "I sell geraniums, 2 * 3."
