"""What is proved of a file: who is asked when, and what is said where the walk is too large."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file, compile_text
from simulator.compiler.diagnostic import Severity
from simulator.compiler.prove import Proved, prove
from simulator.compiler.rules import over_walks
from simulator.compiler.thresholds import DEFAULTS, Thresholds
from tests.compiler.small import SMALLEST, with_reply, with_top
from tests.shipped import EVERY

WINS = "{honest: proved, able: shown, on_my_side: shown, hears_me: shown}"
EVEN = with_reply(f"id: own_it\nsay: This was ours.\nearns: {WINS}\ncost: the order\nto: bought\n")
"""Yes or no, by one choice."""

HUB = with_top(
    "promises:\n  van: {text: A van}\nstates:\n  the_call:\n    replies:\n"
    + "".join(
        f"      - {{id: q{n}, say: Well, earns: {{able: said}}, to: the_call}}\n" for n in range(6)
    )
    + "      - {id: gift, say: A van., makes: van, to: not_bought}\n"
    f"      - {{id: own_it, say: This was ours., earns: {WINS}, cost: the order, to: bought}}\n"
    "walks:\n  good: {replies: [q1, q1], ends: bought, verdict: yes}\n"
)
"""Six questions in any order; and a promise that an ending leaves open."""


def proved(text: str, limit: int = 1000, thresholds: Thresholds = DEFAULTS) -> Proved:
    return prove(compile_text(text), limit, thresholds)


def codes(found: Proved) -> list[str]:
    return [one.code for one in found.diagnostics]


class TestTooManySituations:
    """Never silent, and never half."""

    def test_it_is_an_error_that_says_what_makes_them_many(self) -> None:
        found = proved(HUB, limit=50).not_proved
        assert found is not None
        assert (found.code, found.severity) == ("P310", Severity.ERROR)
        assert "more than 50 situations can arise" in found.message
        assert "the replies already used (`q0`, `q1`" in found.message
        assert found.help is not None
        assert "`--situations 200`" in found.help

    def test_nothing_is_said_of_flow_but_of_the_walks(self) -> None:
        assert [code for code in codes(proved(HUB, limit=50)) if code[0] == "P"] == ["P341"]
        assert "P321" in codes(proved(HUB))

    def test_balance_is_told_where_less_is_enough(self) -> None:
        # For V the endings with a no are one.
        few = proved(HUB, limit=66)
        assert few.not_proved is not None
        assert "so flow is not proved" in few.not_proved.message
        assert "B401" in codes(few)

    def test_where_that_is_too_much_as_well_it_is_said(self) -> None:
        none = proved(HUB, limit=10)
        assert none.not_proved is not None
        assert "neither flow nor balance is proved" in none.not_proved.message
        assert codes(none) == ["P341"]

    def test_v_is_handed_on_as_far_as_it_is_known(self) -> None:
        assert list(proved(HUB).valuations) == list(proved(HUB, limit=66).valuations) == [None]
        assert not proved(HUB, limit=10).valuations

    def test_within_the_limit_there_is_nothing_to_say(self) -> None:
        assert proved(HUB).not_proved is None


def test_a_file_with_errors_is_not_walked() -> None:
    assert proved(SMALLEST.replace("start: the_call", "start: nowhere")) == Proved(())


def test_findings_are_in_the_order_of_the_file() -> None:
    found = proved(HUB).diagnostics
    assert list(found) == sorted(found, key=lambda one: one.span)
    assert len(found) > 2


def test_findings_name_the_file() -> None:
    found = prove(compile_text(EVEN, "mine.yaml")).diagnostics
    assert {one.file for one in found} == {"mine.yaml"}


@pytest.mark.parametrize(
    ("code", "bound"),
    [
        ("B401", replace(DEFAULTS, random_yes=0.5)),
        ("B402", replace(DEFAULTS, one_wrong_least=0.0)),
    ],
)
def test_a_threshold_decides(code: str, bound: Thresholds) -> None:
    assert code in codes(proved(EVEN))
    assert code not in codes(proved(EVEN, thresholds=bound))


class TestNoCascade:
    """Of a cause and what follows from it, one is reported."""

    def test_where_nothing_is_proved_nothing_is_said_of_yes_or_of_shares(self) -> None:
        assert codes(proved(SMALLEST)) == ["B405"]

    def test_where_yes_is_out_of_reach_nothing_is_said_of_shares(self) -> None:
        text = EVEN.replace(WINS, "{honest: proved}")
        assert codes(proved(text)) == ["P317"]

    def test_behind_a_reply_that_nobody_can_choose_nothing_is_reported(self) -> None:
        text = with_top(
            "states:\n"
            "  the_call:\n    replies:\n"
            "      - {id: own_it, say: Ours., to: bought}\n"
            "      - {id: gift, say: Keep., when: {able: shown}, to: what_now}\n"
            "  what_now:\n    line: [{line: Well., when: {verdict: yes}}]\n    replies:\n"
            "      - {id: call, say: I call., when: {verdict: yes}, to: not_bought}\n"
        )
        assert codes(proved(text)) == ["B405", "P313"]

    def test_a_truth_whose_question_nobody_can_ask_is_not_reported(self) -> None:
        text = with_top(
            "truths:\n  late: {about: timing, told: Late., half: No.}\n"
            "states:\n  the_call:\n    replies:\n"
            "      - {id: own_it, say: Ours., to: bought}\n"
            "      - {id: gift, say: When, when: {able: shown}, asks: late, to: not_bought}\n"
        )
        assert codes(proved(text)) == ["B405", "P313"]

    def test_a_truth_that_nothing_names_is_left_to_the_rule_on_names(self) -> None:
        text = with_top("truths:\n  late: {about: timing, told: Late., half: No.}\n")
        assert codes(proved(text)) == ["B405"]

    def test_a_truth_that_is_only_asked_about_is_reported(self) -> None:
        text = with_top("truths:\n  late: {about: timing, told: Late., half: No.}\n").replace(
            "    line: Ninety trays of cat grass.\n",
            "    line: [{line: Ninety trays., when: {not: {knows: late}}}]\n",
        )
        assert codes(proved(text)) == ["B405", "P316", "P324"]


def test_variants_are_judged_together_where_one_is_enough() -> None:
    text = with_top(
        "variants: [first, second]\nstates:\n  the_call:\n"
        "    line: [{line: One., when: {variant: first}}, {line: Two., when: {variant: second}}]\n"
        "    replies:\n"
        "      - {id: own_it, say: Ours., when: {variant: first}, to: bought}\n"
        "      - {id: gift, say: Keep., to: not_bought}\n"
    )
    assert codes(proved(text)) == ["B405", "B405"]


def test_a_walk_without_a_variant_must_be_possible_in_each() -> None:
    text = with_top(
        "variants: [first, second]\nstates:\n  the_call:\n    replies:\n"
        "      - {id: own_it, say: Ours., when: {variant: first}, to: bought}\n"
        "      - {id: gift, say: Keep., to: not_bought}\n"
        "walks:\n"
        "  any: {replies: [own_it], ends: bought, verdict: no}\n"
        "  one: {replies: [own_it], ends: bought, verdict: no, variant: first}\n"
    )
    found = [one for one in proved(text).diagnostics if one.code == "P341"]
    assert [one.message for one in found] == [
        "`own_it` cannot be given here: the walk is in `the_call` in the variant `second`"
    ]


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_a_shipped_scenario_is_proved_without_an_error_and_in_balance(path: Path) -> None:
    found = prove(compile_file(path))
    assert found.not_proved is None
    assert not [one for one in found.diagnostics if one.severity is Severity.ERROR]
    assert not [one for one in found.diagnostics if one.code[0] == "B"]


def test_flow_that_stops_a_play_is_an_error_and_balance_never_is() -> None:
    errors = {rule.code for rule in over_walks() if rule.severity is Severity.ERROR}
    assert errors == {"P314", "P321", "P323", "P325", "P341", "P342"}
