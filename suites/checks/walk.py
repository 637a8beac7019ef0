"""Walks through decoded bodies. What people wrote themselves, metadata, is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange

_OPAQUE = ("metadata",)
_DEEPEST = 40
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
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[tuple[str, Any]]:
    """Yield paths and values as `named_values` does, of the fields that the response table has.

    What a server shows beside them, under names of its own, keeps its own conventions (T-50).
    """
    known = {field.name for field in contracts.resource(operation.returns).fields}
    envelope = "" if operation.shape == "object" else "data."
    for path, value in named_values(exchange.json):
        if bare(path).removeprefix(envelope).partition(".")[0] in known:
            yield path, value


def returned(exchange: Exchange, operation: Operation) -> list[dict[str, Any]]:
    """Return the objects that an accepted exchange returned: one, or those of a page."""
    if operation.shape == "object":
        return [exchange.body] if exchange.body else []
    data = exchange.body.get("data")
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
