"""What the conventions of an API say of every operation, for the OpenAPI export: keys, paths, where
an answer holds what it says, refusals.
"""

from __future__ import annotations

from typing import Any

from contracts.model import Api, Operation
from contracts.model.wire import Auth, ErrorShape
from contracts.naming import answered, outside
from contracts.openapi_view import Schema

FIRST = "0"  # in a dotted name: the first of a list


def security(auth: Auth) -> dict[str, Any]:
    """Return the security schemes of an API, by name; none where it has no keys, and none for a
    key in a form: OpenAPI has no word for that.
    """
    return {scheme: _scheme(scheme, auth.name) for scheme in auth.schemes if scheme != "form"}


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
        inner = ({"type": "array", "items": inner, "minItems": 1} if name == FIRST else
                 {"type": "object", "properties": {name: inner}, "required": [name]})  # fmt: skip
    return inner


def _put(schema: Schema, names: list[str], leaf: Schema) -> None:
    if names[0] == FIRST:
        schema |= {"type": "array", "items": leaf if len(names) == 1 else {"type": "object"}}
        if len(names) > 1:
            _put(schema["items"], names[1:], leaf)
        return
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
    if _stands(operation, api) == "absent":
        return {"type": "object"}
    return _below(_leading(operation, api), schema)


def wrapped(schema: Schema, operation: Operation, api: Api) -> Schema:
    """Return the schema of an entry of a list whose objects have `schema`."""
    return _below(_wrapper(operation, api), schema)


def shown_id(operation: Operation, api: Api) -> str:
    """Return the expression of a link for the id that an answer shows, of a list the first.

    An answer without its object may name it all the same.
    """
    if operation.many:
        names = [*entries(operation, api), "0", *_wrapper(operation, api)]
    else:
        names = _leading(operation, api)
    return "$response.body#/" + "/".join([*names, answered(api.object.id, api.names.answered)])


def apart(schema: Schema, api: Api) -> Schema:
    """Return the schema of an object with its attributes below the field that they stand in."""
    within = api.object.attributes
    if not within:
        return schema
    names, needed = outside(api), schema.get("required", [])
    shown = {name: one for name, one in schema["properties"].items() if name in names}
    inner = {name: one for name, one in schema["properties"].items() if name not in names}
    below = {"type": "object", "properties": inner,
             "required": [name for name in needed if name not in names]}  # fmt: skip
    required = [*(name for name in needed if name in names), within]
    return {"type": "object", "properties": {**shown, within: below}, "required": required}


def _stands(operation: Operation, api: Api) -> str:
    return operation.stands or api.object.stands


def _leading(operation: Operation, api: Api) -> list[str]:
    """Return the names that lead to the object of an answer."""
    stands = _stands(operation, api)
    if stands in ("bare", "absent"):
        return []
    return [_noun(operation)] if stands == "noun" else stands.split(".")


def _wrapper(operation: Operation, api: Api) -> list[str]:
    wrapper = api.list.wrapper
    return [_noun(operation) if wrapper == "noun" else wrapper] if wrapper else []


def _noun(operation: Operation) -> str:
    return operation.returns.rpartition(".")[2]


def _below(names: list[str], schema: Schema) -> Schema:
    """Return the schema of an object that has another one where some names lead."""
    for name in reversed(names):
        schema = {"type": "object", "properties": {name: schema}}
    return schema
