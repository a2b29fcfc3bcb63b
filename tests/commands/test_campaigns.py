"""A campaign from the command line: by lines, as JSON, and its walks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.commands.check import command as check
from simulator.commands.fmt import command as fmt
from simulator.commands.play import command as play
from simulator.commands.test import command as walks
from simulator.world import World
from tests import campaigns


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROLEPLAY_CACHE", str(tmp_path / ".cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    campaigns.written(tmp_path / "mine")
    return tmp_path


def played(folder: Path, *words: str, given: str = "") -> Result:
    world = World(folder / "data", (folder / "mine",))
    words = ("yard", "--seed", "3", "--mode", "real", *words)
    done = CliRunner().invoke(play, words, input=given, obj=world)
    world.close()
    return done


# With seed 3 the replies of the first act are: lie, rush, hear; then cheaper, fair.
FIRST_ACT = "3\n1\ny\n3\n"


def test_by_lines_it_goes_from_act_to_act(folder: Path) -> None:
    done = played(folder, "--plain", given=FIRST_ACT + "y\n1\n1\nn\n1\n")
    told = done.output
    assert done.exit_code == 0, told
    assert told.index("Act 1, The order: comes next") < told.index("You waited four days.")
    assert "Go on with the next act? y or n:" in told
    assert "The account is closed." in told


def test_what_was_left_between_two_acts_is_there_the_next_time(folder: Path) -> None:
    played(folder, "--plain", given=FIRST_ACT + "n\n")
    told = played(folder, "--plain").output
    assert "Act 2, The delivery: comes next" in told
    assert "Meanwhile: A winter has passed." in told


def test_new_opens_another_account(folder: Path) -> None:
    played(folder, "--plain", given=FIRST_ACT + "n\n")
    assert "Act 1, The order: comes next" in played(folder, "--plain", "--new").output


def test_as_json_the_account_stands_before_and_after_an_act(folder: Path) -> None:
    done = played(folder, "--json", given="hear\ncheaper\nyes\n")
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [line["type"] for line in lines if line["type"] != "turn"] == [
        *("account", "play", "prediction", "debrief", "account"),
    ]
    assert lines[0]["acts"][0]["revenue"] is None
    assert lines[-1]["acts"][0] == {
        "title": "The order",
        "ending": "bought",
        "verdict": True,
        "sold": True,
        "revenue": 12000,
    }
    assert lines[-1]["next"] == 2


def test_the_walks_of_a_campaign_are_played_with_those_of_its_acts(folder: Path) -> None:
    done = CliRunner().invoke(walks, [str(folder / "mine")])
    assert done.output.splitlines()[-1] == "2 walks in 3 files, all as written"


def test_a_walk_that_goes_otherwise_is_told_with_its_act(folder: Path) -> None:
    path = folder / "mine" / "yard" / "campaign.yaml"
    path.write_text(
        campaigns.CAMPAIGN.replace("ends: passed_on, verdict: yes", "ends: forgotten, verdict: no"),
        encoding="utf-8",
    )
    done = CliRunner().invoke(walks, [str(path)])
    assert done.exit_code == 1
    assert "in act 2 the walk `good` ends in `passed_on`, and not in `forgotten`" in done.output
    assert "campaign.yaml:21:" in done.output
    assert "--update" not in done.output


def test_check_says_what_does_not_fit_and_fmt_keeps_the_meaning(folder: Path) -> None:
    path = folder / "mine" / "yard" / "campaign.yaml"
    untidy = campaigns.CAMPAIGN.replace("scenario: order", "scenario:   oder")
    path.write_text(untidy, encoding="utf-8")
    done = CliRunner().invoke(check, [str(path), "--style", "concise"])
    assert done.exit_code == 1
    assert "N213 there is no scenario `oder`" in done.output
    assert CliRunner().invoke(fmt, [str(path)]).exit_code == 0
    assert "scenario: oder" in path.read_text(encoding="utf-8")
