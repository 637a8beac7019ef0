"""Lists that show of what was changed something else: what faults share."""

from __future__ import annotations

import copy
from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

CHANGES = ("update", "action")
Shown = Callable[[Object, Object], Object]  # an entry, and the object as it was before


def after_a_change(shown: Shown, kinds: tuple[str, ...] = CHANGES) -> seams.Install:
    """Let lists show what operations of some kinds were done to as `shown` says."""
    before: dict[str, Object] = {}

    @seams.transition()
    def install(inner: seams.Behave, route: Route, call: Call) -> Object:
        operation = route.operation
        if operation is None:
            return inner(route, call)
        changes = operation.kind in kinds and operation.path_parameters
        item = call.store.find(call.id()) if changes else None
        if item is not None:
            earlier = copy.deepcopy(item)
            found = inner(route, call)
            before[item["id"]] = earlier
            return found
        found = inner(route, call)
        if operation.kind != "list" or "data" not in found:
            return found
        data = [shown(one, before[one["id"]]) if one.get("id") in before else one
                for one in found["data"]]  # fmt: skip
        return {**found, "data": data}

    return install
