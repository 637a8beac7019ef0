"""Builds and changes objects from response tables: the ordinary part of every resource."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from contracts.model import Api, Contracts, Field, Operation, Resource
from sandbox.clock import FORMS
from sandbox.errors import ApiError, invalid
from sandbox.ids import fresh
from sandbox.store import Object, Store

KEYS = 50  # of the metadata of one object, where its conventions say nothing else (G-100)
_OMIT = object()
_EMPTY = {"array": list, "map": dict}
_NEW_YEAR = 1_767_225_600  # where a time has to stand and nobody knows which
_FORMATTED: dict[str, Any] = {
    "currency": "usd", "decimal": "0", **dict.fromkeys(FORMS, _NEW_YEAR),
}  # fmt: skip
_ZERO: dict[str, Any] = {"string": "", "integer": 0, "number": 0, "boolean": False}


def build(resource: Resource, params: dict[str, Any], **own: Any) -> Object:
    """Return a new object: every field of the table, parameters of the same name, then `own`."""
    item = _defaults(resource.fields)
    item["object"] = resource.object
    _echo(item, resource.fields, params)
    item.update(own)
    return item


def create(
    store: Store, contracts: Contracts, name: str, params: dict[str, Any], **own: Any
) -> Object:
    """Build an object with id, `created` and `livemode`, and keep it."""
    resource = contracts.resource(name)
    api = contracts.named(name).api
    shape = api.object
    own_id = _named(store, resource, api, params)
    stamps: dict[str, Any] = {field.name: store.now() for field in resource.fields if _dated(field)}
    stamps |= {"id": own_id, "livemode": False}
    if shape.created in {field.name for field in resource.fields}:
        stamps["created"] = store.now()
    return store.insert(name, build(resource, params, **{**stamps, **own}))


def _named(store: Store, resource: Resource, api: Api, params: dict[str, Any]) -> str:
    """Return the id of a new object: the caller's, where it names it. Raises ApiError (409)."""
    if api.id.chosen != "caller" or api.object.id not in params:
        return fresh(store, resource, api)
    name = str(params[api.object.id])
    if store.peek(resource.name, name) is not None:
        raise ApiError(409, f"There is a {resource.name} {name} already.", param=api.object.id)
    return name


def _dated(field: Field) -> bool:
    """Whether a field always holds a time."""
    counted = field.type == "integer" or field.format != "timestamp"
    return field.format in FORMS and counted and field.required and not field.nullable


def change(item: Object, resource: Resource, params: dict[str, Any]) -> Object:
    """Set the fields that parameters of the same name give; None clears. Returns the object.

    Raises ApiError, and leaves the object as it is, when its metadata would be too much.
    """
    words = resource.metadata
    if words and isinstance(item.get(words.row), dict) and words.row in params:
        merge_metadata(item[words.row], params[words.row], words.keys, words.row)
    _echo(item, resource.fields, params)
    return item


def replace(
    item: Object, resource: Resource, params: dict[str, Any], operation: Operation
) -> Object:
    """Set what is sent, and clear what the operation has a row for and is not. Returns the object.

    Raises ApiError, and leaves the object as it is, when its metadata would be too much.
    """
    fields = _by_name(resource.fields)
    unsent = [row.name for row in operation.sent if row.name not in params and row.name in fields]
    for name in unsent:
        _clear(item, fields[name])
    if resource.metadata and isinstance(item.get(resource.metadata.row), dict):
        item[resource.metadata.row] = {}
    _echo(item, resource.fields, params)
    return item


def stub(item: Object, operation: Operation, api: Api) -> Object:
    """Return what a deletion answers: the object or what is left of it, marked where a field is."""
    left = {"id": item["id"], "object": item.get("object")}
    found = left if operation.shape == "stub" else dict(item)
    flag = api.object.deleted if operation.shape == "stub" else ""
    gone = operation.afterwards if operation.afterwards != "absent" else ""
    return found | dict.fromkeys(filter(None, (flag, gone)), True)


def _defaults(fields: Iterable[Field]) -> Object:
    found = {}
    for field in fields:
        value = _default(field)
        if value is not _OMIT:
            found[field.name] = value
    return found


def completed(item: Object, fields: Iterable[Field]) -> Object:
    """Return an object with all that its table says is there, where it lacks that."""
    found = dict(item)
    for field in fields:
        value = found.get(field.name)
        if value is None and not (field.nullable and field.name in found):
            value = _default(field)
            if value is _OMIT:
                found.pop(field.name, None)
                continue
        elif isinstance(value, dict) and field.type == "object":
            value = completed(value, field.children)
        elif isinstance(value, list) and field.items is not None and field.items.children:
            value = [completed(one, field.items.children) if isinstance(one, dict) else one
                     for one in value]  # fmt: skip
        found[field.name] = _read(value, field) if isinstance(value, str) else value
    return found


def _read(text: str, field: Field) -> Any:
    """Return a text that came with a form as the number or flag that a field holds."""
    if field.type == "boolean" and text in ("true", "false"):
        return text == "true"
    if field.type == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    return text


def _default(field: Field) -> Any:
    if field.nullable:
        return None
    if field.type in _EMPTY:
        return _EMPTY[field.type]()
    if field.type == "object":
        return _defaults(field.children) if field.required or field.children else _OMIT
    if not field.required:
        return _OMIT
    if field.enum:
        return int(field.enum[0]) if field.type == "integer" else field.enum[0]
    return _FORMATTED.get(field.format or "", _ZERO.get(field.type))


@cache
def _by_name(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.name: field for field in fields}


def _echo(item: Object, fields: tuple[Field, ...], params: dict[str, Any]) -> None:
    table = _by_name(fields)
    for name, value in params.items():
        field = table.get(name)
        if field is None or name in ("id", "object", "created", "livemode"):
            continue
        if field.type == "map":
            item[name] = _merged(field, item.get(name) or {}, value)
        elif value is None:
            _clear(item, field)
        elif isinstance(value, dict) and field.type == "object":
            inner = item.get(name)
            inner = dict(inner) if isinstance(inner, dict) else _defaults(field.children)
            _echo(inner, field.children, value)
            item[name] = inner if inner or not field.nullable else None
        elif isinstance(value, list) and field.items and field.items.children:
            item[name] = [_element(field.items, element) for element in value]
        elif _fits(value, field):
            item[name] = value


def _merged(field: Field, old: dict[str, Any], value: Any) -> dict[str, Any]:
    """Return a map after an update: one of texts merges as metadata does, others by their keys."""
    inner = field.values
    if inner is None or inner.type == "string" or not isinstance(value, dict):
        return _merge(old, value, field.name)
    return {**old, **{key: _valued(inner, found) for key, found in value.items()}}


def _valued(field: Field, value: Any) -> Any:
    """Return what a field of a map holds of what was sent for its key."""
    if isinstance(value, list) and field.items is not None:
        return [_valued(field.items, element) for element in value]
    return _element(field, value) if field.children else value


def _clear(item: Object, field: Field) -> None:
    """Give a field the value it has when nothing was sent; one that has none is gone."""
    value = _default(field)
    if value is _OMIT:
        item.pop(field.name, None)
    else:
        item[field.name] = value


def _fits(value: Any, field: Field) -> bool:
    """Whether a value that was sent may stand in a field: forms and answers need not agree."""
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
        "array": (list,), "any": (object,),
    }  # fmt: skip
    if not isinstance(value, kinds.get(field.type, ())):
        return False
    if isinstance(value, list):
        return field.items is None or all(_fits(inner, field.items) for inner in value)
    return not (field.closed and field.enum) or str(value) in field.enum


def _element(field: Field, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    found = _defaults(field.children)
    _echo(found, field.children, value)
    return found


def remark(item: Object, params: dict[str, Any]) -> None:
    """Merge the metadata that was sent, if any, into an object that no table describes.

    Raises ApiError.
    """
    if "metadata" in params:
        item["metadata"] = merge_metadata(item["metadata"], params["metadata"] or None)


def merge_metadata(
    old: dict[str, str], new: Any, keys: int = KEYS, row: str = "metadata"
) -> dict[str, str]:
    """Return metadata after an update: keys merge, an empty value deletes, None deletes all.

    Raises ApiError when the object would have more than `keys` keys (G-100), or when `new` is no
    hash of texts: of what no table describes nothing else has been looked at.
    """
    merged = _merge(old, new, row)
    if len(merged) > keys:
        raise invalid(f"{row} can have up to {keys} keys", row)
    return merged


def _merge(old: dict[str, str], new: Any, row: str) -> dict[str, str]:
    """Return a map of texts after an update. Raises ApiError."""
    if new is None:
        return {}
    if not isinstance(new, dict) or not all(isinstance(text, str) for text in new.values()):
        raise invalid(f"Invalid object: {row}", row)
    return {key: value for key, value in {**old, **new}.items() if value != ""}
