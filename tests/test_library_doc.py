"""What `docs/library.md` says of the shipped scenarios is computed, and is still so."""

from __future__ import annotations

from pathlib import Path

from simulator.workbench.blind import read_answers
from simulator.workbench.library_report import figures_of, shipped, with_figures
from simulator.workbench.twins import placed, twins

DOCS = Path(__file__).parent.parent / "docs"


def test_its_tables_are_what_the_scenarios_and_the_readings_give() -> None:
    document = (DOCS / "library.md").read_text(encoding="utf-8")
    assert with_figures(document, DOCS / "readings") == document


def test_no_outward_sign_wins_more_than_a_quarter_of_the_library() -> None:
    won: dict[str, set[str]] = {}
    for name in shipped():
        for one in figures_of(name):
            for bot in one.bots:
                won.setdefault(bot, set()).update({name} if one.verdict_of(bot) else ())
    assert len(won) == 7
    assert {bot: names for bot, names in won.items() if len(names) > len(shipped()) / 4} == {}


def test_at_least_four_sentences_are_right_in_one_scenario_and_wrong_in_another() -> None:
    found = twins(
        [
            one
            for name, scenario in shipped().items()
            for one in placed(name, scenario, figures_of(name))
        ]
    )
    assert len({(pair.wrong.scenario, pair.wrong.reply.id) for pair in found}) >= 4


def test_every_kept_reading_is_of_a_shipped_scenario() -> None:
    files = sorted((DOCS / "readings").glob("*.json"))
    assert files
    for file in files:
        for one in read_answers(file):
            assert one.scenario in shipped()
            assert one.rankings
