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
    """The smallest scenario with a fragment of a file in it: a reply, or keys at the left edge.

    A fragment that begins with a line is a state, and stands in it several times.
    """
    fragment = fragment.rstrip("\n") + "\n"
    if fragment.startswith("line:"):
        return in_a_row(fragment)
    return with_reply(fragment) if fragment.startswith("id:") else with_top(fragment)


def in_a_row(fragment: str, times: int = 6) -> str:
    """A scenario of that many states, each with the line and the replies of the fragment.

    A reply that wounds by a betrayal loses at once, so that the one reply without a wound is the best.
    """
    import yaml

    states = {}
    for at in range(1, times + 1):
        # Read anew for each state, for what stands in two places would be written as an alias.
        one = yaml.safe_load(fragment)
        on = f"s{at + 1}" if at < times else ""
        states[f"s{at}"] = {
            "line": one["line"],
            "replies": [
                {"id": f"r{at}_{n}", **reply, "to": on or ("not_bought" if n > 1 else "bought")}
                for n, reply in enumerate(one["replies"], 1)
            ],
        }
    earned = {"honest": "proved", "able": "shown", "on_my_side": "shown", "hears_me": "shown"}
    top = {"before": {"earned": earned}, "start": "s1", "states": states}
    dumped = yaml.safe_dump(top, sort_keys=False, allow_unicode=True, width=1000)
    return with_top(str(dumped))
