"""Judging a file and a pack, as its user would meet it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.compiler.compile import compile_file, compile_text
from simulator.compiler.diagnostic import Severity
from simulator.compiler.judge import Judged, judge, judged, pooled
from simulator.compiler.rules import over_texts
from simulator.compiler.rules.counting import Tally
from simulator.compiler.thresholds import DEFAULTS
from simulator.core.analysis import valuations_of
from simulator.core.engine import Engine
from tests.compiler.small import SMALLEST, in_a_row
from tests.compiler.test_texts import TWO_VARIANTS
from tests.shipped import EVERY

LONGEST = """\
line: Where is it?
replies:
  - {say: It is on its way and you will have it at nine, earns: {able: shown}}
  - {say: It comes, wounds: {able: betrayal}}
  - {say: No idea, wounds: {able: betrayal}}
"""


def codes(text: str, language: str = "en") -> set[str]:
    return {one.code for one in judge(compile_text(f"{text}language: {language}\n"))}


def test_a_cue_is_reported_from_five_states_on() -> None:
    assert "G501" in codes(in_a_row(LONGEST, 5))
    assert "G501" not in codes(in_a_row(LONGEST, 4))


def test_a_file_with_errors_is_not_judged() -> None:
    assert judged(compile_text(SMALLEST.replace("to: bought", "to: nowhere"))) == Judged()
    assert judge(compile_text("")) == ()


def test_where_v_is_not_known_one_note_says_so_and_the_rest_is_still_judged() -> None:
    compiled = compile_text(in_a_row(LONGEST))
    found = judge(compiled, limit=3)
    assert [one.code for one in found].count("G598") == 1
    assert {one.code for one in found} == {"G504", "G598", "W601", "W604"}
    assert "more than 3 situations" in next(o.message for o in found if o.code == "G598")


def test_a_language_without_lists_gets_one_note_and_is_measured_all_the_same() -> None:
    found = codes(in_a_row(LONGEST), "fi")
    assert "G599" in found
    assert "G501" in found
    assert not found & {"G505", "G506", "G507", "G508", "G509", "G511", "G514"}


def test_words_are_not_counted_where_none_are_set_apart() -> None:
    text = in_a_row(LONGEST.replace("It comes", "来ます"))
    assert "W604" in codes(text)
    assert "W604" not in codes(text, "ja")


def test_v_that_is_known_is_not_worked_out_again() -> None:
    compiled = compile_text(TWO_VARIANTS)
    assert compiled.scenario is not None
    known = valuations_of(Engine(compiled.scenario))
    assert set(known) == {"misfit", "mirror"}
    assert judge(compiled, known, limit=1) == judge(compiled)


def test_thresholds_are_settings() -> None:
    compiled = compile_text(in_a_row(LONGEST))
    quiet = replace(DEFAULTS, longest_over_shortest_warning=20.0, by_chance=1e-9, fewest_words=1)
    found = {one.code for one in judge(compiled, thresholds=quiet)}
    assert "G503" in found
    assert not found & {"G501", "G504", "W604"}


def test_what_is_found_never_blocks_a_play() -> None:
    found = judge(compile_text(in_a_row(LONGEST)))
    assert found
    assert all(one.severity is not Severity.ERROR for one in found)
    assert list(found) == sorted(found, key=lambda one: one.span)


def test_two_files_make_no_pack() -> None:
    one = judged(compile_text(in_a_row(LONGEST)))
    assert pooled([one] * 7) == ()


def test_a_bot_that_wins_more_than_a_quarter_of_a_pack_is_an_error() -> None:
    wins, loses = Judged(bots={"longest": 1.0}), Judged(bots={"longest": 0.0})
    found = pooled([wins] * 3 + [loses] * 7, "scenarios")
    assert [(one.code, one.severity, one.file) for one in found] == [
        ("G520", Severity.ERROR, "scenarios")
    ]
    assert "over 10 scenarios, always taking the longest reply earns yes in 30%" in found[0].message
    assert pooled([wins] * 2 + [loses] * 6) == ()


def test_a_cue_too_weak_for_one_file_shows_over_a_pack() -> None:
    weak = Tally(6, 12, 4.0, 12)
    rule = next(one for one in over_texts() if one.code == "G501")
    assert weak.by_chance > DEFAULTS.by_chance
    found = pooled([Judged(tallies={rule.code: weak})] * 8)
    assert [one.code for one in found] == ["G501"]
    assert "the longest in 48 of 96 states" in found[0].message
    assert pooled([Judged(tallies={rule.code: Tally(4, 12, 4.0, 12)})] * 8) == ()


@pytest.mark.parametrize(("wrong", "expected"), [(2, ["G521"]), (3, [])])
def test_kindness_has_to_be_wrong_in_a_fifth_of_the_states(wrong: int, expected: list[str]) -> None:
    saint = Judged(tallies={"G521": Tally(wrong, 12, 0.0, 12)})
    assert [one.code for one in pooled([saint] * 8)] == expected


def test_an_empty_pack_or_one_without_figures_has_nothing_to_say() -> None:
    assert pooled([]) == ()
    assert pooled([Judged()] * 9) == ()


@pytest.mark.parametrize("path", EVERY, ids=lambda p: p.stem)
def test_a_shipped_scenario_gives_nothing_away(
    path: Path, report_line: Callable[[str], None]
) -> None:
    found = judge(compile_file(path, path.name))
    for one in found:
        report_line(f"{one.file}:{one.span.line}: {one.code} {one.message}")
    assert [one for one in found if one.severity is not Severity.NOTE] == []
