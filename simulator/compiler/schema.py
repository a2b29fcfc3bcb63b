"""The JSON Schema of the format, for editors: completion and a first check while typing.

Made of the same records as validation, so neither can know a key that the other does not. It promises less
than the compiler: an editor sees values that YAML has typed already, and knows no names and no flow.
"""

from __future__ import annotations

from typing import Any

from simulator.compiler.format import RECORDS
from simulator.compiler.format_library import FORMAT, LIBRARY
from simulator.compiler.kinds import (
    Choice,
    Key,
    Kind,
    ListOf,
    Name,
    Nested,
    NewName,
    Number,
    Pairs,
    Record,
    Some,
    Text,
    Word,
    YesNo,
)

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ID = "^[^\\s\\d!-,./:-@\\[-^`{-~-][^\\s!-,./:-@\\[-^`{-~]*$"
"""An id, as far as a pattern can say it that every engine reads alike: no ASCII signs, no digit first."""


KINDS = {
    "scenario": (RECORDS, "file"),
    "packs": (LIBRARY, "packs_file"),
    "campaign": (LIBRARY, "campaign_file"),
}
"""By what a file is, the records that it is made of, and the one at its left edge."""


def schema(kind: str = "scenario") -> Schema:
    """The schema of a kind of file, as a value that `json.dumps` takes."""
    records, root = KINDS[kind]
    return {
        "$schema": DRAFT,
        "title": f"Role-play {kind}, format {FORMAT}",
        **_record(records[root]),
        "$defs": {name: _record(record) for name, record in records.items() if name != root},
    }


def _record(record: Record) -> Schema:
    made: Schema = {
        "description": record.doc,
        "type": "object",
        "properties": {key.name: _key(key) for key in record.keys.values()},
        "additionalProperties": False,
    }
    if record.required:
        made["required"] = list(record.required)
    if record.name in ("reply", "line"):
        made["anyOf"] = [{"required": [name]} for name in _EITHER[record.name]]
    return made


_EITHER = {"reply": ("say", "do"), "line": ("line", "cue")}


def _key(key: Key) -> Schema:
    doc = key.doc + (f" Default: {key.default}." if key.default else "")
    return {"description": doc, **of_kind(key.kind)}


def of_kind(kind: Kind) -> Schema:
    """The schema of one kind of value."""
    match kind:
        case Text(_, may_be_empty):
            return {"type": ["string", "number", "boolean", *(["null"] if may_be_empty else [])]}
        case Word(_, values):
            return {"enum": [*values, *(float(word) for word in values if word[0].isdigit())]}
        case YesNo():
            return {"enum": ["yes", "no"]}
        case Number(least, most):
            return {"type": "integer", "minimum": least, "maximum": most}
        case Name() | NewName():
            return {"type": "string", "pattern": ID}
        case Nested(record):
            return {"$ref": f"#/$defs/{record}"}
        case Some(item):
            return {"anyOf": [of_kind(item), _list(item)]}
        case ListOf(item):
            return _list(item)
        case Pairs():
            return _pairs(kind)
        case Choice(words, keys, items):
            return {"anyOf": [of_kind(part) for part in (words, keys, items) if part is not None]}


def _list(item: Kind) -> Schema:
    return {"type": "array", "items": of_kind(item), "minItems": 1}


def _pairs(kind: Pairs) -> Schema:
    value = of_kind(kind.value)
    made: Schema = {"type": "object", "minProperties": 1}
    if isinstance(kind.key, Word):
        names = dict.fromkeys(kind.key.values, value)
        return made | {"properties": names, "additionalProperties": False}
    return made | {"propertyNames": {"pattern": ID}, "additionalProperties": value}
