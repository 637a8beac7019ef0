"""Lists that have not heard of what was done to an object."""

from __future__ import annotations

import copy
from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object

Shown = Callable[[Object, Object], Object]  # an entry, and the object as it was before


def _after_a_change(shown: Shown) -> seams.Install:
    """Let lists show what was done to as `shown` says."""
    before: dict[str, Object] = {}

    @seams.transition()
    def install(inner: seams.Behave, route: Route, call: Call) -> Object:
        operation = route.operation
        if operation is None:
            return inner(route, call)
        changes = operation.kind in ("update", "action") and operation.path_parameters
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


@seams.anew
def one_behind(_service: Service) -> seams.Install:
    """An entry is the object as it was before it was changed last."""
    return _after_a_change(lambda _entry, before: before)


@seams.anew
def state_of_before(service: Service) -> seams.Install:
    """An entry has the state of before: the index of states is not written again."""
    states = {r.object: r.lifecycle.field for r in service.contracts.resources if r.lifecycle}

    def shown(entry: Object, before: Object) -> Object:
        state = states.get(str(entry.get("object")), "")
        return {**entry, state: before[state]} if state in before else entry

    return _after_a_change(shown)


@seams.anew
def parts_forgotten(_service: Service) -> seams.Install:
    """Where something was done to an object, its entry has no parts any more."""

    def shown(entry: Object, _before: Object) -> Object:
        parts = [name for name, value in entry.items() if isinstance(value, dict)]
        return {**entry, **dict.fromkeys(parts)}

    return _after_a_change(shown)
