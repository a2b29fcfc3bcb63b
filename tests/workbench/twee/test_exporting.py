"""Scenarios as Twee files, and back again."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.compiler.compile import compile_file, compile_text
from simulator.compiler.library import find_scenarios, shipped_folder
from simulator.core.conditions import parts
from simulator.core.scenario import (
    AllOf,
    AnyOf,
    Condition,
    Effects,
    Ending,
    Event,
    Line,
    Not,
    PromiseIs,
    Promiser,
    PromiseStatus,
    Reply,
    Scenario,
    State,
    Target,
    VerdictIs,
)
from simulator.workbench.twee.exporting import exported
from simulator.workbench.twee.notation import read_twee
from simulator.workbench.twee.noted_when import keys_of
from simulator.workbench.twee.yaml_text import keyed
from tests.builders import ending, reply, scenario, state
from tests.strategies import Draw, scenarios
from tests.workbench.twee.stories import scenario_of, speech, story_of

SHIPPED = find_scenarios(shipped_folder())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_comes_back_whole(path: str) -> None:
    one = compile_file(path).scenario  # type: ignore[arg-type]
    assert one is not None
    assert replace(scenario_of(exported(one).text), draft=one.draft) == one


def _spoken(place: State | Ending) -> tuple[object, ...]:
    return place.scene, place.cue, [(line.text, line.cue) for line in place.lines]


def _talk(one: Scenario) -> Iterator[object]:
    """What is said in a scenario, and what leads where."""
    yield one.start
    yield one.title
    yield [(each.id, _spoken(each)) for each in one.states.values()]
    yield [(each.id, _spoken(each)) for each in one.endings.values()]
    for each in one.states.values():
        yield [(reply.words, reply.to[-1].go) for reply in each.replies]
    yield [one.sold for one in one.endings.values()]


class Talk(Draw):
    """Draws scenarios in which people say anything."""

    def __init__(self, seed: int, texts: list[str]) -> None:
        super().__init__(seed)
        self.texts = texts

    def lines(self) -> tuple[Line, ...]:
        """Lines with words, cues, or both."""
        count = self.random.randint(0, 3)
        made = [Line(self.one(self.texts), cue=self.one(["", *self.texts])) for _ in range(count)]
        return tuple(
            replace(line, text="") if line.cue and self.now_and_then(0.2) else line for line in made
        )

    def told(self) -> dict[str, object]:
        """What is told and said in a state or an ending."""
        some = ["", *self.texts]
        return {"scene": self.one(some), "cue": self.one(some), "lines": self.lines()}

    def reply(self, one: Reply) -> Reply:
        """A reply with any words, and now and then a deed."""
        words = self.one(self.texts)
        said = {"say": "", "do": words} if self.now_and_then(0.2) else {"say": words}
        return replace(one, **said, why=self.one(["", *self.texts]))  # type: ignore[arg-type]

    def talk(self) -> Scenario:
        """A scenario in which anything is said."""
        one = self.scenario()
        states = {
            name: replace(each, replies=tuple(map(self.reply, each.replies)), **self.told())  # type: ignore[arg-type]
            for name, each in one.states.items()
        }
        endings = {name: replace(each, **self.told()) for name, each in one.endings.items()}  # type: ignore[arg-type]
        title = " ".join(self.one(self.texts).split())
        return replace(one, title=title, states=states, endings=endings)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.lists(speech(), min_size=1, max_size=4))
def test_what_is_said_comes_back_whatever_it_is(seed: int, texts: list[str]) -> None:
    one = Talk(seed, texts).talk()
    assert list(_talk(scenario_of(exported(one).text))) == list(_talk(one))


def _as_a_file_could_hold_it(one: Scenario) -> Scenario:
    """The scenario without what the names of its promises rule out."""
    others = {each.id for each in one.promises.values() if each.by is not Promiser.ME}

    def legal(effects: Effects) -> Effects:
        taken, refused = (
            tuple(name for name in names if name in others)
            for names in (effects.takes_on, effects.refuses)
        )
        return replace(effects, takes_on=taken, refuses=refused)

    states = {
        name: replace(
            each,
            replies=tuple(replace(reply, effects=legal(reply.effects)) for reply in each.replies),
            events=tuple(replace(event, effects=legal(event.effects)) for event in each.events),
        )
        for name, each in one.states.items()
    }
    return replace(
        one, states=states, before=tuple(replace(each, promises=()) for each in one.before)
    )


def _done(state: State) -> object:
    """What a state's replies and events do."""
    replies = [(one.id, one.effects, one.again, len(one.to)) for one in state.replies]
    due = [(one.promise, one.kept) for one in state.due]
    events = [one.effects for one in state.events if one != Event(Effects())]
    return replies, events, due, state.channel


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_what_replies_and_events_do_comes_back(random: Scenario) -> None:
    one = _as_a_file_could_hold_it(random)
    text = story_of(exported(one).text).text
    back = compile_text(text).scenario
    assert back is not None
    assert list(map(_done, back.states.values())) == list(map(_done, one.states.values()))
    assert (back.promises, back.customer, back.channel_rule) == (
        one.promises,
        one.customer,
        one.channel_rule,
    )


FILE = """\
format: 1
title: A test
customer: {name: Ada, reliance: Will she?}
promises: {p1: {text: a}, p2: {text: b}, p3: {text: c}, p4: {text: d}}
truths: {t1: {about: timing, told: a, half: b}, t2: {about: timing, told: a, half: b}}
start: s
endings: {end: {sold: no}}
states:
  s:
    replies:
      - {id: r1, say: a, to: end}
      - id: r2
        say: b
        to: end
"""


def _holds(condition: Condition, true: frozenset[Condition]) -> bool:
    """Whether a condition holds where these of its simple parts do."""
    match condition:
        case Not(inner):
            return not _holds(inner, true)
        case AnyOf(inners):
            return any(_holds(inner, true) for inner in inners)
        case AllOf(inners):
            return all(_holds(inner, true) for inner in inners)
        case _:
            return condition in true


@given(st.integers(0, 2**32))
def test_a_condition_that_is_written_means_the_same_when_it_is_read(seed: int) -> None:
    one = Draw(seed)
    condition = one.condition(["r1", "r2"])
    compiled = compile_text(FILE + "\n".join(keyed("when", keys_of(condition), "        ")))
    assert compiled.scenario is not None, compiled.errors
    back = compiled.scenario.reply("r2").when
    simple = {part for part in parts(condition) if not isinstance(part, Not | AnyOf | AllOf)}
    assert simple >= {part for part in parts(back) if not isinstance(part, Not | AnyOf | AllOf)}
    for _ in range(20):
        true = frozenset(part for part in simple if one.now_and_then(0.5))
        assert _holds(condition, true) == _holds(back, true)


def test_conditions_that_one_key_cannot_hold_together_are_written_by_their_contraries() -> None:
    kept, opened = (
        PromiseIs("p", frozenset({status})) for status in (PromiseStatus.KEPT, PromiseStatus.OPEN)
    )
    assert keys_of(AllOf((kept, opened))) == {
        "not": {"any": [{"not": {"promise": {"p": "kept"}}}, {"not": {"promise": {"p": "open"}}}]}
    }


def test_the_story_has_a_title_a_number_that_stays_a_format_and_a_start() -> None:
    one = scenario(state("s", reply("r")))
    found = re.search(r":: StoryData\n(.*?)\n\n", exported(one).text, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert re.fullmatch(
        r"[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}", data["ifid"]
    )
    assert (data["format"], data["start"]) == ("Harlowe", "s")
    assert exported(one) == exported(one)
    assert data["ifid"] not in exported(replace(one, title="Another")).text


def test_a_reply_is_a_link_to_where_it_leads_if_nothing_else_holds() -> None:
    targets = (Target("end", VerdictIs(True)), Target("t"))
    made = exported(scenario(state("s", reply("r", targets)), state("t", reply("q"))))
    assert "[[say r->t]]" in made.text
    assert ("reply r", "to") in [(one.where, one.text) for one in made.left_out]


def test_what_twine_has_no_place_for_is_listed_and_kept() -> None:
    made = exported(scenario(state("s", reply("r", again=2), reply("q", why="So."), few=True)))
    assert [(one.where, one.text) for one in made.left_out] == [
        ("reply r", "again"),
        ("reply q", "why"),
        ("state s", "few"),
        ("ending end", "sold"),
        ("", "customer"),
    ]
    for kept in ("again: 2", "why: So.", "few: yes", "sold: no", "name: Ada"):
        assert kept in made.text


@pytest.mark.parametrize("name", ["StoryInit", "StoryData", "PassageHeader"])
def test_an_id_that_means_something_to_twine_is_changed_and_listed(name: str) -> None:
    made = exported(scenario(state(name, reply("r")), state(f"{name}_", reply("q"))))
    assert (made.left_out[0].where, made.left_out[0].text) == (name, f"{name}__")
    assert scenario_of(made.text).start == f"{name}__"


def test_passages_stand_apart_on_twines_map() -> None:
    path = next(path for path in SHIPPED if path.stem == "wrong-pallet")
    one = compile_file(path).scenario
    assert one is not None
    places = re.findall(r'{"position":"(\d+,\d+)"}', exported(one).text)
    assert len(places) == len(set(places)) == len(read_twee(exported(one).text).passages)


CONDITIONAL = exported(
    scenario(
        state("s", reply("r", (Target("end", VerdictIs(True)), Target("t")), why="So it is.")),
        state("t", reply("q")),
        endings=(ending("end", sold=True),),
    )
).text


def test_a_link_that_was_changed_in_twine_wins_over_the_targets_that_were_kept() -> None:
    text = CONDITIONAL.replace("[[say r->t]]", "[[say r->end]]")
    assert scenario_of(text).reply("r").to == (Target("end"),)
    assert "does not fit any more" in story_of(text).text
    assert [one.text for one in story_of(text).left_out if not one.line][-1].startswith("to:")


def test_words_that_were_changed_in_twine_are_the_words() -> None:
    back = scenario_of(CONDITIONAL.replace("say r", "say something else")).reply("r")
    assert (back.say, back.why) == ("say something else", "So it is.")


def test_a_passage_that_was_copied_in_twine_takes_no_id_twice() -> None:
    copied = re.search(r":: s .*?(?=:: t )", CONDITIONAL, re.DOTALL)
    assert copied is not None
    text = CONDITIONAL + "\n" + copied[0].replace(":: s ", ":: u ")
    back = scenario_of(text)
    assert [each.replies[0].id for each in back.states.values()] == ["r", "q", "u_1"]
    assert back.states["u"].replies[0].why == "So it is."


def test_notes_that_fit_no_more_become_comments_and_the_others_stay() -> None:
    text = CONDITIONAL.replace(
        "why: So it is.", "why: So it is.\nmakes: [gone]\nnonsense: 1\n[x\nagain: ["
    )
    back = scenario_of(text).reply("r")
    assert (back.why, back.effects.makes, back.again) == ("So it is.", (), 1)
    for lost in ("makes: [gone]", "nonsense: 1", "[x", "again: ["):
        assert f"# | {lost}\n" in story_of(text).text


def test_what_somebody_adds_to_the_passage_of_notes_is_not_lost() -> None:
    text = story_of(CONDITIONAL.rstrip() + "\nCall Bob.").text
    assert "# | Call Bob." in text


def test_notes_of_a_link_that_was_deleted_go_to_no_other_reply() -> None:
    one = scenario(state("s", reply("r"), reply("q", why="So it is.", again=2)))
    text = exported(one).text.replace("[[say q->end]]\n", "")
    (back,) = scenario_of(text).states["s"].replies
    assert (back.id, back.why, back.again) == ("r", "", 1)
    assert "# | why: So it is." in story_of(text).text
