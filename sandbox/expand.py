"""Replaces ids by the objects they name, where a request asks for it (catalogue 1.6)."""

from __future__ import annotations

from typing import Any

from contracts.model import Field, Operation, Resource
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.objects import completed
from sandbox.search import parse
from sandbox.searching import searched
from sandbox.store import Object


def expand(call: Call, body: Object) -> Object:
    """Return `body` with the asked expansions. Raises ApiError (400) for paths that are none."""
    operation = call.operation
    if call.contracts.api.expansion is None:
        return body  # a row of that name is one like others
    check_paths(call)
    if not call.expand or operation is None:
        return body
    resource = call.contracts.resource(operation.returns)
    for text in call.expand:
        body = _expand_one(call, body, resource, operation, text.split("."))
    return body


def check_paths(call: Call) -> None:
    """Refuse paths that are none before anything is done. Raises ApiError (400)."""
    operation = call.operation
    words = call.contracts.api.expansion
    if operation is None or words is None:
        return
    resource = call.contracts.resource(operation.returns)
    for text in call.expand:
        path = text.split(".")
        if operation.many:
            shape = call.contracts.api.search
            total = shape is not None and path == [shape.total]
            if total and operation.shape == "search_result":
                continue
            path = _below(call, path)
            if not path:
                raise _not_expandable(text)
        if len(path) > words.depth:
            said = f"You cannot expand more than {words.depth} levels of a property"
            raise invalid(said, code=words.too_deep, situation="expanded_too_deep")
        if (resource.name, path[0]) not in call.declared.hidden:
            _check(resource, path)


def _below(call: Call, path: list[str]) -> list[str]:
    """Return a path behind the entries of a list, empty where it does not begin with them."""
    items = call.contracts.api.list.items.split(".")
    return path[len(items) :] if path[: len(items)] == items else []


def _expand_one(
    call: Call, body: Object, resource: Resource, operation: Operation, path: list[str]
) -> Object:
    if operation.many:
        shape = call.contracts.api.search
        if shape is not None and path == [shape.total]:
            test = parse(str(call.params.get(shape.query, "")), searched(call, resource))
            return {**body, shape.total: sum(map(test, call.store.all(resource.name)))}
        path = _below(call, path)
    hidden = call.declared.hidden.get((resource.name, path[0]))
    if hidden is not None and operation.title not in hidden:
        return body
    if not operation.many:
        return _reveal(call, body, path[0]) if hidden else _walk(call, body, path)
    data = [
        _reveal(call, item, path[0]) if hidden else _walk(call, item, path) for item in body["data"]
    ]
    return {**body, "data": data}


def _reveal(call: Call, item: Object, name: str) -> Object:
    secrets = call.store.secrets.get(item["id"], {})
    return {**item, name: secrets[name]} if name in secrets else item


def _check(resource: Resource, path: list[str]) -> None:
    """Refuse a path whose first step leads to nothing expandable (G-91)."""
    fields = {field.name: field for field in resource.fields}
    field = fields.get(path[0])
    for name in path[1:]:
        if field is None or field.expandable or _embedded(field):
            break
        field = {child.name: child for child in field.children}.get(name)
    if field is None or not (field.expandable or _embedded(field)):
        raise _not_expandable(".".join(path))


def _embedded(field: Field) -> bool:
    return field.type == "object" and field.resource is not None


def _not_expandable(path: str) -> Exception:
    return invalid(f"This property cannot be expanded ({path}).", situation="not_expandable")


def _walk(call: Call, item: Any, path: list[str]) -> Any:
    """Return `item` with the value at `path` expanded; a missing or null one stays."""
    if not path or not isinstance(item, dict) or item.get(path[0]) is None:
        return item
    name, rest = path[0], path[1:]
    value = item[name]
    found = _named(call, item, value) if isinstance(value, str) else value
    return item if found is None else {**item, name: _walk(call, found, rest)}


def _named(call: Call, item: Object, name: str) -> Object | None:
    """Return the object of that id, a kept one or else what follows from the one that names it."""
    derived = (derive(item, name) for derive in call.declared.derived)
    found = next((found for found in derived if found is not None), None)
    return call.store.find(name) or (_whole(call, found) if found is not None else None)


def _whole(call: Call, item: Object) -> Object:
    """Return what nobody keeps with all that a table says of it, where there is one."""
    kind = item.get("object")
    resource = next((r for r in call.contracts.resources if r.object == kind), None)
    return completed(item, resource.fields) if resource is not None else item
