"""What faults do to the entries of a list; a body that is none stays as it is."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.store import Object


def each(body: Object, change: Callable[[Object], Object]) -> Object:
    """Return a list with each of its entries changed."""
    data = body.get("data")
    return {**body, "data": [change(entry) for entry in data]} if isinstance(data, list) else body


def without(body: Object, status: str) -> Object:
    """Return a list without the entries of a status."""
    data = body.get("data")
    if not isinstance(data, list):
        return body
    return {**body, "data": [entry for entry in data if entry.get("status") != status]}
