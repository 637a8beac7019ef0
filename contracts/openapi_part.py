"""A part of an OpenAPI document: some of its operations, and what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

_SCHEMAS = "#/components/schemas/"


def part(document: dict[str, Any], operations: Iterable[str]) -> dict[str, Any]:
    """Return a document of its own that has the operations of these ids, and no other.

    It has the schemas that these name. What such a schema names in its turn is any value there, and
    links lead to operations of the part: so its size is that of its operations, however many the
    whole document has.
    """
    kept = set(operations)
    paths = {
        path: {method: _linked(deepcopy(one), kept) for method, one in methods.items()
               if one.get("operationId") in kept}
        for path, methods in document["paths"].items()
    }  # fmt: skip
    paths = {path: methods for path, methods in paths.items() if methods}
    schemas = document["components"]["schemas"]
    named = sorted({*_named(paths)} & schemas.keys())
    return {
        **document,
        "paths": paths,
        "components": {
            **document["components"],
            "schemas": {name: _closed(schemas[name], set(named)) for name in named},
        },
    }


def _linked(operation: dict[str, Any], kept: set[str]) -> dict[str, Any]:
    for response in operation.get("responses", {}).values():
        links = response.get("links", {})
        for name in [name for name, link in links.items() if link["operationId"] not in kept]:
            del links[name]
    return operation


def _named(value: Any) -> Iterator[str]:
    """Yield the names of the schemas that are named anywhere in a value."""
    if isinstance(value, dict):
        named = value.get("$ref")
        if isinstance(named, str):
            yield named.removeprefix(_SCHEMAS)
    for inner in _inside(value):
        yield from _named(inner)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _closed(value: Any, kept: set[str]) -> Any:
    """Return a copy of a schema in which names of schemas that are not kept stand for any value."""
    if isinstance(value, list):
        return [_closed(inner, kept) for inner in value]
    if not isinstance(value, dict):
        return value
    named = value.get("$ref")
    if isinstance(named, str) and named.removeprefix(_SCHEMAS) not in kept:
        return {key: _closed(inner, kept) for key, inner in value.items() if key != "$ref"}
    return {key: _closed(inner, kept) for key, inner in value.items()}
