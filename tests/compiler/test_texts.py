"""Which replies are compared, and which of them count as best."""

from __future__ import annotations

import pytest

from simulator.compiler.compile import compile_text
from simulator.compiler.texts import Texts, practised_weights, texts_of
from simulator.core.analysis import practised, valuations_of
from simulator.core.engine import Engine

TWO_VARIANTS = """\
format: 1
title: Fits, or does not
customer: {name: Greta, reliance: Will she?}
variants: [misfit, mirror]
before:
  earned: {honest: proved, able: shown, on_my_side: shown, hears_me: shown}
start: fit
states:
  fit:
    line: Does it fit?
    replies:
      - {id: leave, say: It does not., when: {variant: misfit}, to: again}
      - {id: force, say: It does., when: {variant: misfit}, wounds: {honest: betrayal}, to: again}
      - {id: stay, say: It does., when: {variant: mirror}, to: again}
      - {id: flee, say: It does not., when: {variant: mirror}, wounds: {able: betrayal}, to: again}
      - {id: dodge, say: Who knows., wounds: {honest: betrayal}, to: again}
  again:
    line: Sure?
    replies:
      - {id: sure, say: Sure., to: end}
      - {id: unsure, say: No., to: end}
endings: {end: {sold: no}}
"""


def texts(text: str, *, known: bool = True) -> Texts:
    compiled = compile_text(text)
    assert compiled.scenario is not None, compiled.diagnostics
    assert compiled.draft is not None
    return texts_of(compiled.draft, valuations_of(Engine(compiled.scenario)) if known else None)


def test_only_replies_that_stand_together_are_compared() -> None:
    found = texts(TWO_VARIANTS)
    pairs = {(a.id, b.id) for a, b in found.pairs(found.scenario.states["fit"])}
    assert pairs == {
        ("leave", "force"),
        ("leave", "dodge"),
        ("force", "dodge"),
        ("stay", "flee"),
        ("stay", "dodge"),
        ("flee", "dodge"),
    }


def test_a_state_at_which_nothing_is_lost_is_no_exchange() -> None:
    found = texts(TWO_VARIANTS)
    assert [one.state.id for one in found.exchanges] == ["fit"]


def test_an_exchange_is_one_offer_as_it_stands_on_the_screen() -> None:
    (one,) = texts(TWO_VARIANTS).exchanges
    assert [reply.id for reply in one.replies] == ["leave", "force", "dodge"]
    assert [reply.id for reply in one.best] == ["leave"]
    assert [reply.id for reply in one.wrong] == ["force", "dodge"]
    assert one.chance == pytest.approx(1 / 3)
    assert one.line == "Does it fit?"


def test_a_reply_is_mostly_best_or_not_where_the_choice_matters() -> None:
    assert texts(TWO_VARIANTS).mostly_best == {
        "leave": True,
        "force": False,
        "stay": True,
        "flee": False,
        "dodge": False,
    }


def test_without_v_only_replies_without_a_condition_are_compared() -> None:
    found = texts(TWO_VARIANTS, known=False)
    assert list(found.pairs(found.scenario.states["fit"])) == []
    assert len(list(found.pairs(found.scenario.states["again"]))) == 1
    assert found.exchanges == ()
    assert found.bots == {}


def test_where_yes_is_out_of_reach_a_state_is_taken_as_it_stands() -> None:
    found = texts(TWO_VARIANTS.replace("honest: proved, ", ""))
    assert found.exchanges == ()
    assert len(list(found.pairs(found.scenario.states["again"]))) == 1


@pytest.mark.parametrize(
    "values", [[1.0], [0.5, 0.2], [0.5, 0.5, 0.1], [0.3, 0.3, 0.3], [0.9, 0.1, 0.1, 0.2]]
)
def test_practised_weights_make_the_v_of_a_turn(values: list[float]) -> None:
    weights = practised_weights(values)
    assert sum(weights) == pytest.approx(1)
    assert sum(w * v for w, v in zip(weights, values, strict=True)) == pytest.approx(
        practised(values)
    )
