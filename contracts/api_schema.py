"""The JSON Schema of `api.yaml`, made from the values that hold it; the loader stays the judge."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, Literal, get_origin

from contracts.conventions import (
    CODES,
    NUMBERS,
    OF_CODES,
    RECORD,
    STATUSES,
    TEXTS,
    needed,
    sections,
    words,
)
from contracts.model import LEVELS, Api
from contracts.model.wire import Code
from contracts.presets import LIKE
from contracts.sets import GLOBS, allowed
from contracts.situations import KEYS, PARAMS, PARTS

Schema = dict[str, Any]
FILE = Path(__file__).parent / "schema" / "api.schema.json"
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_NUMBERS: Schema = {"type": "array", "items": {"type": "integer"}}
_CODES: Schema = {"type": "array", "items": {"type": ["string", "integer"]}, "uniqueItems": True}
_KINDS: dict[Any, Schema] = {
    str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"},
    TEXTS: _TEXTS, NUMBERS: _NUMBERS,
    STATUSES: {"type": "object", "additionalProperties": _NUMBERS},
    RECORD: {"type": "object", "additionalProperties": {"type": "string"}},
    Code: {"type": ["string", "integer"]}, CODES: _CODES,
    OF_CODES: {"type": "object", "additionalProperties": _NUMBERS},
    Any: {},
}  # fmt: skip


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False,
            "required": required}  # fmt: skip


def _section(value: type[Any]) -> Schema:
    found = {name: _value(kind) for name, kind in sections(value).items()}
    return _closed(found, needed(value))


def _value(kind: Any) -> Schema:
    if dataclasses.is_dataclass(kind):
        return _section(kind)  # type: ignore[arg-type]
    chosen: Schema = {"enum": list(words(kind))}
    if get_origin(kind) is Literal:
        return chosen
    return {**_TEXTS, "items": chosen} if words(kind) else _KINDS[kind]


def situation() -> Schema:
    """Return what is said of a situation, all of it or some parts."""
    level: Schema = {"enum": list(LEVELS)}
    levels = _closed(dict.fromkeys(PARTS, level), [])
    known: Schema = {
        "clause": {"type": "string"}, "level": level, "status": _NUMBERS,
        "type": {"type": "string"}, "code": _CODES, "param": {"enum": list(PARAMS)},
        "levels": levels,
    }  # fmt: skip
    return _closed({key: known[key] for key in sorted(KEYS)}, [])


def _set() -> Schema:
    """Return what a set of conventions may say: any part of what a package says, or that not."""
    return {
        "type": "object",
        "propertyNames": {"enum": list(allowed())},
        "properties": {LIKE: {"type": "string"}, **dict.fromkeys(GLOBS, _TEXTS)},
    }


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of `api.yaml`."""
    found = _section(Api)
    texts: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
    found["properties"] |= {
        "neighbours": _TEXTS,
        "like": {"type": "string", "description": "A preset that this differs from."},
        "expandable": {"type": "object", "additionalProperties": texts},
        "situations": {"type": "object", "additionalProperties": situation()},
        "sets": {"type": "object", "additionalProperties": _set()},
        "default": {"type": "string", "description": "The set of what no glob of any set fits."},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The conventions of an API: what holds whatever the endpoint",
        **found,
    }


def text() -> str:
    """Return the schema as the committed file has it."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
