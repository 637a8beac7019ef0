"""Searches a resource of which nobody wrote what it can be searched by: by its plain fields."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from contracts.model import Resource
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.lists import page
from sandbox.search import Searched, parse
from sandbox.store import Object

DEFAULT_LIMIT = 10
_PAGE = "page_"  # how the name of a page begins, before the id of the last object on the one above


def search(call: Call, kind: str) -> Object:
    """Return a page of what a query finds. Raises ApiError (400) for one that is none."""
    shape = call.contracts.api.search
    if shape is None:
        return page(call, kind)
    fields = searched(call, call.contracts.resource(kind))
    test = parse(str(call.params.get(shape.query, "")), fields)
    last = _last_seen(call, kind, shape.page)
    source = call.store.older(kind, last) if last else call.store.newest(kind)
    limit = call.get("limit", DEFAULT_LIMIT)
    found = list(islice((item for item in source if test(item)), limit + 1))
    data, more = found[:limit], len(found) > limit
    onward = f"{_PAGE}{data[-1]['id']}" if more else None
    return {"object": shape.object, "data": data, "has_more": more, "url": call.path,
            shape.next: onward}  # fmt: skip


def searched(call: Call, resource: Resource) -> Searched:
    """Return what a resource is searched by: what its behaviour says, else its plain fields."""
    found = call.declared.searched.get(resource.name) or _plain(resource)
    shape, words = call.contracts.api.search, call.contracts.api.metadata
    if shape is not None:
        found = replace(found, clauses=shape.clauses)
    return replace(found, metadata=words.row) if words is not None else found


def _plain(resource: Resource) -> Searched:
    """Return the plain fields of a resource, numbers and texts."""
    plain = [field for field in resource.fields if not field.nullable and not field.expandable]
    return Searched(
        frozenset(field.name for field in plain if field.type == "integer"),
        frozenset(field.name for field in plain if field.type == "string"),
    )


def _last_seen(call: Call, kind: str, row: str) -> str | None:
    """Return the last object of the page above the one that a row asks for."""
    token = str(call.params.get(row) or "")
    if not token:
        return None
    name = token.removeprefix(_PAGE)
    if not token.startswith(_PAGE) or call.store.peek(kind, name) is None:
        raise invalid(f"No such page: {token}", row)
    return name
