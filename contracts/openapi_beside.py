"""Calls at a path of the contracts that no contract has, but a recipe makes: they are declared.

Somebody who reads that a path has one method takes every other one for an error of the server.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Step
from contracts.openapi_view import Schema, View

_LARGEST = 99_999_999  # an amount, or a number of things


def beside(view: View) -> Iterator[Step]:
    """Yield the first step of each such call, in the order of method and path."""
    ours = {(one.method, one.path) for one in view.contracts.operations}
    paths = {path for _, path in ours}
    found: dict[tuple[str, str], Step] = {}
    for resource in view.contracts.resources:
        for recipe in resource.recipes:
            for step in (one for way in recipe.ways for one in way):
                if step.path in paths and (step.method, step.path) not in ours:
                    found.setdefault((step.method, step.path), step)
    yield from (found[key] for key in sorted(found))


def sent(value: Any, view: View) -> Schema:
    """Return the schema of what a step sends: names and kinds of values, and ids that are there.

    A number or a flag may be left out, as it commonly has a default.
    """
    if isinstance(value, Mapping):
        return _object({str(name): inner for name, inner in value.items()}, view)
    if isinstance(value, list):
        return _object({str(index): inner for index, inner in enumerate(value)}, view)
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int):
        return {"type": "integer", "minimum": 1, "maximum": _LARGEST}
    known = (view.ids or {}).get(str(value).removeprefix("@"), ())
    return {"type": "string", "enum": list(known)} if known else {"type": "string"}


def _object(values: Mapping[str, Any], view: View) -> Schema:
    return {
        "type": "object",
        "properties": {name: sent(inner, view) for name, inner in values.items()},
        "additionalProperties": False,
        "required": [name for name, value in values.items() if not isinstance(value, int)],
    }
