"""Where in a file a condition, a part of one, or an action of a reply or event stands.

The core names them by site and part; here the same way is gone through the file's nodes. Only for a file
without errors: then the nodes and the scenario have the same items in the same order.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.compiler.diagnostic import Span
from simulator.compiler.draft import Draft
from simulator.compiler.nodes import Mapping, Node, Scalar, Sequence, span_of
from simulator.core.sites import Part, Site


class _Piece(NamedTuple):
    """A part of a condition, and the parts inside it."""

    span: Span
    inside: tuple[_Piece, ...] = ()


class Spots:
    """Positions in one file, beside those of ids."""

    def __init__(self, draft: Draft) -> None:
        self._bodies = draft.names.bodies
        self._root = draft.root

    def top(self, key: str) -> Span:
        """The value of a key at the left edge; the beginning of the file if it has none."""
        found = _pair(self._root, key)
        return span_of(found[1]) if found else Span(1, 1, 1, 2)

    def condition(self, site: Site, part: Part = ()) -> Span:
        """A condition, by the key that it stands under, or a part of it."""
        found = self._condition(site)
        if found is None:
            return self.top("title")
        key, value = found
        if not part:
            return span_of(key)
        piece = _pieces(value)
        for at in part:
            piece = piece.inside[at]
        return piece.span

    def is_written(self, site: Site) -> bool:
        """Whether the condition stands in the file, and is not a default."""
        return self._condition(site) is not None

    def item(self, site: Site) -> Span:
        """What has the condition: the reply, or the line, event or target of a list."""
        node = self._item(site)
        return span_of(node) if node is not None else self.top("title")

    def action(self, owner: Site, action: str, promise: str) -> Span:
        """Where a promise is named in an action of a reply or event."""
        return self._named(self._item(owner), action, promise) or self.item(owner)

    def value(self, of: str, name: str, key: str, at: int = 0) -> Span:
        """The value of a key of something with an id, or one value of its list."""
        body = self._bodies[of, name]
        found = _pair(body, key)
        if found is None:
            return span_of(body)
        items = _items(found[1])
        return span_of(items[at] if at < len(items) else found[1])

    def _named(self, body: Node | None, key: str, name: str) -> Span | None:
        found = _pair(body, key)
        if found is None:
            return None
        value = found[1]
        nodes = value.flat if isinstance(value, Mapping) else _items(value)
        return next(
            (span_of(one) for one in nodes if isinstance(one, Scalar) and one.value == name), None
        )

    def _item(self, site: Site) -> Node | None:
        """The mapping that has the `when`."""
        if site.of in ("fact", "before"):
            above = (_pair(self._root, "seller") or (None, None))[1]
            found = _pair(above, "facts") if site.of == "fact" else _pair(self._root, "before")
        else:
            body = self._bodies.get((site.of, site.id))
            if site.key in ("when", "needs"):
                return body
            found = _pair(body, site.key)
        if found is None:
            return None
        items = _items(found[1])
        if site.key == "due":
            items = [item for item in items for _ in range(_settled(item))]
        return items[site.at] if site.at < len(items) else None

    def _condition(self, site: Site) -> tuple[Node, Node] | None:
        return _pair(self._item(site), "needs" if site.key == "needs" else "when")


def _pair(node: Node | None, key: str) -> tuple[Node, Node] | None:
    """A key of a mapping and its value."""
    if not isinstance(node, Mapping):
        return None
    return next(
        (
            (name, value)
            for name, value in node.pairs
            if isinstance(name, Scalar) and name.value == key
        ),
        None,
    )


def _items(node: Node) -> list[Node]:
    """The items of a list, or the one value that stands for a list."""
    return node.flat if isinstance(node, Sequence) else [node]


def _settled(item: Node) -> int:
    """How many promises one item under `due` settles: the core has each apart."""
    found = _pair(item, "settle")
    return len(found[1].flat) // 2 if found and isinstance(found[1], Mapping) else 1


def _pieces(when: Node) -> _Piece:
    """The parts of a `when`, in the shape of the condition that was made of it (``conditions.py``)."""
    if not isinstance(when, Mapping):
        return _Piece(span_of(when))
    parts: list[_Piece] = []
    for key, value in when.pairs:
        parts.extend(_pieces_of(key, value))
    return parts[0] if len(parts) == 1 else _Piece(span_of(when.flat[0]), tuple(parts))


def _pieces_of(key: Node, value: Node) -> list[_Piece]:
    word = key.value if isinstance(key, Scalar) else ""
    if word == "not":
        return [_Piece(span_of(key), (_pieces(value),))]
    if word == "any":
        inside = tuple(_pieces(item) for item in _items(value))
        return [inside[0] if len(inside) == 1 else _Piece(span_of(key), inside)]
    if word in ("knows", "replied") and isinstance(value, Sequence):
        return [_Piece(span_of(item)) for item in value.flat]
    if word in ("promise", "wound") and isinstance(value, Mapping):
        return [_Piece(_joined(name, of)) for name, of in value.pairs]
    return [_Piece(_joined(key, value))]


def _joined(key: Node, value: Node) -> Span:
    """A key with its value, where both are words of one line."""
    first, last = span_of(key), span_of(value)
    if not isinstance(value, Scalar) or last.line != first.line:
        return first
    return Span(first.line, first.column, last.end_line, last.end_column)
