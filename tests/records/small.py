"""A scenario of two turns in which everything that a record keeps can happen, and plays of it."""

from __future__ import annotations

from pathlib import Path

from simulator.records.play import Mode, Play, Script, new_play
from simulator.records.store import Store
from simulator.shelf import script_of_text

TEXT = """\
format: 1
title: The wrong pallet
summary: >
  The pallet is *wrong*.
minutes: 1
seller:
  role: account manager
  aim: The pallet at the fair
  facts:
    - The list was typed here.
customer:
  name: Lena Brandt
  role: owner of a garden shop
  reliance: Will she let you deliver?
  door: honest
  bar: {honest: proved, able: nothing, on_my_side: nothing, hears_me: nothing}
channel: phone
variants: {calm: Slow., loud: Quick.}
promises:
  call_at_ten:
    text: A call at ten
    deliverable: yes
    later: yes
start: the_call
states:
  the_call:
    scene: Thursday. Your phone.
    line: Ninety trays of *cat grass*.
    asides:
      - id: attacked
        thought: She attacks me.
      - id: afraid
        thought: She is afraid.
    replies:
      - id: own_it
        say: This was ours.
        earns: {honest: proved}
        cost: The bonus.
        makes: [call_at_ten]
        why: You named it.
        to: what_now
      - id: gift
        say: Keep the trays.
        wounds: {honest: breach}
        tempting: It is generous.
        why: Nobody asked.
        to: what_now
  what_now:
    line: What now?
    replies:
      - id: call
        say: I call you at ten.
        to:
          - when: {verdict: yes}
            go: bought
          - go: not_bought
      - id: wait
        do: Say nothing.
        to: not_bought
endings:
  bought:
    line: Good.
    sold: yes
  not_bought:
    sold: no
"""

NAME = "small-pallet"


def script(text: str = TEXT, name: str = NAME) -> Script:
    """The scenario, as the shelf would give it."""
    return script_of_text(text, name)


def written(folder: Path, text: str = TEXT, name: str = NAME) -> Path:
    """The scenario as a file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def begun(store: Store | None, *replies: str, seed: int = 1, mode: Mode | None = None) -> Play:
    """A play after these replies."""
    play = new_play(script(), store, seed=seed, mode=mode)
    play.begin()
    for reply in replies:
        play.choose(reply)
    return play


def finished(store: Store | None, *replies: str, predicted: bool | None = True) -> Play:
    """A play that was played to its end, with a prediction."""
    play = begun(store, *(replies or ("own_it", "call")))
    play.predict(predicted, 2 if predicted is not None else None)
    play.finish(play.debrief())
    return play
