"""Nodes to plain values, as the format's kinds want them; each value that does not fit is reported once.

A value that is wrong comes back as `BAD`, and the words below it go to the names that are lost: so nothing
that only follows from one mistake is reported as another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from simulator.compiler.diagnostic import Problems, Span, did_you_mean
from simulator.compiler.format import RECORDS
from simulator.compiler.kinds import (
    Choice,
    Kind,
    ListOf,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Some,
    Text,
    Word,
    YesNo,
)
from simulator.compiler.names import Names, Use
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, is_poison, span_of, words_in
from simulator.compiler.rules import form_keys, form_speech
from simulator.compiler.source import POISON

T = TypeVar("T")


class Bad:
    """The value of something that was reported already."""


BAD = Bad()
ID = re.compile(r"[^\W\d][\w-]*\Z")
YES_NO = {"yes": True, "no": False}
MEANT = {
    "true": "yes",
    "on": "yes",
    "y": "yes",
    "false": "no",
    "off": "no",
    "n": "no",
    "nein": "no",
    "ja": "yes",
}

Make = Callable[[dict[str, Any], Mapping], Any]
"""Makes what the core knows of the values of a record."""
