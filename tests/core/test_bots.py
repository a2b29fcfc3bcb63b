"""What each bot takes, and how often it earns yes."""

from __future__ import annotations

import pytest

from simulator.core.analysis import Valuation
from simulator.core.bots import PANEL, WITHOUT_WORDS, chance_of_yes, heard, shown, takes
from simulator.core.engine import Engine
from simulator.core.explore import explore
from simulator.core.lexicon import Lexicon, Phrases
from simulator.core.scenario import Before, Line, Reply, Scenario, State, Target, Wound
from tests.builders import HEARS_ME, HONEST, PROVED, SHOWN, does, ending, reply, scenario, state

WORDS = Lexicon(
    "en",
    empathy=Phrases(["sorry"]),
    conceding=Phrases(["for free"]),
    self_denying=Phrases(["our fault"]),
    stop=Phrases(["the", "is"]),
)

REPLIES = tuple(
    Reply(name, (Target("end"),), say=text)
    for name, text in {
        "long": "Well, let us look at all of this together, from the top, and in peace",
        "short": "No",
        "kind": "So sorry, sorry",
        "asking": "What? When?",
        "giving": "Have it for free",
        "denying": "It is our fault",
        "echo": "The fair opens at nine",
    }.items()
)
LINE = "The fair is at nine."


@pytest.mark.parametrize(
    ("bot", "taken"),
    {
        "longest": "long",
        "shortest": "short",
        "most empathic": "kind",
        "most questions": "asking",
        "most conceding": "giving",
        "most self-denying": "denying",
        "most overlap with the line": "echo",
    }.items(),
)
def test_a_bot_takes_what_it_is_named_for(bot: str, taken: str) -> None:
    assert [one.id for one in takes(PANEL[bot], WORDS, LINE, REPLIES)] == [taken]


def test_a_bot_that_sees_no_difference_would_take_any() -> None:
    assert len(takes(PANEL["most empathic"], WORDS, LINE, REPLIES[:2])) == 2


def test_bots_without_words_need_no_word_list() -> None:
    for name in WITHOUT_WORDS:
        assert len(takes(PANEL[name], Lexicon("fi"), LINE, REPLIES)) == 1


def test_a_reply_is_shown_with_what_is_done_and_without_marks() -> None:
    assert shown(Reply("r", (), say="*Now*, please", do="You wait.")) == "You wait. Now, please"
    assert shown(Reply("r", (), do="You *wait*.")) == "You wait."


def test_all_lines_of_a_state_are_heard() -> None:
    assert (
        heard(State("s", (), lines=(Line("One."), Line(cue="A nod."), Line("*Two*."))))
        == "One. Two."
    )


def two_turns() -> Scenario:
    """At the second turn all replies are of one length, and two of three lose."""
    lose = does(wounds={HONEST: Wound.BETRAYAL})
    return scenario(
        state("s1", reply("a_long_one", "s2"), reply("b", "s2", lose)),
        state("s2", reply("x"), reply("y", "end", lose), reply("z", "end", lose)),
        endings=(ending(),),
        before=Before(earned=((HONEST, PROVED), (HEARS_ME, SHOWN))),
    )


def test_replies_that_tie_are_picked_evenly() -> None:
    walk = Valuation(Engine(two_turns())).exploration
    assert chance_of_yes(walk, PANEL["longest"], WORDS) == pytest.approx(1 / 3)
    assert chance_of_yes(walk, PANEL["shortest"], WORDS) == 0


def test_the_full_walk_and_the_sliced_one_give_the_same_chance() -> None:
    engine = Engine(two_turns())
    sliced, full = Valuation(engine).exploration, explore(engine)
    for bot in PANEL.values():
        assert chance_of_yes(sliced, bot, WORDS) == pytest.approx(chance_of_yes(full, bot, WORDS))
