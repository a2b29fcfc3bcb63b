"""A campaign under way: the acts in order, what is left in the middle, what comes back after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.account import Account, account_of
from simulator.compiler.acts import file_of_act, problem_of
from simulator.core.campaign import Act
from simulator.records.play import Play
from simulator.records.store import Store
from simulator.shelf import BrokenScenarioError, Shelf
from tests import campaigns


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return campaigns.written(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "data")
    yield store
    store.close()


def played(account: Account, *replies: str, play: Play | None = None) -> Play:
    """The next act, to its end."""
    play = play or account.next_play(seed=1)
    play.begin()
    for reply in replies:
        play.choose(reply)
    play.predict(True)
    play.finish(play.debrief())
    account.take(play)
    return play


def test_an_account_goes_from_act_to_act_and_is_closed(path: Path, store: Store) -> None:
    account = account_of(path, "yard", store)
    played(account, "hear", "cheaper")
    assert [one.ending for one in account.results] == ["bought"]

    second = played(account, "look", "bye")

    assert second.conversation.opening.variant == "with_order"
    assert second.conversation.opening.trust.state == "trusting"
    assert account.start is None
    assert account.revenue == (12000, 30000)


def test_it_stands_where_it_stood_after_a_restart(path: Path, store: Store) -> None:
    first = account_of(path, "yard", store)
    played(first, "hear", "cheaper")

    again = account_of(path, "yard", store)

    assert again.results == first.results
    assert again.opened == first.opened == 1
    assert again.next_play(seed=1).act == first.next_play(seed=1).act


def test_an_act_that_was_left_is_taken_up_with_what_was_carried_into_it(
    path: Path, store: Store
) -> None:
    from simulator.plain.choice import taken_up

    account = account_of(path, "yard", store)
    played(account, "hear", "cheaper")
    left = account.next_play(seed=1)
    left.begin()
    left.choose("look")

    again = account_of(path, "yard", store)
    assert again.left is not None
    play = taken_up(store, again.left)

    assert play.conversation.situation == left.conversation.situation
    assert play.conversation.opening.trust.state == "trusting"
    play.choose("bye")
    again.take(play)
    assert [one.ending for one in again.results] == ["bought", "passed_on"]


def test_beginning_anew_opens_another_account_and_keeps_the_old_one(
    path: Path, store: Store
) -> None:
    account = account_of(path, "yard", store)
    played(account, "hear", "cheaper")
    played(account.anew(), "rush", "fair")

    again = account_of(path, "yard", store)

    assert [one.ending for one in again.results] == ["later"]
    assert len(store.acts("yard")) == 1
    assert again.next_play(seed=1).conversation.opening.variant == "without"


def test_an_ending_that_closes_the_account_is_the_last(path: Path, store: Store) -> None:
    account = account_of(path, "yard", store)
    played(account, "lie")

    assert account.act is None
    with pytest.raises(ValueError, match="closed"):
        account.next_play()


def test_without_a_file_of_plays_it_goes_on_in_memory(path: Path) -> None:
    account = account_of(path, "yard", None)
    played(account, "hear", "cheaper")
    assert played(account, "wave", "bye").conversation.situation.at == "forgotten"


def test_editing_an_act_does_not_change_what_was_played(path: Path, store: Store) -> None:
    account = account_of(path, "yard", store)
    played(account, "hear", "cheaper")
    order = path.parent / "order.yaml"
    order.write_text(campaigns.FIRST.replace("id: cheaper", "id: dearer"), encoding="utf-8")

    assert [one.ending for one in account_of(path, "yard", store).results] == ["bought"]


def test_an_act_that_is_gone_or_broken_is_said_to_be(path: Path, store: Store) -> None:
    account = account_of(path, "yard", store)
    assert problem_of(path) is None
    (path.parent / "order.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(BrokenScenarioError, match="title"):
        account.next_play()
    assert problem_of(path) is not None
    (path.parent / "order.yaml").unlink()
    with pytest.raises(BrokenScenarioError, match="not in the folder"):
        account.next_play()


def test_a_campaign_with_errors_is_not_opened(path: Path) -> None:
    path.write_text(campaigns.CAMPAIGN.replace("acts:", "act:"), encoding="utf-8")
    with pytest.raises(BrokenScenarioError, match="did you mean `acts`"):
        account_of(path, "yard", None)
    assert (problem_of(path) or "").startswith("campaign.yaml:7:1: F142 unknown key `act`")


@pytest.mark.parametrize("name", ["../order", "/etc/passwd", "..", "", "a/b", "C:\\order"])
def test_the_name_of_an_act_never_leads_out_of_its_folder(path: Path, name: str) -> None:
    assert file_of_act(path, Act(name)) is None


def test_on_the_shelf_a_campaign_stands_for_its_acts(
    path: Path, store: Store, tmp_path: Path
) -> None:
    played(account_of(path, "yard", store), "hear", "cheaper")
    shelf = Shelf([tmp_path], store)

    (entry,) = shelf.entries()

    assert (entry.name, entry.header.title, entry.header.acts) == (
        "yard",
        "The yard",
        ("order", "delivery"),
    )
    assert (entry.is_campaign, entry.acts_over) == (True, 1)
    assert shelf.check(entry) is None
    assert shelf.campaign("yard") == path
    assert shelf.campaign(str(path.parent)) == path
    assert shelf.campaign("order") is None
    assert shelf.open("order").scenario.title == "The order"
