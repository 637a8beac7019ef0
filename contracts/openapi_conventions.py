"""What the conventions of an API say of every operation, for the OpenAPI export: keys, paths, where
an answer holds what it says, refusals.
"""

from __future__ import annotations

from typing import Any

from contracts.model import Api, Operation
from contracts.model.wire import Auth, ErrorShape
from contracts.openapi_view import Schema


def security(auth: Auth) -> dict[str, Any]:
    """Return the security schemes of an API, by name; none where it has no keys."""
    return {scheme: _scheme(scheme, auth.name) for scheme in auth.schemes}


def _scheme(scheme: str, name: str) -> dict[str, str]:
    if scheme in ("bearer", "basic"):
        return {"type": "http", "scheme": scheme}
    place = "header" if scheme == "header" else "query"
    return {"type": "apiKey", "in": place, "name": name}


def error(shape: ErrorShape) -> Schema:
    """Return the schema of a refusal, with its parts where they stand."""
    parts = [*shape.texts, shape.code, shape.message, shape.param, shape.type]
    inner: Schema = {"type": "object"}
    for part in sorted(set(filter(None, parts))):
        _put(inner, part.split("."), {"type": ["string", "integer"] if part == shape.code
                                      and part not in shape.texts else "string"})  # fmt: skip
    if shape.type and "." not in shape.type:
        inner["required"] = [shape.type]
    for name in reversed(shape.envelope.split(".") if shape.envelope else []):
        inner = {"type": "object", "properties": {name: inner}, "required": [name]}
    return inner


def _put(schema: Schema, names: list[str], leaf: Schema) -> None:
    below = schema.setdefault("properties", {})
    if len(names) == 1:
        below[names[0]] = leaf
    else:
        _put(below.setdefault(names[0], {"type": "object"}), names[1:], leaf)


def written(api: Api, path: str) -> str:
    """Return a path as it is sent, with what stands around every path."""
    return api.base.filled(f"{api.base.prefix}{path}{api.base.suffix}")


def entries(operation: Operation, api: Api) -> list[str]:
    """Return the names that lead to the entries of a list; none where it is the list itself."""
    names = operation.items or api.list.items
    return names.split(".") if names else []


def standing(schema: Schema, operation: Operation, api: Api) -> Schema:
    """Return the schema of an answer whose object has `schema`."""
    stands = operation.stands or api.object.stands
    if stands == "bare":
        return schema
    if stands == "absent":
        return {"type": "object"}
    names = operation.returns.rpartition(".")[2] if stands == "noun" else stands
    for name in reversed(names.split(".")):
        schema = {"type": "object", "properties": {name: schema}}
    return schema
