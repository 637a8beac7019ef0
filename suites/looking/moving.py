"""What of an object changes by itself: that is no doing of what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Field, Resource
from suites.looking.likeness import differing

Object = Mapping[str, Any]


def free(contracts: Contracts, resource: Resource, *, updated: bool = False) -> frozenset[str]:
    """Return the names of the top fields that change by themselves, whoever asks.

    With `updated`, those too that change when another field is updated.
    """
    kinds = ("always", "update") if updated else ("always",)
    own = (field.name for field in resource.fields if field.moving in kinds)
    return frozenset((*contracts.api.object.moving, *own))


def moved(contracts: Contracts, resource: Resource, before: Object, after: Object) -> list[str]:
    """Return the names of the fields that changed, but for those that do so by themselves."""
    excused = {*free(contracts, resource), *_refreshed(resource, before)}
    changed = [name for name in differing(before, after) if name not in excused]
    return [name for name in changed if not went_on(contracts, resource, name, before, after)]


def went_on(
    contracts: Contracts, resource: Resource, name: str, before: Object, after: Object
) -> bool:
    """Whether a part that was underway is all that changed of a field, as a parcel that is sent.

    What requests set of it stays.
    """
    one, other = before.get(name), after.get(name)
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    if not underway(resource.named.get(name), one):
        return False
    rows = (row for operation in contracts.operations
            if operation.returns == resource.name and not operation.reads
            for row in operation.sent if row.name == name)  # fmt: skip
    settable = {child.name for row in rows for child in row.children}
    return settable.isdisjoint(differing(one, other))


def underway(field: Field | None, value: Any) -> bool:
    """Whether a part of an object is in a state that goes over into another by itself."""
    if field is None or not isinstance(value, dict):
        return False
    return any(value.get(child.name) in child.restless for child in field.children)


def _refreshed(resource: Resource, earlier: Object) -> Iterator[str]:
    """Yield what a refresh that was underway changes by itself when it is done (FA-10)."""
    for field in resource.fields:
        if field.refreshes and underway(field, earlier.get(field.name)):
            yield from (field.name, field.refreshes)
