"""Only what was chosen is looked for, so that a check of form does not wait for a walk."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.workbench.files import File
from simulator.workbench.orders import orders_for
from simulator.workbench.plan import Plan
from simulator.workbench.rule_book import Choice

FILE = File(Path("x.yaml"), "x.yaml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("select", "ignore", "plan"),
    [
        ((), (), Plan(True, True)),
        (("F", "N", "P30"), (), Plan(False, False)),
        (("P",), (), Plan(True, False)),
        (("P310",), (), Plan(True, False)),
        (("W601",), (), Plan(False, True)),
        ((), ("G", "W"), Plan(True, False)),
        ((), ("unknown key",), Plan(True, True)),
    ],
)
def test_only_what_was_chosen_is_looked_for(
    select: tuple[str, ...], ignore: tuple[str, ...], plan: Plan
) -> None:
    assert orders_for([FILE], select, ignore)[0].plan == plan


def test_the_command_says_how_far_to_walk_in_place_of_the_settings() -> None:
    Path("roleplay.toml").write_text("[check]\nsituations = 5\n")
    assert orders_for([FILE])[0].plan.situations == 5
    assert orders_for([FILE], situations=7)[0].plan.situations == 7


def test_without_a_choice_every_code_is_shown() -> None:
    assert orders_for([FILE])[0].choice == Choice()
