"""The smallest scenario, and ways to plant something into it."""

from __future__ import annotations

import re

SMALLEST = """\
format: 1
title: The wrong pallet
customer:
  name: Lena Brandt
  reliance: Will she let you deliver to the fair?
start: the_call
states:
  the_call:
    line: Ninety trays of cat grass.
    replies:
      - id: own_it
        say: This was ours.
        to: bought
      - id: gift
        say: Keep the trays.
        to: not_bought
endings:
  bought:
    sold: yes
  not_bought:
    sold: no
"""

REPLY = """\
      - id: own_it
        say: This was ours.
        to: bought
"""

BLOCK = re.compile(r"^(\w+):.*\n(?:[ ].*\n|\n)*", re.MULTILINE)


def with_top(fragment: str) -> str:
    """The smallest scenario with these lines at the left edge, in place of those with the same keys."""
    keys = {match[1] for match in BLOCK.finditer(fragment)}
    kept = BLOCK.sub(lambda block: "" if block[1] in keys else block[0], SMALLEST)
    return kept + fragment


def with_reply(fragment: str) -> str:
    """The smallest scenario with this for its first reply, given without indentation."""
    lines = fragment.splitlines()
    reply = "".join(f"      {'- ' if at == 0 else '  '}{line}\n" for at, line in enumerate(lines))
    return SMALLEST.replace(REPLY, reply)


def planted(fragment: str) -> str:
    """The smallest scenario with a fragment of a file in it: a reply, or keys at the left edge."""
    fragment = fragment.rstrip("\n") + "\n"
    return with_reply(fragment) if fragment.startswith("id:") else with_top(fragment)
