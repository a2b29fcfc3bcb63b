"""Kinds of value that several parts of the format share: the words of the trust model, speech, conditions."""

from __future__ import annotations

from simulator.compiler.kinds import (
    Choice,
    Nested,
    Pairs,
    Some,
    Text,
    Word,
)
from simulator.core.scenario import Channel, Dimension, Rung

LABEL = Text(label=True)
PROSE = Text()
WHEN = Nested("condition")
CHANNEL = Word("channel", {channel.value: channel for channel in Channel})
DIMENSION = Word("dimension", {dimension.value: dimension for dimension in Dimension})
RUNG = Word("rung", {rung.word: rung for rung in Rung if rung})
EARNED = Pairs(DIMENSION, RUNG)
SPOKEN = Some(Choice(words=PROSE, keys=Nested("line")))
FATE = Word("outcome", {"kept": True, "broken": False})
