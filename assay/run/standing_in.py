"""An object of the reference server's own in the place of one that nothing it answers shows.

What a mock holds from its start, as an account that somebody linked, no step of a reproduction
makes. What stands in for it is of the same kind, and in the same state where it has one: nothing
else would be asked the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from contracts import Contracts


def standing_in(
    item: Any, contracts: Contracts, given: Mapping[str, Sequence[str]], taken: Collection[str]
) -> str:
    """Return an id of `given` that is not `taken`, for an object that was shown; "" for none.

    `given` are ids by resource, or by resource and state.
    """
    name = _name(item, contracts, given)
    if not name:
        return ""
    cycle = contracts.resource(name).lifecycle
    key = f"{name}:{item.get(cycle.field)}" if cycle else name
    return next((one for one in given.get(key, ()) if one not in taken), "")


def otherwise(there: Any, item: Any, contracts: Contracts, given: Mapping[str, Any]) -> bool:
    """Whether two objects of one kind are in different states: one is not asked as the other is."""
    name = _name(item, contracts, given)
    if not name or name != _name(there, contracts, given):
        return False
    cycle = contracts.resource(name).lifecycle
    return cycle is not None and there.get(cycle.field) != item.get(cycle.field)


def _name(item: Any, contracts: Contracts, given: Mapping[str, Sequence[str]]) -> str:
    """Return the resource of an object, among those of which there are ids."""
    if not isinstance(item, dict):
        return ""
    for name in dict.fromkeys(key.partition(":")[0] for key in given):
        resource = contracts.described(name)
        shown = resource.of_kind("retrieve") if resource else None
        if shown is not None and shown.kinds and item.get(shown.label) in shown.kinds:
            return name
    return ""
