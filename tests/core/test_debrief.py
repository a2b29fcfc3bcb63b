"""What the trainee gets: the card, the referral, the one thing to change, the marks and the score."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.core import wording
from simulator.core.analysis import Mark, Valuation
from simulator.core.card import Question, Referral
from simulator.core.conversation import replay
from simulator.core.debrief import Change, Debrief, debrief, is_turning_point, review
from simulator.core.engine import Engine
from simulator.core.machine import ConversationMachine
from simulator.core.report import report
from simulator.core.scenario import (
    Aside,
    Axis,
    Before,
    Deliverable,
    Dimension,
    Effects,
    Era,
    Promise,
    Promiser,
    PromiseStatus,
    Refers,
    Repair,
    Scenario,
    Side,
    Truth,
    TruthAbout,
    Wound,
)
from tests.builders import (
    ABLE,
    HEARS_ME,
    HONEST,
    NOTHING,
    ON_MY_SIDE,
    PROVED,
    SAID,
    SHOWN,
    does,
    ending,
    line_of,
    reply,
    scenario,
    state,
)

SLIP, BREACH, BETRAYAL, RUMOUR = Wound
OWN, REMEDY, PREVENT = Repair
YES = does(earns={HEARS_ME: SHOWN, HONEST: PROVED})


def look_back(one: Scenario, *replies: str, walked: bool = True) -> Debrief:
    """The debrief of these replies; with none named, of all of a row."""
    engine = Engine(one)
    names = replies or tuple(r.id for s in one.states.values() for r in s.replies)
    conversation = replay(ConversationMachine(engine), names)
    return debrief(conversation, Valuation(engine) if walked else None)


def after(*effects: Effects, **others: object) -> Debrief:
    """The debrief of a row of these effects."""
    return look_back(line_of(*effects, **others))


def answer(result: Debrief, question: Question) -> tuple[bool | None, int | None]:
    """A line of the card: its answer and the turn that decided it."""
    line = next(one for one in result.card if one.question is question)
    return line.answer, line.turn


class TestTheReportCard:
    @pytest.mark.parametrize(
        ("question", "dimension"),
        [
            (Question.HEARD_ME, HEARS_ME),
            (Question.TOLD_THE_TRUTH, HONEST),
            (Question.ON_MY_SIDE, ON_MY_SIDE),
            (Question.ABLE_AND_SIMPLE, ABLE),
        ],
    )
    def test_a_dimension_is_yes_at_the_bar_no_when_wounded_else_not_seen(
        self, question: Question, dimension: Dimension
    ) -> None:
        bar = {dimension: SHOWN}
        said, shown = does(earns={dimension: SAID}), does(earns={dimension: SHOWN})
        assert answer(after(said, bar=bar), question) == (None, None)
        assert answer(after(said, shown, bar=bar), question) == (True, 2)
        assert answer(after(shown, does(wounds={dimension: SLIP}), bar=bar), question) == (False, 2)

    def test_a_bar_of_nothing_is_not_seen_unless_earned(self) -> None:
        assert answer(after(does(), bar={ABLE: NOTHING}), Question.ABLE_AND_SIMPLE) == (None, None)
        earned = after(does(earns={ABLE: SAID}), bar={ABLE: NOTHING})
        assert answer(earned, Question.ABLE_AND_SIMPLE) == (True, 1)

    def test_the_turn_that_reached_the_highest_rung_is_quoted(self) -> None:
        result = after(
            does(earns={ABLE: SHOWN}), does(earns={ABLE: PROVED}), does(earns={ABLE: SHOWN})
        )
        assert answer(result, Question.ABLE_AND_SIMPLE) == (True, 2)
        line = next(one for one in result.card if one.question is Question.ABLE_AND_SIMPLE)
        assert wording.quote_of(result, line) == "“say r2”"

    def test_a_wound_from_before_is_named_by_what_it_was(self) -> None:
        before = Before(wounds=((ABLE, BREACH),), what="the wrong goods")
        result = after(does(), before=before)
        line = next(one for one in result.card if one.question is Question.ABLE_AND_SIMPLE)
        assert (line.answer, line.turn, wording.quote_of(result, line)) == (
            False,
            None,
            "the wrong goods",
        )

    VAN = Promise("van", "A van")

    def test_kept_your_word(self) -> None:
        question = Question.KEPT_YOUR_WORD
        made = does(makes=("van",))
        two = (self.VAN, Promise("call", "A call"))
        assert answer(after(made, promises=(self.VAN,)), question) == (None, None)
        assert answer(after(made, does(keeps=("van",)), promises=(self.VAN,)), question) == (
            True,
            1,
        )
        assert answer(after(made, does(breaks=("van",)), promises=(self.VAN,)), question) == (
            False,
            1,
        )
        one_of_two = after(
            does(makes=("van", "call")), does(keeps=("van",)), does(breaks=("call",)), promises=two
        )
        assert answer(one_of_two, question) == (False, 1)

    def test_a_refused_promise_of_the_company_is_a_word_not_kept(self) -> None:
        old = Promise("old", "Old", by=Promiser.COMPANY)
        result = after(does(refuses=("old",)), promises=(old,))
        assert answer(result, Question.KEPT_YOUR_WORD) == (False, 1)

    def test_made_it_right(self) -> None:
        question, hurt = Question.MADE_IT_RIGHT, does(wounds={ABLE: BREACH})
        assert answer(after(does()), question) == (None, None)
        assert answer(after(does(wounds={ABLE: SLIP}), does(repairs=(OWN,))), question) == (
            None,
            None,
        )
        assert answer(after(hurt, does(repairs=(OWN,))), question) == (False, 1)
        assert answer(after(hurt, does(repairs=(OWN,)), does(repairs=(REMEDY,))), question) == (
            True,
            3,
        )
        assert answer(after(does(wounds={HONEST: BETRAYAL})), question) == (False, 1)
        rumour = Before(wounds=((HONEST, RUMOUR),))
        assert answer(after(does(), before=rumour), question) == (False, None)
        assert answer(after(does(refutes=True), before=rumour), question) == (True, 1)


class TestReferrals:
    def test_none_on_a_no(self) -> None:
        assert after(does()).referral is Referral.NONE

    def test_if_asked_on_a_yes(self) -> None:
        assert after(YES).referral is Referral.IF_ASKED

    def test_none_on_a_yes_with_a_no_on_the_card(self) -> None:
        effects = (
            YES,
            does(makes=("van",)),
            does(breaks=("van",)),
            does(repairs=(OWN, REMEDY)),
        )
        result = after(*effects, promises=(Promise("van", "A van"),))
        assert result.verdict
        assert result.referral is Referral.NONE

    def test_unsolicited_with_two_dimensions_proved_and_referring_made_easy(self) -> None:
        two = does(earns={HEARS_ME: PROVED, HONEST: PROVED})
        assert after(two, does(refers=Refers.EASY)).referral is Referral.UNSOLICITED
        assert after(two).referral is Referral.IF_ASKED
        assert after(YES, does(refers=Refers.EASY)).referral is Referral.IF_ASKED

    def test_a_complaint_when_broken_at_the_end(self) -> None:
        assert after(does(wounds={ABLE: BREACH})).referral is Referral.COMPLAINT


class TestChangeThis:
    """The first that applies, in the order of the model."""

    BAR = {HEARS_ME: SHOWN, ABLE: SHOWN}  # noqa: RUF012  # read only

    @pytest.mark.parametrize(
        ("effects", "change", "dimension", "turn"),
        [
            (
                (does(wounds={ABLE: BREACH}), does(wounds={HONEST: BETRAYAL})),
                Change.BETRAYAL,
                HONEST,
                2,
            ),
            ((does(), does(wounds={ABLE: BREACH})), Change.BREACH, ABLE, 2),
            ((does(earns={ABLE: SHOWN}),), Change.DOOR, HEARS_ME, None),
            ((does(earns={HEARS_ME: SHOWN}),), Change.BAR, ABLE, None),
            ((does(earns={HEARS_ME: SHOWN, ABLE: SHOWN}),), Change.PROOF, None, None),
            (
                (
                    does(earns={HEARS_ME: SHOWN, ABLE: SHOWN, HONEST: PROVED}),
                    does(wounds={ABLE: SLIP}),
                ),
                Change.SLIP,
                ABLE,
                2,
            ),
            (
                (does(earns={HEARS_ME: SHOWN, ABLE: SHOWN, HONEST: PROVED}),),
                Change.NOTHING,
                None,
                None,
            ),
        ],
    )
    def test_the_first_that_applies(
        self,
        effects: tuple[Effects, ...],
        change: Change,
        dimension: Dimension | None,
        turn: int | None,
    ) -> None:
        this = after(*effects, bar=self.BAR).change_this
        assert (this.change, this.dimension, this.turn) == (change, dimension, turn)

    def test_a_rumour_not_answered(self) -> None:
        result = after(does(), before=Before(wounds=((HONEST, RUMOUR),)))
        assert result.change_this.change is Change.RUMOUR

    def test_on_a_yes_the_costliest_turn(self) -> None:
        one = scenario(
            state("a", reply("open", "b", YES), reply("waste", "b")),
            state("b", reply("late", effects=YES), reply("no")),
        )
        this = look_back(one, "waste", "late").change_this
        assert (this.change, this.turn) == (Change.COSTLIEST_TURN, 1)

    def test_a_missed_dimension_names_the_turn_that_could_have_shown_it(self) -> None:
        one = scenario(
            state("a", reply("hear", "b", does(earns={HEARS_ME: SHOWN})), reply("talk", "b")),
            state("b", reply("prove", effects=does(earns={HONEST: PROVED})), reply("shrug")),
        )
        this = look_back(one, "hear", "shrug").change_this
        assert (this.change, this.turn) == (Change.PROOF, 2)


class TestChoiceQuality:
    ONE = scenario(
        state("a", reply("good", "b", YES), reply("bad", "lost"), reply("same", "b", YES)),
        state("b", reply("keep"), reply("slip", effects=does(wounds={ABLE: SLIP}))),
        state("lost", reply("x"), reply("y")),
    )

    def test_the_score_is_the_mean_kept_over_the_turns_that_differ(self) -> None:
        assert look_back(self.ONE, "good", "keep").score == 100
        assert look_back(self.ONE, "good", "slip").score == 50

    def test_every_choice_after_yes_was_out_of_reach_counts_nothing(self) -> None:
        result = look_back(self.ONE, "bad", "x")
        assert result.score == 0
        assert result.lost_at == 1
        assert [r.mark for r in result.turns] == [Mark.DECISIVE, None]

    def test_the_best_replies_stand_beside_one_that_is_not(self) -> None:
        result = look_back(self.ONE, "bad", "x")
        assert [r.id for r in result.turns[0].best] == ["good", "same"]
        assert look_back(self.ONE, "same", "keep").turns[0].best == ()

    def test_the_values_run_from_before_the_first_turn_to_the_end(self) -> None:
        result = look_back(self.ONE, "good", "slip")
        assert result.values[0] == pytest.approx(2 / 3 * 2 / 3 + 1 / 3 * (2 / 3 + 0) / 2)
        assert result.values[1:] == pytest.approx((2 / 3, 0))

    def test_without_v_the_rest_still_stands(self) -> None:
        result = look_back(self.ONE, "good", "slip", walked=False)
        assert (result.score, result.values, result.lost_at) == (None, (), None)
        assert [r.mark for r in result.turns] == [None, None]
        assert not result.verdict
        assert any("too large" in line for s in report(result, None) for line in s.lines)

    def test_a_turning_point_is_costly_decisive_or_proves_something(self) -> None:
        engine = Engine(self.ONE)
        valuation = Valuation(engine)
        machine = ConversationMachine(engine)
        points = {
            replies[-1]: is_turning_point(review(replay(machine, replies), len(replies), valuation))
            for replies in (["good"], ["bad"], ["good", "keep"], ["good", "slip"])
        }
        assert points == {"good": True, "bad": True, "keep": False, "slip": True}


class TestTheRest:
    def test_style_counts_each_side_of_an_axis(self) -> None:
        row = line_of(does(), does(), does())
        tags = [
            ((Axis.TALK, Side.BUILDER),),
            ((Axis.TALK, Side.PUSHER), (Axis.FIT, Side.PUSHER)),
            (),
        ]
        states = {
            s.id: replace(s, replies=(replace(s.replies[0], style=style),))
            for s, style in zip(row.states.values(), tags, strict=True)
        }
        assert look_back(replace(row, states=states)).style == {Axis.TALK: (1, 1), Axis.FIT: (1, 0)}

    @pytest.mark.parametrize(
        ("eras", "counted"),
        [
            ((Era.FEELING,), {}),
            ((Era.ORDER, Era.FEELING), {Era.ORDER: 1}),
            ((Era.ORDER, Era.NEED, Era.FEELING), {Era.ORDER: 1, Era.NEED: 1, Era.FEELING: 1}),
        ],
    )
    def test_the_third_era_counts_only_where_the_first_two_held(
        self, eras: tuple[Era, ...], counted: dict[Era, int]
    ) -> None:
        row = line_of(*(does() for _ in eras))
        states = {
            s.id: replace(s, replies=(replace(s.replies[0], era=era),))
            for s, era in zip(row.states.values(), eras, strict=True)
        }
        assert look_back(replace(row, states=states)).eras == counted

    def test_promises_truths_and_halves(self) -> None:
        late = Truth("late", TruthAbout.TIMING, "I was late", "I was on time")
        boss = Truth("boss", TruthAbout.AUTHORITY, "My boss", "Me")
        result = after(
            does(asks="boss", earns={HEARS_ME: SHOWN}),
            does(asks="late", makes=("van",)),
            truths=(late, boss),
            promises=(Promise("van", "A van", Deliverable.UNKNOWN), Promise("call", "A call")),
        )
        assert result.truths == (late,)
        assert result.halves == (boss,)
        assert [(p.id, s) for p, s in result.promises] == [("van", PromiseStatus.OPEN)]

    def test_an_aside_is_looked_at_again(self) -> None:
        aside = Aside("afraid", "He is afraid", "He was.")
        one = scenario(state("a", reply("go"), asides=(aside,)))
        machine = ConversationMachine(Engine(one))
        result = debrief(replay(machine, [("go", "afraid")]), Valuation(machine.engine))
        assert result.turns[0].aside is aside
        assert "On that thought: He was." in report(result, None)[-1].lines

    @pytest.mark.parametrize("sold", [True, False])
    @pytest.mark.parametrize("trusted", [True, False])
    def test_sold_and_trusted_come_apart_both_ways(self, sold: bool, trusted: bool) -> None:
        one = scenario(
            state("a", reply("go", effects=YES if trusted else does())),
            endings=(ending(sold=sold),),
        )
        result = look_back(one)
        assert (result.is_sold, result.verdict) == (sold, trusted)
        sentence = wording.verdict_sentence(result)
        assert ("not trust" in sentence) != trusted
        assert ("old, all the same" in sentence) == (sold and not trusted)


class TestWording:
    @pytest.mark.parametrize("name", ["Ada Lovelace", "Mr Okafor", "Dr. Wu", "Ngũgĩ"])
    def test_a_title_is_no_first_name(self, name: str) -> None:
        one = line_of(does())
        named = replace(one, customer=replace(one.customer, name=name))
        assert wording.first_name(named) == {"Ada Lovelace": "Ada"}.get(name, name)

    @pytest.mark.parametrize(
        ("effects", "predicted", "words"),
        [
            ((YES,), True, "You said yes, and so it is."),
            ((YES,), False, "You said no. There was more trust than you saw."),
            ((does(),), True, "You said yes. Most sellers think so"),
            ((does(),), False, "You said no, and so it is."),
            ((does(),), None, "You made no prediction."),
        ],
    )
    def test_the_prediction_is_held_against_the_verdict(
        self, effects: tuple[Effects, ...], predicted: bool | None, words: str
    ) -> None:
        assert wording.prediction_sentence(after(*effects), predicted).startswith(words)

    def test_no_sentence_names_a_pronoun_for_the_customer(self) -> None:
        for result in (after(YES), after(does()), after(does(wounds={ABLE: BREACH}))):
            sentences = (
                wording.verdict_sentence(result),
                wording.change_sentence(result),
                wording.referral_sentence(result),
                wording.choices_sentence(result),
            )
            assert not {"she", "her", "he", "him", "his"} & set(" ".join(sentences).lower().split())
