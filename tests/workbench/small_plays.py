"""Scenario files to explore: one that is small and one that means mischief."""

from __future__ import annotations

TWO_TURNS = """\
format: 1
title: The wrong pallet
customer:
  name: Lena Brandt
  reliance: Will she let you deliver to the fair?
  door: hears_me
  bar: {honest: said, able: said, on_my_side: said, hears_me: said}
before: {earned: {able: shown, on_my_side: shown, hears_me: shown}}
start: the_call
states:
  the_call:
    line: Ninety trays of cat grass.
    replies:
      - id: own_it
        say: This was ours, all of it.
        earns: {honest: said}
        to: what_now
      - id: deny_it
        say: You signed.
        wounds: {honest: betrayal}
        to: what_now
  what_now:
    line: And now?
    replies:
      - id: drive
        say: I sent the van back before I rang you, and the freight is mine.
        earns: {honest: proved}
        cost: the freight
        to: bought
      - id: gift
        say: Keep the trays.
        to: not_bought
endings:
  bought: {sold: yes}
  not_bought: {sold: no}
"""

TITLE = """<script>alert(1)</script> "%%{init: {'theme':'dark'}}%%" --- `x` #35; R&D | ; \\N {{"""

MISCHIEF = f"""\
format: 1
title: '{TITLE.replace("'", "''")}'
customer:
  name: Ann "Bob" <b>
  reliance: Will she?
start: end
states:
  end:
    line: Hello
    replies:
      - id: cold-call
        say: one two three
        to: subgraph
      - id: 你好
        say: one two three
        to: größe-é
  subgraph:
    line: Hello
    replies:
      - id: click
        say: one two three
        earns: {{honest: proved}}
        cost: much
        to: graph
      - id: style
        say: no
        to: class
  größe-é:
    line: Ho
    replies:
      - id: default
        say: well
        to: class
      - id: again
        again: 3
        say: well no
        to: größe-é
endings:
  graph: {{sold: yes}}
  class: {{sold: no}}
"""

VARIANTS = TWO_TURNS.replace("start: the_call", "variants: [calm, angry]\nstart: the_call").replace(
    "        wounds: {honest: betrayal}\n",
    "        wounds: {honest: betrayal}\n        when: {variant: angry}\n",
)

LONG_NAMES = (
    TWO_TURNS.replace("own_it", "own_it_" + "and_so_on" * 9)
    .replace("not_bought", "not_bought_" + "for_ever" * 20)
    .replace("what_now", "what_now_" + "and_then" * 20)
    .replace(
        "        to: bought", "        to: [{when: {verdict: yes}, go: bought}, {go: what_else}]"
    )
    .replace(
        "endings:", "  what_else: {line: x, replies: [{id: on, say: on, to: bought}]}\nendings:"
    )
)
