"""A campaign of two short acts, written into a folder for a test."""

from __future__ import annotations

from pathlib import Path

FIRST = """\
format: 1
title: The order
customer:
  name: Ada Brook
  reliance: Will she order from you?
  bar: {able: nothing, on_my_side: nothing}
promises:
  call:
    text: A call on Monday
    later: yes
start: hall
states:
  hall:
    line: And when?
    replies:
      - id: hear
        say: You waited four days.
        earns: {hears_me: shown}
        makes: [call]
        to: price
      - id: rush
        say: Soon.
        wounds: {hears_me: slip}
        to: price
      - id: lie
        say: Today.
        wounds: {honest: betrayal}
        to: gone
  price:
    line: And the price?
    replies:
      - id: cheaper
        say: Brandt is cheaper.
        earns: {honest: proved}
        cost: The order.
        to: bought
      - id: fair
        say: It is fair.
        to: later
endings:
  bought: {line: Good., sold: yes}
  later: {line: Later., sold: no}
  gone: {line: Goodbye., sold: no}
"""

SECOND = """\
format: 1
title: The delivery
customer:
  name: Ada Brook
  reliance: Will she pass you on?
  bar: {able: nothing, on_my_side: nothing}
promises:
  call:
    text: A call on Monday
variants:
  with_order: she has ordered
  without: she has not
start: yard
states:
  yard:
    due: {call: kept}
    line:
      - {line: It stands in the yard., when: {variant: with_order}}
      - {line: Nothing stands in the yard., when: {variant: without}}
    replies:
      - id: look
        say: Show me what is wrong with it.
        earns: {hears_me: shown}
        repairs: [own]
        to: pass_on
      - id: wave
        say: It will do.
        wounds: {honest: slip}
        to: pass_on
  pass_on:
    line: Well?
    replies:
      - id: truth
        say: It is not what I said.
        earns: {honest: proved}
        cost: The second order.
        to: passed_on
      - id: bye
        say: Goodbye.
        to: [{when: {verdict: yes}, go: passed_on}, {go: forgotten}]
endings:
  passed_on: {line: Call my sister., sold: yes}
  forgotten: {line: Who are you?, sold: no}
"""

CAMPAIGN = """\
format: 1
title: The yard
summary: Two springs with one customer.
practises: [keeping a customer]
customer: Ada Brook
currency: EUR
acts:
  - scenario: order
    title: The order
    revenue: {bought: 12000, later: 0, gone: 0}
    closes: [gone]
  - scenario: delivery
    title: The delivery
    meanwhile: >
      A winter has passed.
    variants: {bought: with_order, later: without}
    revenue: {passed_on: 30000, forgotten: 0}
walks:
  good:
    - {replies: [hear, cheaper], ends: bought, verdict: yes}
    - {replies: [look, bye], ends: passed_on, verdict: yes}
"""


def written(
    folder: Path, *, campaign: str = CAMPAIGN, first: str = FIRST, second: str = SECOND
) -> Path:
    """The campaign `yard` in a folder of that name. Gives its file."""
    place = folder / "yard"
    place.mkdir(parents=True)
    (place / "order.yaml").write_text(first, encoding="utf-8")
    (place / "delivery.yaml").write_text(second, encoding="utf-8")
    (place / "campaign.yaml").write_text(campaign, encoding="utf-8")
    return place / "campaign.yaml"
