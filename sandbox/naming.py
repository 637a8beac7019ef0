"""Paths that name an object by another of its fields than its id."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.model import Operation
from sandbox.store import Store


def by_ids(store: Store, operation: Operation | None, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a path, with the id of the object where it is named otherwise; what
    names none stays as it is.
    """
    found = dict(ids)
    for row in operation.path_parameters if operation else ():
        if row.by and row.name in ids:
            there = (item for item in store.newest(row.references[0])
                     if str(item.get(row.by)) == ids[row.name])  # fmt: skip
            found[row.name] = next((item["id"] for item in there), ids[row.name])
    return found
