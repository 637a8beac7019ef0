"""The JSON Schema of `api.yaml`, made from the values that hold it; the loader stays the judge."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from contracts.conventions import NUMBERS, SCHEMES, STATUSES, TEXTS, needed, sections
from contracts.model import LEVELS, Api
from contracts.model.api import Auth
from contracts.situations import KEYS, NEEDED, PARAMS, PARTS

Schema = dict[str, Any]
FILE = Path(__file__).parent / "schema" / "api.schema.json"
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_NUMBERS: Schema = {"type": "array", "items": {"type": "integer"}}
_KINDS: dict[Any, Schema] = {
    str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"},
    TEXTS: _TEXTS, NUMBERS: _NUMBERS,
    STATUSES: {"type": "object", "additionalProperties": _NUMBERS},
}  # fmt: skip


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False,
            "required": required}  # fmt: skip


def _section(value: type[Any]) -> Schema:
    found = {name: _value(kind) for name, kind in sections(value).items()}
    if value is Auth:
        found["schemes"] = {**_TEXTS, "items": {"enum": list(SCHEMES)}}
    return _closed(found, needed(value))


def _value(kind: Any) -> Schema:
    return _section(kind) if dataclasses.is_dataclass(kind) else _KINDS[kind]  # type: ignore[arg-type]


def _situation() -> Schema:
    level: Schema = {"enum": list(LEVELS)}
    levels = _closed(dict.fromkeys(PARTS, level), [])
    known: Schema = {
        "clause": {"type": "string"}, "level": level, "status": _NUMBERS,
        "type": {"type": "string"}, "code": _TEXTS, "param": {"enum": list(PARAMS)},
        "levels": levels,
    }  # fmt: skip
    return _closed({key: known[key] for key in sorted(KEYS)}, sorted(NEEDED))


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of `api.yaml`."""
    found = _section(Api)
    texts: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
    found["properties"] |= {
        "neighbours": _TEXTS,
        "expandable": {"type": "object", "additionalProperties": texts},
        "situations": {"type": "object", "additionalProperties": _situation()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The conventions of an API: what holds whatever the endpoint",
        **found,
        "required": [*found["required"], "situations"],
    }


def text() -> str:
    """Return the schema as the committed file has it."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
