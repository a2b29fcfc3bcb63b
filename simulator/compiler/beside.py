"""The files that stand beside scenarios, read: `packs.yaml` and `campaign.yaml`.

One file is all that is looked at here, as in `compile.py`: whether what they name is there, and fits, is for
those to say who have the other files at hand. No input raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from simulator.compiler.diagnostic import Diagnostic, Problems, Span, errors_of
from simulator.compiler.format_library import LIBRARY
from simulator.compiler.library import CAMPAIGN, PACKS, Pack
from simulator.compiler.names import Names
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, span_of
from simulator.compiler.reader import read, root_of
from simulator.compiler.source import START, Source, from_bytes, from_path
from simulator.compiler.values import Make, Values
from simulator.core.campaign import Act, ActWalk, Campaign, CampaignWalk

Value = TypeVar("Value")

RECORD_OF = {PACKS: "packs_file", CAMPAIGN: "campaign_file"}
"""By the name of a file, what stands at its left edge."""


@dataclass(frozen=True, slots=True)
class Read(Generic[Value]):
    """What became of a file.

    Attributes:
        value: what it says; None if there is any error.
        diagnostics: everything that was found, in the order of the file.
        source: the text, to show lines of.
        root: the file's nodes, for positions.
    """

    value: Value | None
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    root: Mapping | None = None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep it from being used."""
        return errors_of(self.diagnostics)

    def span(self, *path: str | int) -> Span:
        """Where something stands: keys and places in lists from the left edge on, as far as they lead.

        At the end of the path a key is found by its own words, or a value of a list by its own.
        """
        node: Node | None = self.root
        found = START
        for step in path:
            node = _below(node, step)
            if node is None:
                break
            found = span_of(node)
        return found


def read_beside(data: bytes, name: str) -> Read[Any]:
    """Read the bytes of a file by its own name."""
    source, found = from_bytes(data, name)
    return _read(source, found, Path(name).name)


def read_packs(path: Path) -> Read[tuple[Pack, ...]]:
    """Read a `packs.yaml`."""
    return _read(*from_path(path, str(path)), PACKS)


def read_campaign(path: Path, name: str | None = None) -> Read[Campaign]:
    """Read a `campaign.yaml`; `name` is what diagnostics call it, if not by its path."""
    return _read(*from_path(path, name or str(path)), CAMPAIGN)


def _read(source: Source, found: list[Diagnostic], kind: str) -> Read[Any]:
    problems = Problems(source.name)
    problems.found.extend(found)
    value: Any = None
    root = None
    if source.usable:
        tree = read(source, problems)
        root = root_of(tree, problems)
        names = Names(tree.lost, tree.left_out)
        if root is not None:
            values = Values(source.lines, problems, names, MAKERS)
            record = RECORD_OF[kind]
            value = MAKERS[record](values, values.record(LIBRARY[record], root, None), root)
            values.report_missing()
    diagnostics = tuple(sorted(problems.found, key=lambda one: one.span))
    return Read(None if errors_of(diagnostics) else value, diagnostics, source, root)


def _below(node: Node | None, step: str | int) -> Node | None:
    """The value under a key, the key itself where it has no value of its own, or the item of a list."""
    if isinstance(node, Sequence):
        if isinstance(step, int):
            return node.flat[step] if step < len(node.flat) else None
        return next(
            (one for one in node.flat if isinstance(one, Scalar) and one.value == step), None
        )
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if isinstance(key, Scalar) and key.value == step:
                return value
    if isinstance(node, Scalar) and node.value == step:
        return node
    return None


Found = dict[str, Any]


def _packs(_: Values, found: Found, __: Mapping) -> tuple[Pack, ...]:
    return tuple(
        Pack(name, own.get("title", ""), own.get("leads_to", ""), own.get("scenarios", ()))
        for name, own in found.get("packs", ())
    )


def _campaign(_: Values, found: Found, __: Mapping) -> Campaign:
    return Campaign(
        found.get("title", ""),
        found.get("customer", ""),
        found.get("acts", ()),
        found.get("summary", ""),
        found.get("practises", ()),
        found.get("currency", ""),
        tuple(CampaignWalk(name, acts) for name, acts in found.get("walks", ())),
    )


def _act(_: Values, found: Found, __: Mapping) -> Act:
    return Act(
        found.get("scenario", ""),
        found.get("title", ""),
        found.get("meanwhile", ""),
        dict(found.get("variants", ())),
        dict(found.get("revenue", ())),
        frozenset(found.get("closes", ())),
    )


def _act_walk(_: Values, found: Found, __: Mapping) -> ActWalk:
    return ActWalk(found.get("replies", ()), found.get("ends", ""), found.get("verdict", False))


MAKERS: dict[str, Make] = {
    "packs_file": _packs,
    "pack": lambda _, found, __: found,
    "campaign_file": _campaign,
    "act": _act,
    "act_walk": _act_walk,
}
"""What makes something of each record."""
