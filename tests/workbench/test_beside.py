"""Packs and campaigns, held against the scenarios that they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.compiler.beside import read_beside
from simulator.compiler.library import shipped_folder
from simulator.compiler.render import concise
from simulator.core.explore import LIMIT
from simulator.workbench.beside import neighbours_of
from tests import campaigns
from tests.campaigns import CAMPAIGN, FIRST, SECOND

PACKS = """\
format: 1
packs:
  first:
    title: First
    leads_to: Something.
    scenarios: [order, yard]
"""


def found(path: Path, limit: int = 1000) -> list[str]:
    """What is found in a file by itself, and then beside its neighbours: `6:3 N213 …`."""
    data = path.read_bytes()
    own = read_beside(data, path.name).diagnostics
    both = (*own, *neighbours_of(data, path, limit))
    return [one.split(":", 1)[1] for one in concise(both).splitlines()]


def test_a_campaign_that_fits_is_answered_with_silence(tmp_path: Path) -> None:
    assert found(campaigns.written(tmp_path)) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"campaign": CAMPAIGN.replace("scenario: order", "scenario: oder")},
            "8:15: N213 there is no scenario `oder`",
        ),
        (
            {"first": FIRST.replace("start: hall", "start: hal")},
            "8:15: N214 the scenario `order` has errors",
        ),
        (
            {"second": SECOND.replace("Ada Brook", "Bo Brook")},
            "5:11: N215 in `delivery` the customer is `Bo Brook`, and in the campaign `Ada Brook`",
        ),
        (
            {"campaign": CAMPAIGN.replace("bought: 12000", "bougt: 12000")},
            "10:22: N216 the scenario `order` has no ending `bougt`",
        ),
        (
            {"campaign": CAMPAIGN.replace("closes: [gone]", "closes: [gon]")},
            "11:14: N216 the scenario `order` has no ending `gon`",
        ),
        (
            {"campaign": CAMPAIGN.replace("later: without", "later: witout")},
            "16:43: N216 the scenario `delivery` has no variant `witout`",
        ),
        (
            {"campaign": CAMPAIGN.replace("bought: with_order, ", "")},
            "12:15: N217 nothing says which variant of `delivery` follows `bought`",
        ),
        (
            {"second": SECOND.replace("call", "visit")},
            "12:15: P351 `delivery` does not know the promise `call`, which can be open by then",
        ),
        (
            {"second": SECOND.replace("go: forgotten}", "go: passed_on}")},
            "12:15: P352 in this campaign no play of `delivery` ends in `forgotten`",
        ),
        (
            {"second": SECOND.replace("bar: {able", "bar: {hears_me: proved, able")},
            "12:15: P353 in this campaign no play of `delivery` ends with trust",
        ),
    ],
    ids=lambda value: value.split()[1] if isinstance(value, str) else "",
)
def test_what_does_not_fit_is_answered_at_its_line(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    lines = found(campaigns.written(tmp_path, **changed))
    assert any(line.startswith(said) for line in lines), lines


def test_a_campaign_that_is_too_large_to_walk_is_said_not_to_be_proved(tmp_path: Path) -> None:
    path = campaigns.written(tmp_path)
    (one,) = neighbours_of(path.read_bytes(), path, 3)
    assert one.code == "P354"


def test_a_name_that_is_nearly_right_is_answered_with_the_one_that_was_meant(
    tmp_path: Path,
) -> None:
    path = campaigns.written(
        tmp_path, campaign=CAMPAIGN.replace("scenario: order", "scenario: oder")
    )
    (one,) = neighbours_of(path.read_bytes(), path)
    assert one.help == "did you mean `order`?"


def test_packs_name_scenarios_and_campaigns_of_their_folder(tmp_path: Path) -> None:
    campaigns.written(tmp_path)
    path = tmp_path / "packs.yaml"
    path.write_text(PACKS, encoding="utf-8")
    assert found(path) == []
    path.write_text(PACKS.replace("[order, yard]", "[order, yar]"), encoding="utf-8")
    assert [line[:10] for line in found(path)] == ["6:24: N213"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "F105"),
        ("just words", "F153"),
        ("format: 1\n", "F143"),
        ("format: 1\npacks: []\n", "F149"),
        ("format: 1\npacks:\n  a: {title: A, scenario: [x]}\n", "F142"),
        ("packs:\n  a: {title: A, scenarios: [x]}\n", "F140"),
        ("format: 1\npacks:\n  a: {title: *x, scenarios: [x]}\n", "F1"),
    ],
)
def test_mistakes_of_form_are_answered_as_in_a_scenario(text: str, code: str) -> None:
    found = read_beside(text.encode(), "packs.yaml")
    assert found.value is None
    assert any(one.code.startswith(code) for one in found.diagnostics), found.diagnostics


def test_the_shipped_packs_and_campaigns_fit() -> None:
    for name in ("packs.yaml", "print-works/campaign.yaml"):
        assert found(shipped_folder() / name, LIMIT) == []
