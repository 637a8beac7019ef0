"""Gives what the sandbox holds the shape in which the API answers: names, envelopes, places.

Inside, an object has `id`, `object`, `created` and `livemode`, and a list is `data` with
`has_more`; behaviour and faults know nothing else. At the edge they get the names of the API.
"""

from __future__ import annotations

from typing import Any

from contracts.model import Api, Contracts, Field, Operation, Resource
from sandbox.clock import FORMS, told
from sandbox.dialect import ruled
from sandbox.store import Object

NEXT, TOTAL = "_next", "_total"  # of a list: how it goes on, and how many objects it has
_OWN = ("object", "data", "has_more", "url", NEXT, TOTAL)  # of a list
_TOLD = tuple(form for form in FORMS if form != "timestamp")
_USUAL = {"id": "id", "object": "object", "created": "created", "livemode": "mode"}


def shaped(contracts: Contracts, operation: Operation | None, body: Object) -> Any:
    """Return what is answered for `body`, as the API has it."""
    if operation is None or not isinstance(body, dict) or _refuses(body):
        return body
    api, resource = contracts.api, contracts.resource(operation.returns)
    if operation.shape == "search_result":
        return body
    if operation.many:
        return _listed(api, resource, operation, body)
    shown = dressed(api, resource, body)
    stands = operation.shape == "object" or (operation.shape == "stub" and operation.stands)
    return _standing(api, resource, operation, shown) if stands else shown


def dressed(api: Api, resource: Resource, item: Object) -> Object:
    """Return an object with the names, the kind of id and the forms of values that the API has."""
    found = _dressed(api, resource, item)
    if bool(api.values.empty) or any(field.format in _TOLD for field in resource.fields):
        found = _valued(resource.fields, found)
    return _apart(api, answered(api, resource.fields, found))


def _apart(api: Api, item: Object) -> Object:
    """Return an object with its attributes below the field that the API has for them."""
    shape = api.object
    if not shape.attributes:
        return item
    names = [ruled(name, api.names.answered) for name in (shape.id, shape.object, *shape.beside)]
    found: Object = {name: item[name] for name in names if name in item}
    found[shape.attributes] = {name: item[name] for name in item if name not in found}
    return found


def _valued(fields: tuple[Field, ...], item: Object) -> Object:
    """Return an object whose times are written, and whose empty fields shown, as the API does."""
    known = {field.name: field for field in fields}
    found: Object = {}
    for name, value in item.items():
        field = known.get(name)
        if field is not None and value is None and field.empty in ("absent", "text"):
            if field.empty == "text":
                found[name] = ""
        else:
            found[name] = _inside(field, value) if field is not None else value
    return found


def _inside(field: Field, value: Any) -> Any:
    """Return what stands in a field, written as the API does, as deep as its table goes."""
    if isinstance(value, list) and field.items is not None:
        return [_inside(field.items, one) for one in value]
    if isinstance(value, dict) and field.type == "map" and field.values is not None:
        return {name: _inside(field.values, one) for name, one in value.items()}
    if isinstance(value, dict) and field.children:
        return _valued(field.children, value)
    return told(value, field.format)


def answered(api: Api, fields: tuple[Field, ...], item: Object) -> Object:
    """Return an object whose fields are named by the rule; literal names and keys of maps stay."""
    if api.names.answered in ("as_written", "snake"):
        return item
    known = {field.name: field for field in fields}
    return {ruled(name, api.names.answered): _within(api, known.get(name), value)
            for name, value in item.items()}  # fmt: skip


def _within(api: Api, field: Field | None, value: Any) -> Any:
    """Return what stands in a field, with what is below it named by the rule."""
    if isinstance(value, dict) and (field is None or field.type != "map"):
        return answered(api, field.children if field else (), value)
    if isinstance(value, list):
        return [_within(api, field.items if field else None, inner) for inner in value]
    return value


def _dressed(api: Api, resource: Resource, item: Object) -> Object:
    names = {ours: getattr(api.object, part) for ours, part in _USUAL.items()}
    made = resource.field(api.object.created) if api.object.created else None
    written = made is not None and made.type == "string"
    usual = api.id.type == "string" and not written
    if usual and all(ours == name for ours, name in names.items()):
        return item
    found = {name: value for name, value in item.items() if name not in names}
    for ours, named in names.items():
        there = resource.field(named) or not resource.field(ours)
        name = named if named and there else ours if resource.field(ours) else ""
        if name and ours in item:
            found[name] = _value(api, resource, ours, name, item[ours])
            if ours == "id" != name and resource.field(ours):  # which is one of its fields besides
                found[ours] = _value(api, resource, ours, ours, item[ours])
    return found


def _value(api: Api, resource: Resource, ours: str, name: str, value: Any) -> Any:
    field = resource.field(name)
    counted = api.id.type == "integer" and (field is None or field.type != "string")
    if ours == "id" and counted and str(value).isdecimal():
        return int(value)
    timed = ours == "created" and field is not None and field.type == "string"
    if timed and field is not None and field.format not in FORMS:
        return told(value, "rfc3339")
    return value


def noun(resource: Resource) -> str:
    """Return the last word of a resource's name."""
    return resource.name.rpartition(".")[2]


def _standing(api: Api, resource: Resource, operation: Operation, item: Object) -> Object:
    place = operation.stands or api.object.stands
    if place == "bare" or (place == "absent" and operation.reads):
        return item
    if place == "absent":
        return {api.object.id: item[api.object.id]} if api.object.id in item else {}
    return _put(noun(resource) if place == "noun" else place, item)


def _put(pointer: str, value: Any) -> Object:
    for name in reversed(pointer.split(".")):
        value = {name: value}
    found: Object = value
    return found


def _listed(api: Api, resource: Resource, operation: Operation, body: Object) -> Any:
    shape = api.list
    items = [dressed(api, resource, item) for item in body["data"]]
    if shape.wrapper:
        name = noun(resource) if shape.wrapper == "noun" else shape.wrapper
        items = [{name: item} for item in items]
    pointer = operation.items or shape.items
    if not pointer:
        return items
    found = {name: value for name, value in body.items() if name not in _OWN} | _put(pointer, items)
    label = api.object.object
    told = {
        label if label and shape.object else "": shape.object or None,
        shape.more: body.get("has_more"), shape.url: body.get("url"),
    }  # fmt: skip
    found |= {name: value for name, value in told.items() if name}
    onward = body.get(NEXT)
    fields = (shape.next if shape.by == "link" else "",
              shape.token.field if shape.token and shape.by == "token" else "")  # fmt: skip
    said = ((fields[0], onward), (fields[1], onward), (shape.total, body.get(TOTAL)),
            (shape.counted, len(items)))  # fmt: skip
    for field, value in said:
        if field:
            _lay(found, field, value)
    return found


def _lay(into: Object, pointer: str, value: Any) -> None:
    """Put a value where a dotted name leads, beside what stands there."""
    *above, last = pointer.split(".")
    for name in above:
        into = into.setdefault(name, {})
    into[last] = value


def _refuses(body: Object) -> bool:
    return "error" in body and "id" not in body
