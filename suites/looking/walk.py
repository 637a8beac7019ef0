"""Walks through decoded bodies. What people wrote themselves, metadata, is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from contracts.model import Contracts, Field, Operation
from harness.exchange import Exchange

_OPAQUE = ("metadata",)
_DEEPEST = 40
Tables = Mapping[str, Sequence[Field]]  # fields by resource
_PLACES = re.compile(r"[.]?[0-9]+(?=[.]|$)")


def named_values(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield the dotted path and the value of everything in a body that is no dictionary."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _OPAQUE:
                below = f"{path}.{name}" if path else str(name)
                yield from named_values(inner, below, depth + 1)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from named_values(inner, f"{path}.{index}" if path else str(index), depth + 1)
    else:
        yield path, value


def bare(path: str) -> str:
    """Return a dotted path without the places in lists."""
    return _PLACES.sub("", path).lstrip(".")


def promised_values(
    exchange: Exchange, operation: Operation, contracts: Contracts, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, Any]]:
    """Yield paths and values as `named_values` does, of the fields that the response table has.

    `wanted` says by its name whether a field is asked for: most are not, and few are looked up.
    What a server shows beside the table, under names of its own, keeps its own conventions (T-50).
    """
    tables = {resource.name: resource.fields for resource in contracts.resources}
    envelope = "" if operation.shape == "object" else "data."
    known: dict[str, bool] = {}
    for path, value in named_values(exchange.json):
        if not wanted(path.rpartition(".")[2]):
            continue
        name = bare(path)
        if name not in known:
            names = name.removeprefix(envelope).split(".")
            known[name] = name.startswith(envelope) and _leads(
                names, tables[operation.returns], tables
            )
        if known[name]:
            yield path, value


def _leads(names: Sequence[str], fields: Sequence[Field], tables: Tables) -> bool:
    """Whether names lead through tables, or to a field below which no table says more."""
    field = next((field for field in fields if field.name == names[0]), None)
    rest = names[1:]
    while field is not None and (inner := field.items or field.values) is not None:
        if field.type == "object" and rest[:1] != ["data"]:  # a list, beside its entries
            return False
        rest = rest if field.type == "array" else rest[1:]
        field = inner
    if field is None or not rest:
        return field is not None
    below = field.children or tables.get(field.resource or "", ())
    return not below or _leads(rest, below, tables)


def returned(exchange: Exchange, operation: Operation) -> list[dict[str, Any]]:
    """Return the objects that an accepted exchange returned: one, or those of a page."""
    if operation.shape == "object":
        return [exchange.body] if exchange.body else []
    data = exchange.body.get("data")
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
