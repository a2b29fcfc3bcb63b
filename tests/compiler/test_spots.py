"""Where conditions, their parts and the actions of replies stand in a file."""

from __future__ import annotations

import pytest

from simulator.compiler.compile import Compiled, compile_text
from simulator.compiler.diagnostic import Span
from simulator.compiler.spots import Spots
from simulator.core.sites import Part, Site, deciding, parts_of, told
from tests.compiler.small import with_top

TEXT = with_top(
    """\
seller:
  facts:
    - A first fact.
    - {fact: A second., when: {open: yes}}
before:
  - when: {channel: phone}
    promises: van
promises:
  van: {text: A van}
  bus: {text: A bus}
  car: {text: A car, by: company}
truths:
  late: {about: timing, needs: {open: yes, able: said}, told: Late., half: No.}
  early: {about: timing, told: Early., half: No.}
states:
  the_call:
    line:
      - A line without a condition.
      - {line: Another., when: {verdict: no}}
    events:
      when: {not: {any: [{honest: said}, {able: said, open: yes}]}}
      breaks: [van]
    due:
      - {when: {knows: [late, early]}, settle: {van: kept, bus: kept}}
      - {when: {promise: {van: open, bus: kept}}, settle: {car: kept}}
    replies:
      - id: own_it
        say: This was ours.
        asks: late
        when: {any: [{replied: gift}]}
        takes_on: car
        reaction: {line: Good., when: {wound: {able: any, honest: slip}}}
        to: bought
      - id: gift
        say: Keep the trays.
        asks: early
        renegotiates: {van: bus}
        to:
          - when:
              wound: any
              trust: broken
            go: bought
          - go: not_bought
"""
)


def compiled() -> Compiled:
    found = compile_text(TEXT)
    assert not found.errors, found.errors
    return found


def text_at(span: Span) -> str:
    """What stands at a span."""
    return TEXT.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


def spots() -> Spots:
    draft = compiled().draft
    assert draft is not None
    return Spots(draft)


@pytest.mark.parametrize(
    ("site", "part", "text"),
    [
        (Site("fact", "", "when", 1), (), "when"),
        (Site("before", "", "when", 0), (), "when"),
        (Site("truth", "late", "needs"), (), "needs"),
        (Site("truth", "late", "needs"), (1,), "able: said"),
        (Site("state", "the_call", "line", 1), (), "when"),
        (Site("state", "the_call", "events", 0), (), "when"),
        (Site("state", "the_call", "events", 0), (0,), "any"),
        (Site("state", "the_call", "events", 0), (0, 0), "honest: said"),
        (Site("state", "the_call", "events", 0), (0, 1), "able"),
        (Site("state", "the_call", "events", 0), (0, 1, 1), "open: yes"),
        (Site("state", "the_call", "due", 0), (1,), "early"),
        (Site("state", "the_call", "due", 1), (0,), "late"),
        (Site("state", "the_call", "due", 2), (1,), "bus: kept"),
        (Site("reply", "own_it", "when"), (), "when"),
        (Site("reply", "own_it", "reaction", 0), (1,), "honest: slip"),
        (Site("reply", "gift", "to", 0), (1,), "trust: broken"),
    ],
)
def test_a_condition_or_a_part_of_it_is_found(site: Site, part: Part, text: str) -> None:
    assert text_at(spots().condition(site, part)) == text


def test_every_part_of_every_condition_has_a_place() -> None:
    draft = compiled().draft
    assert draft is not None
    here = Spots(draft)
    for site, condition in (*deciding(draft.scenario), *told(draft.scenario)):
        if here.is_written(site):
            for part, _ in parts_of(condition):
                assert here.condition(site, part).line > 0


def test_a_default_is_not_written() -> None:
    assert spots().is_written(Site("truth", "late", "needs"))
    assert not spots().is_written(Site("truth", "early", "needs"))


@pytest.mark.parametrize(
    ("owner", "action", "promise", "line"),
    [
        (Site("reply", "own_it", "when"), "takes_on", "car", "takes_on: car"),
        (Site("reply", "gift", "when"), "renegotiates", "bus", "renegotiates: {van: bus}"),
        (Site("state", "the_call", "events", 0), "breaks", "van", "breaks: [van]"),
    ],
)
def test_the_promise_of_an_action_is_found(
    owner: Site, action: str, promise: str, line: str
) -> None:
    span = spots().action(owner, action, promise)
    assert text_at(span) == promise
    assert TEXT.splitlines()[span.line - 1].strip() == line


def test_a_value_of_a_list_is_found() -> None:
    text = with_top("walks:\n  good: {replies: [gift, own_it], ends: bought, verdict: no}\n")
    draft = compile_text(text).draft
    assert draft is not None
    span = Spots(draft).value("walk", "good", "replies", 1)
    assert text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1] == "own_it"


def test_what_is_at_the_left_edge_is_found_by_its_key() -> None:
    assert text_at(spots().top("title")) == "The wrong pallet"
    assert spots().top("summary") == Span(1, 1, 1, 2)
